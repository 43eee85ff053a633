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


def _share_also(reading: Reading, c: Clause) -> Naming | None:
    """The share of those told of before that do something else: 90%以上的医院达到二级水平，|60%|达到三级水平.

    Refused: 服务率达到90%，60%达到…: no bodies were told of; 其中60%为公办: what they are.
    """
    does, subject = c.behind.strip(), c.subject
    if c.q.kind != "ratio" or c.phrase.name or subject is None or OF not in subject.words:
        return None
    if c.runs_on or len(does) < _WHAT or OF in does or not reading.nouns.acts(does):
        return None
    who = subject.words.rpartition(OF)[2]
    if not (who.endswith(reading.words.doing) and reading.nouns.acts(subject.words)):
        return None
    if c.phrase.says("up", "down", "share"):
        return None
    said = located(c.shadow, does, c.q.end, c.noun_end)
    name = Name(does + OF + who, SHARE_ALSO.id, said, ("indicator.completed",))
    return Naming(name, c.phrase.saying("share", does), c.noun_end)


SHARE_ALSO = Rule(
    "name.share_also", "name", "同一主体的另一比例", "another share of the same bodies",
    "90%以上的医院达到二级水平，|60%|达到三级水平: 达到三级水平的医院; 行政村100%通硬化路、|100%|通宽带",
    "覆盖率达到90%，60%达到…: no bodies; 其中60%的医院…: it says of which", _share_also,
)  # fmt: skip
