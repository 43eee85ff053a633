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


def read_whole(path: Path) -> bytes:
    """The bytes of a file.

    Raises OSError for one that may not be read or has more than LARGEST bytes, and for a folder, a pipe or a device, for which
    nobody could wait.
    """
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "no file, but a pipe or a device", str(path))
    if about.st_size > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def read_words(path: Path) -> str:
    """The words of a UTF-8 file, with or without a mark of byte order, its line ends as line feeds.

    Raises OSError as ``read_whole``, and UnicodeDecodeError.
    """
    text = read_whole(path).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
