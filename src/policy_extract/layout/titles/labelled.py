"""Title block: what labels say (索引号, 发文字号, 发布机构, 成文日期) in the metadata of a saved page."""

from __future__ import annotations

import re
from typing import Any

from policy_extract.document import shadow
from policy_extract.expressions import expression
from policy_extract.layout.titles.bodies import DAY_INSIDE, bodies_in
from policy_extract.layout.titles.names import clean, subject_of
from policy_extract.layout.titles.zone import NUMBER, Draft, Found, Run, TitleRule, TitleWords, Zone
from policy_extract.measure import numerals
from policy_extract.model import Ref
from policy_extract.rules import Rule, Settled

_INDEX = expression(r"[^\s:，,。]{4,60}")


def _day(words: str) -> str | None:
    match = DAY_INSIDE.match(words)
    if match is None or not numerals.is_day(match[1], match[2], match[3]):
        return None
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"


def _number(words: str) -> str | None:
    match = NUMBER.match(words)
    return re.sub(r"\s+", "", words[: match.end()]) if match else None


def _index(words: str) -> str | None:
    match = _INDEX.match(words)
    return match.group() if match and any(sign.isdigit() for sign in match.group()) else None


def _value(words: TitleWords, field: str, written: str) -> Any:
    plain = shadow(written)
    if field in ("issued", "published"):
        return _day(plain)
    if field == "number":
        found = _number(plain)
        return None if found is None else re.sub(r"\s+", "", written)[: len(found)]
    if field == "index":
        return _index(written)
    if field == "issuers":
        names = bodies_in(words, plain)
        return tuple(Ref(name=name) for name in names) or None
    title = subject_of(words, plain, written) or clean(written, words.draft)
    return title if len(title) >= 5 else None


def _labelled(field: str, rule: str) -> Run:
    """The call of the rule that takes a field from its label."""

    def run(zone: Zone, _: Draft) -> Found | None:
        if field not in zone.labels.values:
            return None
        written, said = zone.labels.values[field]
        value = _value(zone.words, field, written)
        return None if value is None else Found(Settled(value, rule, said))

    return run


INDEX_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.index_label", "title", "索引号", "labelled index",
        "索引号：11330781/2021-00123 → index", "the label alone", _labelled("index", "meta.index_label"),
    ),
)  # fmt: skip
NUMBER_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.number_label", "title", "元数据的发文字号", "labelled number",
        "发文字号：川办发〔2023〕2号 → number", "发文字号：无", _labelled("number", "meta.number_label"),
    ),
)  # fmt: skip
ISSUED_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.issued_label", "title", "元数据的成文日期", "labelled date",
        "成文日期：2023年5月4日 → issued", "成文日期：待定", _labelled("issued", "meta.issued_label"),
    ),
)  # fmt: skip
PUBLISHED_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.published_label", "title", "元数据的发布日期", "labelled date of publication",
        "发布日期：2023-05-06 → issued, when nothing else dates the document", "发布日期：近日",
        _labelled("published", "meta.published_label"),
    ),
)  # fmt: skip
ISSUERS_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.issuers_label", "title", "元数据的发文机关", "labelled bodies",
        "发布机构：贵阳市人民政府 → issuers", "发布机构：网站管理员", _labelled("issuers", "meta.issuers_label"),
    ),
)  # fmt: skip
TITLE_LABEL: tuple[TitleRule, ...] = (
    Rule(
        "meta.title_label", "title", "元数据的标题", "labelled title",
        "标题：关于印发…方案的通知 → …方案", "名称：表一", _labelled("title", "meta.title_label"),
    ),
)  # fmt: skip
