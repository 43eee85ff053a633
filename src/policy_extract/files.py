"""One file, whole or not at all: written, and read where somebody named it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

#: Bytes of a file that people hand over (answers, labels, an output's part); a device would go on for good.
LARGEST: Final = 1 << 30


def put_whole(path: Path, data: bytes) -> None:
    """Write ``data`` beside ``path`` and move it into place, with the rights that a new file gets.

    The folder must be there. Raises OSError, and leaves what was there before as it was.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask())
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
    """The bytes of a file. Raises NoFile, TooLarge (more than ``most`` bytes), or another OSError where it may not be read."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise NoFile(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(about.st_mode):
        raise NoFile(errno.EINVAL, "no file, but a pipe or a device", str(path))
    if about.st_size > most:
        raise TooLarge(about.st_size, path)
    return path.read_bytes()


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
