"""What a rule that finds companies is given: the plan as one stream, and what was found so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policy_extract.document import Plan
from policy_extract.extract.companies.text import Claim, Stream
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from policy_extract.segment.tokens import Tokenizer


class Known(NamedTuple):
    """An own name of the document: trade and region of its full name, and its table rows.

    ``rule`` is the id of the rule that finds this company elsewhere.
    """

    own: str
    trade: str
    region: str
    invented: bool
    rows: frozenset[tuple[str, int]]
    rule: str


@dataclass(frozen=True, slots=True)
class Search:
    """A plan under search; every pass of rules is given a new one.

    ``runs`` are the endings of short names in the stream, ``listed`` where names of the gazetteers
    stand in it, ``unsure`` those that are ordinary words too (移动, 小米): start → end. ``claims``
    hold what the passes before have found, in order and none over another; ``known`` the own names
    that were already looked for everywhere.
    """

    plan: Plan
    stream: Stream
    tokenizer: Tokenizer
    runs: tuple[tuple[int, int], ...] = ()
    listed: tuple[tuple[int, int], ...] = ()
    unsure: Mapping[int, int] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the stream, in which all claims count."""
        return self.stream.text


#: A finding rule: a method of the part that holds its words, asked with a search.
Find = Callable[[Any, Search], list[Claim]]
