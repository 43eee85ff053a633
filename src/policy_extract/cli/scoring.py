"""What ``score``, ``check-golden`` and ``without-local`` do."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli import terminal
from policy_extract.cli.terminal import put_data, say
from policy_extract.messages import Language, text

if TYPE_CHECKING:
    from policy_extract.score import Difference, Report


def score(options: argparse.Namespace, language: Language) -> int:
    """Score an output or plans. 1 when ``--gate`` finds a figure that has fallen, else 0."""
    from policy_extract import score as scoring

    _check_files(options)
    gate = None
    if options.gate and options.gate != options.write_gate:
        gate = scoring.read_gate(Path(options.gate))
    report = report_on(options.paths or ["out"], options, options.gazetteers)
    old = report_on([options.against], options, options.gazetteers) if options.against else None
    if options.json:
        _print_json(_as_json(report))
    elif options.show:
        for line in scoring.show(report, options.show, layer=options.layer):
            say(line)
    else:
        _render(report)
        _render_trust(report)
    if old is not None:
        _print_changes(scoring.compare(old, report), language)
    if options.write_gate:
        scoring.write_gate(report, Path(options.write_gate))
        say(text(language, "cli.wrote", path=options.write_gate), err=True)
    if options.gate:
        failures = scoring.check_gate(report, gate or scoring.read_gate(Path(options.gate)))
        for failure in failures:
            say(failure, err=True)
        if not failures:
            say(text(language, "cli.gate_ok"), err=True)
        return 1 if failures else 0
    return 0


def _review_threshold() -> float:
    """The confidence below which records are marked, by the packaged weights."""
    from policy_extract.extract.confidence import Confidence
    from policy_extract.lexicon import load

    return Confidence(load()).threshold


def _as_json(report: Report) -> dict[str, object]:
    from policy_extract.score import to_json, trust

    below = _review_threshold()
    return {**to_json(report), "confidence": trust.to_json(trust.by_document(report.judged, below))}


def _check_files(options: argparse.Namespace) -> None:
    """Say that a file is not there before the work, not below its tables."""
    from policy_extract.pipeline import NothingToDo

    gate, against, target = options.gate, options.against, options.write_gate
    if gate and gate != target and not os.path.isfile(gate):
        raise NothingToDo("usage.no_file", name="--gate", path=gate)
    if against and not os.path.exists(against):
        raise NothingToDo("usage.no_output", name="--against", path=against)
    if target and not os.path.isdir(Path(target).absolute().parent):
        raise NothingToDo("usage.no_place", name="--write-gate", path=target)


def check(options: argparse.Namespace, language: Language) -> int:
    """Check the golden labels against the plans. 1 when something is wrong with them."""
    from policy_extract.score import check_golden

    problems = check_golden(Path(options.golden), Path(options.corpus))
    for problem in problems:
        say(problem, err=True)
    if not problems:
        say(text(language, "cli.golden_ok"))
    return 1 if problems else 0


def without_local(options: argparse.Namespace, language: Language) -> int:
    """Scores with and without the names known only from the plans at hand."""
    from policy_extract.score import to_json

    paths = options.paths or [options.corpus]
    reports = {
        "with_local": report_on(paths, options, local=True),
        "without_local": report_on(paths, options, local=False),
    }
    if options.json:
        _print_json({name: to_json(report) for name, report in reports.items()})
        return 0
    for name, report in reports.items():
        say(text(language, f"cli.{name}"))
        _render(report)
    return 0


def report_on(
    paths: Sequence[str],
    options: argparse.Namespace,
    gazetteers: Sequence[str] = (),
    *,
    local: bool = True,
) -> Report:
    """Score one output folder as it is, or plans, which are extracted first.

    Raises NothingToDo (a UsageError) when an output and something else are given together.
    """
    from policy_extract.output import is_output
    from policy_extract.pipeline import NothingToDo, extract
    from policy_extract.score import load_golden, load_output, score_corpus, score_output

    golden = Path(options.golden)
    outputs = [path for path in paths if is_output(Path(path))]
    if outputs and getattr(options, "without", []):
        raise NothingToDo("usage.without_output", path=outputs[0])
    if outputs and len(paths) > 1:
        raise NothingToDo("usage.one_output", path=outputs[0])
    if outputs:
        return score_output(load_output(Path(outputs[0]), corpus_dir=Path(options.corpus)), golden)
    without = getattr(options, "without", [])
    result = extract(paths, gazetteers=gazetteers, local=local, without=without)
    return score_corpus(result.documents, result.texts, load_golden(golden), result.entities)


def _render(report: Report) -> None:

    from policy_extract.score import render

    page = terminal.console(pipe=200, markup=True)
    page.print(render(report))


def _render_trust(report: Report) -> None:
    """How far the confidences of the labelled documents can be trusted."""

    from policy_extract.score.trust import bins_table, by_document, figures_table

    figures = by_document(report.judged, _review_threshold())
    if figures:
        page = terminal.console(pipe=200, markup=True)
        page.print(figures_table(figures))
        page.print(bins_table(figures[0][1]))


def _print_changes(difference: Difference, language: Language) -> None:
    for change in difference.gains:
        say(f"+ {change}")
    for change in difference.losses:
        say(f"- {change}")
    gained, lost = len(difference.gains), len(difference.losses)
    say(text(language, "cli.changes", gained=gained, lost=lost))
    for plan in difference.uncompared:
        say(text(language, "cli.uncompared", plan=plan))


def _print_json(data: object) -> None:
    import json

    put_data(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
