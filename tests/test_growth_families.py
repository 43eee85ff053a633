"""Four times the material makes about four times the work, in every stage from the layout to the findings.

Families of material, repeated and distinct: names that share their first signs, labels with nothing behind
them, brackets that nothing closes, rows of every dialect of tables, one line without an end, many documents.
Measured as ``growth_work.py`` says; ``benchmarks/growth.py`` does the same with larger sizes.
"""

from __future__ import annotations

import pytest

from growth_families import FAMILIES, Family, names
from growth_files import FILES, FileFamily
from growth_work import exponents, measured, read_powers

#: The work may grow by this power of the material: 1 is straight, 2 the square.
_AT_MOST = 1.2


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_work_grows_with_the_material(family: Family) -> None:
    found = _too_steep(family)
    if found:  # a square is one on twice the material, too; what was noise of a short stage is none
        again = _too_steep(family, times=2)
        found = {stage: again[stage] for stage in found.keys() & again.keys()}
    assert found == {}


@pytest.mark.parametrize("family", FILES, ids=lambda family: family.name)
def test_reading_grows_with_the_file(family: FileFamily) -> None:
    power, _ = read_powers(family)
    if power is not None and power > _AT_MOST:  # a square is one on twice the material, too
        power, _ = read_powers(family, times=2)
    assert power is None or power <= _AT_MOST


def _too_steep(family: Family, times: int = 1) -> dict[str, float]:
    found = measured(family, _AT_MOST, times)
    return {stage: round(power, 2) for stage, power in found.items() if power > _AT_MOST}


def test_a_square_is_told() -> None:
    """Else the test above would hold of anything."""
    found = exponents({"straight": 0.1, "square": 0.1}, {"straight": 0.4, "square": 1.6})
    assert found["straight"] == pytest.approx(1)
    assert found["square"] == pytest.approx(2)


@pytest.mark.parametrize("count", [10, 300, 5000])
def test_made_up_names_are_distinct_and_share_their_signs_alike(count: int) -> None:
    made = list(names(count))
    assert len(set(made)) == count
    first = [name[0] for name in made]
    assert max(first.count(sign) for sign in set(first)) <= 8
