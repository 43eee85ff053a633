"""Rows that name the rows below them: 九年义务教育 over 在校生, 巩固率. Their words tell rows of one name apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout import category_name
from policy_extract.model import Table

_DIGIT = expression(r"\d")
_LONGEST = 12  # signs of a group's name that goes in front of others
_OWN = 4  # its last signs, which a name has itself: 职业教育 over 中等职业教育在校生


def fronts(table: Table, names: Mapping[int, str], parts: tuple[str, ...]) -> dict[int, str]:
    """What goes in front of the names of rows, by the numbers of the rows: the words of their group, where they are needed.

    They are where rows below two groups have the same name (毛入学率 below 高中段教育 and below 高等教育), then for all rows of these groups.
    Refused: groups whose rows differ by themselves (健康水平, 生态建设), years, 其中 (``parts``), words that the row's name has itself.
    """
    groups = _groups(table, parts)
    if len(set(groups.values())) < 2:
        return {}
    below: dict[str, set[str]] = defaultdict(set)
    for number, name in names.items():
        if group := groups.get(number):
            below[name].add(group)
    telling = {group for found in below.values() if len(found) > 1 for group in found}
    return {
        number: group
        for number, name in names.items()
        if (group := groups.get(number)) in telling
        and group is not None
        and group[-_OWN:] not in name
    }


def _groups(table: Table, parts: tuple[str, ...]) -> dict[int, str]:
    """The name of the group that each row stands below."""
    found: dict[int, str] = {}
    group = ""
    for number, row in enumerate(table.rows[table.header_rows :], table.header_rows):
        words = [shadow(cell.text).strip() for cell in row]
        filled = [word for word in words if word]
        if len(filled) == 1 and _leads(words):
            name = category_name(filled[0])
            group = "" if not _fit(name) or name.startswith(parts) else name
        elif group:
            found[number] = group
    return found


def _leads(words: Sequence[str]) -> bool:
    """The one cell with words stands in front: alone, or with blanks behind it and at most the running number's before it."""
    return any(words[:2])


def _fit(name: str) -> bool:
    """Words that may stand in front of a name. Refused: 2023年, a sentence."""
    return 1 < len(name) <= _LONGEST and not _DIGIT.search(name)
