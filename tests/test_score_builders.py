"""Made-up plans, labels and records for the tests of the score, and a test that they are sound."""

import json
from collections.abc import Iterable

from policy_extract.model import (
    Assignment,
    Document,
    DocumentSource,
    Mention,
    Meta,
    Observation,
    Period,
    Project,
    Ref,
    Source,
    Span,
    Task,
    Value,
)
from policy_extract.score import Report, score_corpus
from policy_extract.score.golden import Golden, Label, collect, parse_label

PLAN = "plan"
TEXT = "\n".join(
    [
        "某市工业发展规划",
        "到2025年，规上工业总产值突破1400亿元，规上工业企业达到15家，其中上市企业5家。",
        "建成国家高新技术企业、省科技型中小企业各10家，研发经费占比55%以上。",
        "（责任单位：市经信局、市税务局，列第一位的为牵头单位）盘毂动力与甬金股份落地。",
        "\t1 ",
        "\t规上工业总产值（亿元）",
        "\t664.3",
        "\t1400",
        "\t预期性",
    ]
)


def span(text: str, quote: str, nth: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def source(quote: str, nth: int = 1, text: str = TEXT, shift: int = 0) -> Source:
    start, end = span(text, quote, nth)
    return Source(start=start + shift, end=end + shift, quote=quote)


def label(type: str, line: int, quote: str, **fields: object) -> Label:
    return parse_label(json.dumps({"type": type, "line": line, "quote": quote, **fields}))


def period(text: str | None) -> Period | None:
    if text is None:
        return None
    start, _, end = text.partition("/")
    return Period(start=start, end=end or start)


def value_label(line: int, quote: str, low: float | None, **fields: object) -> Label:
    """An observation label of 某市 for 2025: exactly ``low`` unless the fields say otherwise."""
    defaults: dict[str, object] = {
        "indicator": "规上工业总产值",
        "area": "某市",
        "low": low,
        "high": low,
        "comparator": "=",
        "unit": "亿元",
        "time": "2025",
    }
    return label("observation", line, quote, **{**defaults, **fields})


def value_record(
    quote: str,
    low: float | None,
    *,
    nth: int = 1,
    text: str = TEXT,
    shift: int = 0,
    high: float | str | None = "same",
    comparator: str = "=",
    unit: str | None = "亿元",
    indicator: str = "规上工业总产值",
    area: str = "某市",
    time: str | None = "2025",
    numberless: bool = False,
    **fields: object,
) -> Observation:
    """The record that ``value_label`` with the same arguments asks for."""
    value = Value(low=low, high=low if high == "same" else high, comparator=comparator, unit=unit)
    return Observation.model_validate(
        {
            "id": f"o{nth}",
            "indicator": Ref(name=indicator),
            "area": Ref(name=area),
            "measure": "level",
            "value": None if numberless else value,
            "time": period(time),
            "kind": "target",
            "source": source(quote, nth, text, shift),
            **fields,
        }
    )


def assignment(
    quote: str, role: str = "lead", task: str | None = None, entity: str | None = None, nth: int = 1
) -> Assignment:
    return Assignment.model_validate(
        {
            "id": "a",
            "agency": quote,
            "role": role,
            "task": task,
            "entity": entity,
            "scope": Span(start=0, end=8),
            "source": source(quote, nth),
        }
    )


def company(quote: str, entity: str | None = None, nth: int = 1, text: str = TEXT) -> Mention:
    return Mention(type="company", entity=entity, rule="test", source=source(quote, nth, text))


def moment(quote: str, norm: Period | None, nth: int = 1, text: str = TEXT) -> Mention:
    return Mention(type="time", norm=norm, rule="test", source=source(quote, nth, text))


def document(
    *,
    id: str = PLAN,
    text: str = TEXT,
    observations: Iterable[Observation] = (),
    assignments: Iterable[Assignment] = (),
    projects: Iterable[Project] = (),
    mentions: Iterable[Mention] = (),
) -> Document:
    """A document; an assignment's task is given as its title and becomes a task of the document."""
    assignments = tuple(assignments)
    titles = list(dict.fromkeys(a.task for a in assignments if a.task))
    ids = {title: f"t{number:03d}" for number, title in enumerate(titles, 1)}
    return Document(
        id=id,
        source=DocumentSource(
            path=f"{id}.txt", sha256="", format="txt", encoding="utf-8", chars=len(text)
        ),
        meta=Meta(),
        observations=tuple(observations),
        tasks=tuple(Task(id=ids[title], title=title, start=0, end=8) for title in titles),
        assignments=tuple(
            a.model_copy(update={"task": ids.get(a.task or "")}) for a in assignments
        ),
        projects=tuple(projects),
        mentions=tuple(mentions),
    )


def golden(*labels: Label, plan: str = PLAN) -> Golden:
    return collect(plan, labels)


def score(labels: Iterable[Label], output: Document, text: str = TEXT) -> Report:
    return score_corpus([output], {PLAN: text}, {PLAN: golden(*labels)})


def f1(report: Report, layer: str, figure: str) -> float | None:
    return report.total[layer].figures[figure].f1


def test_builders_agree() -> None:
    report = score(
        [value_label(2, "突破1400亿元", 1400)],
        document(observations=[value_record("突破1400亿元", 1400)]),
    )
    assert f1(report, "observations", "strict_exact") == 1
    assert not report.total["observations"].cases[0].slips
