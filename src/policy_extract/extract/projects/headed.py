"""Projects of a list in prose: a heading that is a project's name, and below it what, where and for how much.

“3.甲江水库扩建工程。项目位于云岭镇，总投资3亿元，占地500亩，由甲江水务集团有限公司建设。”
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from policy_extract.document import Plan, closed_up
from policy_extract.document.project_titles import ProjectHeadings, ProjectTitles, Titled
from policy_extract.expressions import expression
from policy_extract.extract.projects.money import figure
from policy_extract.extract.projects.years import years
from policy_extract.lexicon import Lexicon
from policy_extract.model import Number, Project, Ref, Source
from policy_extract.rules import Rule, Switches

_LABELLED = ("company", "content", "nature", "years", "place")
_FAR = 400  # signs below a name in which its facts stand
_NUMBER = expression(r"\d{1,3}")


class HeadedProjects:
    """Reads lists of projects in prose; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, switches: Switches) -> None:
        pattern = lexicon.pattern
        self._switches = switches
        self._titles = lexicon.once(ProjectTitles)
        self._money = pattern(
            r"(?P<part><tables.headed.of_a_part_patterns>)?(?P<spent><tables.headed.of_a_year>)?(?:<tables.headed.invested>)(?:<tables.headed.about>)*"
            r"(?P<value>\d[\d,]*(?:\.\d+)?) ?(?P<unit><tables.project.money>)"
        )
        self._land = pattern(
            r"(?:<tables.headed.land>)(?:<tables.headed.about>)*(?P<value>\d[\d,]*(?:\.\d+)?) ?(?:<tables.project.land_own>)"
        )
        self._place = pattern(
            r"(?:<tables.headed.located>)(?:<tables.headed.own_area>)?(?P<value>[^,;。:()\n]{2,30}?)"
            r"(?:<tables.headed.inside>)?(?=[,;。(\n]|$)"
        )
        # 项目（云岫集团有限公司，总投资5亿元）
        self._in_bracket = pattern(
            r"^\((?P<value>[^,;。、:()\n]{2,30}?(?:\([^()\n]{2,6}\)[^,;。、:()\n]{2,20}?)?(?:<legal_forms.legal.plain>))(?=[,;)])"
        )
        self._company = pattern(
            r"(?:<tables.headed.by>)(?P<value>[^,;。、:()\n]{2,30}?(?:\([^()\n]{2,6}\)[^,;。、:()\n]{2,20}?)?(?:<tables.headed.builders>))"
            r"(?:<tables.headed.builds>)"
        )
        self._refused = {
            "place": pattern(r"(?:<tables.headed.not_place_patterns>)"),
            "company": pattern(r"(?:<tables.headed.not_builder_patterns>)"),
        }
        self._bodies = lexicon.words("tables", "headed.bodies")
        labels = {
            field: sorted(lexicon.words("tables", f"project.{field}"), key=len, reverse=True)
            for field in _LABELLED
        }
        self._labels = {
            field: lexicon.compiled(
                rf"(?:^|(?<=[,;。(\n ]))(?:{'|'.join(map(re.escape, words))}):\s*(?P<value>[^;。\n]{{2,120}})"
            )
            for field, words in labels.items()
        }

    def find(self, plan: Plan) -> Iterator[Project]:
        """The projects whose names are headings or lines of their own, side by side, in order of the text.

        Refused: a heading without a fact of a project below it, of which 由某局实施 alone is none (青年英才集聚工程 is a programme);
        what is to be done (加快推进重大项目); kinds (专项债券项目); one that stands alone, which is no list.
        """
        if not self._switches.has(HEADED):
            return
        titles = ProjectHeadings(plan, self._titles).all()
        found = [(t.list, self._project(plan, t)) for t in titles]
        lists = Counter(name for name, project in found if project is not None)
        for name, project in found:
            if project is not None and lists[name] > 1:
                yield project

    def _project(self, plan: Plan, title: Titled) -> Project | None:
        if self._titles.is_kind(closed_up(title.name)):
            return None
        body = plan.shadow[title.end : min(title.below, title.end + _FAR)]
        sums = [found for found in self._money.finditer(body) if not found["spent"]]
        money = next((found for found in sums if not found["part"]), None)
        land = self._land.search(body)
        place = self._said("place", self._place, body)
        inside = self._in_bracket.match(body)
        company = closed_up(inside["value"]) if inside else None
        company = company or self._said("company", self._company, body)
        content, nature = self._said("content", None, body), self._said("nature", None, body)
        time = self._said("years", None, body)
        built_by = None if company and company.endswith(self._bodies) else company
        if not any((sums, land, place, built_by, content)):
            return None
        built = years(time, self._switches) if time else None
        section = plan.section_at(title.start)
        number = _NUMBER.search(title.number)
        return Project(
            id="",
            number=int(number.group()) if number else None,
            name=title.name,
            company=Ref.of(company, None) if company else None,
            content=content,
            nature=nature,
            start_year=built[0] if built else None,
            end_year=built[1] if built else None,
            land_mu=_value(land),
            investment=_value(money),
            investment_unit=money["unit"] if money else None,
            place=Ref.of(place, None) if place else None,
            rule=HEADED.id,
            source=Source.of(
                title.start,
                title.end,
                plan.text[title.start : title.end],
                section.id if section else None,
                None,
            ),
        )

    def _said(self, field: str, prose: re.Pattern[str] | None, body: str) -> str | None:
        """What a label says, else what the sentence says."""
        refused = self._refused.get(field)
        found = [self._labels[field].search(body), *(prose.finditer(body) if prose else ())]
        said = (_in_bracket(closed_up(match["value"])) for match in found if match)
        return next((words for words in said if not (refused and refused.search(words))), None)


def _in_bracket(words: str) -> str:
    """What a label in a bracket says, up to the comma or the bracket's end: 建设单位：云岫(青河)公司|，总投资5亿元）."""
    depth = 0
    for at, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return words[:at].partition(",")[0]
    return words


def _value(found: re.Match[str] | None) -> Number | None:
    return figure(found["value"], _NUMBER) if found else None


HEADED: Rule[Callable[[HeadedProjects, Plan], Iterator[Project]]] = Rule(
    "project.headed", "projects.row", "标题为项目名的条目", "an item whose heading is a project",
    "3.甲江水库扩建工程 over 项目位于云岭镇，总投资3亿元", "加快推进重大项目, a heading that says what is to be done",
    HeadedProjects.find,
)  # fmt: skip

RULES = (HEADED,)
