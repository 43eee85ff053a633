"""Engines: many machines give what one gives, byte by byte; what is missing for them is told."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import CORPUS, PLAN, Run
from outputs import shown
from policy_extract.batch import NothingKept
from policy_extract.engines.spark import EngineError, Spark, memory, only_table, ready
from policy_extract.engines.spark import session as sessions
from policy_extract.engines.spark.memory import heap
from policy_extract.engines.spark.there import outcome_of
from policy_extract.lexicon import load
from policy_extract.pipeline import documents
from policy_extract.readers import Input, discover
from policy_extract.store.entries import decoded, encoded
from policy_extract.work import Outcome, Recipe, Workshop, failed, overtime

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

has_pyspark = pytest.mark.skipif(
    find_spec("pyspark") is None or find_spec("pyarrow") is None,
    reason="PySpark comes with the extra [spark]",
)
needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or find_spec("pyarrow") is None or sessions.java() is None,
    reason="PySpark comes with the extra [spark], Java with apt-get install default-jre-headless",
)

#: With ``--dist loadgroup`` in one process: a session is one for it, and starts but once.
on_spark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module", autouse=True)
def no_java_left() -> Iterator[None]:
    """Py4J leaves Java and a thread behind, and a process of several threads forks no workers (``batch``)."""
    yield
    if "pyspark" not in sys.modules:
        return
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        SparkContext._gateway = SparkContext._jvm = None
        gateway.shutdown()
        gateway.proc.stdin.close()  # which it waits for
        gateway.proc.wait(30)
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and thread.daemon:
            thread.join(5)  # Py4J's own looks once a second whether it is needed


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    with (
        sessions.session("local[2]") as began,
        sessions.settings(began, spark__sql__shuffle__partitions="2"),
    ):
        yield began


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with plans of several formats, and files that fail."""
    folder = tmp_path / "plans"
    (folder / "below").mkdir(parents=True)
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "below" / "plan.md").write_text(PLAN.replace("临江", "临山"), encoding="utf-8")
    (folder / "page.html").write_text(f"<html><body><p>{PLAN}</p></body></html>", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"no archive")
    (folder / "empty.txt").write_bytes(b"")
    shutil.copy(CORPUS / "lanxi-manufacturing-upgrade-2021-2023.txt", folder)
    return folder


# ---- the same as here ---------------------------------------------------------------------------------------


@needs_spark
@on_spark
def test_many_machines_write_what_one_writes(
    run: Run, plans: Path, tmp_path: Path, spark: SparkSession
) -> None:
    here = run(plans, "-o", tmp_path / "here", "--jobs", 1)
    there = run(plans, "-o", tmp_path / "there", "--jobs", 2, "--engine", "spark")
    assert (here[0], there[0]) == (1, 1)
    assert here[2].replace("here", "there") == there[2]
    assert shown(tmp_path / "here") == shown(tmp_path / "there")
    assert spark.sparkContext.defaultParallelism == 2


@needs_spark
@on_spark
def test_a_table_gives_what_its_files_give(
    run: Run, plans: Path, spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plans.parent)
    rows = [(p.as_posix(), p.read_bytes()) for p in Path("plans").rglob("*") if p.is_file()]
    spark.createDataFrame(rows, "path string, data binary").write.parquet(
        str(plans.parent / "plans.parquet")
    )
    run("plans", "-o", "here")
    shutil.move("plans", "gone")  # nothing but the table is left
    code, _, _ = run("plans.parquet", "-o", "there", "--engine", "spark")
    assert code == 1
    assert shown(Path("here")) == shown(Path("there"))


@needs_spark
@on_spark
def test_what_changed_is_done_there_and_the_rest_is_kept(
    run: Run, plans: Path, tmp_path: Path, spark: SparkSession
) -> None:
    del spark
    run(plans, "-o", tmp_path / "out")
    before = shown(tmp_path / "out")
    (plans / "plan.txt").write_text(PLAN.replace("500亿元", "600亿元"), encoding="utf-8")
    run(plans, "-o", tmp_path / "out", "--engine", "spark")
    after = shown(tmp_path / "out")
    run(plans, "-o", tmp_path / "fresh", "--fresh")
    assert after == shown(tmp_path / "fresh") != before


@needs_spark
@on_spark
@pytest.mark.parametrize(
    ("columns", "rows", "code"),
    [
        ("name string, data binary", [("a.txt", b"x")], "engine.table_columns"),
        ("path string, data string", [("a.txt", "x")], "engine.table_columns"),
        ("path string, data binary", [("a.txt", b"x"), ("a.txt", b"y")], "engine.table_twice"),
        ("path string, data binary", [(None, b"x")], "engine.table_unnamed"),
    ],
)
def test_what_is_no_table_of_documents_is_told(
    tmp_path: Path, spark: SparkSession, columns: str, rows: list[tuple[object, ...]], code: str
) -> None:
    table = str(tmp_path / "t.parquet")
    spark.createDataFrame(rows, columns).write.parquet(table)
    with pytest.raises(EngineError) as refused:
        Spark("local[2]", table).discovered([table])
    assert refused.value.code == code
    assert table in refused.value.told("zh")


@needs_spark
@on_spark
def test_a_document_that_kills_or_never_ends_costs_itself_alone(
    tmp_path: Path, spark: SparkSession
) -> None:
    """As in a crew of this machine: the others of its part are put out, and the reason is the same."""

    class Deadly(Workshop):
        def work_on(self, item: Input, may_take: Callable[[float], None] = print) -> Outcome:
            if item.id == "b":
                os.kill(os.getpid(), signal.SIGKILL)
            if item.id == "d":
                may_take(0.5)
                time.sleep(60)
            return super().work_on(item, may_take)

    @dataclass(frozen=True)
    class Deadlier(Recipe):
        def workshop(self) -> Workshop:
            return Deadly(load(self.folders, local=self.local), self.switches, self.seconds)

    folder = tmp_path / "plans"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(PLAN, encoding="utf-8")
    recipe, inputs = Deadlier(), discover([folder]).inputs
    with closing(Spark("local[2]")) as engine:
        far = list(engine.work_on_all(inputs, recipe).outcomes)
    came = {one.input.id: one for one in far}
    a, b, c, d = inputs
    assert came["b"] == failed(b, "run.died", {})  # what ``batch`` says of it
    assert came["d"] == overtime(d, 0.5 * 1.5 + 10)  # what its leader gave it
    with closing(Recipe().workshop()) as workshop:
        assert [came["a"], came["c"]] == [workshop.work_on(a), workshop.work_on(c)]
    assert spark.sparkContext.defaultParallelism == 2


@needs_spark
@on_spark
def test_other_words_there_are_told(plans: Path, spark: SparkSession) -> None:
    del spark
    recipe, inputs = Recipe(), discover([plans]).inputs
    with pytest.raises(EngineError) as refused:
        list(Spark("local[2]")._worked(inputs, recipe, "another fingerprint"))
    assert refused.value.code == "engine.other_words"


@needs_spark
@on_spark
def test_what_breaks_there_is_told_in_a_line(
    plans: Path, spark: SparkSession, tmp_path: Path
) -> None:
    """Folders of gazetteers that the machines do not have."""
    del spark
    recipe, inputs = Recipe((tmp_path / "nowhere",)), discover([plans]).inputs
    with pytest.raises(EngineError) as refused:
        list(Spark("local[2]")._worked(inputs, recipe, "any"))
    assert refused.value.code == "engine.failed"
    assert "nowhere" in str(refused.value)
    assert "\n" not in str(refused.value)


_WITHOUT_JAVA = """
from pyspark import SparkContext
from policy_extract.engines.spark.session import EngineError, session, settings, told_in_words
try:
    with session("local[1]") as spark:
        print(spark.conf.get("spark.driver.memory"))
        with told_in_words(), settings(spark, spark__sql__shuffle__partitions="3"):
            SparkContext._gateway.proc.kill()
            spark.range(9).count()
except EngineError as error:
    print(error)
"""


@needs_spark
@on_spark
def test_that_java_has_ended_is_told_with_what_helps() -> None:
    """As it does when its memory is full."""
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_JAVA], capture_output=True, text=True, check=False
    )
    memory, said = done.stdout.splitlines()
    assert memory == heap()
    assert "SPARK_DRIVER_MEMORY" in said
    assert "Traceback" not in done.stderr


def test_spark_on_this_machine_gets_a_quarter_of_what_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*memory._SAID, memory._ARGUMENTS):
        monkeypatch.delenv(name, raising=False)
    sizes = {"SC_PHYS_PAGES": 1 << 22, "SC_PAGE_SIZE": 1 << 12}  # 16 GiB
    monkeypatch.setattr(os, "sysconf", sizes.__getitem__, raising=False)
    limit = tmp_path / "memory.max"
    inner = tmp_path / "slice" / "scope" / "memory.max"
    inner.parent.mkdir(parents=True)
    groups = tmp_path / "groups"
    monkeypatch.setattr(memory, "_GROUPS", groups)
    monkeypatch.setattr(memory, "_LIMITS", {"": (tmp_path, "memory.max"), "memory": (tmp_path / "1", "limit")})  # fmt: skip
    assert heap() == "4096m"
    (inner.parent.parent / "memory.max").write_text(f"{8 << 30}")
    inner.write_text("max")
    groups.write_text("0::/slice/scope")
    assert heap() == "2048m"
    groups.write_text("4:memory:/slice/scope")
    (tmp_path / "1" / "slice").mkdir(parents=True)
    (tmp_path / "1" / "slice" / "limit").write_text(f"{12 << 30}")
    assert heap() == "3072m"
    groups.unlink()
    for said, told in (("max\n", "4096m"), (f"{8 << 30}\n", "2048m"), (f"{1 << 30}\n", "1024m")):
        limit.write_text(said)
        assert heap() == told
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--conf spark.memory.fraction=0.5 pyspark-shell")
    assert heap() == "1024m"
    for said in (
        "--driver-memory 2g",
        "--conf spark.driver.memory=2g",
        "--properties-file my.conf",
    ):
        monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{said} pyspark-shell")
        assert heap() is None
    monkeypatch.delenv("PYSPARK_SUBMIT_ARGS")
    monkeypatch.setenv("SPARK_DRIVER_MEMORY", "3g")
    assert heap() is None
    monkeypatch.delenv("SPARK_DRIVER_MEMORY")
    monkeypatch.delattr(os, "sysconf")
    assert heap() is None


def test_where_all_is_kept_spark_is_not_started(plans: Path) -> None:
    found, recipe = discover([plans]), Recipe()
    known = {o.input.id: o for o in documents(found, recipe).outcomes}

    class All(NothingKept):
        def of(self, inputs: Sequence[Input]) -> Iterator[Outcome]:
            return (known[item.id] for item in inputs)

    with closing(Spark("no such master")) as engine:
        again = documents(found, recipe, kept=All(), engine=engine)
    assert list(again.outcomes) == [known[item.id] for item in found.inputs]


# ---- a worker, without Spark --------------------------------------------------------------------------------


def test_a_worker_says_what_this_process_says(plans: Path) -> None:
    recipe = Recipe()
    workshop = recipe.workshop()
    for outcome in documents(discover([plans]), recipe).outcomes:
        item = outcome.input
        path, data = os.fsencode(item.path), Path(item.path).read_bytes()
        row = {"id": item.id, "path": path, "at": os.fsencode(os.path.abspath(item.path))}
        for held in (None, data):  # a file, and a row of a table
            told = outcome_of(workshop, {**row, "data": held}, lambda _: None)
            assert told == encoded(outcome)
            assert decoded(told, item) == outcome
    workshop.close()


def test_a_path_of_another_machine_is_put_out_as_it_was_given(plans: Path) -> None:
    workshop = Recipe().workshop()
    row = {"id": "plan", "path": b"given/plan.txt", "at": os.fsencode(plans / "plan.txt")}
    done = outcome_of(workshop, {**row, "data": None}, lambda _: None)
    told = decoded(done, Input("plan", "given/plan.txt"))
    assert told is not None
    assert told.document is not None
    assert told.document.source.path == "given/plan.txt"


# ---- what is missing ----------------------------------------------------------------------------------------


def test_a_table_stands_alone() -> None:
    assert only_table(["a.txt", "b"]) is None
    assert only_table(["a.parquet/"]) == "a.parquet/"
    with pytest.raises(EngineError) as refused:
        only_table(["a.txt", "b.parquet"])
    assert refused.value.code == "engine.table_alone"


@has_pyspark
def test_without_java_it_says_so(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    code, _, said = run(plan, "-o", tmp_path / "out", "--engine", "spark")
    assert code == 2
    assert "Java 17" in said
    assert not (tmp_path / "out").exists()


def test_without_pyspark_it_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise sessions.PackageNotFoundError(name)

    monkeypatch.setattr(sessions, "version", missing)
    with pytest.raises(EngineError) as refused:
        ready()
    assert "policy-extract[spark]" in refused.value.told("en")
    monkeypatch.setattr(sessions, "version", lambda _: "3.5.6")
    with pytest.raises(EngineError) as refused:
        ready()
    assert refused.value.code == "engine.old_extra"


def test_a_run_here_imports_no_pyspark() -> None:
    code = (
        "import sys; from policy_extract import pipeline; from policy_extract.engines import spark;"
        "sys.exit('pyspark' in sys.modules or 'pyarrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
