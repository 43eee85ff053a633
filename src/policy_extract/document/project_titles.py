"""Headings and lines that are nothing but a project's name: 1.甲江水库扩建工程, 云岭产业园项目（一期）."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from policy_extract.document.cells import closed_up
from policy_extract.document.plan import Paragraph, Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Section
from policy_extract.tuples import NamedTuple

_LONGEST = 60
_SHORTEST = 4
_LISTED = 24


class ProjectTitles:
    """The words by which a line is known as a project's name; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._title = lexicon.pattern(
            r"(?:<naming.project.heading_nouns>)(?:<naming.project.phases_patterns>)?(?:\([^()]{1,40}\))?$"
        )
        self._not_owned = lexicon.words("naming", "project.not_owned")
        self._kinds = lexicon.pattern(r"(?:<naming.project.kinds_patterns>)")
        self._general = lexicon.pattern(r"(?:<naming.project.not_titles_patterns>)")
        self._verbs = lexicon.pattern(r"(?:<naming.project.title_verbs_patterns>)")
        self._money = lexicon.pattern(r"\d ?(?:<tables.project.money>)")
        self._title_kinds = lexicon.pattern(r"(?:<naming.project.title_kinds_patterns>)")
        # 2025年，|全县|计划投资3亿元
        self.wholes = lexicon.pattern(r"(?:^|[,。;:\n])\s*(?:<naming.project.wholes>)")
        # 1、甲江水库工程：…, (二)云岭产业园项目：…, 3.云岭产业园项目（建设单位：…，总投资5亿元）
        facts = (
            r"\((?:[^()\n]|\([^()\n]{1,8}\)){0,60}?(?:(?:<tables.headed.invested>)(?:<tables.headed.about>)*\d"
            r"|(?:<tables.project.company>):)"
        )
        self.opening = lexicon.pattern(
            r"\s*\(?(?P<number><naming.project.item_numbers_patterns>)\)?[、.]?"
            rf"(?P<name>[^,。;:\n(]{{4,60}}(?:\([^()\n:]{{1,8}}\))?)(?::|(?={facts}))"
        )
        # 1.甲江水库工程 is a line with its number, 3个民生项目 counts them; 330千伏输变电工程 is a name
        self._numbered = lexicon.pattern(r"(?:<naming.project.numbered_patterns>)")
        self._acts = lexicon.pattern(r"(?:<naming.project.title_acts_patterns>)")

    def is_name(self, title: str) -> bool:
        """Whether a title names one project.

        Refused: kinds (重点项目, 民生工程), what is to be done (加快推进重大项目, 县水利局牵头实施…工程), money (投资5亿元的一期工程),
        sentences (推行领导包抓,联系服务产业项目).
        """
        if not _SHORTEST <= len(title) <= _LONGEST:
            return False
        name = title.partition("(")[0]  # 云岭产业园项目(一期、二期)
        if any(sign in title for sign in "。;:!?") or any(sign in name for sign in ",、"):
            return False
        if self._money.search(title) or self._verbs.search(name):
            return False
        if self._numbered.match(title) or self._acts.match(title):
            return False
        if self._title.search(title) is None:
            return False
        return self._general.search(title) is None

    def is_kind(self, name: str) -> bool:
        """Whether a title is a kind of projects: 专项债券项目, 中央预算内投资项目, 社会投资项目."""
        return self._title_kinds.fullmatch(name) is not None

    def is_owner(self, name: str) -> bool:
        """Whether a name that ends in the noun of a project names one, as the owner of a number.

        Refused: 省重点项目, 城乡基础设施建设项目, 工业项目: kinds.
        """
        if any(piece in name for piece in self._not_owned) or self._acts.match(name):
            return False
        return self._kinds.fullmatch(name) is None


class Titled(NamedTuple):
    """A project's name where it stands, the number in front of it, and where the text below it ends.

    ``list`` is the section whose items stand side by side, None where there is none.
    """

    name: str
    number: str
    start: int
    end: int
    below: int
    list: str | None


class ProjectHeadings:
    """The names of projects that stand over paragraphs of one plan."""

    def __init__(self, plan: Plan, titles: ProjectTitles) -> None:
        self._plan, self._titles = plan, titles

    def over(self, paragraph: Paragraph) -> str | None:
        """The heading of the paragraph's section, else the line right above it, where that names a project."""
        section = self._plan.section(paragraph.section)
        name = self._headed(section, listed=True) if section is not None else None
        name = name or self._opening(paragraph)
        if name is not None:
            return name
        at = bisect_left(self._plan.paragraphs, paragraph.start, key=lambda p: p.start)
        above = self._plan.paragraphs[at - 1] if at else None
        if above is None or above.section != paragraph.section:
            return None
        return self._name(self._plan.text[above.start : above.end])

    def all(self) -> Iterator[Titled]:
        """All of them, in order of the text: headings of sections without a section below, and lines."""
        found = [*self._headings(), *self._lines(), *self._openings()]
        yield from sorted({title.start: title for title in found}.values(), key=lambda t: t.start)

    def _headings(self) -> Iterator[Titled]:
        plan = self._plan
        parents = {section.parent for section in plan.sections}
        for section in plan.sections:
            name = self._headed(section) if section.id not in parents else None
            start = plan.text.find(name, section.start, section.end) if name else -1
            if name and 0 <= start - section.start < _LONGEST:
                yield Titled(
                    name,
                    section.number or "",
                    start,
                    start + len(name),
                    section.end,
                    section.parent,
                )

    def _lines(self) -> Iterator[Titled]:
        plan = self._plan
        for above, below in pairwise(plan.paragraphs):
            if above.end - above.start > _LONGEST or above.section != below.section:
                continue
            name = self._name(plan.text[above.start : above.end])
            if name is not None:
                start = plan.text.index(name, above.start)
                yield Titled(name, "", start, start + len(name), below.end, above.section)

    def _openings(self) -> Iterator[Titled]:
        for paragraph in self._plan.paragraphs:
            found = self._opened(paragraph)
            if found is not None:
                section = self._plan.section(paragraph.section)
                own = section is not None and section.start >= paragraph.start
                of = section.parent if own and section else paragraph.section
                start, end = found.span("name")
                name = self._plan.text[start:end]
                yield Titled(name, found["number"], start, end, paragraph.end, of)

    def _opening(self, paragraph: Paragraph) -> str | None:
        """The project's name that a numbered paragraph opens with: 1、甲江水库工程：总投资3亿元."""
        found = self._opened(paragraph)
        return found["name"] if found else None

    def _opened(self, paragraph: Paragraph) -> re.Match[str] | None:
        found = self._titles.opening.match(self._plan.shadow, paragraph.start, paragraph.end)
        return found if found and self._titles.is_name(closed_up(found["name"])) else None

    def _headed(self, section: Section, *, listed: bool = False) -> str | None:
        """A heading's project; a mark at its end is no part of it where a number opens it: 1.甲江水库工程。

        ``listed`` takes short ones of several places, too, behind a number: 2.甲镇、乙镇供水工程.
        """
        if not section.number:
            return self._name(section.title)
        name = section.title.strip().rstrip("。;；")
        whole = name.replace("、", "") if listed and len(name) <= _LISTED else name
        return name if self._titles.is_name(closed_up(whole)) else None

    def _name(self, title: str) -> str | None:
        """A title where it names a project. Refused: a line with a mark at its end, which is a sentence."""
        name = title.strip()
        return name if self._titles.is_name(closed_up(name)) else None
