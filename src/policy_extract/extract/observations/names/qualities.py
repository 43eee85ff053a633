"""A part of what is counted that says only of what quality it is: 新增公交车100辆，其中|新能源|80辆."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import Name
from policy_extract.extract.observations.names.name_clause import Clause, Naming, Reading
from policy_extract.extract.observations.windows import OF, located
from policy_extract.measure.quantity import COUNTED
from policy_extract.rules import Rule


def _part_quality(reading: Reading, c: Clause) -> Naming | None:
    subject, words = c.subject, reading.words
    if not c.part or subject is None or c.noun or c.q.kind not in COUNTED:
        return None
    # 规上 alone ends like a word of place, and is no name by itself
    ended = (w for w in words.qualities if c.shadow.endswith(w, c.left, c.q.start))
    name = c.phrase.name or next(ended, "")
    counted = reading.words.joined_verbs.sub("", subject.words, 1)  # 新增、更新|公交车100辆
    if subject.rule == PART_QUALITY.id:  # 其中公办20个、|民办|30个: of what the first is a part of
        counted = counted.removeprefix(next(w for w in words.qualities if counted.startswith(w)))
    if name not in words.qualities or name in counted or OF in counted:
        return None
    if counted.startswith((*words.mended, *words.qualities)):
        return None  # 改造公交站100座，其中民营20座: 民营改造… is nobody's word
    said = located(c.shadow, name, c.left, c.q.start)
    whole = Name(name + counted, PART_QUALITY.id, said, ("indicator.completed",))
    return Naming(whole, c.phrase)


PART_QUALITY = Rule(
    "name.part_quality", "name", "其中的属性", "a quality of a part",
    "新增公交车100辆，其中|新能源|80辆: 新能源公交车",
    "就业3万人，其中女性占40%: a share; 民营企业50家，其中国有5家; 新能源80辆 that is no part", _part_quality,
)  # fmt: skip
