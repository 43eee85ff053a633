"""Values, periods and the names of closed lists as people write them."""

from __future__ import annotations

from policy_extract.messages import TEXTS, Language, text
from policy_extract.model import Period, Value


def word(language: Language, family: str, name: str) -> str:
    """A value of a closed list in words (“role”, “lead” → 牵头); as it is where it has none."""
    key = f"{family}.{name}"
    return text(language, key) if key in TEXTS else name


def amount(value: Value) -> str:
    """A value with its comparator: ≥ 300家, 10—20亿元, 4.5∶38.5∶57."""
    unit = value.unit or ""
    if value.parts is not None:
        return "∶".join(map(str, value.parts))
    if value.comparator == "range":
        return f"{value.low}—{value.high}{unit}"
    sign = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "≈ "}.get(value.comparator, "")
    number = value.low if value.low is not None else value.high
    return f"{sign}{number}{unit}"


def period(value: Period | None) -> str | None:
    """A period as people write it: 2025, 2021—2025, —2030; None for no time."""
    if value is None or (value.start is None and value.end is None):
        return None
    if value.start == value.end:
        return value.start
    return f"{value.start or ''}—{value.end or ''}"
