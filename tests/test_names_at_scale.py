"""Very many made-up company names: joined rightly, in any order, at a cost that grows with their number."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from names_at_scale import Use, uses
from policy_extract.lexicon import Lexicon, load
from policy_extract.resolve.companies.matching import CompanyMatcher
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import squeeze
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Match, Name

MENTIONS = 12_000
RECALL, PRECISION = 0.99, 0.99


@cache
def lexicon() -> Lexicon:
    return load(local=False)


def joined(made: list[Use]) -> list[str]:
    """The entity of each mention."""
    names: dict[str, Counter[str]] = {}
    for use in made:
        names.setdefault(squeeze(use.name), Counter())[use.document] += 1
    words = lexicon()
    resolver = CompanyResolver(words, DivisionIndex(words), Judgements(()), names)
    return [
        resolver.resolve(Name(squeeze(use.name), Place(document=use.document))).entity
        for use in made
    ]


@cache
def made_and_joined() -> tuple[list[Use], list[str]]:
    made = list(uses(MENTIONS, 1, lexicon()))
    return made, joined(made)


def _pairs(counts: Counter[object]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def test_pairs_are_joined_as_the_truth_has_them() -> None:
    made, found = made_and_joined()
    true = [use.company for use in made]
    both = _pairs(Counter(zip(true, found, strict=True)))
    assert both / _pairs(Counter(true)) >= RECALL
    assert both / _pairs(Counter(found)) >= PRECISION


def test_the_made_up_names_are_hard() -> None:
    """Else the shares above would say little: by the name as written, or by its first two signs, they are far lower."""
    made, _ = made_and_joined()
    true = Counter(use.company for use in made)
    written = _pairs(Counter((use.company, use.name) for use in made))
    assert written / _pairs(true) < 0.6
    companies: dict[str, set[int]] = {}
    for use in made:
        companies.setdefault(use.name[:2], set()).add(use.company)
    assert max(map(len, companies.values())) > 50
    documents = Counter(use.company for use in made)
    assert max(documents.values()) > 50
    assert sum(count <= 5 for count in documents.values()) > len(documents) / 2


def test_the_order_of_mentions_changes_nothing() -> None:
    made, found = made_and_joined()
    assert joined(made[::-1])[::-1] == found


def test_the_same_seed_makes_the_same_names_and_another_one_others() -> None:
    assert [*uses(500, 1, lexicon())] == [*uses(500, 1, lexicon())]
    assert [*uses(500, 1, lexicon())] != [*uses(500, 2, lexicon())]


def test_twice_the_names_are_judged_in_little_more_than_twice_the_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = Counter[str]()
    judge = CompanyMatcher.judge

    def counted(self: CompanyMatcher, left: str, right: str) -> Match:
        judged["pairs"] += 1
        return judge(self, left, right)

    monkeypatch.setattr(CompanyMatcher, "judge", counted)
    counts = []
    for mentions in (MENTIONS // 2, MENTIONS):
        judged.clear()
        joined(list(uses(mentions, 1, lexicon())))
        counts.append(judged["pairs"])
    assert counts[1] < 2.2 * counts[0]


def test_a_bare_name_is_the_firm_s_in_a_plan_that_names_the_firm_alone() -> None:
    """A group and its firm go by one bare name; where a plan names neither in full, it is the group's."""
    group, firm = "浙江云珺控股集团有限公司", "浙江云珺水泥有限公司"
    made = [
        *(Use("both", name, 0) for name in (group, firm, "云珺")),
        *(Use("firm", name, 0) for name in (firm, "云珺")),
        *(Use("group", name, 0) for name in (group, "云珺")),
        Use("neither", "云珺", 0),
    ]
    whole_group, whole_firm, in_both, _, in_firm, _, in_group, alone = joined(made)
    assert whole_group != whole_firm
    assert (in_firm, in_group) == (whole_firm, whole_group)
    assert in_both == alone == whole_group
