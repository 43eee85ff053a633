"""What is looked up by its place or its words is what a walk through all of it would find."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from policy_extract.document import Covering
from policy_extract.extract.assignments.stretches import Stretches
from policy_extract.findings.arithmetic.items import Items
from policy_extract.findings.arithmetic.marks import Marks
from policy_extract.findings.arithmetic.parts import Parts
from policy_extract.findings.arithmetic.prose import _STOP, Prose
from policy_extract.findings.corpus import Corpus
from policy_extract.model import Entities
from policy_extract.resolve.areas.names import AreaNames
from policy_extract.resolve.companies.matching import CompanyMatcher
from policy_extract.resolve.companies.misprints import misprint_candidates
from policy_extract.resolve.companies.names import CompanyNames
from policy_extract.resolve.companies.openings import Openings
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.judgements import Judgements
from reading import lexicon, read

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda s: (s[0], sum(s))))
FRONTS, CORES = ("", "浙江", "江苏", "上海"), ("凤登", "风登", "凤登岚", "晶合集成", "晶合", "未远")
TRADES, FORMS = ("", "环保", "科技", "环保科技", "电路"), ("", "有限公司", "集团")

OPENINGS = (
    "其中",
    "组成",
    "分布在",
    "构成",
    "：",
    ":",
    "(",
    ")",
    ",",
    "，",
    "。",
    "12",
    "三家",
    "甲",
    "乙乙乙乙乙乙",
    "\n",
)
ANNOUNCING = (
    "以下", "下列", "如下", "三", "两", "12", "3", "个", "项", "大", "任务", "行动", "专项行动", ":", ": \n", ":\n", ",", "。",
    "一是", "二是", "甲", "乙乙", "\n",
)  # fmt: skip
DELIMITED = (
    "高新区",
    "开发区",
    "区",
    "镇",
    "街道",
    "新城",
    "光电",
    "数字",
    "兰溪",
    "经济",
    "、",
    "，",
    "a",
    " ",
)


@given(spans=SPANS, place=st.integers(-1, 45))
def test_the_first_stretch_that_holds_a_place(spans: list[tuple[int, int]], place: int) -> None:
    walked = next((i for i, (start, end) in enumerate(spans) if start <= place < end), None)
    assert Covering(spans).at(place) == walked


@given(spans=SPANS, place=st.integers(-1, 45))
def test_the_innermost_stretch_that_holds_a_place(spans: list[tuple[int, int]], place: int) -> None:
    held = Covering(spans, [start for start, _ in spans]).at(place)
    inside = [start for start, end in spans if start <= place < end]
    assert (spans[held][0] if held is not None else None) == max(inside, default=None)


@given(spans=SPANS, start=st.integers(0, 40), length=st.integers(1, 9))
def test_stretches_that_touch_one(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    walked = [span for span in sorted(set(spans)) if span[0] < end and start < span[1]]
    assert Stretches(spans).touching(start, end) == walked


@given(text=st.text("甲。；\n"), at=st.integers(0, 12))
def test_the_stops_around_a_place(text: str, at: int) -> None:
    marks = Marks(text, _STOP)
    assert marks.before(at) == max(text.rfind(sign, 0, at) for sign in "。；\n")
    found = _STOP.search(text, at)
    assert marks.following(at) == (found.start() if found and at <= len(text) else None)


@given(text=st.text("甲。；\n", max_size=300), places=st.lists(st.integers(0, 300), max_size=9))
def test_the_stops_around_many_places_in_any_order(text: str, places: list[int]) -> None:
    """What was found around one place is not told of another."""
    marks = Marks(text, _STOP)
    for at in places:
        alone = Marks(text, _STOP)
        assert (marks.before(at), marks.following(at)) == (alone.before(at), alone.following(at))


def _prose() -> Prose:
    return Prose(Corpus((), Entities(), lexicon(), {}))


@settings(deadline=None)  # the first builds the rules
@given(words=st.lists(st.sampled_from(OPENINGS), max_size=30).map("".join))
def test_openings_of_parts_are_looked_for_where_their_words_stand(words: str) -> None:
    parts = Parts(_prose())
    walked = [match.span() for match in parts._of_which.finditer(words)]
    assert [match.span() for match in parts._openings(words)] == walked


@settings(deadline=None)  # the first builds the rules
@given(words=st.lists(st.sampled_from(ANNOUNCING), max_size=30).map("".join))
def test_announced_items_are_looked_for_where_few_words_stand(words: str) -> None:
    items = Items(_prose())
    for rare, form in ((items._announcing, items._said), (items._first, items._inline)):
        walked = [match.span() for match in form.finditer(words)]
        assert [match.span() for match in items._around(rare, form, words)] == walked


@settings(deadline=None)  # the first builds the rules
@given(words=st.lists(st.sampled_from(DELIMITED), max_size=20).map("".join))
def test_platforms_between_marks_are_looked_for_by_their_last_sign(words: str) -> None:
    names = AreaNames(lexicon())
    ends = "|".join(names._class_words)
    form = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,10}}?(?:{ends})(?![\u4e00-\u9fff])")
    assert names.named_in(words, ()) == form.findall(words)


_FRONTS = ("南通", "南", "通", "南通市", "市", "开发区")


@settings(deadline=None, max_examples=400)
@given(
    st.lists(st.sampled_from((*_FRONTS, "经济开发区", "高新区", "、", "经济", "技术开发区"))).map(
        "".join
    ),
    st.lists(st.sampled_from(_FRONTS)),
)
def test_platforms_behind_a_name_are_looked_for_where_the_name_stands(
    text: str, fronts: list[str]
) -> None:
    names = AreaNames(lexicon())
    either, kinds = ("|".join(map(re.escape, words)) for words in (fronts, names._class_words))
    found = re.findall(rf"(?:{either})(?:{kinds})", text) if fronts else []
    assert list(names._fronted(text, fronts)) == found


def _companies() -> tuple[CompanyNames, CompanyMatcher, list[str]]:
    words = lexicon()
    names = CompanyNames(words, DivisionIndex(words))
    made = sorted({"".join(parts) for parts in product(FRONTS, CORES, TRADES, FORMS)})
    return names, CompanyMatcher(words, names, Judgements(())), made


def test_no_company_that_would_be_joined_is_passed_over() -> None:
    names, matcher, made = _companies()
    openings: Openings[str] = Openings(names)
    for name in made:
        openings.add(names.parse(name), name)
    joined = 0
    for left in made:
        alike = set(openings.alike(names.parse(left)))
        same = {right for right in made if matcher.judge(left, right).verdict == "same"}
        assert same <= alike
        joined += len(same) > 1
    assert joined


def test_no_misprint_is_passed_over() -> None:
    names, matcher, made = _companies()
    parsed = [names.parse(name) for name in made]
    candidates = misprint_candidates(parsed, matcher.confusable)
    walked = {pair for pair in product(made, repeat=2) if matcher.misprint(*pair)}
    assert walked
    assert walked <= set(candidates)
    assert len(set(candidates)) < len(made) ** 2 / 20


def test_a_sentence_that_nothing_ends_is_read_to_its_end() -> None:
    text = "2025年产值达到5亿元，" * 400
    assert len(read("贵阳市规划\n\n" + text).observations) == 400


def test_a_label_behind_many_empty_ones_is_read() -> None:
    text = "牵头单位：" * 900 + "市科技局、市财政局。"
    found = read("贵阳市规划\n\n" + text).assignments
    assert [one.agency for one in found] == ["市科技局", "市财政局"]
