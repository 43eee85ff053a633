"""Work in processes that are forked for it: the same as here, in the same order, whatever becomes of a process."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest

from policy_extract import writers
from policy_extract.desk import Desk
from policy_extract.pipeline import extract
from policy_extract.processes import forks
from policy_extract.processes.crew import Crew, Lost, NoProcess
from policy_extract.processes.forks import in_forks
from policy_extract.shelf import Pile, Room
from policy_extract.writers import NotWritable, desk_of, write, writer

T = TypeVar("T")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


@pytest.fixture(autouse=True)
def _though_pytest_has_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "forks", lambda: True)


def test_what_comes_is_in_order_and_from_elsewhere() -> None:
    numbers = range(3 * 2 * forks._TOGETHER + 5)

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.02 if number % 7 == 0 else 0)
        return number, os.getpid()

    came = list(in_forks(work, numbers, 2))
    assert [number for number, _ in came] == list(numbers)
    processes = {process for _, process in came}
    assert len(processes) == 2
    assert os.getpid() not in processes


@pytest.mark.parametrize(("pieces", "size"), [([1], 4), ([1, 2, 3], 1), ([], 2)])
def test_little_is_done_here(pieces: list[int], size: int) -> None:
    assert list(in_forks(lambda _: os.getpid(), pieces, size)) == [os.getpid()] * len(pieces)


def test_where_nothing_can_be_forked_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "forks", lambda: False)
    assert set(in_forks(lambda _: os.getpid(), range(9), 2)) == {os.getpid()}


def test_what_a_process_dies_of_is_done_here() -> None:
    here = os.getpid()

    def work(number: int) -> tuple[int, bool]:
        if number == 3 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid() == here

    assert list(in_forks(work, range(8), 2)) == [(number, number == 3) for number in range(8)]


def test_what_work_raises_is_raised_here(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def work(number: int) -> int:
        if number == 3:
            (tmp_path / f"{os.getpid()}").touch()
            raise KeyError("甲")
        return number

    came = in_forks(work, range(8), 2)
    assert [next(came) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(KeyError, match="甲"):
        next(came)
    assert capfd.readouterr().err == ""
    assert len(list(tmp_path.iterdir())) == 2  # there and here


@pytest.mark.parametrize("most", [0, 1, 2])
def test_where_the_system_gives_no_more_processes_those_that_there_are_do_it(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Where there is none, or none any more, all that is left is done here."""
    given, start = list[int](), Crew._started

    def started(crew: Crew[int, object]) -> object:
        if len(given) >= most:
            raise NoProcess(12, "Cannot allocate memory")
        given.append(1)
        return start(crew)

    monkeypatch.setattr(Crew, "_started", started)
    here = os.getpid()

    def work(number: int) -> tuple[int, bool]:
        if number == 5 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid() == here

    came = list(in_forks(work, range(9), 3))
    assert [number for number, _ in came] == list(range(9))
    assert came[5] == (5, True)
    assert came[0][1] == (most == 0)


def test_what_was_done_comes_out_before_it_is_told_that_there_are_no_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each piece dies and is tried again: the fourth process, for the second's other try, is not to be had."""
    given, start = list[int](), Crew._started

    def started(crew: Crew[int, int]) -> object:
        if len(given) == 3:
            raise NoProcess(12, "Cannot allocate memory")
        given.append(1)
        return start(crew)

    def work(number: int, _: object) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return number

    monkeypatch.setattr(Crew, "_started", started)
    crew = Crew[int, int](multiprocessing.get_context("fork"), lambda: work, 1, 60)
    came = crew.work_on([1, 2])
    assert next(came) == (1, Lost("died"))
    with pytest.raises(NoProcess):
        next(came)


def test_a_fork_reads_what_lies_in_a_room_while_another_is_written(tmp_path: Path) -> None:
    with closing(Room(tmp_path / "room", 0)) as room:
        later = room.another()
        words = Pile[str](room, "words", str.encode, bytes.decode)
        found = Pile[str](later, "found", str.encode, bytes.decode)
        for number in range(300):
            words.put(f"甲{number}" * 50, number)
        room.settle()
        here = os.getpid()

        def work(number: int) -> tuple[str | None, int]:
            return words.get(number), os.getpid()

        for number, (word, process) in enumerate(in_forks(work, range(300), 2)):
            assert word is not None
            assert process != here
            found.put(word, number)
        assert list(found.all()) == list(words.all())
        assert len(list((tmp_path / "room").iterdir())) == 2
    assert not (tmp_path / "room").exists()


def test_a_room_that_is_opened_late_lets_the_files_of_others_be(tmp_path: Path) -> None:
    with closing(Room(tmp_path / "room", 0)) as room:
        later = room.another().another()
        found = Pile[str](later, "found", str.encode, bytes.decode)
        words = Pile[str](room, "words", str.encode, bytes.decode)
        found.put("甲", 1)
        words.put("乙", 1)
        room.settle()
        here = os.getpid()

        def work(pile: Pile[str]) -> tuple[str | None, bool]:
            return pile.get(1), os.getpid() == here

        assert list(in_forks(work, [found, words], 2)) == [("甲", False), ("乙", False)]
    assert not (tmp_path / "room").exists()


def test_a_file_that_a_fork_cannot_open_is_read_here(tmp_path: Path) -> None:
    """And not by what the fork has of its leader's: that would be read as if nothing were wrong."""
    with closing(Room(tmp_path / "room", 0)) as room:
        words = Pile[str](room, "words", str.encode, bytes.decode)
        words.put("甲", 1)
        room.settle()
        for file in (tmp_path / "room").iterdir():
            file.unlink()
        here = os.getpid()

        def work(number: int) -> tuple[str | None, bool]:
            return words.get(number), os.getpid() == here

        assert list(in_forks(work, [1, 1, 1], 2)) == [("甲", True)] * 3


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_format_is_written_elsewhere_as_it_is_here(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    result, told = extract([plan]), dict[str, str]()
    formats = ("json", "xlsx", "html", "csv")
    here = list[object]()
    monkeypatch.setattr(writers, "_put", _noticed(writers._put, here))
    manifest = write(result, tmp_path / "out", formats, written=told.__setitem__, jobs=jobs)
    assert len(here) == (len(formats) if jobs == 1 else 0)
    assert sorted(told) == list(manifest.files)
    for name, hash in told.items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == hash
    desk = desk_of(result, "en")
    expected = dict(chain.from_iterable(writer(name)(desk) for name in formats))
    assert {name: (tmp_path / "out" / name).read_bytes() for name in told} == expected


def test_a_writer_that_fails_elsewhere_says_so_and_nothing_is_written(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(desk: Desk) -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"a"
        raise OSError(28, f"no space for {len(desk.documents)}")

    monkeypatch.setattr(writers, "writer", lambda name: broken if name == "csv" else writer(name))
    with pytest.raises(NotWritable, match="no space for 1"):
        write(extract([plan]), tmp_path / "out", ("csv",), jobs=2)
    assert not [path for path in tmp_path.rglob("*") if path.name == "a.txt"]


def _noticed(work: Callable[..., T], seen: list[object]) -> Callable[..., T]:
    def noticed(*given: object) -> T:
        seen.append(given)
        return work(*given)

    return noticed
