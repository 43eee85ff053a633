"""Refusals by what a number stands in: a time, a name, another language, a document, quotes."""

from __future__ import annotations

from policy_extract.document.plain import is_han, latin
from policy_extract.expressions import expression
from policy_extract.extract.observations.refusals.look import Look, whole
from policy_extract.extract.observations.refusals.needs import (
    has_letters,
    has_quote,
    has_unit,
    of_unit,
)
from policy_extract.rules import Rule, Said

_GAP = expression(r"[\d)]\s+\S+$")
_NUMBERING = expression(r"\d+(?:\.\d+)+\D")
_AROUND = 60  # signs on each side in which a language is known
_LATIN_WORDS = 3
_WHERE = 14  # signs of what it was taken into, the verb with them


def _time(look: Look) -> Said | None:
    span = look.timeline.touches(look.q.start, look.q.end)
    return Said(span.start, span.end) if span else None


TIME = Rule(
    "refuse.time", "refuse", "时间表达", "part of a time",
    "2025年, 三年内, 6月: a time expression",
    "2025亩: no year", _time,
)  # fmt: skip


def _unread_time(look: Look) -> Said | None:
    place = look.timeline.unread(look.q.start, look.q.end)
    return Said(*place) if place else None


UNREAD_TIME = Rule(
    "refuse.unread_time", "refuse", "读不出的时间", "part of what looks like a time",
    "2025-02-30起, 2025年13月, 20255年: no day or year of the calendar",
    "2025亩, 1000年", _unread_time,
)  # fmt: skip


def _other_language(look: Look) -> Said | None:
    start = max(look.sentence.start, look.q.start - _AROUND)
    end = min(look.sentence.end, look.q.end + _AROUND)
    around = look.shadow[start : look.q.number] + look.shadow[look.q.unit_end : end]
    return whole(look) if latin(around, _LATIN_WORDS) else None


OTHER_LANGUAGE = Rule(
    "refuse.other_language", "refuse", "外文句子", "a sentence in another language",
    "output grows by 8% a year and exports by 6%: no name that a Chinese plan would give",
    "Apple App Store上架应用8个: Latin letters within a Chinese sentence", _other_language, needs=has_letters,
)  # fmt: skip


def _word_before(look: Look) -> Said | None:
    written = look.before()
    before = written.rstrip(" ")  # 第 18 条
    if look.q.unit in look.words.surroundings.road_units and before.endswith(
        look.words.surroundings.roads
    ):
        return Said(look.q.number - len(written.strip()), look.q.end)  # 国道207路
    if before[-1:] not in look.words.surroundings.before_ends:
        return None
    if not before.endswith(look.words.surroundings.before) or before.endswith(
        look.words.surroundings.not_before
    ):
        return None
    word = next(w for w in look.words.surroundings.before if before.endswith(w))
    blank = len(written) - len(before)
    return Said(look.q.number - len(word) - blank, look.q.end)


WORD_BEFORE = Rule(
    "refuse.word_before", "refuse", "前有编号或名称用字", "a word of names before it",
    "附件3项, 前10%, 按15%征收: the word before makes it a name, a rank or a procedure",
    "达到3家", _word_before,
)  # fmt: skip


def _word_behind(look: Look) -> Said | None:
    after, unit = look.after(), look.q.unit or ""
    at, words = look.q.unit_end - len(unit), look.words
    numbered = look.shadow.startswith(words.surroundings.numbered, at)
    if numbered and not look.shadow.startswith(words.surroundings.not_numbered, at):
        return Said(look.q.start, look.q.unit_end)  # 1类新药, but 2种新药
    if not after.startswith(look.words.surroundings.after):
        return None
    word = next(w for w in look.words.surroundings.after if after.startswith(w))
    if look.q.unit is not None and word in look.words.surroundings.after_bare:
        return None  # 10强, but 10个强县
    return Said(look.q.start, look.q.unit_end + len(word))


WORD_BEHIND = Rule(
    "refuse.word_behind", "refuse", "后有名称用字", "a word of names behind it",
    "330国道, 10强, 2.0版",
    "330家", _word_behind,
)  # fmt: skip


def _row_number(look: Look) -> Said | None:
    q, end = look.q, look.q.unit_end
    if q.unit is None:
        return None
    if look.shadow[end - 1 : end + 1] not in look.words.surroundings.words:
        return None
    written = look.shadow[q.number : end]
    numbered = _GAP.search(written) or (_NUMBERING.match(written) and _opens_line(look))
    return Said(q.start, end + 1) if numbered else None


ROW_NUMBER = Rule(
    "refuse.row_number", "refuse", "行号", "a row’s number",
    "38 支持宁波…, 16 场景…, 2.1种子… at the head of a line: a number before a word that begins like a unit",
    "38 个", _row_number, needs=has_unit,
)  # fmt: skip


def _opens_line(look: Look) -> bool:
    start = max(
        look.shadow.rfind("\n", look.sentence.start, look.q.number) + 1, look.sentence.start
    )
    return not look.shadow[start : look.q.number].strip()


def _policy(look: Look) -> Said | None:
    q = look.q
    if q.unit not in look.words.common.policy_unit:
        return None
    match = look.words.surroundings.policy.match(look.shadow, q.end, q.end + 20)
    return Said(q.start, match.end()) if match else None


POLICY = Rule(
    "refuse.policy", "refuse", "政策简称", "short name of a policy",
    "“外贸稳增长20条”等政策, 民营经济31条",
    "20条生产线", _policy, needs=of_unit(lambda w: w.common.policy_unit),
)  # fmt: skip


def _document(look: Look) -> Said | None:
    return whole(look) if look.timeline.in_document_name(look.q.number) else None


DOCUMENT = Rule(
    "refuse.document", "refuse", "文件名内", "in a document’s name",
    "《…行动计划（2021—2025年）》",
    "a number beside a title", _document,
)  # fmt: skip


def _quoted(look: Look) -> Said | None:
    shadow, q = look.shadow, look.q
    opening = shadow.rfind("“", max(look.sentence.start, q.start - 24), q.start + 1)
    if opening < 0 or "”" in shadow[opening : q.number]:
        return None
    closing = shadow.find("”", q.number, q.number + 24)
    if closing < 0 or "“" in shadow[q.number : closing]:
        return None
    return Said(opening, closing + 1)


QUOTED = Rule(
    "refuse.quoted", "refuse", "引号内的名称", "a name in quotes",
    "“4231”工程, “最多80天”改革",
    "a quoted sentence", _quoted, needs=has_quote,
)  # fmt: skip


def _known_name(look: Look) -> Said | None:
    if not is_han(look.shadow[look.q.end : look.q.end + 1]):
        return None  # as most numbers: no words go on behind it
    place = look.words.surroundings.in_names.around(look.shadow, look.q.number)
    return Said(*place) if place and place[1] > look.q.end else None


KNOWN_NAME = Rule(
    "refuse.known_name", "refuse", "名录名称内的数", "a number within a name of the gazetteers",
    "工矿商贸企业就业人员|10万人|生产安全事故死亡率, |120米以下|适飞空域占比",
    "每10万人命案3起, 120米以下空域", _known_name, needs=has_unit,
)  # fmt: skip


def _one_of_others(look: Look) -> Said | None:
    before, words = look.before(_WHERE), look.words
    if look.q.unit is None:
        return None
    ranked = words.surroundings.ranked_among.match(look.shadow, look.q.unit_end, look.sentence.end)
    if ranked is not None:
        return Said(look.q.number, ranked.end())
    if not before.endswith(words.surroundings.member_ends):
        return None
    found = words.surroundings.member_of.search(before)
    if found is None:
        return None
    what = words.surroundings.member_what.match(look.shadow, look.q.unit_end, look.sentence.end)
    return Said(look.q.number - len(found.group()), what.end()) if what else None


ONE_OF_OTHERS = Rule(
    "refuse.one_of_others", "refuse", "列入别处的若干个", "so many of elsewhere, of which it is one",
    "被列为长三角26个中心城市, 列入全国100个重点城市, 在全省21个市（州）中排名第5位: how many there are of them is no value of the plan’s",
    "列入全国重点镇5个: what was taken in is counted; 全国26个省份; 建成长三角26个基地", _one_of_others,
)  # fmt: skip
