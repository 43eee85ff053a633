"""Where else the corpus speaks of what a record names: the same company, agency, indicator, the same claim."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from policy_extract.desk import Desk, amount, period, shown
from policy_extract.model import Comparison, Observation
from policy_extract.tuples import NamedTuple

_SHOWN: Final = 6  # links to single places; the list that they end with has all


class Link(NamedTuple):
    """Where a record leads: the words shown, the address behind ``#``."""

    words: str
    address: str


def address(document: str, record: str) -> str:
    """The address of a record; its parts are percent-encoded, so that “/” and “?” part them."""
    return f"{quote(document, safe='')}/{quote(record, safe='')}"


class Elsewhere:
    """The places of entities and claims across all plans, gathered once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._plans: dict[str, dict[str, None]] = {}
        self._stated: dict[str, list[tuple[str, Observation]]] = {}
        for document in desk.documents:
            named = (m.entity for m in document.mentions if m.type == "company")
            charged = (a.entity for a in document.assignments)
            for entity in (*named, *charged):
                if entity:
                    self._plans.setdefault(entity, {})[document.id] = None
            for o in document.observations:
                if o.indicator.entity:
                    self._stated.setdefault(o.indicator.entity, []).append((document.id, o))
        self._findings: dict[tuple[str, str], list[Comparison]] = {}
        for finding in desk.output.findings.findings:
            if isinstance(finding, Comparison):
                for one in finding.observations:
                    self._findings.setdefault((one.document, one.id), []).append(finding)

    def company(self, document: str, entity: str | None) -> tuple[Link, ...]:
        """The company's entry in the directory."""
        return self._entry("companies", document, entity)

    def agency(self, document: str, entity: str | None) -> tuple[Link, ...]:
        """The agency's ledger; nothing for one that no plan makes responsible."""
        return self._entry("agencies", document, entity)

    def indicator(self, o: Observation) -> tuple[Link, ...]:
        """The indicator's series, and how often this and other plans state it."""
        stated = self._stated.get(o.indicator.entity or "", ())
        if len(stated) < 2:
            return ()
        plans = len({name for name, _ in stated})
        said = self._desk.say(
            "report.stated", name=self._desk.name(o.indicator), count=len(stated), plans=plans
        )
        return (Link(said, f"/numbers?i={quote(o.indicator.entity or '', safe='')}"),)

    def compared(self, document: str, record: str) -> tuple[Link, ...]:
        """The statements that a finding lays beside this one, each with the verdict."""
        found: dict[str, Link] = {}
        for finding in self._findings.get((document, record), ()):
            verdict = self._desk.word("verdict", finding.verdict)
            for one in finding.observations:
                other = self._desk.observations.get((one.document, one.id))
                if other is None or (one.document, one.id) == (document, record):
                    continue
                its = self._desk.output.documents[one.document]
                place = self._desk.place(its, one.id, other.source)
                value = amount(other.value) if other.value else (other.qualitative or "")
                told = (verdict, value, period(other.time), place.title, shown(place.section))
                words = " · ".join(filter(None, told))
                to = address(one.document, one.id)
                found.setdefault(to, Link(words, to))
                if len(found) == _SHOWN:  # one thing may be stated thousands of times
                    return tuple(found.values())
        return tuple(found.values())

    def _entry(self, view: str, document: str, entity: str | None) -> tuple[Link, ...]:
        plans = self._plans.get(entity or "")
        known = self._desk.entities.get(entity or "")
        if plans is None or known is None:
            return ()
        others = sum(1 for name in plans if name != document)
        words = known.name
        if others:
            words = self._desk.say("report.entry_elsewhere", name=known.name, count=others)
        return (Link(words, f"/{view}/{quote(known.id, safe='')}"),)
