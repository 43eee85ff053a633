"""What ``calibrate`` does: doubts of an output against labels → what each doubt is worth."""

from __future__ import annotations

import argparse
from pathlib import Path

from policy_extract.cli import terminal
from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text


def run(options: argparse.Namespace, language: Language) -> int:
    """Fit the weights, show what they do on documents left out of the fit, write them with ``--write``.

    With ``--keep`` the weights of a file stay, and only doubts that it does not have are fitted.
    Raises UsageError for an output without labels or without text, GoldenError for broken labels.
    """

    from policy_extract.score import load_golden, load_output
    from policy_extract.score.calibration import cross_validated, fit, reliability, threshold
    from policy_extract.score.corpus import score_corpus
    from policy_extract.score.trust import bins_table, by_document, figures_table, weights_toml

    output = load_output(Path(options.out), corpus_dir=Path(options.corpus))
    golden = load_golden(Path(options.golden))
    records = score_corpus(output.documents.values(), output.texts, golden).judged
    kept, held = _kept(options.keep)
    held_out = cross_validated(records, held=held)
    below = threshold(held_out)
    page = terminal.console(pipe=160, markup=True)
    page.print(figures_table(by_document(held_out, below)))
    figures = reliability(held_out, below)
    if figures is not None:
        page.print(bins_table(figures))
    weights = weights_toml(fit(records, held=held), below, records, kept)
    if not options.write:
        say(weights)
        return 0
    Path(options.write).write_text(weights, encoding="utf-8")
    say(text(language, "cli.wrote", path=options.write), err=True)
    return 0


def _kept(file: str | None) -> tuple[str, dict[str, float]]:
    """The text of a file of weights, and the weights. Raises GazetteerError for a file that is none."""
    from policy_extract.lexicon.files import read, toml

    if not file:
        return "", {}
    words = read(Path(file))
    weights = toml(Path(file), words).get("weight", {})
    return words, {name: float(w) for name, w in weights.items() if isinstance(w, int | float)}
