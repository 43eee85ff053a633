"""The share of some bodies that do or have something, told behind it: 行政村|100%|通硬化路."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.names.name_clause import Clause, Naming, Reading
from policy_extract.extract.observations.windows import OF, located
from policy_extract.rules import Rule

_WHAT = 3  # signs of what they do at least: 通硬化路, not 建成


def _share_doing(reading: Reading, c: Clause) -> Naming | None:
    who, does = c.phrase.name, c.behind.strip()
    if c.q.kind != "ratio" or c.runs_on or len(does) < _WHAT or OF in does:
        return None
    if not who.endswith(reading.words.doing) or c.phrase.says("up", "down", "share", "announced"):
        return None
    if who.endswith(reading.words.measured) or not reading.nouns.acts(does):
        return None  # 工业用地面积|20%|达到规划要求
    said = located(c.shadow, does, c.q.end, c.noun_end)
    phrase = c.phrase.saying("share", does)
    return Naming(Name(does + OF + who, SHARE_DOING.id, said), phrase, c.noun_end)


SHARE_DOING = Rule(
    "name.share_doing", "name", "主体中有所为的比例", "a share of those in front who do something",
    "行政村|100%|通硬化路: 通硬化路的行政村",
    "普及率达到100%，建成…: no bodies; 学校100%达标, 企业90%以上建成: nothing that they do it to", _share_doing,
)  # fmt: skip
