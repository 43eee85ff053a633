"""What no full stop ends is cut where it hurts least, and never inside a number."""

from __future__ import annotations

import pytest

from policy_extract.segment.sentences import sentences
from reading import plan_of

#: Some more than the signs at which a sentence without any pause is cut at last.
_MOST = 10_000


def parts(line: str) -> list[str]:
    """The sentences of a text of one line."""
    plan = plan_of(line)
    (paragraph,) = plan.paragraphs
    return [plan.shadow[one.start : one.end] for one in sentences(plan, paragraph)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("产值5亿元," * 6000, id="commas"),
        pytest.param("产值5亿元、" * 6000, id="a list"),
        pytest.param("产值5亿元" * 6000, id="nothing between the numbers"),
        pytest.param("推进工业发展" * 6000, id="no number"),
    ],
)
def test_no_sentence_is_without_end(line: str) -> None:
    found = parts(line)
    assert "".join(found).strip() == line
    assert len(found) > 1
    assert max(map(len, found)) <= _MOST


def test_a_number_stays_whole() -> None:
    found = parts("12.5%" * 5000)
    assert len(found) > 1
    assert all(part.strip().startswith("12.5%") and part.strip().endswith("%") for part in found)


def test_one_number_is_one_sentence() -> None:
    assert len(parts("1" * 30_000)) == 1
