"""Which lines of words between rows name a group, told by their words and by the rows below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policy_extract.layout.geometry.heads import Heads

_SHORT = 6  # signs of a group's name that no known words tell
_LEAST = 2  # rows of such a group, and groups of such a table

#: What a row says: its name and its unit.
Said = tuple[str, ...]


def sure_groups(
    names: Mapping[int, str],
    below: Mapping[int, Sequence[Said]],
    heads: Heads,
    *,
    first: int,
    halves: frozenset[Said] = frozenset(),
) -> frozenset[int]:
    """Of lines ``names``, by their places, those that surely name a group; ``below``: what the rows under each say.

    A line with the words of a group (经济发展); one over two rows of no name (人口 over 总量 and 增长率); one whose rows come again under another such line (水路运输 and 城市公交 over 客运量), but
    for ``halves`` of names; all of them, where they are short, one stands right below the head, at ``first``, and each has two rows or more.
    Refused: any other words, which may be half of a name that was wrapped (城镇登记 / 失业率).
    """
    over: dict[Said, set[str]] = defaultdict(set)
    for at, rows in below.items():
        for row in rows:
            over[row].add(names[at])
    short = all(len(name) <= _SHORT for name in names.values())
    whole = len(names) >= _LEAST and all(len(below[at]) >= _LEAST for at in names)
    if first in names and short and whole:
        return frozenset(names)
    return frozenset(
        at
        for at, name in names.items()
        if heads.group(name)
        or (
            len(below[at]) >= _LEAST
            and all(row and heads.alone(row[0]) for row in below[at][:_LEAST])
        )
        or any(len(over[row]) > 1 and row not in halves for row in below[at])
    )
