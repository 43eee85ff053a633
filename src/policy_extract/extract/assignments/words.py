"""Words around the names of a list: labels, verbs, openers, marks; what role each gives."""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.extract.assignments.forms import FILE, alternation
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role

ROLES: tuple[Role, ...] = ("lead", "support", "responsible")
_SPACE = expression(r"\s+")


class RoleWords:
    """The word lists of ``agency_forms.toml`` as regexes; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        self._labels: dict[str, Role] = {}
        self._short: dict[str, Role] = {}
        self.verb_roles: dict[str, Role] = {}
        for role in ROLES:
            self._labels.update(dict.fromkeys(words(f"labels.{role}"), role))
            self._short.update(dict.fromkeys(words(f"labels.short_{role}"), role))
            self.verb_roles.update(dict.fromkeys(words(f"verbs.{role}"), role))
        self._main = words("labels.main")
        self.guiding = frozenset(words("verbs.guiding"))
        self.verbs_of_others = frozenset(words("verbs.other"))
        self._deadlines = frozenset(words("labels.deadline"))
        self._others = frozenset(words("labels.other"))
        marks = alternation((*self._labels, *self._short))
        signs = re.escape("".join(words("phrases.signs")))
        self.signs = words("phrases.signs")
        self.by = words("verbs.by")
        self._mark = lexicon.compiled(rf"[(\[](?P<word>{marks})[)\]]$|(?P<sign>[{signs}])$")
        self._compile_labels(lexicon, alternation(self._short))
        self._compile_verbs(lexicon)
        self.first_leads = lexicon.pattern(f"<{FILE}.phrases.first_leads_patterns>")
        self.marked_leads = lexicon.pattern(f"<{FILE}.phrases.marked_leads_patterns>")
        self.leadin = lexicon.pattern(f"(?:<{FILE}.phrases.leadin_patterns>)+")
        self.persons = lexicon.pattern(f"<{FILE}.phrases.persons_patterns>")
        self.following = lexicon.any_of(words("phrases.following"))
        self.skip = frozenset(words("phrases.skip"))
        self.closing = lexicon.pattern(f"<{FILE}.phrases.closing_patterns>")
        self._copulas = words("labels.copulas")
        self.copulas = "".join(self._copulas)
        self.levels = words("labels.levels")

    def _compile_labels(self, lexicon: Lexicon, short: str) -> None:
        """``label_alone``: 责任单位, 责任（配合）单位; ``label``: the same with its colon or 【】.

        A page may cut a label (“责任单⏎位：”).
        """
        prefixes = alternation(lexicon.words(FILE, "labels.prefixes"))
        kinds = alternation(lexicon.words(FILE, "labels.kinds"))
        copula = alternation(lexicon.words(FILE, "labels.copulas"))
        joints = alternation(lexicon.words(FILE, "labels.joints"))
        ordered = sorted(self._labels, key=lambda word: (-len(word), word))
        spaced = "|".join(r"\s{0,2}".join(map(re.escape, word)) for word in ordered)
        double = rf"(?:{short})\((?:{short})\)(?:{kinds})"
        bracket = r"(?:\([\u4e00-\u9fff、/]{1,6}\))?"
        also = rf"(?:(?:{joints})(?:{spaced}))?"
        whole = rf"(?:{prefixes})*?(?P<label>{double}|{spaced}){bracket}{also}"
        again = whole.replace("?P<label>", "?P<label2>")
        self.label_alone = lexicon.compiled(whole)
        silent = alternation((*self._deadlines, *self._others))
        self._label_behind = lexicon.compiled(rf"(?:{whole}|(?:{silent}))$")
        opening = alternation(lexicon.words(FILE, "labels.opening"))
        self.label = lexicon.compiled(
            rf"[【\[]{whole}[】\]]\s?:?|{again}(?:(?:{copula})?\s?:|{copula})"
            rf"|(?<![^。;!?\n\s])(?P<label3>{opening})\s?:"
        )
        self._head_behind = lexicon.compiled(rf"\(|{joints}")
        limits = alternation(self._deadlines)
        #: Told by its end; what stands before it is of no matter.
        self.limit = lexicon.compiled(rf"(?:{limits})[】\]]?\s?[:：]")
        self.limit_is = lexicon.compiled(rf"(?:{limits})(?:{copula})")
        self.five_years = frozenset(plan.name for plan in lexicon.five_year_plans)

    def _compile_verbs(self, lexicon: Lexicon) -> None:
        """``tail``: the verb that closes a piece, 牵头 with another behind it (牵头督导); ``with_object``: 市科技局牵头制定方案."""
        modifiers = alternation(lexicon.words(FILE, "verbs.modifiers"))
        tails = alternation(lexicon.words(FILE, "verbs.tails"))
        verbs = alternation((*self.verb_roles, *self.verbs_of_others))
        openers = lexicon.words(FILE, "verbs.with_object")
        main = alternation(w for w in self.verb_roles if w.startswith(openers))
        led = alternation(lexicon.words(FILE, "verbs.prose_lead"))
        self.tail = lexicon.compiled(
            rf"(?:{modifiers})*?(?P<verb>{verbs})(?:{tails}|(?<={led})(?:{verbs}))*$"
        )
        self.with_object = lexicon.pattern(
            rf"(?:{modifiers})*?(?P<verb>{main})(?!<{FILE}.verbs.not_before_patterns>)(?=.)"
        )
        self.together = lexicon.any_of(lexicon.words(FILE, "verbs.together"))

    def label_behind(self, words: str) -> int:
        """Where the label begins that stands behind a name with no sign between: 市财政局|完成时限; 0 for none."""
        label = self._label_behind.search(words, 2)
        return label.start() if label else 0

    def role_of_label(self, label: str) -> Role:
        """The role that a label gives: 牵头考核单位 → lead, 责任（配合）单位 → responsible."""
        words = _SPACE.sub("", label)
        return self._labels.get(words) or self._short.get(words) or self._short[words[:2]]

    def is_main(self, label: str) -> bool:
        """Whether a label says who answers before all others, and leads where nobody else does: 主责单位."""
        words = _SPACE.sub("", label)
        return any(word in words for word in self._main)

    def role_of_part(self, words: str) -> Role:
        """The role of what a body is called in a sentence: 牵头单位 → lead, 责任主体 → responsible."""
        return self._labels.get(words, "responsible")

    def copula(self, words: str, at: int) -> str:
        """What joins a label with its names at a place: 为 in 配合单位为市水利局; “” for none."""
        return next((c for c in self._copulas if words.startswith(c, at)), "")

    def role_before_colon(self, words: str) -> Role | None:
        """The role of words that are a label only before a colon: 牵头：…；配合落实：…."""
        if words in self._short:
            return self._short[words]
        verb = self.tail.match(words)  # 配合落实：市工信局
        return self.verb_roles.get(verb["verb"]) if verb else None

    def role_of_head(self, words: str) -> Role | None:
        """The role that a head's cell gives, None for others: 责任单位(部门) → responsible.

        ``words`` are in shadow form.
        """
        words = _SPACE.sub("", words)
        label = self.label_alone.match(words)
        if label and (label.end() == len(words) or self._head_behind.match(words, label.end())):
            return self.role_of_label(label["label"])
        return None

    def silence(self, words: str) -> str:
        """“deadline” or “other” for a label that no names follow (完成时限, 责任人), else “”."""
        if words in self._deadlines:
            return "deadline"
        return "other" if words in self._others else ""

    def mark(self, name: str) -> tuple[int, Role | None]:
        """The length of a name's mark and the role it gives: 市发改委(牵头) → 4, lead."""
        mark = self._mark.search(name)
        if mark is None:
            return 0, None
        return len(mark.group()), self.role_of_label(mark["word"]) if mark["word"] else None
