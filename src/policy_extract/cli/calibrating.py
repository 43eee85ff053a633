"""What ``calibrate`` does: doubts of an output against labels → what each doubt is worth."""

from __future__ import annotations

import argparse
from pathlib import Path

from policy_extract.cli import terminal
from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text


def run(options: argparse.Namespace, language: Language) -> int:
    """Fit the weights, show what they do on documents left out of the fit, write them with ``--write``.

    Raises UsageError for an output without labels or without text, GoldenError for broken labels.
    """

    from policy_extract.score import load_golden, load_output
    from policy_extract.score.calibration import cross_validated, fit, reliability, threshold
    from policy_extract.score.corpus import score_corpus
    from policy_extract.score.trust import bins_table, by_document, figures_table, weights_toml

    output = load_output(Path(options.out), corpus_dir=Path(options.corpus))
    golden = load_golden(Path(options.golden))
    records = score_corpus(output.documents.values(), output.texts, golden).judged
    held_out = cross_validated(records)
    below = threshold(held_out)
    page = terminal.console(pipe=160, markup=True)
    page.print(figures_table(by_document(held_out, below)))
    figures = reliability(held_out, below)
    if figures is not None:
        page.print(bins_table(figures))
    weights = weights_toml(fit(records), below, records)
    if not options.write:
        say(weights)
        return 0
    Path(options.write).write_text(weights, encoding="utf-8")
    say(text(language, "cli.wrote", path=options.write), err=True)
    return 0
