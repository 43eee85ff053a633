"""The second pass on Spark: the files of the local engine, byte for byte, and every job has run."""

from __future__ import annotations

import random
from contextlib import closing
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import CORPUS, PLAN, Run, two_counties
from outputs import shown
from policy_extract import pipeline
from policy_extract.engines.spark import Spark
from policy_extract.findings.arithmetic import levels as reckoned
from policy_extract.first_pass import Documents
from policy_extract.model import Document, Ref
from policy_extract.readers import discover
from policy_extract.resolve.found import Found
from policy_extract.resolve.known import KnownEntities
from policy_extract.resolve.register import Notes, Register, unpacked_notes
from policy_extract.resolve.stated import StatedNames
from policy_extract.shelf import Pile, Room, Shelf
from policy_extract.spread import SecondPass
from policy_extract.spread.texts import around, restored
from policy_extract.work import Recipe
from policy_extract.writers import desk_of
from policy_extract.writers.json import render
from seeds import seed_of_today
from test_engines import needs_spark, no_java_left, on_spark, spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["no_java_left", "spark"]
PLANTED = Path(__file__).parent / "planted"
JOBS = {
    "sent", "stated", "companies", "filled", "reduced", "related", "blocks", "pairs", "asked", "findings",
}  # fmt: skip


#: Two bodies that may be one, and more indicators of one ending than are all weighed against each other.
ALIKE = {
    "alike-a": "到2025年，全市数据中心数达到50个。市大数据管理中心牵头。支持浙江甬金金属科技股份有限公司发展。\n",
    "alike-b": "到2025年，全市算力中心数达到60个。市数据管理服务中心牵头。支持浙江金圣药业有限公司发展。\n",
    "alike-c": "".join(
        f"到2025年，全市规模以上{one}{other}产业增加值达到{number}亿元。\n"
        for number, (one, other) in enumerate(
            product("纺织木材造纸医药", "服装家具印刷橡胶玻璃陶瓷钢铁汽车"), 3
        )
    ),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Plans with findings of every kind, real ones with companies, and names of every kind that may be one, from the local first pass."""
    folder = tmp_path_factory.mktemp("alike")
    for name, words in ALIKE.items():
        title = f"兰溪市{name[-1]}类发展规划（2021—2025年）"
        (folder / f"{name}.txt").write_text(f"{title}\n\n一、总体目标\n{words}", encoding="utf-8")
    first = pipeline.documents(discover([PLANTED / "*.txt", CORPUS / "*.txt", folder]), Recipe())
    shelf, names = (
        Shelf(Room()),
        Pile[StatedNames](Room(), "names", StatedNames.packed, StatedNames.unpacked),
    )
    for number, document in first.shelf.pile.items():
        if document.id in ("alike-a", "alike-b"):
            document = _renamed(
                document,
                *(
                    ("橹山科创城", "云岫科技")
                    if document.id[-1] == "a"
                    else ("橹山科技创新城", "云岫国际")
                ),
            )
        shelf.put(number, document, first.shelf.texts[document.id])
        names.put(StatedNames.of(document), number)
    return first._replace(shelf=shelf, names=names)


def _renamed(document: Document, area: str, company: str) -> Document:
    """Its values of another area, its companies by another name."""
    observations = (o.model_copy(update={"area": Ref(name=area)}) for o in document.observations)
    mentions = (
        m.model_copy(update={"source": m.source.model_copy(update={"quote": company})})
        for m in document.mentions
        if m.type == "company"
    )
    return document.model_copy(
        update={"observations": tuple(observations), "mentions": tuple(mentions)}
    )


@pytest.fixture(scope="module")
def whole(planted: Documents) -> pipeline.Result:
    """What they give here."""
    return pipeline.compare(planted)


@needs_spark
@on_spark
def test_the_second_pass_there_writes_what_it_writes_here(
    planted: Documents, whole: pipeline.Result, spark: SparkSession, tmp_path: Path
) -> None:
    expected = dict(render(desk_of(whole, "en")))
    assert {one.kind for one in whole.findings.findings} == {
        "arithmetic", "cascade", "comparison", "coverage", "trajectory", "unsure_pair",
    }  # fmt: skip
    entities = whole.entities.entities
    assert {one.type for one in entities} == {
        "agency",
        "area",
        "collective",
        "company",
        "indicator",
    }
    assert {r.type for one in entities for r in one.relations} >= {
        "branch_of", "has_part", "part_of", "subsidiary_of",
    }  # fmt: skip
    asked = {one.type for one in whole.findings.findings if one.kind == "unsure_pair"}
    assert asked == {"agency", "area", "company", "indicator"}
    assert any(one.startswith("names_crowded_") for one in whole.manifest.warnings)
    with (
        closing(Room(tmp_path / "room", 5)) as room,
        closing(Spark("local[2]")) as engine,
        closing(SecondPass(engine)) as second,
    ):
        found = second.laid(planted, room)
        files = {name: b"".join(data) for name, data in found.files()}
        told = tuple(found.told())
        assert set(second.jobs_done) == JOBS
    for name, data in expected.items():
        assert files[name] == data, name
    assert list(files) == list(expected)
    ours, theirs = found.manifest.model_copy(update={"documents": told}), whole.manifest
    assert ours == theirs.model_copy(update={"run": ours.run})
    assert spark.sparkContext.defaultParallelism == 2


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return two_counties(tmp_path / "in")


@needs_spark
@on_spark
def test_extract_leaves_all_there_and_writes_tables_in_parts(
    run: Run,
    plans: Path,
    tmp_path: Path,
    spark: SparkSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both passes are Spark's; what an earlier run kept is sent to it, what is new is there."""
    monkeypatch.setattr(Spark, "spreads", lambda *_: True)
    here, there = tmp_path / "here", tmp_path / "there"
    formats = ("--format", "json", "--format", "parquet")
    run(plans, "-o", there, *formats)  # whose tables are one file each
    for name in "ad":
        (plans / f"{name}.txt").write_text(PLAN.replace("500亿元", "600亿元"), encoding="utf-8")
    near = run(plans, "-o", here, *formats)
    far = run(plans, "-o", there, *formats, "--engine", "spark", "--jobs", 2)
    assert (far[0], far[2].replace(str(there), str(here))) == (near[0], near[2])
    assert _json(there) == _json(here)
    assert _tables(there) == _tables(here)
    assert (there / "tables" / "observations" / "part-00000.parquet").is_file()
    assert not (there / "tables" / "observations.parquet").exists()
    assert spark.sparkContext.defaultParallelism == 2


def _json(out: Path) -> dict[str, object]:
    files = shown(out)
    assert "findings.json" in files
    return {
        name: data
        for name, data in files.items()
        if not name.startswith("tables/") and name != "manifest.json"
    }


def _tables(out: Path) -> dict[str, object]:
    """The rows of each table, out of one file or of several."""
    from pyarrow import parquet

    found: dict[str, list[object]] = {}
    for path in sorted((out / "tables").rglob("*.parquet")):
        name = path.parent.name if path.name.startswith("part-") else path.stem
        found.setdefault(name, []).extend(parquet.read_table(path).to_pylist())
    assert set(found) >= {"documents", "observations", "entities", "findings"}
    return {name: rows for name, rows in found.items() if rows}


# ---- what travels instead of the whole ----------------------------------------------------------------------


def test_words_around_values_stand_where_they_stood(whole: pipeline.Result) -> None:
    document = max(whole.documents, key=lambda one: len(one.observations))
    text, dice = whole.texts[document.id], random.Random(seed_of_today())
    those = dice.sample(document.observations, 7)
    back = restored(around(text, those))
    assert len(back) <= len(text)
    for one in those:
        start, end = max(0, one.source.start - 160), one.source.end + 160
        assert back[start:end] == text[start:end]


def test_one_level_or_two_tell_what_all_tell(whole: pipeline.Result) -> None:
    found = [level for d in whole.documents for _, level in reckoned.levels_in(d)]
    dice, outcomes = random.Random(seed_of_today()), set()
    for _ in range(300):
        some = dice.sample(found, dice.randint(1, 4))
        if dice.random() < 0.5:
            some = [some[0]._replace(document=one.document) for one in some]
        told = reckoned.telling(some)
        assert reckoned._one_of(told) == reckoned._one_of(some)
        outcomes.add(len(told))
    assert outcomes == {1, 2}


def test_entities_are_the_same_in_whatever_order_documents_come() -> None:
    dice = random.Random(seed_of_today())
    documents = []
    for number in range(30):
        notes = Notes(f"d{number:02}")
        for place in range(dice.randint(1, 8)):
            one = dice.randint(1, 3)
            rank, name = dice.choice([(0, "甲"), (1, "甲局"), (1, "乙局")])
            found = Found(
                f"indicator:{one}", "indicator", name, rank, "exact", dice.choice([90.0, 100.0])
            )
            notes.note(found, dice.choice("甲乙丙"), (place, place + dice.randint(1, 2)))
        documents.append(notes.packed())
    known, told = _NothingKnown(), []
    for _ in range(3):
        register = Register()
        for packed in documents:
            register.add(unpacked_notes(packed))
        told.append(list(register.entities((), known)))
        dice.shuffle(documents)
    assert told[0] == told[1] == told[2]
    assert {document for one in told[0] for alias in one.aliases for document in alias.documents} == {
        f"d{number:02}" for number in range(30)
    }  # fmt: skip


class _NothingKnown(KnownEntities):
    def __init__(self) -> None:
        self._indicators, self._known = {}, frozenset()
