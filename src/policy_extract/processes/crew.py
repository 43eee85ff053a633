"""Work shared out among processes, one piece at a time, so that it is known what each is at.

A worker that dies costs the piece that it had: another takes its place, and the piece is tried once more when all others
are done, alone (two large documents at once may be more than the memory holds). A worker that takes longer than it
was given is ended.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from policy_extract.processes.together import go_together, in_main_thread, start_process
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

#: Seconds that the system is asked to wait at a time: it takes no number of them.
_AT_MOST: Final = 86_400.0
Piece = TypeVar("Piece")
Done = TypeVar("Done")
#: What a worker calls when it knows how long its piece may take from now on, in seconds.
MayTake = Callable[[float], None]
#: What a worker does with a piece.
Work = Callable[[Piece, MayTake], Done]
#: What comes out of a worker: what it may take, or what it has done.
_Said = tuple[Literal["may take"], float] | tuple[Literal["done"], Done]


class NoProcess(OSError):
    """The system gives no more processes."""


class Lost(NamedTuple):
    """What came of a piece that nobody could finish: two workers ``died`` over it, or its ``time`` was over."""

    why: Literal["died", "time"]
    seconds: float = 0.0


@dataclass
class _Worker:
    """A process and the number of the piece that it has until ``end`` of the monotonic clock; None: it waits for one."""

    process: BaseProcess
    pipe: Connection
    piece: int | None = None
    end: float = 0.0
    given: float = 0.0  # seconds

    def may_take(self, seconds: float) -> None:
        """From now on."""
        self.end, self.given = time.monotonic() + seconds, seconds


class Crew(Generic[Piece, Done]):
    """As many as ``size`` processes, started as they are needed.

    ``start`` is called in each and returns what works there; with ``spawn`` it is sent as a pickle. ``seconds``: what a
    piece may take until its worker says how long it may. ``stay``: processes live from one ``work_on`` to the next, until ``close``.
    """

    def __init__(
        self,
        context: BaseContext,
        start: Callable[[], Work[Piece, Done]],
        size: int,
        seconds: float,
        stay: bool = False,
    ) -> None:
        self._context, self._start, self._size, self._seconds = context, start, size, seconds
        self._stay = stay
        self._workers: list[_Worker] = []

    def work_on(self, pieces: Sequence[Piece]) -> Generator[tuple[Piece, Done | Lost], None, None]:
        """Every piece with what came of it, as they come.

        Close the iterator when no more is wanted: it ends all workers at once. Raises NoProcess where something is left to do, nobody is
        at work and the system gives no process; what was done has come out by then.
        """
        waiting, again = deque(range(len(pieces))), deque[int]()
        lost: set[int] = set()
        try:
            done: list[tuple[int, Done | Lost]] = []
            while True:
                # nobody waits for what the caller does with what was done
                try:
                    self._hand_out(pieces, waiting, again)
                except NoProcess:
                    yield from ((pieces[number], came) for number, came in done)
                    raise
                for number, came in done:
                    yield pieces[number], came
                if not self._busy():
                    break
                done = []
                for number, came in self._heard():
                    if isinstance(came, Lost) and came.why == "died" and number not in lost:
                        lost.add(number)
                        again.append(number)
                    else:
                        done.append((number, came))
        finally:
            if not self._stay or self._busy():
                self.close()

    def close(self) -> None:
        """End all workers at once."""
        while self._workers:
            self._end(self._workers[-1])

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.piece is not None]

    def _hand_out(self, pieces: Sequence[Piece], waiting: deque[int], again: deque[int]) -> None:
        while waiting and len(self._busy()) < self._size:
            try:
                self._give(waiting[0], pieces)
            except NoProcess:  # those that there are go on
                if not self._busy():
                    raise
                return
            waiting.popleft()
        if again and not self._busy():
            self._give(again.popleft(), pieces)

    def _give(self, number: int, pieces: Sequence[Piece]) -> None:
        """To one that waits, or to a new one."""
        while True:
            idle = next((one for one in self._workers if one.piece is None), None)
            worker = idle or self._started()
            worker.piece = number
            worker.may_take(self._seconds)
            try:
                worker.pipe.send(pieces[number])
                return
            except OSError:
                if idle is None:  # it died before it could be told: ``_heard`` says so
                    return
                self._end(worker)  # it died while it had nothing to do

    def _heard(self) -> Iterator[tuple[int, Done | Lost]]:
        """Wait until somebody says something or dies, or the time of one is over; what came of which piece."""
        from multiprocessing.connection import wait

        busy = self._busy()
        left = min(worker.end for worker in busy) - time.monotonic()
        ready = wait([worker.pipe for worker in busy], min(max(0.0, left), _AT_MOST))
        now = time.monotonic()
        for worker in busy:
            number = worker.piece
            assert number is not None
            if worker.pipe in ready:
                try:
                    said: _Said[Done] = worker.pipe.recv()
                except (EOFError, OSError):
                    self._end(worker)
                    yield number, Lost("died")
                    continue
                if said[0] == "may take":
                    worker.may_take(said[1])
                else:
                    worker.piece = None
                    yield number, said[1]
            elif now >= worker.end:
                self._end(worker)
                yield number, Lost("time", worker.given)

    def _started(self) -> _Worker:
        """A new one. Raises NoProcess: no more processes, files or memory for this user."""
        try:
            ours, theirs = self._context.Pipe()
            others = [ours, *(worker.pipe for worker in self._workers)]
            forked = self._context.get_start_method() == "fork"
            arguments = (theirs, others if forked else [], self._start, in_main_thread())
            # not a daemon: a worker has a child of its own, which reads files
            process = self._context.Process(target=_work, args=arguments)  # type: ignore[attr-defined]
            start_process(process)
        except OSError as error:
            raise NoProcess(*error.args) from error
        theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _work(
    pipe: Connection,
    others: Sequence[Connection],
    start: Callable[[], Work[Piece, Done]],
    by_kernel: bool,
) -> None:
    """A worker: takes pieces and says what came of them, until its leader is gone."""
    go_together(by_kernel)
    for other in others:  # of its leader's, which a fork copies
        other.close()
    for name in ("SIGTERM", "SIGHUP"):  # the leader may have its own way to end
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = start()
    while True:
        try:
            piece: Piece = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(("done", work(piece, lambda seconds: pipe.send(("may take", seconds)))))
