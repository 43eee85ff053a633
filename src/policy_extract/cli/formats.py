"""In which formats ``extract`` writes."""

from __future__ import annotations

import argparse
from typing import Final

from policy_extract.messages import Language, text
from policy_extract.tuples import NamedTuple

#: What is written when nobody chooses.
DEFAULT_FORMATS: Final = ("json", "xlsx", "html")
#: The same of more than ``MANY`` plans. A workbook and a report hold all plans at once: 2 MB for each of 30,000 signs
#: (benchmarks/README.md); a sheet of more has more rows than Excel allows links, and nobody reads a list of a hundred thousand values. It is their number and not the machine that
#: decides, so that the same plans give the same files everywhere.
FORMATS_OF_MANY: Final = ("json", "csv")
MANY: Final = 500


class Chosen(NamedTuple):
    """The formats of a run, as they were named, and what is said of them."""

    formats: tuple[str, ...]
    notes: tuple[str, ...] = ()


def named(options: argparse.Namespace) -> tuple[str, ...] | None:
    """The formats that somebody named; None where nobody chose. What a run writes then goes by its plans."""
    return tuple(options.format) if options.format else None


def chosen(options: argparse.Namespace, language: Language, plans: int) -> Chosen:
    """What a run of so many plans is to write; it says so where plans are too many for what it writes else."""
    formats = named(options)
    if formats is not None:
        return Chosen(formats)
    if plans <= MANY:
        return Chosen(DEFAULT_FORMATS)
    note = text(language, "cli.many_plans", count=plans, most=MANY, out=options.out)
    return Chosen(FORMATS_OF_MANY, (note,))
