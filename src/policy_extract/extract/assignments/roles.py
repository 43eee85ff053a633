"""Who leads, who supports, who is responsible: what gives an agency its role.

A list says it itself (labels, verbs, marks on a name), or the document says it once for its lists
(“列第一位的为牵头单位，下同”, see ``once``), or the column of a table does. Where nothing says it, it is responsible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policy_extract.extract.assignments.records import Stated
from policy_extract.extract.assignments.words import RoleWords
from policy_extract.model import Role
from policy_extract.rules import Rule, Said, Switches

STAGE = "assignments.role"
State = Callable[[Role, Said | None], Stated]


class Roles:
    """Asks the rules of roles; built once for a lexicon."""

    def __init__(self, words: RoleWords, switches: Switches) -> None:
        self.words = words
        self._switches = switches

    def ask(self, rule: Rule[State], role: Role | None, said: Said | None = None) -> Stated | None:
        """What a rule makes of words that give ``role``; None without one, or where it is switched off."""
        return rule.run(role, said) if role is not None and self._switches.has(rule) else None

    def main_beside(self, shadow: str, stated: Iterable[Stated | None]) -> dict[Stated, Stated]:
        """What becomes of 主责单位 where a list or a table has 牵头单位, too; nothing where it has none.

        ``stated`` are the roles that labels gave, whose words stand in ``shadow``.
        """
        leads = {
            one
            for one in stated
            if one and one.role == "lead" and one.rule in _OF_LABELS and one.said
        }
        main = {one for one in leads if one.said and self.words.is_main(shadow[slice(*one.said)])}
        if not main or main == leads:
            return {}
        asked = ((one, self.ask(MAIN_BESIDE, "responsible", one.said)) for one in main)
        return {one: how for one, how in asked if how is not None}


def _by(rule: str) -> State:
    """What gives a role by the rule of this id."""

    def state(role: Role, said: Said | None) -> Stated:
        return Stated(role, rule, said)

    return state


MARKED_LEAD: Rule[State] = Rule(
    "role.marked_lead", STAGE, "标记者牵头", "a sign marks the lead",
    "“带*的为牵头单位”: 市发改委* leads, the others of its list support",
    "a list in which no name bears the sign", _by("role.marked_lead"),
)  # fmt: skip
FIRST_LEADS: Rule[State] = Rule(
    "role.first_leads", STAGE, "首位牵头", "the first of a list leads",
    "“列第一位的为牵头单位，下同”: the first of every list leads, the others support",
    "牵头单位：市科技局；配合单位：市财政局, a list that says itself who leads", _by("role.first_leads"),
)  # fmt: skip
MARK: Rule[State] = Rule(
    "role.mark", STAGE, "名称后括注", "the role in brackets behind a name",
    "市发改委（牵头） leads, 市科技局（配合） supports", "省工业和信息化厅（省国防科工办）", _by("role.mark"),
)  # fmt: skip
TOGETHER: Rule[State] = Rule(
    "role.together", STAGE, "会同", "one together with others",
    "市科技局会同市财政局: the first leads, who stands behind supports",
    "市科技局和市财政局", _by("role.together"),
)  # fmt: skip
VERB: Rule[State] = Rule(
    "role.verb", STAGE, "动词", "the verb behind the names",
    "市科技局牵头 leads, 市财政局配合 supports, 市教育局按职责分工负责 is responsible",
    "牵头单位, 负责人: words that only begin so", _by("role.verb"),
)  # fmt: skip
GUIDES: Rule[State] = Rule(
    "role.guides", STAGE, "仅有指导者", "who guides where nobody else answers",
    "（市商务局指导）, （市商务局指导，市供销社参与）: 市商务局 is responsible",
    "（各县政府负责，市商务局指导）: beside one who answers it supports", _by("role.guides"),
)  # fmt: skip
TOLD: Rule[State] = Rule(
    "role.told", STAGE, "要、应、由", "who is told to act",
    "财政部门要…, 由市财政局统筹: responsible; 是牵头单位: leads", "市财政局牵头, a verb that says the role",
    _by("role.told"),
)  # fmt: skip
LABEL: Rule[State] = Rule(
    "role.label", STAGE, "标签", "the label before the names",
    "牵头单位：… leads, 配合单位：… supports, 责任单位：… is responsible",
    "成员单位：市财政局, a label of something else", _by("role.label"),
)  # fmt: skip
SHORT_LABEL: Rule[State] = Rule(
    "role.short_label", STAGE, "短标签加冒号", "a short label before a colon",
    "主办：市科技局；协办：市教育局", "主办 without a colon behind it", _by("role.short_label"),
)  # fmt: skip
MAIN_BESIDE: Rule[State] = Rule(
    "role.main_beside", STAGE, "主责单位与牵头单位并列", "who answers first, beside one that leads",
    "牵头部门：市教育局；主责单位：市财政局: 市财政局 is responsible", "主责单位：市财政局 alone leads",
    _by("role.main_beside"),
)  # fmt: skip
FOLLOWING: Rule[State] = Rule(
    "role.following", STAGE, "以下均需", "a body for all that follows",
    "“以下均需各县（市、区）政府落实，不再列出”: 各县（市、区）政府 is responsible",
    "配合 behind it, which says the role itself", _by("role.following"),
)  # fmt: skip
BESIDE_LEAD: Rule[State] = Rule(
    "role.beside_lead", STAGE, "牵头者之外", "beside one that leads",
    "市科技局牵头，市财政局: who stands beside a lead without a word supports",
    "市科技局负责，市财政局: nobody leads", _by("role.beside_lead"),
)  # fmt: skip
COLUMN: Rule[State] = Rule(
    "role.column", STAGE, "表头", "the head of a table's column",
    "a column 牵头单位 leads, 配合单位 supports, 责任单位（部门） is responsible",
    "责任人, 联系电话: heads of something else", _by("role.column"),
)  # fmt: skip
DEPARTMENT: Rule[State] = Rule(
    "role.department", STAGE, "职责清单部门", "the department of a duty list",
    "部门 | 职责与任务: a department is responsible", "", _by("role.department"),
)  # fmt: skip
UNSAID: Rule[State] = Rule(
    "role.unsaid", STAGE, "未说明", "no words say the role",
    "（市科技局、市财政局）: responsible", "", _by("role.unsaid"),
)  # fmt: skip

SILENT = Stated("responsible", UNSAID.id)
_OF_LABELS = frozenset((LABEL.id, SHORT_LABEL.id, COLUMN.id))

#: The document's word goes before a list's own; the last speaks where no other does.
RULES = (
    MARKED_LEAD, FIRST_LEADS, MARK, TOGETHER, VERB, GUIDES, TOLD, LABEL, SHORT_LABEL, MAIN_BESIDE, FOLLOWING, BESIDE_LEAD,
    COLUMN, DEPARTMENT, UNSAID,
)  # fmt: skip
