"""Who acts in a clause: a stretch of names alone, none of them whoever it may concern."""

from __future__ import annotations

from collections.abc import Callable

from policy_extract.extract.assignments.forms import FILE, bare
from policy_extract.extract.assignments.knowledge import Knowledge
from policy_extract.extract.assignments.names import BODY, PARTY
from policy_extract.extract.assignments.records import AgencyList, Named, Stated
from policy_extract.rules import Rule

_MAX_LIST = 120
REFUSE = "assignments.refuse"


class Actors:
    """Reads the names before a verb; built once for a lexicon."""

    def __init__(self, known: Knowledge) -> None:
        self._names, self._lists = known.names, known.lists
        self._switches, lexicon = known.switches, known.lexicon
        self._by = lexicon.pattern(
            rf"(?<![{lexicon.signs(FILE, 'verbs.not_before_by')}])(?:<{FILE}.verbs.by>)"
            rf"(?!<{FILE}.verbs.not_after_by>)"
        )
        self._passing = lexicon.pattern(f"<{FILE}.verbs.passing>")
        self._division = lexicon.words(FILE, "verbs.division")
        self._every = lexicon.words(FILE, "names.every")
        self._anybody = lexicon.pattern(f"<{FILE}.names.anybody_patterns>")
        self._whoever = lexicon.pattern(f"<{FILE}.names.whoever_patterns>")
        self._generic = lexicon.words(FILE, "names.generic_suffixes")
        self._not_told = lexicon.pattern(f"<{FILE}.verbs.not_told_patterns>")
        self._of_level = lexicon.pattern(f"<{FILE}.verbs.of_level_patterns>")
        self._place = lexicon.pattern(rf"[\u4e00-\u9fff]{{1,7}}?(?:<{FILE}.names.place_suffixes>)")

    def before(
        self, shadow: str, left: int, right: int, duty: str, stated: Stated | None
    ) -> tuple[Named, ...]:
        """The names that fill ``shadow[left:right]``, behind 由 when there is one.

        ``duty`` are the words between them and the verb: with 按职责分工 any party is meant in earnest.
        Nothing where one of them is nobody by name (由龙头企业牵头, 各级部门负责).
        """
        by = None
        passing = self._passing.match(shadow, left, right)
        if passing and not self._names.forms.begins_with_field(shadow[left:right]):
            left = passing.end()  # 经市财政局…, but 经信局
        for by in self._by.finditer(shadow, left, right):
            left = by.end()
        if not 2 <= right - left <= _MAX_LIST:
            return ()
        found = self._lists.read(shadow, left, right)
        if self._switches.has(MIXED) and self.mixed(found):
            return self._among(shadow, left, found, stated)
        led = by is not None and stated is not None and stated.role == "lead"
        divided = any(word in duty for word in self._division)
        for name in found.names:
            words = shadow[name.start : name.end]
            anybody = self._switches.has(ANYBODY) and self.anybody(words, by_division=divided)
            if anybody or not self._is_body(words, by_division=divided, led=led):
                return self._among(shadow, left, found, stated)
        return tuple(name._replace(stated=stated) for name in found.names)

    def _among(
        self, shadow: str, left: int, found: AgencyList, stated: Stated | None
    ) -> tuple[Named, ...]:
        """Who supports among bodies that nobody knows: 市发展改革委(、青湾机场公司)配合.

        Refused: any but those who support; a list whose first is no body by name (银行、市财政局配合); a verb, a label or a limit in it.
        """
        other = found.limits or found.verbed or found.labelled or found.followers
        if stated is None or stated.role != "support" or other or not found.names:
            return ()
        by_name = [n for n in found.names if self._is_told(shadow[n.start : n.end])]
        if not by_name or by_name[0].start != left:
            return ()
        return tuple(name._replace(stated=stated) for name in by_name)

    def told(self, shadow: str, left: int, right: int, stated: Stated | None) -> tuple[Named, ...]:
        """The bodies by name among the names that fill ``shadow[left:right]``: 市教育局(、各高校).

        Nothing where other words than names stand there.
        """
        if not 2 <= right - left <= _MAX_LIST:
            return ()
        found = self._lists.read(shadow, left, right)
        if self.mixed(found):
            return ()
        return tuple(
            name._replace(stated=stated)
            for name in found.names
            for words in [shadow[name.start : name.end]]
            if self._is_told(words)
        )

    def _is_told(self, name: str) -> bool:
        """True for a body by name, or a kind of body by its field: 试点县政府, 各级教育部门."""
        return self._is_somebody(name) and self._may_be_told(name)

    def _may_be_told(self, name: str) -> bool:
        return self._names.forms.is_by_name(name) or not self._not_told.search(name)

    def _is_somebody(self, name: str) -> bool:
        """True for a body that is not whoever it may concern."""
        return self._names.judge(name) == BODY and not self.anybody(name, by_division=False)

    def all_named(self, shadow: str, found: AgencyList) -> bool:
        """Whether a list holds nothing but bodies by name, none of them each of a kind (各单位)."""
        words = [shadow[name.start : name.end] for name in found.names]
        return (
            bool(words)
            and not self.mixed(found)
            and all(
                self._names.judge(name) == BODY
                and not name.startswith(self._every)
                and not self.anybody(name, by_division=False)
                for name in words
            )
        )

    def all_told(self, shadow: str, found: AgencyList) -> bool:
        """Whether a list with a verb holds nothing but bodies by name or by their field, and institutions of a level.

        These open with it: 市融媒体中心, 省农科院. Refused: 中心, 乡镇卫生院.
        """
        strange = found.strangers or found.clauses or found.limits or found.labelled
        words = [shadow[n.start : n.end] for n in found.names]
        return not strange and all(
            self._is_somebody(name) and (self._may_be_told(name) or self._of_level.match(name))
            for name in words
        )

    def mixed(self, found: AgencyList) -> bool:
        """Whether other words than names stand before the verb."""
        strange = found.strangers or found.clauses or found.limits
        return bool(strange or found.verbed or found.labelled or found.followers)

    def anybody(self, name: str, *, by_division: bool) -> bool:
        """Whether a name means whoever it may concern; with 按职责分工 it is meant in earnest.

        Refused: a kind of body whose field is named (财政部门, 各地教育行政部门).
        """
        if by_division:
            return False
        name = bare(name)
        whoever = self._whoever.match(name)
        if whoever and self._names.forms.is_by_field(name[whoever.end() :]):
            return False
        if self._anybody.search(name):
            return True
        if not name.endswith(self._generic):
            return False
        listed = self._names.is_group(name) or self._names.is_listed(name)
        return not listed and not self._names.forms.is_by_field(name)

    def _is_body(self, name: str, *, by_division: bool, led: bool) -> bool:
        """True for a body; with 按职责分工 for any party; with 由…牵头 for a place (达茂旗)."""
        kind = self._names.judge(name)
        if by_division:
            return kind >= PARTY
        if kind == BODY or self._names.is_group(name):
            return True
        return led and bool(self._place.fullmatch(name))


MIXED: Rule[Callable[[Actors, AgencyList], bool]] = Rule(
    "prose.mixed", REFUSE, "动词前有他词", "other words than names before the verb",
    "leaves out 6月底完成、市科技局负责验收, 招商工作由专人负责", "由区招商局牵头; 市水利局 in 市水利局、青湾机场公司配合", Actors.mixed,
)  # fmt: skip
ANYBODY: Rule[Callable[..., bool]] = Rule(
    "prose.anybody", REFUSE, "泛指主体", "whoever it may concern",
    "leaves out 由龙头企业牵头, 各级部门负责, 一个市直部门牵头",
    "财政部门负责: a field; 其他各相关职能部门按照职责分工承担: the division means them in earnest",
    Actors.anybody,
)  # fmt: skip

RULES = (MIXED, ANYBODY)
