"""Four times the material makes about four times the work, in every stage from the layout to the findings.

Families of material, repeated and distinct: names that share their first signs, labels with nothing behind
them, brackets that nothing closes, rows of every dialect of tables, one line without an end, many documents.
Measured as ``growth_work.py`` says; ``benchmarks/growth.py`` does the same with larger sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from growth_families import FAMILIES, Family, names
from growth_files import FILES, FileFamily
from growth_work import exponents, measured, read_powers

#: The work may grow by this power of the material: 1 is straight, 2 the square.
_AT_MOST = 1.2
#: A stage is steep where it is so at each of these multiples of the material: a square is one on each, and plainer with
#: every step. What caches of the processor add to a straight stage, where its records outgrow them, comes once on the
#: way (1.24 from 1,600 to 6,400 sentences, 1.07 from there to 25,600), and not at the last size.
_SIZES = (1, 2, 4, 16)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_work_grows_with_the_material(family: Family) -> None:
    assert _steep(lambda times: measured(family, _AT_MOST, times)) == {}


@pytest.mark.parametrize("family", FILES, ids=lambda family: family.name)
def test_reading_grows_with_the_file(family: FileFamily) -> None:
    assert _steep(lambda times: {"read": read_powers(family, times)[0] or 0.0}) == {}


def _steep(powers: Callable[[int], Mapping[str, float]]) -> dict[str, float]:
    """The stages that are steep at every size, with the power at the last one asked."""
    steep: dict[str, float] | None = None
    for times in _SIZES:
        if steep != {}:
            found = powers(times)
            steep = {
                stage: round(found[stage], 2)
                for stage in (found if steep is None else steep)
                if found.get(stage, 0.0) > _AT_MOST
            }
    return steep or {}


@pytest.mark.parametrize(
    ("powers", "steep"),
    [
        ((1.3, 1.6, 1.8, 1.9), {"findings": 1.9}),  # a square behind something straight
        ((1.22, 1.21, 1.24, 1.07), {}),
        ((1.22, 1.1, 1.9, 1.9), {}),
        ((1.0, 2.0, 2.0, 2.0), {}),
    ],
)
def test_a_stage_is_steep_where_it_is_so_at_every_size(
    powers: tuple[float, ...], steep: dict[str, float]
) -> None:
    assert _steep(lambda times: {"findings": powers[_SIZES.index(times)], "names": 1.0}) == steep


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
