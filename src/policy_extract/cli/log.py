"""A run's events as lines of JSON, for machines: ``--log-json FILE``, or ``-`` for stderr."""

from __future__ import annotations

import contextlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Final, Self, TextIO

from policy_extract.cli.progress import Pace
from policy_extract.errors import UsageError
from policy_extract.events import DocumentDone, Event, StageBegun
from policy_extract.messages import Told, text
from policy_extract.version import __version__
from policy_extract.visible import escaped

_STDERR: Final = "-"
_OPENS: Final = '{"at": "'  # every line does


class NotALog(Told, UsageError):
    """The file for the log holds something else, is none, or may not be written."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(text("en", code, **fields))


class Log:
    """Writes a line for each event; does nothing where no log is asked for.

    Every line is whole and flushed when it is written. A log that cannot be written any more (a full disk, a closed pipe)
    ends itself and costs the run nothing; ``lost`` then says why.
    """

    def __init__(self, where: str | None) -> None:
        """``where``: a file, to whose end is written; ``-`` for stderr; None for no log.

        Raises NotALog for a file that holds something else (a plan given by mistake), for what is no file, and where it may
        not be written.
        """
        self._where, self._stream = where, _opened(where)
        self._began, self.pace, self.lost = monotonic(), Pace(), ""

    def __enter__(self) -> Self:
        return self

    def begin(self, **about: object) -> None:
        """The run begins."""
        self._put("started", version=__version__, **about)

    def tell(self, event: Event) -> None:
        """What a run tells."""
        self.pace.tell(event)
        if isinstance(event, StageBegun):
            self._stage(event)
        else:
            self._document(event)

    def end(self, exit_code: int, **about: object) -> None:
        """The run has ended with this exit code."""
        self._put("ended", exit_code=exit_code, **about)

    def _stage(self, event: StageBegun) -> None:
        self._put("stage", stage=event.stage, documents=event.documents, bytes=event.bytes)

    def _document(self, event: DocumentDone) -> None:
        documents, size = self.pace.rates()
        left = self.pace.left()
        self._put(
            "document",
            id=event.id,
            path=event.path,
            status="failed" if event.reason else "ok",
            reason=event.reason,
            bytes=event.bytes,
            characters=event.characters,
            done=event.done,
            total=event.total,
            documents_per_second=round(documents, 3),
            bytes_per_second=round(size),
            seconds_left=None if left is None else round(left, 1),
        )

    def _put(self, event: str, **fields: object) -> None:
        if self._stream is None:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        seconds = round(monotonic() - self._began, 3)
        line = {"at": now, "event": event, "seconds": seconds, **fields}
        try:
            self._stream.write(escaped(json.dumps(line, ensure_ascii=False)) + "\n")
            self._stream.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream was closed
            self.lost, self._stream = str(error), None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Exception):
            self.end(2, error=str(error))
        if self._stream is not None and self._where != _STDERR:
            with contextlib.suppress(OSError):
                self._stream.close()


def _opened(where: str | None) -> TextIO | None:
    if where is None:
        return None
    if where == _STDERR:
        return sys.stderr
    path = Path(where)
    try:
        if path.exists() and not path.is_file():
            raise NotALog("usage.log_no_file", path=path)
        stream = path.open("a+", encoding="utf-8", newline="\n")
        stream.seek(0)
        opening = stream.read(len(_OPENS))
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise NotALog("usage.log_foreign", path=path) from error
        raise NotALog("usage.log_refused", path=path, why=error.strerror or error) from error
    if opening and opening != _OPENS:
        stream.close()
        raise NotALog("usage.log_foreign", path=path)
    return stream
