"""What a run keeps for the next: the same bytes as a clean run's, made again whatever they depend on, and no harm from any store."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import kill_points
from conftest import CORPUS, PLAN, ROOT, Run
from outputs import shown
from policy_extract import code, work
from policy_extract.batch import NothingKept
from policy_extract.pipeline import documents, extract
from policy_extract.readers import Input, discover
from policy_extract.store import PLACE, Settled, Store, ground
from policy_extract.store.database import Database
from policy_extract.store.entries import BY_CONTENT, by_content, decoded, encoded
from policy_extract.store.ground import MADE_WITH, Options
from policy_extract.work import Outcome, Recipe, Slip, Workshop, failed
from seeds import seed_of_today

UNCHANGED = "nothing has changed since the last run"


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the documents that were worked on."""
    seen: list[str] = []
    trace = Workshop.trace

    def traced(self: Workshop, item: Input, *rest: object) -> work.Traced:
        seen.append(item.id)
        return trace(self, item, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Workshop, "trace", traced)
    return seen


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, sign in (("a", "5"), ("b", "6"), ("c", "7")):
        (folder / f"{name}.txt").write_text(PLAN.replace("500亿", f"{sign}00亿"), encoding="utf-8")
    return folder


def _change(path: Path, old: str = "300家", new: str = "320家") -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_nothing_changed_nothing_done(
    run: Run, plans: Path, tmp_path: Path, worked: list[str]
) -> None:
    out = tmp_path / "out"
    assert run(plans, "-o", out)[0] == 0
    assert worked == ["a", "b", "c"]
    before = (out / "manifest.json").stat().st_mtime_ns
    code, said, _ = run(plans, "-o", out)
    assert (code, UNCHANGED in said, worked) == (0, True, ["a", "b", "c"])
    assert (out / "manifest.json").stat().st_mtime_ns == before
    assert run(plans, "-o", out, "-q") == (0, "", "")


def test_one_changed_costs_one(run: Run, plans: Path, tmp_path: Path, worked: list[str]) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "json")
    worked.clear()
    _change(plans / "b.txt")
    (plans / "d.txt").write_text(PLAN, encoding="utf-8")
    (plans / "c.txt").unlink()
    _, said, _ = run(plans, "-o", out, "--format", "json")
    assert worked == ["b", "d"]
    assert "1 of 3 documents had not changed" in said
    run(plans, "-o", tmp_path / "clean", "--format", "json")
    assert shown(out) == shown(tmp_path / "clean")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux what is open")
def test_the_archive_that_was_looked_through_is_let_go_of(tmp_path: Path) -> None:
    """A worker that is forked shares its leader's place in an open file: two would move each other on."""
    plans = tmp_path / "a.zip"
    with zipfile.ZipFile(plans, "w") as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, PLAN)
    found = discover([plans])
    store = _store(tmp_path / "out")
    for outcome in documents(found, Recipe()).outcomes:
        store.put(outcome)
    store.close()
    store = _store(tmp_path / "out")
    assert len(list(store.of(found.inputs))) == len(found.inputs)
    assert not [one for one in os.listdir("/proc/self/fd") if _leads_to(one) == str(plans)]


def _leads_to(descriptor: str) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{descriptor}")
    except OSError:  # the one that the list itself was read by
        return ""


def test_fresh_does_without(run: Run, plans: Path, tmp_path: Path, worked: list[str]) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out)
    run(plans, "-o", out, "--fresh")
    assert worked == ["a", "b", "c"] * 2
    assert UNCHANGED in run(plans, "-o", out)[1]


def test_python_keeps_nothing(plans: Path, worked: list[str]) -> None:
    extract([plans])
    extract([plans])
    assert worked == ["a", "b", "c"] * 2


#: What a person, or a program, may do between two runs: → the documents that are worked on again, None for no matter which.
_Act = Callable[[Path, Path], list[str]]


def _own_words(plans: Path, out: Path) -> list[str]:  # noqa: ARG001
    folder = plans.parent / "words"
    folder.mkdir(exist_ok=True)
    (folder / "companies.csv").write_text("key,name\nx,临江县果园有限公司\n", encoding="utf-8")
    return ["--gazetteers", str(folder)]


@pytest.mark.parametrize(
    ("option", "again"),
    [
        (["--lang", "zh"], []),
        (["--format", "csv"], []),
        (["--without", "refuse.size_class"], ["a", "b", "c"]),
        (["--seconds-per-document", "60"], None),
        (["--jobs", "1"], None),
    ],
)
def test_an_option_makes_again_what_depends_on_it(
    run: Run, plans: Path, tmp_path: Path, worked: list[str], option: list[str], again: list[str]
) -> None:
    """None: nothing at all is done."""
    out = tmp_path / "out"
    run(plans, "-o", out)
    worked.clear()
    _, said, _ = run(plans, "-o", out, *option)
    assert (UNCHANGED in said or "没有任何变化" in said) == (again is None)
    assert worked == (again or [])
    run(plans, "-o", tmp_path / "clean", *option)
    assert shown(out) == shown(tmp_path / "clean")


def test_words_of_users(run: Run, plans: Path, tmp_path: Path, worked: list[str]) -> None:
    """Added, changed, moved into another folder; broken ones are told as ever."""
    out, words = tmp_path / "out", tmp_path / "words"
    run(plans, "-o", out, "--format", "json")
    given = _own_words(plans, out)
    for change in (
        lambda: None,
        lambda: _change(words / "companies.csv", "果园", "桃园"),
        lambda: (
            (words / "companies").mkdir(),
            (words / "companies.csv").rename(words / "companies" / "x.csv"),
        ),
    ):
        change()
        worked.clear()
        run(plans, "-o", out, "--format", "json", *given)
        assert worked == ["a", "b", "c"]
    before = shown(out)
    (words / "companies" / "x.csv").write_text("key,name\nx", encoding="utf-8")
    assert run(plans, "-o", out, "--format", "json", *given)[0] == 2
    assert shown(out) == before


def test_answers_of_people_make_the_second_pass_again(
    run: Run, plans: Path, tmp_path: Path, worked: list[str]
) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "json")
    document = json.loads((out / "documents" / "a.json").read_bytes())
    first = document["observations"][0]
    answer = {
        "version": 1, "document": "a", "sha256": document["source"]["sha256"], "record": first["id"],
        "key": first["key"], "quote": first["source"]["quote"], "judgement": "absent", "fixes": {}, "note": "",
    }  # fmt: skip
    (out / "corrections.jsonl").write_text(json.dumps(answer) + "\n", encoding="utf-8")
    worked.clear()
    _, said, _ = run(plans, "-o", out, "--format", "json")
    assert worked == []
    assert UNCHANGED not in said
    after = json.loads((out / "documents" / "a.json").read_bytes())
    assert len(after["observations"]) == len(document["observations"]) - 1
    assert UNCHANGED in run(plans, "-o", out, "--format", "json")[1]


@pytest.mark.parametrize("name", ["documents/a.json", "manifest.json", "policy-extract.xlsx"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_out_that_somebody_has_changed_is_written_again(
    run: Run, plans: Path, tmp_path: Path, worked: list[str], name: str, how: str
) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out)
    before = shown(out)
    data = (out / name).read_bytes()
    (out / name).unlink()
    if how == "changed":
        (out / name).write_bytes(data + b" ")
    worked.clear()
    run(plans, "-o", out)
    assert worked == []
    after = {n: d for n, d in shown(out).items() if ".edited-" not in n}
    assert after == before


def test_every_field_of_a_recipe_is_in_the_ground(tmp_path: Path) -> None:
    """Whoever adds one says here whether it changes what is read."""
    assert set(Recipe._fields) == {
        "folders",
        "local",
        "switches",
        "seconds",
    }
    (tmp_path / "agencies.toml").write_text("", encoding="utf-8")
    plain = ground.ground(Options())
    others = [
        Options(folders=(tmp_path,)),
        Options(local=False),
        Options(without=frozenset({"refuse.size_class"})),
    ]
    assert len(Options._fields) == len(others)
    assert len({plain, *map(ground.ground, others)}) == 1 + len(others)
    assert ground.ground(Options()) == plain


def test_code_words_and_packages_are_in_the_ground(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [ground.ground(Options())]
    package = tmp_path / "package"
    shutil.copytree(code.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code, "PACKAGE", package)
    assert ground.ground(Options()) == seen[0]
    with (package / "measure" / "units.py").open("a") as file:
        file.write("\n")
    seen.append(ground.ground(Options()))
    (package / "measure" / "new.py").touch()
    seen.append(ground.ground(Options()))
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("POLICY_EXTRACT_SOFFICE", str(program))
    seen.append(ground.ground(Options()))
    os.utime(program, (1, 1))
    seen.append(ground.ground(Options()))
    monkeypatch.setattr(ground, "__version__", "9")
    seen.append(ground.ground(Options()))
    monkeypatch.setattr(ground, "versions", lambda _: {"jieba": "9"})
    seen.append(ground.ground(Options()))
    monkeypatch.setattr("platform.machine", lambda: "other")
    seen.append(ground.ground(Options()))
    assert len(set(seen)) == len(seen)


def test_all_that_it_is_made_with_is_in_the_ground() -> None:
    """The dependencies of the project, and of the extras that read and write files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    stated = [*project["dependencies"], *extras["ocr"], *extras["parquet"]]
    assert {re.split("[<>=]", line)[0] for line in stated} <= set(MADE_WITH)


def test_an_outcome_comes_back_as_it_was() -> None:
    """Also its JSON: a number that came back as another kind would be written otherwise."""
    recipe = Recipe()
    for outcome in documents(discover([CORPUS]), recipe, kept=NothingKept()).outcomes:
        data = encoded(outcome)
        assert data is not None
        back = decoded(data, outcome.input)
        assert back == outcome
        assert back is not None
        assert back.document is not None
        assert outcome.document is not None
        assert back.document.model_dump_json() == outcome.document.model_dump_json()


@pytest.mark.parametrize(
    "code",
    ["run.overtime", "run.died", "run.crashed", "read.timeout", "read.memory", "read.died", "read.os", "read.permission", "read.broken", "read.office_timeout", "read.office_failed"],
)  # fmt: skip
def test_failures_of_time_and_machine_are_not_kept(code: str) -> None:
    assert not by_content(failed(Input("a", "a.txt"), code, {}))
    assert code not in BY_CONTENT


def test_a_document_that_ran_out_of_time_with_patterns_is_not_kept(plan: Path) -> None:
    [outcome] = documents(discover([plan]), Recipe()).outcomes
    assert by_content(outcome)
    assert not by_content(outcome._replace(warnings=("pattern_slow:x.toml: y",)))


def test_failures_are_told_again(run: Run, plans: Path, tmp_path: Path, worked: list[str]) -> None:
    """One by its content is kept; one of a rule that stumbles is tried again each time, and may go well."""
    (plans / "d.txt").write_bytes(b"\x00\x01\x02")
    out = tmp_path / "out"
    first = run(plans, "-o", out)
    assert first[0] == 1
    again = run(plans, "-o", out)
    assert (again[0], again[2], worked) == (1, first[2], ["a", "b", "c", "d"])
    assert UNCHANGED in again[1]


def test_a_failure_of_the_machine_is_tried_again(
    run: Run, plans: Path, tmp_path: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        layer = Workshop._extracted

        def stumbles(self: Workshop, item: Input, source: object) -> object:
            if item.id == "b":
                return work.Traced(failed(item, "run.crashed", {"stage": "x", "error": "y"}))
            return layer(self, item, source)  # type: ignore[arg-type]

        patch.setattr(Workshop, "_extracted", stumbles)
        assert run(plans, "-o", out)[0] == 1
        worked.clear()
        code, said, _ = run(plans, "-o", out)
        assert (code, UNCHANGED in said, worked) == (
            1,
            True,
            ["b"],
        )  # and the second pass is left out
    code, said, _ = run(plans, "-o", out)
    assert (code, UNCHANGED in said, worked) == (0, False, ["b", "b"])


def test_a_file_that_changes_while_the_run_works(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read is kept as what it was; what lies there now is read by the next run."""
    out, trace = tmp_path / "out", Workshop.trace

    def traced(self: Workshop, item: Input, *rest: object) -> work.Traced:
        if item.id == "b":
            _change(plans / "a.txt")  # after it was read
            _change(plans / "c.txt")  # before
        return trace(self, item, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Workshop, "trace", traced)
        run(plans, "-o", out, "--format", "json")
    assert UNCHANGED not in run(plans, "-o", out, "--format", "json")[1]
    run(plans, "-o", tmp_path / "clean", "--format", "json")
    assert shown(out) == shown(tmp_path / "clean")


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE kept (other)")
    db.close()


def _flipped(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE kept SET data = zeroblob(length(data))")
    db.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_bytes(b"no database"), True),
        (lambda path: path.write_bytes(b""), False),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), True),
        (lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(path.stat().st_size - 4096)), True),
        (_foreign, True),
        (_flipped, True),
        (_newer, True),
        (_folder, None),
    ],
    ids=["text", "empty", "half", "zeros", "foreign", "flipped", "newer", "folder"],
)  # fmt: skip
def test_a_spoiled_store_costs_nothing(
    run: Run, plans: Path, tmp_path: Path, spoil: Callable[[Path], object], told: bool | None
) -> None:
    """None: what it is made of, the run does not see at all."""
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "json")
    before = shown(out)
    spoil(out / PLACE)
    _change(plans / "a.txt")
    code, _, err = run(plans, "-o", out, "--format", "json")
    assert code == 0
    if told is not None:
        assert ("cannot be used" in err) == told
    run(plans, "-o", tmp_path / "clean", "--format", "json")
    assert shown(out) == shown(tmp_path / "clean") != before
    if told is not None:
        run(plans, "-o", out, "--format", "json")
        assert UNCHANGED in run(plans, "-o", out, "--format", "json")[1]


def test_a_locked_store_is_let_alone(run: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "json")
    _change(plans / "a.txt")
    with sqlite3.connect(out / PLACE) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, _, err = run(plans, "-o", out, "--format", "json")
    other.close()
    assert (code, "locked" in err) == (0, True)
    run(plans, "-o", tmp_path / "clean", "--format", "json")
    assert shown(out) == shown(tmp_path / "clean")


@pytest.mark.parametrize(
    "why", ["database or disk is full", "attempt to write a readonly database"]
)
def test_a_store_that_cannot_be_written(
    run: Run, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    def opened(_: Database) -> sqlite3.Connection:
        raise sqlite3.OperationalError(why)

    monkeypatch.setattr(Database, "_opened", opened)
    code, _, err = run(plans, "-o", tmp_path / "out", "--format", "json")
    assert (code, why in err) == (0, True)
    assert (tmp_path / "out" / "manifest.json").is_file()


@pytest.mark.parametrize("linked", [PLACE, str(Path(PLACE).parent)])
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_a_link_in_its_place_is_let_alone(
    run: Run, plans: Path, tmp_path: Path, linked: str, there: bool, fresh: list[str]
) -> None:
    elsewhere, link = tmp_path / "elsewhere", tmp_path / "out" / linked
    elsewhere.mkdir()
    target = elsewhere / Path(PLACE).name
    if there:
        target.write_bytes(b"mine")
    link.parent.mkdir(parents=True)
    link.symlink_to(target if linked == PLACE else elsewhere)
    code, _, err = run(plans, "-o", tmp_path / "out", "--format", "json", *fresh)
    assert (code, "a link stands in its place" in err) == (0, True)
    assert [p.read_bytes() for p in elsewhere.iterdir()] == [b"mine"] * there
    assert link.is_symlink()


def _store(out: Path) -> Store:
    return Store(out, Options())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_killed_at_any_change_the_store_is_whole_or_ignored(plans: Path, tmp_path: Path) -> None:
    """While it is made, while outcomes are put and others dropped; what is found again is what was put."""
    found = discover([plans])
    outcomes = {o.input.id: o for o in documents(found, Recipe()).outcomes}
    out = tmp_path / "out"

    def act() -> None:
        store = _store(out)
        known = {one.input.id for one in store.of(found.inputs)}
        for item in found.inputs:
            if item.id not in known:
                store.put(outcomes[item.id])
        store.settle(
            [Slip.of(one) for one in outcomes.values()], Settled(documents=len(outcomes), files={})
        )
        store.close()

    points = kill_points.count(act, out)
    assert points > 1
    for at in range(1, points + 1):
        for how in (kill_points.kill(signal.SIGKILL), kill_points.torn, kill_points.full):
            shutil.rmtree(out, ignore_errors=True)
            kill_points.run(act, out, at, how)
            _whole(out, found.inputs, outcomes)
    for written in range(3):  # in the middle of a transaction
        shutil.rmtree(out, ignore_errors=True)
        child = os.fork()
        if child == 0:
            store = _store(out)
            for item in found.inputs[:written]:
                store.put(outcomes[item.id])
            db = store._database._opened()
            db.execute("PRAGMA cache_size = 1")
            db.execute("BEGIN")
            db.execute("INSERT INTO kept VALUES ('x', 'y', zeroblob(1000000))")
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)
        assert _whole(out, found.inputs, outcomes) == written


def _whole(out: Path, inputs: tuple[Input, ...], outcomes: dict[str, Outcome]) -> int:
    """How many are found again; a run that comes then keeps all."""
    store = _store(out)
    found = {one.input.id: one for one in store.of(inputs)}
    assert all(one == outcomes[id] for id, one in found.items())
    for outcome in outcomes.values():
        store.put(outcome)
    store.close()
    store = _store(out)
    again = {one.input.id: one for one in store.of(inputs)}
    assert again in (outcomes, {})  # nothing where a folder stands in its place
    store.close()
    return len(found)


def test_what_a_run_did_not_use_is_dropped(run: Run, plans: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(plans, "-o", out, "--format", "json")
    size = (out / PLACE).stat().st_size
    for number in range(4):
        _change(plans / "a.txt", "300家" if number == 0 else f"30{number}家", f"30{number + 1}家")
        run(plans, "-o", out, "--format", "json")
    with sqlite3.connect(out / PLACE) as db:
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (4,)  # and the last run
    db.close()
    assert (out / PLACE).stat().st_size <= size * 1.5
    run(plans / "b.txt", "-o", out, "--format", "json")
    assert (out / PLACE).stat().st_size < size


def test_a_run_that_was_interrupted_has_kept_what_it_did(
    run: Run, plans: Path, tmp_path: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with monkeypatch.context() as patch:

        def compare(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("policy_extract.pipeline.compare", compare)
        assert run(plans, "-o", out, "--format", "json")[0] == 130
    assert not (out / "manifest.json").exists()
    worked.clear()
    assert run(plans, "-o", out, "--format", "json")[0] == 0
    assert worked == []


def test_random_changes_give_what_a_clean_run_gives(run: Run, tmp_path: Path) -> None:
    """Edits, additions, removals, renames, words, rules, formats, languages, answers, in the order of the day."""
    dice = random.Random(seed_of_today())
    plans, out = tmp_path / "in", tmp_path / "out"
    plans.mkdir()
    options: dict[str, list[str]] = {}

    def write(name: str) -> None:
        value = dice.randrange(100, 999)
        (plans / f"{name}.txt").write_text(PLAN.replace("500亿", f"{value}亿"), encoding="utf-8")

    def some() -> Path:
        return dice.choice(sorted(plans.glob("*.txt")))

    def turn(name: str, *values: list[str]) -> None:
        options[name] = dice.choice(values)

    acts: list[Callable[[], object]] = [
        lambda: write(some().stem),
        lambda: write(f"n{dice.randrange(9)}"),
        lambda: len(list(plans.glob("*.txt"))) > 1 and some().unlink(),
        lambda: some().rename(plans / f"r{dice.randrange(9)}.txt"),
        lambda: turn("words", [], _own_words(plans, out)),
        lambda: turn("rules", [], ["--without", "refuse.size_class"]),
        lambda: turn("format", ["--format", "json"], ["--format", "csv"]),
        lambda: turn("language", [], ["--lang", "zh"]),
        lambda: (out / "corrections.jsonl").write_text("", encoding="utf-8"),
        lambda: shutil.rmtree(out / "documents", ignore_errors=True),
        lambda: None,
    ]
    turn("format", ["--format", "json"])
    for name in ("a", "b", "c"):
        write(name)
    for _ in range(7):
        dice.choice(acts)()
        given = [word for words in options.values() for word in words]
        jobs = ["--jobs", dice.choice("12")]
        assert run(plans, "-o", out, *given, *jobs)[0] == 0
        clean = tmp_path / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        run(plans, "-o", clean, *given)
        own = {name: data for name, data in shown(out).items() if name != "corrections.jsonl"}
        assert own == shown(clean), (seed_of_today(), given)
