"""What a document says once for several of its lists: “列第一位的为牵头单位，下同”, “带*的为牵头单位”.

It speaks about lists whose own words leave the role open, and only where it reaches: with 下同 from its list
on, without it for its own list; said in a sentence of its own, for the document, its section or its table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.extract.assignments.forms import FILE
from policy_extract.extract.assignments.records import AgencyList, Found, Named
from policy_extract.extract.assignments.roles import FIRST_LEADS, MARKED_LEAD, SILENT, STAGE, Roles
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role
from policy_extract.rules import Rule, Said, Switches
from policy_extract.tuples import NamedTuple

_GAP = expression(r"[\n ]+")  # a page may cut the sentence that says who leads
_BESIDE = expression(r"[\s,;(\[)\]]*")  # between a list in the open and what is said of it
_ENDS = expression(r"[)\]。]")
_PART_ROOM, _BELOW_ROOM = 12, 24  # how far before the words 本部分 may stand, how far behind 下同


class Reach(NamedTuple):
    """One place where a document says that the first of a list leads, and where that holds.

    ``verbs`` are those by which its own list answers: （…负责，列第一位者为牵头单位）.
    """

    said: Said
    start: int
    end: int
    verbs: tuple[str, ...] = ()


class DocumentRule(NamedTuple):
    """What a document says once for its lists: the first leads; names with this sign lead."""

    first: tuple[Reach, ...] = ()
    sign: str = ""


class SaidOnce:
    """Reads what a document says once, and applies it to its lists; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, roles: Roles, switches: Switches) -> None:
        self._roles, self._switches = roles, switches
        self._below = lexicon.pattern(f"<{FILE}.phrases.same_below>")
        self._part = lexicon.pattern(f"<{FILE}.phrases.this_part>")
        self._shared = lexicon.pattern(f"<{FILE}.verbs.shared_patterns>")

    def read(self, plan: Plan, found: Sequence[Found]) -> DocumentRule:
        """What a plan says of its lists, which are ``found`` in the order of the text."""
        lists = [place for place in found if place.listed is not None]
        if not lists:
            return DocumentRule()
        words = plan.shadow.replace("\n", "").replace(" ", "")
        marked = self._roles.words.marked_leads.search(words)
        firsts = [m.span() for m in self._roles.words.first_leads.finditer(words)]
        gaps = [m.span() for m in _GAP.finditer(plan.shadow)] if firsts else []
        places = [Said(_whole(gaps, first), _whole(gaps, last)) for first, last in firsts]
        return DocumentRule(
            first=tuple(self.reach(plan, lists, said) for said in places),
            sign=marked["mark"] if marked else "",
        )

    def applied(self, plan: Plan, place: Found, rule: DocumentRule) -> tuple[Named, ...]:
        """The names of a list with their roles, in order: by sign, by place, as the list says, or none."""
        listed = place.listed
        if listed is None:
            return place.names
        signed = {
            name: said
            for name in listed.names
            for at in (name.end, name.start - len(rule.sign))
            if rule.sign and plan.shadow.startswith(rule.sign, at)
            for said in [Said(at, at + len(rule.sign))]
        }
        first = self._first(place, listed, rule)
        out: list[Named] = []
        for index, name in enumerate(listed.names):
            stated = None
            if signed:
                role: Role = "lead" if name in signed else "support"
                by = signed.get(name, next(iter(signed.values())))
                stated = self._roles.ask(MARKED_LEAD, role, by)
            elif first is not None:
                stated = self._roles.ask(FIRST_LEADS, "support" if index else "lead", first.said)
            out.append(name._replace(stated=stated or name.stated or SILENT))
        out += [name._replace(stated=name.stated or SILENT) for name in listed.followers]
        return tuple(sorted(out, key=lambda name: name.start))

    def _first(self, place: Found, listed: AgencyList, rule: DocumentRule) -> Reach | None:
        """What says that the first of a list leads; None for one that says itself who does what."""
        if listed.ranked or any(
            n.marked and n.stated and n.stated.role == "lead" for n in listed.names
        ):
            return None
        for reach in rule.first:
            if not reach.start <= place.start < reach.end:
                continue
            if not (self._switches.has(OWN_WORDS) and self.own_words(listed, reach)):
                return reach
        return None

    def own_words(self, listed: AgencyList, reach: Reach) -> bool:
        """Whether a list says by its verb that all in it answer: （…负责）, （…按职责分工负责）.

        Not where the list with the document's word has such a verb, too: （…等负责。列第一位者为牵头单位，下同）
        speaks about lists with 负责, though not about 按职责分工负责.
        """
        return any(
            not reach.verbs
            or (self._shared.search(verb) and not any(map(self._shared.search, reach.verbs)))
            for verb in listed.verbs
        )

    def reach(self, plan: Plan, lists: Sequence[Found], said: Said) -> Reach:
        """Where the words at ``said`` hold: their list, all from it on, a table, a section, the document."""
        everywhere = Reach(said, 0, len(plan.text))
        host = _host(plan, lists, said)
        if host is not None and host.listed is not None:
            if not self._switches.has(REACH):
                return everywhere._replace(verbs=host.listed.verbs)
            below = self._below.search(_behind(plan, said.end))
            end = len(plan.text) if below else host.end
            return Reach(said, host.start, end, host.listed.verbs)
        if not self._switches.has(REACH):
            return everywhere
        table = next((t for t in plan.tables if t.start <= said.start < t.end), None)
        if table is not None and len(plan.tables) > 1:
            return Reach(said, table.start, table.end)
        before = plan.shadow[max(0, said.start - _PART_ROOM) : said.start]
        section = plan.section_at(said.start) if self._part.search(before) else None
        return Reach(said, section.start, section.end) if section else everywhere


def _host(plan: Plan, lists: Sequence[Found], said: Said) -> Found | None:
    """The list that the words stand in, or right behind; None for words of a sentence of their own."""
    for place in lists:
        if place.start <= said.start and (
            said.start < place.end or _BESIDE.fullmatch(plan.shadow, place.end, said.start)
        ):
            return place
    return None


def _behind(plan: Plan, at: int) -> str:
    """The words behind a place up to the end of its bracket or sentence; a page may cut them."""
    words = _GAP.sub("", plan.shadow[at : at + _BELOW_ROOM])
    return _ENDS.split(words, maxsplit=1)[0]


def _whole(gaps: list[tuple[int, int]], at: int) -> int:
    """The place in the text of a place in the text without its gaps."""
    for start, end in gaps:
        if start >= at:
            break
        at += end - start
    return at


OWN_WORDS: Rule[Callable[..., bool]] = Rule(
    "role.own_words", STAGE, "名单自述分工", "a list that says itself how its bodies answer",
    "under “列第一位的为牵头单位，下同” nobody leads in （市科技局、市财政局按职责分工负责） and （市审计局负责）",
    "（责任单位：市科技局、市财政局）, which leaves it open; the verb of the list that says who leads",
    SaidOnce.own_words,
)  # fmt: skip
REACH: Rule[Callable[..., Reach]] = Rule(
    "role.reach", STAGE, "首位牵头的适用范围", "where it holds that the first leads",
    "“列第一位的为牵头单位” in the third list holds for that list, with 下同 from it on",
    "the same words in a sentence of their own, which hold for all lists", SaidOnce.reach,
)  # fmt: skip

RULES = (OWN_WORDS, REACH)
