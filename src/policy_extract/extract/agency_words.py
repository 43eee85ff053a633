"""Words around the names of a list: labels, verbs, openers, marks; what role each gives."""

from __future__ import annotations

import re

from policy_extract.extract.agency_names import FILE, alternation
from policy_extract.lexicon import Lexicon
from policy_extract.model import Role

ROLES: tuple[Role, ...] = ("lead", "support", "responsible")


class RoleWords:
    """The word lists of ``agency_forms.toml`` as regexes; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        self._labels: dict[str, Role] = {}
        self._kinds: dict[str, str] = {}
        self.verb_roles: dict[str, Role] = {}
        for role in ROLES:
            self._labels.update({w: role for w in words(f"labels.{role}")})
            self._kinds.update({w: role for w in words(f"labels.short_{role}")})
            self.verb_roles.update({w: role for w in words(f"verbs.{role}")})
        self._kinds.update({w: "deadline" for w in words("labels.deadline")})
        self._kinds.update({w: "other" for w in words("labels.other")})
        marks = alternation((*self._labels, *(w for w in self._kinds if self._kinds[w] in ROLES)))
        self._mark = re.compile(rf"\((?P<word>{marks})\)$|(?P<sign>[*★☆▲△※●])$")
        self._compile_labels(alternation(words("labels.prefixes")))
        self._compile_verbs(lexicon)
        self.first_leads = _any_of(words("phrases.first_leads_patterns"))
        self.marked_leads = _any_of(words("phrases.marked_leads_patterns"))
        self.leadin = re.compile("(?:" + "|".join(words("phrases.leadin_patterns") or ("(?!)",)) + ")+")
        self.skip = frozenset(words("phrases.skip"))

    def _compile_labels(self, prefixes: str) -> None:
        """``label_alone``: 责任单位, 市级责任（配合）单位; ``label``: the same with its colon or 【】."""
        ordered = sorted(self._labels, key=lambda w: (-len(w), w))
        spaced = "|".join(r"\s{0,2}".join(re.escape(sign) for sign in word) for word in ordered)
        bracket = r"(?:\([\u4e00-\u9fff、/]{1,6}\))?"
        also = rf"(?:(?:及|和|与|、|/)(?:{spaced}))?"
        inner = rf"(?:牵头|责任|主办|配合|协办)\((?:牵头|责任|主办|配合|协办|参与)\)(?:单位|部门)"
        whole = rf"(?:{prefixes})*(?P<label>{spaced}|{inner}){bracket}{also}"
        again = whole.replace("?P<label>", "?P<label2>")
        self.label_alone = re.compile(whole)
        self.label = re.compile(rf"[【\[]{whole}[】\]]\s?:?|{again}[为是]?\s?:")

    def _compile_verbs(self, lexicon: Lexicon) -> None:
        """``tail``: the verb that closes a piece; ``with_object``: 市科技局牵头制定方案."""
        modifiers = alternation(lexicon.words(FILE, "verbs.modifiers"))
        tails = alternation(lexicon.words(FILE, "verbs.tails"))
        guard = "|".join(lexicon.words(FILE, "verbs.not_before_patterns"))
        together = alternation(lexicon.words(FILE, "verbs.together"))
        verbs = alternation(self.verb_roles)
        main = alternation(w for w in self.verb_roles if w[:2] in ("牵头", "负责", "配合", "协助"))
        self.tail = re.compile(rf"(?:{modifiers})*(?P<verb>{verbs})(?:{tails})*$")
        self.with_object = re.compile(rf"(?:{modifiers})*(?P<verb>{main})(?!{guard})(?=.)")
        self.together = re.compile(rf"(?:{together})")

    def role_of_label(self, label: str) -> Role:
        """The role that a label gives: 牵头考核单位 → lead, 责任（配合）单位 → responsible."""
        words = re.sub(r"\s", "", label)
        if words in self._labels:
            return self._labels[words]
        kind = self._kinds.get(words[:2])
        return kind if kind in ROLES else "responsible"  # type: ignore[return-value]

    def kind_of_label(self, words: str) -> str:
        """What stands before a colon: a role, “deadline”, “other”, or “” when it is no known label."""
        return self._kinds.get(words, "")

    def mark(self, name: str) -> tuple[bool, int, Role | None]:
        """Whether a name bears a mark, the mark's length, the role it gives: 市发改委(牵头) → lead."""
        mark = self._mark.search(name)
        if mark is None:
            return False, 0, None
        word = mark["word"]
        return True, len(mark.group()), self.role_of_label(word) if word else None


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)")
