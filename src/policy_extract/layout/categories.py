"""Category rows of tables: the name in them."""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.layout.lines import SPELLED

_CATEGORY = expression(
    rf"(?:[(（][{SPELLED}]+[)）]|[{SPELLED}]+[、.．]|\d+[、.．])?\s?([^,，。;；:：(（]{{2,30}})"
)


def category_name(words: str) -> str:
    """The name in a category row: “（一）现代纺织产业领域，项目共计19个…” → 现代纺织产业."""
    match = _CATEGORY.match(words.strip())
    name = match.group(1) if match else words
    return re.sub(r"(?:领域|类项目|项目|类)$", "", name).strip() or name
