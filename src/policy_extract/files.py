"""One file, whole or not at all: written, and read where somebody named it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO, Final

#: Bytes of a file that people hand over (answers, labels, an output's part); a device would go on for good.
LARGEST: Final = 1 << 30
#: Bytes as they are, and no waiting for whoever writes into a pipe.
_FOR_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def put_whole(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write ``data`` beside ``path`` and move it into place, with the rights that a new file gets or those of ``mode``.

    The folder must be there. Raises OSError, and leaves what was there before as it was.
    """
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask() if mode is None else mode)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):  # Ctrl-C just after it was moved
            os.unlink(name)
        raise


class NoFile(OSError):
    """A folder, or a pipe or a device, for whose end nobody could wait."""


class TooLarge(OSError):
    """A file of more bytes than it may have; ``size`` is what it has."""

    def __init__(self, size: int, path: Path) -> None:
        super().__init__(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        self.size = size


def read_whole(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file. Raises NoFile, TooLarge (more than ``most`` bytes), or another OSError where it may not be read.

    It waits for nobody: what is opened is looked at, not what had the name before, and a file that gives nothing until
    somebody writes (/proc/kmsg) is none. Of one that grows meanwhile no more than ``most`` bytes are taken.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise TooLarge(size, path)
        data = _read(file, most + 1, path)
    if len(data) > most:
        raise TooLarge(len(data), path)
    return data


def json_of(data: bytes | str) -> Any:
    """JSON as data. Raises ValueError, also where it is nested deeper than Python goes."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def toml_of(words: str) -> dict[str, Any]:
    """TOML as tables. Raises ValueError, also where it is nested deeper than Python goes."""
    import tomllib

    try:
        return tomllib.loads(words)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def state_of(about: os.stat_result) -> tuple[int, ...]:
    """What tells a file from what it is after it was changed: the system sets the last of it, and no program can set it back."""
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a file, fewer where it has no more. Raises OSError as ``read_whole``."""
    with opened(path) as file:
        return _read(file, count, path)


def _read(file: BinaryIO, count: int, path: Path) -> bytes:
    try:
        data: bytes | None = file.read(count)
    except BlockingIOError as error:
        raise _no_file(path) from error
    if data is None:  # nothing is there yet
        raise _no_file(path)
    return data


def opened(path: Path) -> BinaryIO:
    """A file for reading; what else has a name is let go of at once. Raises NoFile, or another OSError."""
    number = os.open(path, _FOR_READING)
    try:
        mode = os.fstat(number).st_mode
        if stat.S_ISDIR(mode):
            raise NoFile(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise _no_file(path)
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def _no_file(path: Path) -> NoFile:
    return NoFile(errno.EINVAL, "no file, but a pipe or a device", str(path))


def read_words(path: Path, most: int = LARGEST) -> str:
    """The words of a UTF-8 file, with or without a mark of byte order, its line ends as line feeds.

    Raises OSError as ``read_whole``, and UnicodeDecodeError.
    """
    text = read_whole(path, most).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
