"""Work shared out among processes that are forked where they are needed: they have all that stands here, and only what they make travels.

It is for work that changes nothing here. Where processes cannot be forked (Windows, macOS, a process of several threads) all is done here.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from policy_extract.processes.crew import Crew, MayTake

Piece = TypeVar("Piece")
Done = TypeVar("Done")
#: So many pieces for each process are given out before all of them must be done: what is ready waits for those before it.
_TOGETHER: Final = 32
#: Seconds that a piece may take before it is done here: the report of a nation's plans takes hours.
_LONG: Final = 1e6


class Share(Protocol):
    """Who does a work on many pieces: what it makes of each, in their order."""

    def __call__(self, work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterable[Done]:
        """What ``work`` makes of each of the pieces."""
        ...


def alone(work: Callable[[Piece], Done], pieces: Sequence[Piece], /) -> Iterator[Done]:
    """All of it here."""
    return map(work, pieces)


def forks() -> bool:
    """Whether a process may be forked from this one."""
    return sys.platform == "linux" and threading.active_count() == 1


def in_forks(
    work: Callable[[Piece], Done], pieces: Sequence[Piece], size: int
) -> Generator[Done, None, None]:
    """What ``work`` makes of each piece, in their order, in ``size`` processes forked now. What it raises is raised here.

    A piece over which two processes died, whose time is over, or over which ``work`` raised is done here; and so is all that is left where the
    system gives no process any more.
    """
    if size < 2 or len(pieces) < 2 or not forks():
        yield from alone(work, pieces)
        return
    from multiprocessing import get_context

    from policy_extract.processes.crew import Crew, NoProcess

    def one(number: int, may_take: MayTake) -> Done | _Here:
        del may_take
        try:
            return work(pieces[number])
        except Exception:  # it will be raised where the piece is done again
            return _HERE

    crew: Crew[int, Done | _Here] = Crew(get_context("fork"), lambda: one, size, _LONG, stay=True)
    turn, due = _TOGETHER * size, 0
    with closing(crew):
        try:
            for first in range(0, len(pieces), turn):
                numbers = range(first, min(first + turn, len(pieces)))
                for done in _in_order(crew, numbers):
                    yield work(pieces[due]) if isinstance(done, _Here) else done
                    due += 1
        except NoProcess:  # nor will there be: the rest is done here
            crew.close()
            for number in range(due, len(pieces)):
                yield work(pieces[number])


class _Here(Enum):
    """What comes of a piece that is to be done here."""

    HERE = "here"


_HERE: Final = _Here.HERE


def _in_order(crew: Crew[int, Done | _Here], numbers: Sequence[int]) -> Iterator[Done | _Here]:
    from policy_extract.processes.crew import Lost

    ready: dict[int, Done | _Here] = {}
    wanted = iter(numbers)
    due = next(wanted)
    for number, came in crew.work_on(numbers):
        ready[number] = _HERE if isinstance(came, Lost) else came
        while due in ready:
            yield ready.pop(due)
            due = next(wanted, -1)
