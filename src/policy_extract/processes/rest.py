"""The collector of garbage, put to rest while a run lasts."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: So many new objects pile up before the collector of garbage goes through them: a plan or two.
_YOUNG_OBJECTS = 200_000


@contextmanager
def words_at_rest() -> Iterator[None]:
    """While it lasts, the collector of garbage does not look at what stands: words live as long as a run.

    A lexicon is a hundred thousand objects; without this they are gone through again and again. Records
    hold no circles either, so the young are looked at seldom.
    """
    _rest.begin()
    try:
        yield
    finally:
        _rest.end()


class _Rest:
    """The collector is the whole process's: the first run puts it to rest, the last one wakes it."""

    def __init__(self) -> None:
        self._lock, self._runs = threading.Lock(), 0
        self._thresholds = gc.get_threshold()

    def begin(self) -> None:
        with self._lock:
            if not self._runs:
                self._thresholds = gc.get_threshold()
                gc.freeze()
                gc.set_threshold(_YOUNG_OBJECTS, *self._thresholds[1:])
            self._runs += 1

    def end(self) -> None:
        with self._lock:
            self._runs -= 1
            if not self._runs:
                gc.freeze()  # the records are old now, too: nothing young is left to be gone through
                gc.unfreeze()
                gc.set_threshold(*self._thresholds)


_rest: Final = _Rest()
