"""Where labels stand, and which record is matched with which label."""

import itertools
import random

import pytest

from policy_extract.score.anchoring import Anchor, Lines, place
from policy_extract.score.matching import best_matching, overlap, overlapping_pairs


def spans(text: str, *anchors: tuple[str, int, str]) -> list[str | tuple[int, int] | None]:
    return list(place(Lines(text), [Anchor(*anchor) for anchor in anchors]))


class TestLines:
    def test_only_newlines_end_a_line(self) -> None:
        lines = Lines("一\r\n二\u2028三\x0b四\n\n五")
        assert [lines.line(n) for n in range(1, len(lines) + 1)] == [
            "一",
            "二\u2028三\x0b四",
            "",
            "五",
        ]

    def test_carriage_return_keeps_its_place_in_the_offsets(self) -> None:
        text = "甲\r\n乙5家\r\n"
        assert spans(text, ("observation", 2, "5家")) == [(4, 6)]
        assert text[4:6] == "5家"

    def test_line_of_an_offset(self) -> None:
        lines = Lines("ab\ncd\n")
        assert [lines.line_of(offset) for offset in range(7)] == [1, 1, 1, 2, 2, 2, 3]

    def test_no_such_line(self) -> None:
        with pytest.raises(IndexError, match="no line 3 in a text of 2 lines"):
            Lines("a\n").bounds(3)

    def test_table_lines(self) -> None:
        lines = Lines("正文\n\t指标\n\t完成下达\n\n任务\n\n\t预期性\n正文很短\n正文")
        assert [n for n in range(1, len(lines) + 1) if lines.in_table(n)] == [2, 3, 5, 7]

    def test_excerpt_is_cut_around_the_span(self) -> None:
        lines = Lines("上\n" + "前" * 30 + "5家" + "后" * 3)
        assert lines.excerpt(32, 34) == "…" + "前" * 24 + "【5家】后后后"

    def test_excerpt_of_a_span_beyond_the_text(self) -> None:
        assert Lines("上\n下").excerpt(9, 12) == "下【】"


class TestPlace:
    def test_nth_record_takes_nth_occurrence(self) -> None:
        text = "各5家、5家、5家"
        first, second = ("observation", 1, "5家"), ("observation", 1, "5家")
        assert spans(text, first, second) == [(1, 3), (4, 6)]

    def test_last_occurrence_serves_again(self) -> None:
        assert spans("各1家", *[("observation", 1, "1家")] * 2) == [(1, 3), (1, 3)]

    def test_types_count_apart(self) -> None:
        text = "2025年，2025年"
        assert spans(text, ("time", 1, "2025年"), ("observation", 1, "2025年")) == [(0, 5)] * 2

    @pytest.mark.parametrize(
        ("text", "quote", "at"),
        [
            ("15家，5家", "5家", 4),
            ("2.5家，5家", "5家", 5),
            ("1,005家，5家", "5家", 7),
            ("3，5家", "5家", 2),
            ("1家以上和1家", "1家", 0),
            ("1.5万，1", "1", 5),
            ("只有15家", "5家", 3),
        ],
    )
    def test_a_number_inside_a_number_is_passed_over(self, text: str, quote: str, at: int) -> None:
        assert spans(text, ("observation", 1, quote)) == [(at, at + len(quote))]

    def test_a_name_inside_a_labelled_longer_name_is_passed_over(self) -> None:
        text = "市税务局、税务局"
        short, long = ("assignment", 1, "税务局"), ("assignment", 1, "市税务局")
        assert spans(text, short, long) == [(5, 8), (0, 4)]
        assert spans(text, short) == [(1, 4)]

    def test_a_name_that_stands_only_inside_a_longer_one(self) -> None:
        assert spans("红狮集团", ("company", 1, "红狮"), ("company", 1, "红狮集团")) == [
            (0, 2),
            (0, 4),
        ]

    def test_quote_or_line_that_is_not_there(self) -> None:
        assert spans("甲", ("time", 1, "乙"), ("time", 2, "甲"), ("time", 1, "")) == [None] * 3


class TestMatching:
    def test_overlap(self) -> None:
        assert overlap((0, 4), (0, 4)) == 1000
        assert overlap((0, 4), (2, 6)) == 333
        assert overlap((0, 1), (0, 9999)) == 1
        assert overlap((0, 4), (4, 8)) == 0
        assert overlap((2, 2), (0, 4)) == 0

    def test_overlapping_pairs(self) -> None:
        left, right = [(0, 4), (10, 12)], [(11, 20), (3, 5), (4, 6), (0, 100)]
        assert sorted(overlapping_pairs(left, right)) == [(0, 1), (0, 3), (1, 0), (1, 3)]

    def test_the_best_matching_is_not_the_greedy_one(self) -> None:
        # Greedy takes (0, 0) with 10 and leaves row 1 alone.
        weights = {(0, 0): (1, 10), (0, 1): (1, 1), (1, 0): (1, 9)}
        assert best_matching(weights) == {0: 1, 1: 0}

    def test_earlier_places_decide_first(self) -> None:
        assert best_matching({(0, 0): (0, 9), (1, 0): (1, 0)}) == {1: 0}

    def test_nothing_to_match(self) -> None:
        assert best_matching({}) == {}

    @pytest.mark.parametrize("seed", range(60))
    def test_against_all_matchings(self, seed: int) -> None:
        rng = random.Random(seed)
        rows, columns = rng.randint(1, 5), rng.randint(1, 5)
        weights = {
            (i, j): (rng.randint(0, 1), rng.randint(0, 5))
            for i in range(rows)
            for j in range(columns)
            if rng.random() < 0.6
        }

        def total(pairs: dict[int, int]) -> tuple[int, int, int]:
            chosen = [weights[pair] for pair in pairs.items()]
            return sum(w[0] for w in chosen), sum(w[1] for w in chosen), len(chosen)

        best = (0, 0, 0)
        seats = [*range(columns), *[None] * rows]
        for order in itertools.permutations(seats, rows):
            pairs = {i: j for i, j in enumerate(order) if j is not None and (i, j) in weights}
            best = max(best, total(pairs))
        assert total(best_matching(weights)) == best
