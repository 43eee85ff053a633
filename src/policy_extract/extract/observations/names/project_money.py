"""Money in front of the project that it is for: 总投资3亿元的甲江水库工程、2亿元的乙河治理等项目.

In such a list the words in front of a number are the project of the number before it; its own stands behind it.
"""

from __future__ import annotations

import re
from typing import Final

from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon

MONEY_OF_NAMED: Final = "name.money_of_named"


class ProjectMoney:
    """The words by which a list of projects with their money is known; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        money = "(?:<naming.project.money_front>)*(?:<naming.project.money>)(?:<naming.project.money_end>)?"
        self._measure = pattern(rf"{money}$")
        listed = rf"、|(?:<naming.project.listed_end_patterns>)|(?:<naming.name.and>)(?:{money}|\d)"
        name = rf"{OF}(?P<name>[^,;。:、(){OF}\n]{{3,34}}?)"
        self._first = pattern(rf"{name}(?={listed})")
        self._last = pattern(rf"{name}(?={listed}|[,;。\n]|$)")
        # 科技创新、8000万元的人才引进等|专项资金
        self._of = pattern(
            r"[^,。;:\n]{0,120}?(?:<layout.title.and_others>)(?P<of>[^,。;:、\n]{0,30})"
        )
        self._of_projects = pattern(r"(?:<naming.project.listed_of_patterns>)")
        self._joints = (*lexicon.words("naming", "name.and"), "、")
        self._not_owned = lexicon.words("naming", "project.not_owned")
        self._alone = lexicon.words("naming", "project.alone")
        self._kinds = pattern(r"(?:<naming.project.kinds_patterns>)")

    def measure(self, words: str) -> str | None:
        """What money is called at the end of words: 甲江水库工程、|总投资."""
        found = self._measure.search(words)
        return found.group() if found else None

    def joins(self, plain: str, left: int) -> bool:
        """Whether the words in front of a number join it to a number before: 、总投资, 和投资."""
        return plain.startswith(self._joints, left) or plain.endswith(self._joints, 0, left)

    def behind(self, plain: str, start: int, stop: int, *, last: bool) -> re.Match[str] | None:
        """The project behind a number; the last of a list ends where its clause does.

        Refused: kinds of projects (投资5亿元的企业、…, 重点项目), a company (投资5亿元的甲科技有限公司、…), a project that no list
        goes on from, and a list of something else (投资1亿元的科技创新、…等专项资金).
        """
        found = (self._last if last else self._first).match(plain, start, stop)
        if found is None or found["name"].endswith(self._alone):
            return None
        if self._kinds.fullmatch(found["name"]):
            return None
        listed = self._of.match(plain, found.end("name"))
        if listed and listed["of"] and self._of_projects.search(listed["of"]) is None:
            return None
        return None if any(word in found["name"] for word in self._not_owned) else found
