"""Doubts of a name: long, with marks or numbers, opened by a verb, no noun, read otherwise by words."""

from __future__ import annotations

from policy_extract.extract.observations.doubts.look import Look

_LONG = 14  # signs of a name
_MARKS = frozenset("、,;:“”《》")


def unknown(look: Look) -> bool:
    """The indicator stands in no gazetteer."""
    return look.name not in look.words.known


def long(look: Look) -> bool:
    """The name has fourteen signs or more."""
    return len(look.name) >= _LONG


def holds_mark(look: Look) -> bool:
    """A mark of a list stands in the name: 规模化、标准化良种茶园."""
    return unknown(look) and not _MARKS.isdisjoint(look.name)


def holds_number(look: Look) -> bool:
    """Another number stands in it: 进入500强的金融机构总资产."""
    letters = look.name.isalpha()  # Chinese signs are: as most names
    return not letters and unknown(look) and any(map(str.isdigit, look.name))


def opens_with_verb(look: Look) -> bool:
    """A verb, as a word: 改造|老旧小区; not the 居 of 居民消费价格."""
    match = look.words.verbs.match(look.name)
    return match is not None and look.tokenizer.words(look.name)[0].text == match.group()


def holds_verb(look: Look) -> bool:
    """Words of doing stand in a name that nobody knows: 普通公路|力争|完成投资, 良种覆盖率|计划; not at its head, which is another doubt; 计划免疫接种率, 知识了解率."""
    return unknown(look) and any(m["inner"] for m in look.words.inner.finditer(look.name, 1))


def says_whose(look: Look) -> bool:
    """Words of whose, where or when open it: 我国新收集的种质资源, 今年茶叶产值. Not an honour: 全国文明村镇."""
    words, name = look.words, look.name
    return unknown(look) and name.startswith(words.whose) and not name.startswith(words.no_whose)


def no_noun(look: Look) -> bool:
    """It ends as no noun does."""
    return look.name.endswith(look.words.odd_ends)


def plain_noun(look: Look) -> bool:
    """It does not end like a measure: 茶园; not 茶园面积."""
    return look.name not in look.words.known and not look.name.endswith(look.words.noun_ends)


def second_reading(look: Look) -> bool:
    """By words, the name in front of the number would begin elsewhere."""
    said = look.fields.indicator.said
    return look.begins is not None and said is not None and look.begins != said.start
