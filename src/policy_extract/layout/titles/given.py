"""Title block: what the file says of itself outside its text (front matter, a metadata table)."""

from __future__ import annotations

from typing import Any

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout.titles.bodies import date_in
from policy_extract.layout.titles.zone import Draft, Found, Run, TitleRule, Zone
from policy_extract.model import Ref
from policy_extract.rules import Rule, Settled

#: What stands between names.
_PARTING = expression(r"[、,，;；]")


def _value(field: str, words: str) -> Any:
    if field == "issuers":
        names = [part.strip() for part in _PARTING.split(words) if part.strip()]
        return tuple(Ref(name=name) for name in names) or None
    if field in ("issued", "published"):
        found = date_in(shadow(words).strip().split("T")[0].split(" ")[0])
        return found[0] if found else None
    return words.strip() or None


def _reader(field: str) -> Run:
    def run(zone: Zone, _: Draft) -> Found | None:
        value = _value(field, zone.given.get(field, ""))
        return None if value is None else Found(Settled(value, f"meta.{field}_given"))

    return run


def given(field: str, zh: str, en: str) -> TitleRule:
    """The rule that takes a field from what the file says of itself."""
    return Rule(
        f"meta.{field}_given", "title", f"文件自述的{zh}", f"{en} that the file states of itself",
        f"front matter “{field}: …” → {field}", "a value that is no date or name", _reader(field),
    )  # fmt: skip
