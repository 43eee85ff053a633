"""Spark itself: whether it can be had, and a session of it."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policy_extract import messages
from policy_extract.engines.spark.memory import heap
from policy_extract.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Arrow batches into Python without pandas there are from this version on.
_OLDEST: Final = (4, 1)
_PYTHON: Final = "PYSPARK_PYTHON"
#: Spark speaks of itself on stderr; of what matters this tool speaks.
_QUIET: Final = Path(__file__).with_name("log4j2.properties")
_LONGEST: Final = 300  # signs of a reason
_ENDING: Final = 10.0  # seconds in which Java ends that has begun to


class EngineError(messages.Told, UsageError):
    """The engine cannot be had, or it broke off."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(self.told("en"))


def ready() -> None:
    """Raises EngineError where PySpark or Java is missing; before any work, and without starting either."""
    try:
        installed = version("pyspark")
        version("pyarrow")
    except PackageNotFoundError:
        raise EngineError("engine.no_extra") from None
    if tuple(int(part) for part in installed.split(".")[:2]) < _OLDEST:
        raise EngineError("engine.old_extra", version=installed)
    if java() is None:
        raise EngineError("engine.no_java")


def java() -> str | None:
    """The program that Spark would start, or None."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.path.join(home, "bin") if home else None)


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session of Spark for this run; the one of the process where there is one, which stays, else one at ``master``, which ends.

    Raises EngineError where it does not start.
    """
    ready()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    with ExitStack() as ending:
        ending.enter_context(_py4j_unheard())
        if master.startswith("local"):  # its workers are this Python, with this package
            ending.enter_context(_of_this_python())
        try:
            asked = (
                SparkSession.builder.master(master)
                .appName("policy-extract")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={_QUIET}")
            )
            if master.startswith("local") and (memory := heap()) is not None:
                asked = asked.config("spark.driver.memory", memory)
            began = asked.getOrCreate()
        except Exception as error:  # of PySpark, of Py4J, of the system
            raise EngineError("engine.no_start", reason=reason(error)) from error
        ending.callback(let_go, began.stop)
        yield began


@contextmanager
def _of_this_python() -> Iterator[None]:
    """Spark reads from the environment which Python it is to start."""
    if _PYTHON in os.environ:
        yield
        return
    os.environ[_PYTHON] = sys.executable
    try:
        yield
    finally:
        del os.environ[_PYTHON]


@contextmanager
def _py4j_unheard() -> Iterator[None]:
    """Py4J logs a traceback where Ctrl-C ends a call, which whoever pressed it is told of in a line."""
    log = logging.getLogger()  # the root's: Py4J asks for no logger of its own here

    def heard(record: logging.LogRecord) -> bool:
        return Path(record.pathname).parent.name != "py4j"

    log.addFilter(heard)
    try:
        yield
    finally:
        log.removeFilter(heard)


@contextmanager
def settings(spark: SparkSession, **wanted: str) -> Iterator[None]:
    """While it lasts, settings of a session by their names, with “__” for “.”; then they are as before."""
    names = {name.replace("__", "."): value for name, value in wanted.items()}
    before = {name: spark.conf.get(name, None) for name in names}
    for name, value in names.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        let_go(lambda: _put_back(spark, before))


def _put_back(spark: SparkSession, before: Mapping[str, str | None]) -> None:
    for name, old in before.items():
        if old is None:
            spark.conf.unset(name)
        else:
            spark.conf.set(name, old)


def let_go(release: Callable[[], object]) -> None:
    """Give back what lies on Spark's machines; where Spark itself has gone, it went with it."""
    with suppress(Exception):  # of PySpark, of Py4J, of the connection
        release()


@contextmanager
def told_in_words() -> Iterator[None]:
    """What goes wrong on Spark, as an EngineError."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        if _java_ended(error):
            raise EngineError("engine.java_ended") from error
        raise EngineError("engine.failed", reason=reason(error)) from error
    except (EOFError, ConnectionError) as error:  # rows come by a connection of their own
        if _java_ended(error):
            raise EngineError("engine.java_ended") from error
        raise


def _java_ended(error: BaseException) -> bool:
    """Whether Spark's process of Java has gone, or is going: it ends itself when its memory is full."""
    from pyspark import SparkContext
    from pyspark.errors import PySparkException

    java = getattr(SparkContext._gateway, "proc", None)  # PySpark has no door to it
    if java is None:
        return False
    told = isinstance(error, PySparkException) and "OutOfMemory" not in str(error)
    try:
        java.wait(0 if told else _ENDING)
    except subprocess.TimeoutExpired:
        return False
    return True


def reason(error: BaseException) -> str:
    """The line that says what went wrong: the last one of a worker's traceback, else the first."""
    said = str(error).strip() or type(error).__name__
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return (_of_worker(lines) or lines[0])[:_LONGEST]


def _of_worker(lines: Sequence[str]) -> str | None:
    """What a Python worker died of: the line behind the last frame of its traceback."""
    frames = [at for at, line in enumerate(lines) if line.startswith('File "')]
    if not frames:
        return None
    behind = [line for line in lines[frames[-1] + 1 :] if not set(line) <= {"^", "~", " "}]
    return behind[1] if len(behind) > 1 else None
