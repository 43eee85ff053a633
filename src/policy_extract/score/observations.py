"""Observations of one plan against its labels, and the part of them that stands in tables.

*Matching* is one to one, on spans that share a code point and the same number: ``low`` and ``high``
equal within 1e-9, or both without number (a promise in words). Where the label's number is
uncertain (``value``), sharing a code point is enough; an uncertain ``low`` or ``high`` is not
compared, an uncertain ``comparator`` leaves open which side the number bounds. Among several
matchings: most labels, then best overlap, then equal numbers, then most fields right.

A label without the key ``about`` is older than the rule that values out of a project's row are for the
row's place: there the label's area, the plan's own, stands for that place.

A ratio of parts (``parts``) is matched with a record that states the same parts.

*Detection* counts what is matched. *Strict* counts a match with indicator, measure, value with
comparator, unit, time and kind right (for a promise in words also the words). *Whole* is strict with
area, segment and about right, too: the number is right and it is the right one's. What a label calls
uncertain, and ``about`` where the label has no such key, does not count there either. *Strict_exact* is
strict without the tolerance for names of indicators.

*Cells* are the observations whose label stands in a table line of the text, and the extra ones
whose source names a table or stands in such a line. So what counts as labelled does not depend on
the output.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from policy_extract.model import Document, Number, Observation
from policy_extract.score.anchoring import Lines
from policy_extract.score.entities import Joined, meant
from policy_extract.score.equivalence import (
    Bounds,
    same_comparator,
    same_number,
    same_numbers_stated,
    same_parts,
    same_period,
    same_promise,
    same_text,
    same_unit,
    show_period,
)
from policy_extract.score.figures import Case, Figure, LayerScore
from policy_extract.score.golden import Golden, ObservationLabel
from policy_extract.score.indicator_names import IndicatorComparison
from policy_extract.score.judging import (
    Check,
    Found,
    Pairing,
    Placed,
    extra_cases,
    found_records,
    in_order,
    label_case,
    pair,
    place_labels,
    shares,
    span_overlap,
)
from policy_extract.score.matching import Weight, overlap
from policy_extract.score.meanings import Meanings

FIELDS = (
    "indicator",
    "area",
    "segment",
    "measure",
    "value",
    "unit",
    "qualitative",
    "time",
    "base_time",
    "per_year",
    "cumulative",
    "kind",
    "attribute",
    "each",
    "about",
    "project",
)
STRICT_FIELDS = ("indicator", "measure", "value", "unit", "time", "kind")
#: Whose number it is: what *whole* asks beside what is strict.
OWNER_FIELDS = ("area", "segment", "about")
_ROW_PLACE = "area.project_row"
#: Fields that older labels do not have.
_WHERE_GIVEN = frozenset({"each", "about", "project"})

_Label = Placed[ObservationLabel]
_Record = Found[Observation]


def score_observations(
    plan: str,
    document: Document,
    lines: Lines,
    golden: Golden,
    names: IndicatorComparison,
) -> tuple[LayerScore, LayerScore, tuple[Joined, ...]]:
    """The layers ``observations`` and ``cells`` of one plan, and the names of areas and indicators that were read right."""
    projects = _project_names(document)
    matched = _matched(plan, document, lines, golden.observations, names)
    in_cells = Pairing(
        tuple((a, b) for a, b in matched.pairs if lines.in_table(a.line)),
        tuple(one for one in matched.missed if lines.in_table(one.line)),
        tuple(one for one in matched.extra if _is_cell(one, lines)),
    )
    return (
        _layer(plan, "observations", lines, matched, names, projects),
        _layer(plan, "cells", lines, in_cells, names, projects),
        _meant(plan, lines, golden.meanings, matched, names),
    )


def _meant(
    plan: str,
    lines: Lines,
    meanings: Meanings,
    matched: Pairing[ObservationLabel, Observation],
    names: IndicatorComparison,
) -> tuple[Joined, ...]:
    counted = [(a, a.label, b.record) for a, b in matched.pairs]
    indicators = [
        (placed, label.indicator, record.indicator.entity)
        for placed, label, record in counted
        if names.same(label.indicator, record.indicator.name) and not label.unsure("indicator")
    ]
    areas = [
        (placed, label.area, record.area.entity)
        for placed, label, record in counted
        if label.area and same_text(label.area, record.area.name) and not label.unsure("area")
    ]
    return (
        *meant("indicator", plan, lines, meanings, indicators),
        *meant("area", plan, lines, meanings, areas),
    )


def judged(
    plan: str,
    document: Document,
    lines: Lines,
    labels: Sequence[ObservationLabel],
    names: IndicatorComparison,
) -> tuple[tuple[Observation, bool], ...]:
    """Each record that counts, in order of the text, and whether all that is strict in it is right.

    A record without a label is wrong; one that matches an optional label does not count.
    """
    projects = _project_names(document)
    matched = _matched(plan, document, lines, labels, names)
    verdicts = [
        (b.record, _strict(a.label, check_fields(a.label, b.record, names, projects)))
        for a, b in matched.pairs
    ]
    verdicts += [(one.record, False) for one in matched.extra]
    return tuple(sorted(verdicts, key=lambda v: (v[0].source.start, v[0].source.end, v[0].id)))


def _project_names(document: Document) -> dict[str, str]:
    return {project.id: project.name for project in document.projects}


def _matched(
    plan: str,
    document: Document,
    lines: Lines,
    labels: Sequence[ObservationLabel],
    names: IndicatorComparison,
) -> Pairing[ObservationLabel, Observation]:
    placed = place_labels(plan, lines, labels)
    projects = _project_names(document)
    found = found_records(
        document.observations, lambda one: one.source, lambda one: one.indicator.name
    )

    def weight(label: _Label, record: _Record) -> Weight | None:
        if not number_matches(label.label, record.record):
            return None
        checks = check_fields(label.label, record.record, names, projects)
        right = sum(check.right is not False for check in checks)
        likeness = names.likeness_of(
            names.normalise(label.label.indicator), names.normalise(record.name)
        )
        same = same_numbers_stated(_label_bounds(label.label), _bounds(record.record))
        return span_overlap(label, record), int(same), 100 * right + int(likeness)

    return pair(placed, found, weight)


def number_matches(label: ObservationLabel, record: Observation) -> bool:
    """Whether a record states the label's number; see the module's text."""
    wanted, stated = _label_bounds(label), _bounds(record)
    if label.unsure("value"):
        return True
    if label.parts is not None or _parts(record) is not None:
        return same_parts(label.parts, _parts(record))
    if not wanted.numeric:
        return not stated.numeric
    if not stated.numeric:
        return label.qualitative is not None and record.qualitative is not None
    if label.unsure("comparator"):
        return same_numbers_stated(wanted, stated) or label.unsure("low", "high")
    return (label.unsure("low") or same_number(wanted.low, stated.low)) and (
        label.unsure("high") or same_number(wanted.high, stated.high)
    )


def check_fields(
    label: ObservationLabel,
    record: Observation,
    names: IndicatorComparison,
    projects: Mapping[str, str],
) -> tuple[Check, ...]:
    """Every field of a matched record; one that the label calls uncertain does not count.

    ``each``, ``about`` and ``project`` count where the label has the key. ``projects`` are the names
    of the document's projects by id.
    """

    def check(field: str, right: bool, expected: object, found: object) -> Check:
        given = field not in _WHERE_GIVEN or field in label.model_fields_set
        counts = given and not label.unsure(field)
        return Check(field, right if counts else None, _show(expected), _show(found))

    value = record.value
    indicator = record.indicator.name
    area = _area(label, record)
    unit = value.unit if value else None
    project = projects.get(record.project or "")
    return (
        check("indicator", names.same(label.indicator, indicator), label.indicator, indicator),
        check("area", same_text(label.area, area), label.area, area),
        check("segment", same_text(label.segment, record.segment), label.segment, record.segment),
        check("measure", label.measure == record.measure, label.measure, record.measure),
        Check("value", _value_right(label, record), _show_label(label), _show_value(record)),
        check("unit", same_unit(label.unit, unit), label.unit, unit),
        check(
            "qualitative",
            same_promise(label.qualitative, record.qualitative),
            label.qualitative,
            record.qualitative,
        ),
        check("time", same_period(label.time, record.time), label.time, show_period(record.time)),
        check(
            "base_time",
            same_period(label.base_time, record.base_time),
            label.base_time,
            show_period(record.base_time),
        ),
        check("per_year", label.per_year == record.per_year, label.per_year, record.per_year),
        check(
            "cumulative", label.cumulative == record.cumulative, label.cumulative, record.cumulative
        ),
        check("kind", label.kind == record.kind, label.kind, record.kind),
        check(
            "attribute",
            same_text(label.attribute, record.attribute),
            label.attribute,
            record.attribute,
        ),
        check("each", same_text(label.each, record.each), label.each, record.each),
        check("about", label.about == record.about, label.about, record.about),
        check("project", same_text(label.project, project), label.project, project),
    )


def _area(label: ObservationLabel, record: Observation) -> str | None:
    """The record's area; the label's where it says less on purpose.

    Labels without ``about`` are older than the rule that values of a project's row are for the row's
    place; they have the plan's area, in which that place lies.
    """
    read = record.read.get("area")
    placed = read is not None and read.rule == _ROW_PLACE
    return label.area if placed and "about" not in label.model_fields_set else record.area.name


def _value_right(label: ObservationLabel, record: Observation) -> bool | None:
    if label.unsure("value"):
        return None
    wanted, stated = _label_bounds(label), _bounds(record)
    if label.parts is not None or _parts(record) is not None:
        return same_parts(label.parts, _parts(record))
    if not wanted.numeric or not stated.numeric:
        return wanted.numeric == stated.numeric
    if label.unsure("comparator"):
        return same_numbers_stated(wanted, stated) or label.unsure("low", "high")
    return number_matches(label, record) and same_comparator(wanted, stated)


def _strict(label: ObservationLabel, checks: Sequence[Check]) -> bool:
    needed = set(STRICT_FIELDS)
    if not _label_bounds(label).numeric and label.parts is None:
        needed.add("qualitative")
    return _right_in(checks, needed)


def _right_in(checks: Sequence[Check], fields: Collection[str]) -> bool:
    """No field of these is wrong; one that does not count is not."""
    return all(check.right is not False for check in checks if check.field in fields)


def _layer(
    plan: str,
    layer: str,
    lines: Lines,
    matched: Pairing[ObservationLabel, Observation],
    names: IndicatorComparison,
    projects: Mapping[str, str],
) -> LayerScore:
    checked = [check_fields(a.label, b.record, names, projects) for a, b in matched.pairs]
    cases: list[Case] = []
    strict = exact = whole = 0
    for (label, record), checks in zip(matched.pairs, checked, strict=True):
        right = _strict(label.label, checks)
        same_name = names.same_exactly(label.label.indicator, record.name)
        strict += right
        whole += right and _right_in(checks, OWNER_FIELDS)
        exact += right and (same_name or label.label.unsure("indicator"))
        name = label.label.indicator
        cases.append(label_case(plan, layer, lines, label, name, checks, strict=right))
    for label in matched.missed:
        note = _near(label, matched.extra)
        cases.append(label_case(plan, layer, lines, label, label.label.indicator, None, note=note))
    cases.extend(extra_cases(plan, layer, lines, matched.extra))
    found, labelled = matched.found, matched.labelled
    return LayerScore(
        {
            "detection": Figure.of(len(matched.pairs), found, labelled),
            "strict": Figure.of(strict, found, labelled),
            "whole": Figure.of(whole, found, labelled),
            "strict_exact": Figure.of(exact, found, labelled),
        },
        shares(checked, FIELDS),
        in_order(cases),
    )


def _near(label: _Label, extra: Sequence[_Record]) -> str:
    """A hint for people: what was found at the place of a missed label."""
    there = [
        f"{one.name} {_show_value(one.record)}" for one in extra if overlap(label.span, one.span)
    ]
    return f"there stands {'; '.join(there)}" if there else ""


def _is_cell(record: _Record, lines: Lines) -> bool:
    in_line = lines.in_table(lines.line_of(record.span[0]))
    return record.record.source.table is not None or in_line


def _label_bounds(label: ObservationLabel) -> Bounds:
    return Bounds(label.low, label.high, label.comparator)


def _bounds(record: Observation) -> Bounds:
    value = record.value
    return Bounds(value.low, value.high, value.comparator) if value else Bounds()


def _parts(record: Observation) -> tuple[Number, ...] | None:
    return record.value.parts if record.value else None


def _show(value: object) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _show_bounds(bounds: Bounds) -> str:
    if not bounds.numeric:
        return "no number"
    numbers = "..".join(f"{number}" for number in bounds.numbers())
    return f"{bounds.comparator or '?'} {numbers}"


def _show_label(label: ObservationLabel) -> str:
    if label.parts is not None:
        return _show_parts(label.parts)
    return _show_bounds(_label_bounds(label))


def _show_value(record: Observation) -> str:
    parts = _parts(record)
    return _show_bounds(_bounds(record)) if parts is None else _show_parts(parts)


def _show_parts(parts: Sequence[Number]) -> str:
    return ":".join(map(str, parts))
