"""The words by which a sentence is about one company."""

from __future__ import annotations

import re

from policy_extract.extract.observations.phrase import Phrase
from policy_extract.lexicon import Lexicon


class CompanyWords:
    """The words by which a sentence is about one company; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern, words = lexicon.pattern, lexicon.words
        does = r"(?=<owners.company.does>)"
        self._opening = pattern(
            rf"[\s\d.、]*(?:(?:<owners.company.called>)“(?P<called>[^“”,;]{{2,16}})”{does}"
            rf"|(?P<named>[\u4e00-\u9fff“”]{{2,14}}?(?:<owners.company.ends>)){does})"
        )
        self._called = pattern(r"(?:<owners.company.called>)“(?P<called>[^“”]{2,16})”")
        self._ends = words("owners", "company.ends")
        self._not_named = words("owners", "company.not_named")
        self._has = pattern(r"(?:<owners.company.has_with>)*(?:<owners.company.has>)")
        self._effects = frozenset(words("naming", "work.effects"))
        self._kinds = frozenset(words("owners", "company.kinds"))
        self._named_so = words("owners", "company.named_so")
        self._does = pattern(
            r"(?!<owners.company.not_led>)(?P<who>[\u4e00-\u9fff“”]{3,24}?(?:<owners.company.ends>))"
            r"(?:(?P<verb><owners.company.built>)(?P<thing>[\u4e00-\u9fffA-Za-z“”]{2,})|(?P<sum><owners.company.puts_in>))$"
        )

    def its_own(self, name: str, phrase: Phrase) -> bool:
        """A bare measure, which a company has of its own: 产值, 年产能, 单位能耗.

        Refused: 规上工业企业利润, 单位工业增加值能耗: it says whose; |带动|税收: of others.
        """
        if any(sign.word in self._effects for sign in phrase.signs):
            return False
        return self._has.fullmatch(name) is not None

    def bare(self, owner: str) -> str:
        """云岭乳业 of 龙头企业“云岭乳业”; any other owner as it is."""
        found = self._called.fullmatch(owner) if owner.endswith("”") else None
        return found["called"] if found else owner

    def opening(self, shadow: str, start: int, stop: int) -> re.Match[str] | None:
        """The company that a sentence opens with and what it did behind it (offsets in code points).

        Refused: 企业完成技改 (none by name), 平台公司完成改制, 子公司: kinds of companies.
        """
        found = self._opening.match(shadow, start, stop)
        named = found["named"] if found else None
        return None if named and self._is_kind(named) else found

    def _is_kind(self, name: str) -> bool:
        """子公司, 平台公司: kinds of companies. Refused: 云岭电子公司, whose name ends like one."""
        kind = name in self._kinds or name.endswith(self._not_named)
        return kind and not name.endswith(self._named_so)

    def does(self, name: str) -> tuple[str, str] | None:
        """(company, what it did) of 云岭燃气公司|建成加气站, 云岭机械有限公司|投资; None for any other name.

        Refused: 子公司投资, 推动城投公司建成…: a kind, and what others do with one.
        """
        if not any(end in name for end in self._ends):
            return None  # as in most names
        found = self._does.match(name)
        if found is None or self._is_kind(found["who"]):
            return None
        return found["who"], found["sum"] or found["verb"] + found["thing"]
