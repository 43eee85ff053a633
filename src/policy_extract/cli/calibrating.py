"""What ``calibrate`` does: doubts of an output against labels → what each doubt is worth."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policy_extract.cli import terminal
from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text

if TYPE_CHECKING:
    from policy_extract.score.calibration import Judged, Weights


def run(options: argparse.Namespace, language: Language) -> int:
    """Fit the weights, show what they do on documents left out of the fit, write them with ``--write``.

    With ``--judged`` the records of a file count, too, and alone without an output; ``--write-judged`` writes all of them as such a file.
    With ``--keep`` prior, limit and weights of a file stay, and only doubts that it does not have are fitted, or those that ``--doubt`` names.
    Raises UsageError for neither of both, for an output without labels or without text, GoldenError for broken labels.
    """

    from policy_extract.score.calibration import cross_validated, fit, reliability, threshold
    from policy_extract.score.trust import bins_table, by_document, figures_table, weights_toml

    records = _records(options, language)
    kept, held, limit = _kept(options.keep)
    held_out = cross_validated(records, held=held, only=options.doubt)
    below = threshold(held_out) if limit is None else limit
    page = terminal.console(pipe=160, markup=True)
    page.print(figures_table(by_document(held_out, below)))
    figures = reliability(held_out, below)
    if figures is not None:
        page.print(bins_table(figures))
    weights = weights_toml(fit(records, held=held, only=options.doubt), below, records, kept)
    if not options.write:
        say(weights)
        return 0
    Path(options.write).write_text(weights, encoding="utf-8")
    say(text(language, "cli.wrote", path=options.write), err=True)
    return 0


def _records(options: argparse.Namespace, language: Language) -> list[Judged]:
    """The records that were judged before, and behind them those of the output, as the round after; written where it is asked for."""
    from policy_extract.errors import UsageError
    from policy_extract.score import judged, load_golden, load_output
    from policy_extract.score.corpus import score_corpus

    if not options.out and not options.judged:
        raise UsageError(text(language, "cli.calibrate_nothing"))
    before = judged.read(Path(options.judged)) if options.judged else []
    new: list[Judged] = []
    if options.out:
        output = load_output(Path(options.out), corpus_dir=Path(options.corpus))
        golden = load_golden(Path(options.golden))
        later = max((record.round for record in before), default=0) + 1
        found = score_corpus(output.documents.values(), output.texts, golden).judged
        new = [replace(record, round=later) for record in found]
    if options.write_judged:
        comments = judged.comments_of(Path(options.judged or options.write_judged))
        words = judged.written([*before, *new], comments)
        Path(options.write_judged).write_text(words, encoding="utf-8")
    return [*before, *new]


def _kept(file: str | None) -> tuple[str, Weights | None, float | None]:
    """The text of a file of weights, what it says, and the confidence below which it marks. Raises GazetteerError for a file that is none."""
    from policy_extract.lexicon.broken import BrokenGazetteer
    from policy_extract.lexicon.files import read, toml
    from policy_extract.score.calibration import Weights

    if not file:
        return "", None, None
    words = read(Path(file))
    found = toml(Path(file), words)
    weights = {
        n: float(w) for n, w in found.get("weight", {}).items() if isinstance(w, int | float)
    }
    prior, limit = found.get("prior", {}).get("log_odds"), found.get("review", {}).get("below")
    if not isinstance(prior, int | float) or not isinstance(limit, int | float):
        raise BrokenGazetteer(Path(file), "-", "gazetteer.no_weights")
    return words, Weights(float(prior), weights), float(limit)
