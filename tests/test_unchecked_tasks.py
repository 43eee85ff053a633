"""Tasks and assignments that are made unchecked are those that a check would have made."""

from __future__ import annotations

import pytest

from policy_extract.model import Assignment, Period, Read, Record, Source, Span, Task

_SOURCE = Source(start=3, end=6, quote="财政局", section="s1")
_LIMIT = Period(start="2025", end="2025")
_READ = {"agency": Read(rule="list.bracket", start=3, end=6), "task": None}


@pytest.mark.parametrize(
    ("made", "checked"),
    [
        (
            Task.of("t001", "1", "建设园区", 0, 9, "s1", _LIMIT, ("a1",), ()),
            Task(
                id="t001",
                number="1",
                title="建设园区",
                start=0,
                end=9,
                section="s1",
                deadline=_LIMIT,
                assignments=("a1",),
            ),
        ),
        (
            Assignment.of(
                "财政局", "lead", "建设园区", Span(start=0, end=3), _LIMIT, _READ, _SOURCE
            ),
            Assignment(
                id="",
                agency="财政局",
                role="lead",
                task="建设园区",
                scope=Span(start=0, end=3),
                deadline=_LIMIT,
                read=_READ,
                source=_SOURCE,
            ),
        ),
    ],
)
def test_what_is_made_unchecked_is_what_a_check_makes(made: Record, checked: Record) -> None:
    assert made == checked
    assert list(vars(made)) == list(type(made).model_fields)
    assert made.model_dump_json() == checked.model_dump_json()
    assert type(made).model_validate_json(made.model_dump_json()) == made
