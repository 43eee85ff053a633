"""Many documents: what passes through a file gives what memory gives, byte for byte, and is not held."""

from __future__ import annotations

import gc
import json
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from conftest import PLAN, Run, two_counties
from policy_extract import pipeline
from policy_extract.canonical import canonical, pieces
from policy_extract.cli import formats as default_formats
from policy_extract.corrections import NAME as CORRECTIONS
from policy_extract.corrections import Correction
from policy_extract.corrections.file import written as corrections_of
from policy_extract.findings.streamed import Stated, Streamed, _Finding
from policy_extract.first_pass import Documents
from policy_extract.folder import HIDDEN, NotWritable
from policy_extract.lexicon import load
from policy_extract.model import Document, Entity
from policy_extract.processes import forks
from policy_extract.readers import discover
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.found import Found
from policy_extract.resolve.known import KnownEntities
from policy_extract.resolve.register import Notes, Register, unpacked_notes
from policy_extract.resolve.stated import StatedNames
from policy_extract.second_pass import laid
from policy_extract.shelf import Lookup, Pile, Room, Shelf
from policy_extract.shelf import room as room_module
from policy_extract.shelf.pile import filed
from policy_extract.work import Recipe
from policy_extract.writers import desk_of
from policy_extract.writers.json import render
from policy_extract.writers.tables import streamed
from policy_extract.writers.tables.rows import TABLES
from seeds import seed_of_today

PLANTED = Path(__file__).parent / "planted"


@pytest.fixture(scope="module")
def planted() -> Documents:
    """Plans with findings of every kind, from the first pass, in memory."""
    return pipeline.documents(discover([PLANTED / "*.txt"]), Recipe())


@pytest.fixture(scope="module")
def whole(planted: Documents) -> pipeline.Result:
    """What they give when all are held."""
    return pipeline.compare(planted)


def _shelved(first: Documents, room: Room) -> Documents:
    """The same on a shelf of that room."""
    shelf = Shelf(room)
    names = Pile(room, "names", StatedNames.packed, StatedNames.unpacked)
    for number, document in first.shelf.pile.items():
        shelf.put(number, document, first.shelf.texts[document.id])
    for number, one in first.names.items():
        names.put(one, number)
    return first._replace(shelf=shelf, names=names)


@pytest.mark.parametrize(
    ("few", "block", "jobs"),
    [(0, 1, 1), (0, 50, 1), (10, 1000, 1), (1000, 7, 1), (0, 50, 2), (10, 1000, 3), (1000, 7, 2)],
)
def test_many_give_what_few_give(
    planted: Documents,
    whole: pipeline.Result,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    block: int,
    jobs: int,
) -> None:
    monkeypatch.setattr(forks, "forks", lambda: True)
    here = list[object]()
    for owner in (Stated, _Finding):
        monkeypatch.setattr(owner, "of", _seen(owner.of, here))
    expected = dict(render(desk_of(whole, "en")))
    assert {one.kind for one in whole.findings.findings} >= {
        "arithmetic", "cascade", "comparison", "coverage", "trajectory", "unsure_pair",
    }  # fmt: skip
    with closing(Room(tmp_path / "room", few)) as room:
        first = _shelved(planted, room)
        assert first.shelf.away == (few < len(planted.slips))
        found = laid(first, room, block=block, jobs=jobs)
        files = [(name, b"".join(data)) for name, data in found.files()]
        told = tuple(found.told())
    assert bool(here) == (jobs == 1)
    assert [name for name, _ in files] == list(expected)
    for name, data in files:
        assert data == expected[name], name
    theirs, ours = whole.manifest, found.manifest.model_copy(update={"documents": told})
    assert ours == theirs.model_copy(update={"run": ours.run})


def test_entities_are_put_together_of_what_was_noted_a_few_at_a_time_and_are_not_held(
    planted: Documents, whole: pipeline.Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policy_extract.resolve.register._MOST", 3)
    monkeypatch.setattr("policy_extract.shelf.lookup._HELD", 5)
    gc.collect()
    before = _entities_held()
    with closing(Room(tmp_path / "room", 5)) as room:
        found = laid(_shelved(planted, room), room)
        gc.collect()
        assert _entities_held() - before <= 2 * 5
        assert tuple(found.entities.entities) == whole.entities.entities
        files = {name: b"".join(data) for name, data in found.files()}
    assert len(whole.entities.entities) > 100
    assert files == dict(render(desk_of(whole, "en")))


def _entities_held() -> int:
    return sum(type(one) is Entity for one in gc.get_objects())


def test_a_name_is_counted_once_at_a_place_whatever_other_documents_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policy_extract.resolve.register._MOST", 0)
    lexicon = load(local=False)
    known = KnownEntities(lexicon, DivisionIndex(lexicon))
    county = Found("area:330781", "area", "兰溪市", 3, "exact", 100.0, "330781")
    said = {
        "a": [("兰溪", (0, 2)), ("兰溪市", (5, 8))],
        "b": [("兰溪市", (0, 3)), ("兰溪", (0, 3)), ("兰溪县", (0, 3)), ("兰溪县", (0, 3)), ("兰溪县", None)],
        "c": [("兰溪", (0, 2)), ("兰溪", (0, 2))],
    }  # fmt: skip
    noted = {document: Notes(document) for document in said}
    for document, uses in said.items():
        for text, span in uses:
            noted[document].note(county, text, span)
    with closing(Room(tmp_path / "room", 0)) as room:
        for register in (Register(), Register(room)):
            for document in said:
                register.add(unpacked_notes(noted[document].packed()))
            (entity,) = register.entities((), known)
            assert [(one.text, one.count, one.documents) for one in entity.aliases] == [
                ("兰溪", 3, ("a", "b", "c")), ("兰溪县", 2, ("b",)), ("兰溪市", 2, ("a", "b")),
            ]  # fmt: skip


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return two_counties(tmp_path / "in")


def _written(out: Path) -> dict[str, bytes]:
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and HIDDEN not in path.parts
    }
    manifest = json.loads(files["manifest.json"])
    del manifest["run"]
    return {**files, "manifest.json": json.dumps(manifest).encode()}


@pytest.fixture(params=[1, 2])
def jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Processes of a run, which may be forked wherever the tests run."""
    monkeypatch.setattr(forks, "forks", lambda: True)
    return int(request.param)


def test_extract_of_many_says_and_writes_the_same(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    out = tmp_path / "out"
    formats = ("--format", "json", "--format", "jsonl", "--format", "csv")
    arguments = (plans, "-o", out, *formats, "--jobs", jobs)
    few = run(*arguments)
    expected = _written(out)
    monkeypatch.setattr(room_module, "FEW", 1)
    here = list[object]()
    lines = streamed._of_document
    monkeypatch.setattr(streamed, "_of_document", _seen(lines, here))
    assert run(*arguments, "--fresh") == few
    assert bool(here) == (jobs == 1)
    assert _written(out) == expected
    assert len([name for name in expected if name.startswith("tables/")]) == 2 * len(TABLES)
    assert sorted(path.name for path in (out / HIDDEN).iterdir()) == ["store"]
    assert "nothing has changed" in run(*arguments)[1]
    (plans / "a.txt").write_text(PLAN, encoding="utf-8")  # three out of what was kept, one anew
    assert run(*arguments)[0] == few[0]
    after = _written(out)
    monkeypatch.setattr(room_module, "FEW", 100)
    run(*arguments, "--fresh")
    assert _written(out) == after


def _seen(work: Callable[..., object], seen: list[object]) -> Callable[..., object]:
    """What is done in this process is noticed."""

    def done(*given: object) -> object:
        seen.append(given)
        return work(*given)

    return done


def test_a_workbook_that_somebody_saved_is_set_aside_and_told(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "xlsx")
    with (out / "policy-extract.xlsx").open("ab") as book:
        book.write(b"saved")
    monkeypatch.setattr(room_module, "FEW", 1)
    said = run(plans, "-o", out, "--format", "csv")[2]
    assert (out / "policy-extract.edited-1.xlsx").is_file()
    assert "policy-extract.edited-1.xlsx" in said


def test_many_plans_get_tables_where_nobody_names_a_format(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(list(plans.iterdir()))
    monkeypatch.setattr(room_module, "FEW", 1)
    monkeypatch.setattr(default_formats, "MANY", count - 1)
    out, workbook = tmp_path / "out", Path("policy-extract.xlsx")
    said = run(plans, "-o", out)[2]
    assert f"{count} plans" in said
    assert "--format xlsx --format html" in said
    assert (out / "tables" / "observations.csv").is_file()
    assert not (out / workbook).exists()
    assert not (out / "report").exists()
    assert f"{count} plans" in run(plans, "-o", out)[2]  # and again where nothing has changed
    asked = run(plans, "-o", out, "--format", "xlsx")[2]
    assert "plans (more than" not in asked
    assert (out / workbook).is_file()
    monkeypatch.setattr(default_formats, "MANY", count)
    assert "plans (more than" not in run(plans, "-o", tmp_path / "few")[2]
    assert (tmp_path / "few" / workbook).is_file()


def test_formats_that_are_named_are_written_where_a_run_of_many_chose_its_own(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What few plans get is not what these got, so the same files named are another run, and the other way round."""
    monkeypatch.setattr(default_formats, "MANY", len(list(plans.iterdir())) - 1)
    out = tmp_path / "out"
    arguments = plans, "-o", out
    names = ("--format", "json", "--format", "xlsx", "--format", "html")
    for named, files in (((), "tables"), (names, "report"), ((), "tables")):
        said = run(*arguments, *named)[2]
        assert ("plans (more than" in said) == (not named)
        assert {path.name for path in out.iterdir()} & {"tables", "report"} == {files}


def test_formats_that_join_documents_give_the_same_of_many(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    out = tmp_path / "out"
    names = ("json", "xlsx", "html", "csv", "parquet", "webannotation", "labelstudio")
    arguments = (plans, "-o", out, *(f"--format={name}" for name in names), "--jobs", jobs)
    few = run(*arguments)
    expected = _written(out)
    monkeypatch.setattr(room_module, "FEW", 1)
    monkeypatch.setattr("policy_extract.pipeline.compare", None)
    assert run(*arguments, "--fresh") == few
    assert _written(out) == expected


def test_parquet_of_many_has_the_same_rows_in_more_groups(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    few, many = tmp_path / "few", tmp_path / "many"
    run(plans, "-o", few, "--format", "parquet")
    monkeypatch.setattr(room_module, "FEW", 1)
    monkeypatch.setattr("policy_extract.writers.tables.parquet._TOGETHER", 3)
    run(plans, "-o", many, "--format", "parquet")
    files = [f"tables/{table.name}.parquet" for table in TABLES]
    for name in files:
        assert parquet.read_table(few / name).equals(parquet.read_table(many / name))
    assert parquet.ParquetFile(many / files[1]).num_row_groups > 1


def test_with_answers_all_is_held(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_module, "FEW", 1)
    monkeypatch.setattr("policy_extract.second_pass.laid", None)
    (tmp_path / "out").mkdir()
    answer = Correction(
        document="a", sha256="0" * 64, record="o000001", key="k", quote="q", judgement="correct"
    )
    (tmp_path / "out" / CORRECTIONS).write_bytes(corrections_of((answer,)))
    assert run(plans, "-o", tmp_path / "out", "--format", "html")[0] == 1  # one plan failed
    assert (tmp_path / "out" / "findings.json").is_file()


def test_documents_are_not_held(
    planted: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, few are there at one time."""
    seen: list[int] = []
    take = Streamed.take

    def counted(self: Streamed, number: int, stated: Stated) -> None:
        take(self, number, stated)
        gc.collect()
        seen.append(sum(type(one) is Document for one in gc.get_objects()))

    monkeypatch.setattr(Streamed, "take", counted)
    before = sum(type(one) is Document for one in gc.get_objects())
    with closing(Room(tmp_path / "room", 5)) as room:
        laid(_shelved(planted, room), room)
    assert len(seen) > 40
    assert max(seen) - before <= 4 + 64  # 64 are asked for at a time at most
    assert max(seen[5:10]) == max(seen[-5:])


# --- the pile -----------------------------------------------------------------------------------


def test_a_pile_in_a_file_is_one_in_memory(tmp_path: Path) -> None:
    dice = random.Random(seed_of_today())
    groups = ["", "a", "ab", "市", "甲乙", "\U00020000", "～"]
    keys = [(group, number) for group in groups for number in range(100)]
    dice.shuffle(keys)
    with closing(Room(tmp_path / "room", 3)) as room:
        away = Pile[str](room, "away", str.encode, bytes.decode)
        here = Pile[str](Room(), "here", str.encode, bytes.decode)
        for group, number in keys[:400]:
            for pile in (away, here):
                pile.put(f"{group}{number}", number, group)
        assert (away.away, here.away) == (True, False)
        assert list(away.items()) == list(here.items())
        groups = sorted({group for group, _ in keys[:400]})
        assert list(away.groups()) == list(here.groups()) == groups
        assert all(
            pile.has(group) == (group in groups)
            for pile in (away, here)
            for group in {"?", *(group for group, _ in keys)}
        )
        for first, last in (
            (groups[0], groups[0]),
            (groups[1], groups[-2]),
            (groups[0], groups[-1]),
            ("", "\U0010ffff"),
        ):
            between = [one for pile in (away, here) for one in pile.between(first, last)]
            expected = [one for group in groups if first <= group <= last for one in here.of(group)]
            assert between == 2 * expected
        assert [list(away.of(group)) for group in groups] == [
            list(here.of(group)) for group in groups
        ]
        assert [away.get(number, group) for group, number in keys] == [
            here.get(number, group) for group, number in keys
        ]
        assert len(away) == len(here) == 400


@pytest.mark.parametrize("few", [0, 3, 1000])
def test_what_is_laid_down_packed_is_unpacked_when_it_is_asked_for(
    tmp_path: Path, few: int
) -> None:
    unpacked = list[bytes]()

    def unpack(data: bytes) -> str:
        unpacked.append(data)
        return data.decode()

    with closing(Room(tmp_path / "room", few)) as room:
        pile = Pile[str](room, "packed", str.encode, unpack)
        for number in range(9):
            pile.put_packed(filed(f"甲{number}".encode() * (number * 40 + 1)), number, "a")
        pile.put("x", 9, "a")
        assert not unpacked
        expected = [f"甲{number}" * (number * 40 + 1) for number in range(9)] + ["x"]
        for number, word in enumerate(expected):
            assert pile.get(number, "a") == word
        assert list(pile.of("a")) == list(pile.all()) == expected
        assert list(pile.items()) == list(enumerate(expected))
        assert list(pile.grouped()) == [("a", expected)]
        assert pile.get(10, "a") is pile.get(0, "b") is None
        assert (len(unpacked) == 9) == (few == 1000)  # in memory each is unpacked but once


def test_things_by_name_in_a_file_are_those_in_memory(tmp_path: Path) -> None:
    names = [f"{number}～\U00020000" for number in range(900)]
    with closing(Room(tmp_path / "room", 3)) as room:
        away = Lookup[str](room, "away", str.encode, bytes.decode)
        here = Lookup[str](Room(), "here", str.encode, bytes.decode)
        for name in names:
            for lookup in (away, here):
                lookup.put(name, name[::-1])
        for lookup in (away, here):
            assert [lookup.get(name) for name in names] == [name[::-1] for name in names]
            assert ("899" in lookup, lookup.get("x")) == (False, None)
            assert names[0] in lookup
        assert list(away.things()) == list(here.things())
        assert list(away) == list(here) == sorted(names)


def test_a_room_leaves_nothing_and_takes_what_a_killed_run_left(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    (folder / "passing-old.sqlite").write_bytes(b"x" * 100)
    with closing(Room(folder, 0)) as room:
        Pile[str](room, "words", str.encode, bytes.decode).put("x", 1)
        assert [path.name == "passing-old.sqlite" for path in folder.iterdir()] == [False]
    assert not folder.exists()


def test_a_link_in_place_of_the_room_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "passing-mine").write_text("mine")
    (tmp_path / "room").symlink_to(tmp_path / "elsewhere")
    with closing(Room(tmp_path / "room", 0)) as room, pytest.raises(NotWritable):
        Pile[str](room, "words", str.encode, bytes.decode).put("x", 1)
    assert (tmp_path / "elsewhere" / "passing-mine").read_text() == "mine"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with closing(Room(tmp_path / "room", 0)) as room:
        pile = Pile[bytes](room, "words", bytes, bytes)
        pile.put(b"x", 1)
        room.rows("PRAGMA max_page_count = 3")
        with pytest.raises(NotWritable, match="full"):
            pile.put(random.Random(1).randbytes(100_000), 2)


# --- pieces -------------------------------------------------------------------------------------


def test_pieces_are_the_file(whole: pipeline.Result) -> None:
    for name, record in (
        ("entities", whole.entities),
        ("findings", whole.findings),
        ("documents", whole.manifest),
    ):
        empty = record.model_copy(update={name: ()})
        assert b"".join(pieces(empty, name, getattr(record, name))) == canonical(record)
        assert b"".join(pieces(empty, name, ())) == canonical(empty)
