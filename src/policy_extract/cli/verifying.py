"""What ``verify`` does: an output is read, every promise is checked, what does not hold is listed."""

from __future__ import annotations

import argparse
from pathlib import Path

from policy_extract.messages import Language, text

#: More faults are counted, not listed: a folder that somebody rewrote has thousands.
_LISTED = 50


def run(options: argparse.Namespace, language: Language) -> int:
    """Print what does not hold of OUT. Exit code 0 when all promises do, 1 when one does not.

    Raises OutputError for a folder that is no output, or a file that is not of the contract.
    """
    from policy_extract.cli.terminal import say
    from policy_extract.output import load_output
    from policy_extract.verify import verify_folder

    out = Path(options.out)
    faults = verify_folder(out)
    if not faults:
        documents = load_output(out).documents.values()
        records = sum(
            len(one)
            for d in documents
            for one in (d.observations, d.assignments, d.projects, d.mentions)
        )
        said = text(language, "verify.ok", out=out, documents=len(documents), records=records)
        say(said)
        return 0
    for one in faults[:_LISTED]:
        say(one.told(language))
    if len(faults) > _LISTED:
        say(text(language, "verify.more", count=len(faults) - _LISTED))
    say(text(language, "verify.failed", out=out, count=len(faults)), err=True)
    return 1
