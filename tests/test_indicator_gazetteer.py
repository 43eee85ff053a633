"""The packaged indicators: every record says which way is good, in units that are read, each name only once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from policy_extract.lexicon import Lexicon, gazetteer_dir, load
from policy_extract.measure.finding import QuantityFinder
from policy_extract.resolve.indicators.names import IndicatorNames

FOLDER = gazetteer_dir() / "general" / "indicators"
FILES = sorted(FOLDER.glob("*.toml"))
#: Units as plans write them that no record of the units gazetteer covers yet.
UNREAD = frozenset(
    (
        "/百万",
        "1/100万",
        "1/万",
        "1:",
        ":1",
        "万吨油当量",
        "人/万车",
        "等",
        "级",
        "蒸吨",
    )
)


@cache
def packaged() -> Lexicon:
    return load()


@cache
def records(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]
    return found


@cache
def is_read(unit: str) -> bool:
    """A value in this unit is read as one value, with a unit and up to its last sign."""
    words = f"达到12{unit}"
    found = QuantityFinder(packaged()).find(words, 0, len(words))
    return [(q.unit is not None, q.unit_end) for q in found] == [(True, len(words))]


def test_there_are_indicators_of_all_fields() -> None:
    assert len(packaged().indicators) >= 1500
    assert len(FILES) >= 28


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_record_has_the_domain_of_its_file(path: Path) -> None:
    assert [r["key"] for r in records(path) if r.get("domain") != path.stem] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_record_says_which_way_is_good(path: Path) -> None:
    known = ("up", "down", "neither")
    assert [r["key"] for r in records(path) if r.get("direction") not in known] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_unit_is_read(path: Path) -> None:
    unread = []
    for record in records(path):
        units = record.get("units")
        assert isinstance(units, list), record["key"]
        unread += [(record["key"], u) for u in units if u not in UNREAD and not is_read(u)]
    assert unread == []


def test_what_is_said_to_be_unread_is_in_use_and_unread() -> None:
    used = {unit for record in packaged().indicators for unit in record.units}
    assert used >= UNREAD
    assert [unit for unit in sorted(UNREAD) if is_read(unit)] == []


def test_a_unit_that_nobody_knows_is_not_read() -> None:
    assert is_read("万元/亩")
    assert not is_read("橹")


def test_names_of_one_normal_form_are_of_one_record() -> None:
    names = IndicatorNames(packaged())
    owners: dict[str, str] = {}
    for record in packaged().indicators:
        for name in (record.name, *record.aliases):
            assert owners.setdefault(names.normal(name), record.key) == record.key, name


def test_no_name_stands_twice_in_a_record() -> None:
    for record in packaged().indicators:
        listed = (record.name, *record.aliases)
        assert len(listed) == len(set(listed)), record.key
