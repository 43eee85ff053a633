"""Company names in a few bytes each: what was put down comes back, and parts of the names are joined as all of them together."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names_at_scale import uses
from policy_extract.lexicon import load
from policy_extract.resolve.companies.blocks import Blocks
from policy_extract.resolve.companies.clusters import Clusters
from policy_extract.resolve.companies.names import CompanyNames
from policy_extract.resolve.companies.parts import PackedNames
from policy_extract.resolve.companies.regional import RegionalFirms
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.companies.used import NamesUsed
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name

LEXICON = load()
DIVISIONS = DivisionIndex(LEXICON)
ODD = (
    "建设投资控股（集团）有限公司", "*ST众泰", "ＴＣＬ科技集团股份有限公司", "“云珺”水泥（浙江）有限公司", "小米集团-W", "万科A", "公司", "甲",
    "昊泰会计师事务所（特殊普通合伙）贵阳分所", "青海电信", "中建八局第三建设有限公司", "长" * 70_000,
)  # fmt: skip


@given(
    st.dictionaries(
        st.text("甲乙丙丁", min_size=1, max_size=2),
        st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3)),
    )
)
def test_uses_are_those_that_were_taken_in(names: dict[str, dict[str, int]]) -> None:
    used = NamesUsed.of(names)
    assert dict(used) == names
    assert list(used) == list(names)
    for number, (name, documents) in enumerate(names.items()):
        assert used.number(name) == used.numbered(name) == number
        assert used.total(number) == sum(documents.values())
        assert sorted(used.documents(number)) == sorted(documents)
        assert {d for d in "abcdz" if used.uses(number, d)} == documents.keys()


def test_a_name_comes_back_as_it_was_taken_apart() -> None:
    names = CompanyNames(LEXICON, DIVISIONS)
    made = [*ODD, *dict.fromkeys(use.name for use in uses(3_000, 3, LEXICON))]
    made += [name for record in LEXICON.companies for name in (record.name, *record.short)]
    parts = PackedNames(made)
    parsed = [names.parse(name) for name in made]
    for name in parsed:
        parts.put(name)
    for number, name in enumerate(parsed):
        assert parts[number] == name
        assert (parts.core(number), parts.body(number)) == (name.core, name.body)
        assert (parts.legal(number), parts.bare(number)) == (name.legal, name.bare)


def test_names_leave_a_company_and_go_into_another_one() -> None:
    same = Match("same", 100.0, "exact")
    clusters = Clusters(6)
    left, right, alone = clusters.begin(), clusters.begin(), clusters.begin()
    for cluster, name in ((left, 0), (left, 1), (left, 2), (right, 3), (right, 4), (alone, 5)):
        clusters.add(cluster, name, same)
    clusters.leave(0)
    clusters.leave(2)
    clusters.add(right, 0, same)
    clusters.leave(5)
    clusters.add(left, 5, same)
    assert [[*clusters.names(one)] for one in clusters] == [[1, 5], [3, 4, 0]]
    assert clusters.of[clusters.first(alone)] == left
    clusters.merge(right, left, same._replace(rule="misprint"))
    assert [[*clusters.names(one)] for one in clusters] == [[3, 4, 0, 1, 5]]
    assert clusters.of == array("i", [right, right, -1, right, right, right])
    assert [clusters.why(name).rule for name in (0, 5)] == ["exact", "misprint"]
    clusters.leave(4)
    assert [*clusters.names(right)] == [3, 0, 1, 5]


def told(names: dict[str, dict[str, int]]) -> list[object]:
    resolver = CompanyResolver(LEXICON, DIVISIONS, Judgements(LEXICON.judgements), names)
    return [resolver.resolve(Name(name, Place(document=d))) for name in names for d in names[name]]


def test_names_are_joined_in_parts_as_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, dict[str, int]] = {}
    for use in uses(3_000, 4, LEXICON):
        names.setdefault(squeeze(use.name), {})[use.document] = 1
    for record in LEXICON.companies:
        for number, short in enumerate((record.name, *record.short)):
            names.setdefault(squeeze(short), {})[f"d{number:07}"] = 1
            names.setdefault(f"浙江{squeeze(short)}有限公司", {})["d0000000"] = 1
    apart = told(names)
    monkeypatch.setattr(Blocks, "parts", _all_at_once)
    assert told(names) == apart


def _all_at_once(blocks: Blocks) -> Iterator[list[int]]:
    yield [*range(len(blocks._of))]


def test_no_firm_of_a_region_is_passed_over() -> None:
    regional = RegionalFirms(LEXICON, CompanyNames(LEXICON, DIVISIONS).place_names)
    names = [f"{front}{word}{end}" for front in ("", "浙江", "贵阳市") for words in regional._operators.values()
             for word in words for end in ("", "公司", "有限公司")]  # fmt: skip
    names += [f"中建{number}局{end}" for number in ("八", "3", "十二") for end in ("", "有限公司")]
    found = [regional._bureau(name) or regional._regional(name) for name in names]
    assert any(found)
    assert [regional.read(name) for name in names] == found


def test_nothing_is_added_to_uses_that_were_asked_for() -> None:
    """It was lost in silence, or the next question failed."""
    used = NamesUsed()
    used.add("a", {"甲": 2})
    assert used.total(0) == 2
    with pytest.raises(RuntimeError):
        used.add("b", {"甲": 1, "乙": 1})
    assert (used.total(0), list(used)) == (2, ["甲"])
