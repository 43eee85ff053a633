"""In which formats ``extract`` writes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from policy_extract.messages import Language, text

#: What is written when nobody chooses.
DEFAULT_FORMATS: Final = ("json", "xlsx", "html")
#: The same of more than ``MANY`` plans. A workbook and a report hold all plans at once: 2 MB for each of 30,000 signs
#: (benchmarks/README.md); a sheet of more has more rows than Excel allows links, and nobody reads a list of a hundred thousand values. It is their number and not the machine that
#: decides, so that the same plans give the same files everywhere.
FORMATS_OF_MANY: Final = ("json", "csv")
MANY: Final = 500


def formats_of(options: argparse.Namespace, plans: int = 0) -> tuple[str, ...]:
    """The formats that a run of so many plans is to write, as they were named."""
    if options.format:
        return tuple(options.format)
    return FORMATS_OF_MANY if plans > MANY else DEFAULT_FORMATS


def told_of_many(options: argparse.Namespace, language: Language, plans: int) -> Sequence[str]:
    """What is said where nobody chose formats and plans are too many for those that a run writes else."""
    if options.format or plans <= MANY:
        return ()
    return (text(language, "cli.many_plans", count=plans, most=MANY, out=options.out),)
