"""Zip archives: what they hold, by the names people gave it, and the bytes of one member. Nothing is unpacked to disk.

A member is named ``a.zip!folder/b.docx``, one of an archive inside an archive ``a.zip!b.zip!c.docx``.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from policy_extract.files import NoFile, opened
from policy_extract.readers.source import MAX_FILE, Unreadable
from policy_extract.tuples import NamedTuple

#: Between an archive and its member.
MARK: Final = "!"
SUFFIXES: Final = (".zip",)
#: Archives that are not read → what they are called, by their suffix.
OTHERS: Final = {
    ".rar": "RAR", ".7z": "7z", ".tar": "tar", ".gz": "gzip", ".tgz": "tar.gz", ".bz2": "bzip2", ".xz": "xz",
    ".cab": "CAB", ".arj": "ARJ",
}  # fmt: skip
#: How they begin, whatever they are named.
_BEGINNINGS: Final = (
    (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gzip"), (b"\xfd7zXZ\x00", "xz"),
    (b"MSCF\x00\x00\x00\x00", "CAB"),
)  # fmt: skip
#: The documents of a ministry's whole year; more entries are a program's files or an attack.
MAX_MEMBERS: Final = 20_000
#: The list of members, in bytes: 400 for each leave room for long names. It is read whole, so a longer one is not
#: begun: a list that repeats itself packs to a thousandth inside another archive.
MAX_LIST: Final = 400 * MAX_MEMBERS
#: All members together, unpacked: ten times the largest single file.
MAX_UNPACKED: Final = 10 * MAX_FILE
#: Text packs to a tenth, drawings to a fiftieth; beyond this only bombs go. Small members may.
MAX_RATIO: Final = 500
_SMALL: Final = 1_000_000
#: An archive may hold archives, these hold documents.
MAX_DEPTH: Final = 2
_CHUNK: Final = 1 << 20
#: What systems and office programs write. ``zipfile`` unfolds bzip2 and LZMA without a bound, whatever size is stated:
#: a kilobyte took gigabytes.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_HEAD: Final = 16
_UNIX: Final = 3  # the system that made a member, with its mode in the upper half of its attributes (APPNOTE 4.4.2)
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1  # bits of a member's flags (APPNOTE 4.4.4)
_UNICODE_PATH: Final = 0x7075  # extra field with the name in UTF-8 (APPNOTE 4.6.9)
#: What systems lay beside files, and what is hidden.
_SYSTEM: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
_HIDDEN: Final = (".", "~$")
#: What a broken archive, or one in a form that Python does not know, makes ``zipfile`` raise.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Member(NamedTuple):
    """A file in an archive: its whole name (“a.zip!b.docx”) and its entry; ``again``: the name stands there twice."""

    path: str
    info: zipfile.ZipInfo
    again: bool = False

    @property
    def link(self) -> bool:
        """Whether it is a symbolic link, whose words are a path; it is never followed."""
        unix = self.info.create_system == _UNIX
        return unix and stat.S_ISLNK(self.info.external_attr >> 16)


class _LongList(Exception):
    """The list of an archive's members is longer than MAX_LIST."""


class _Listing(io.BufferedReader):
    """An archive while its list is read, which ``zipfile`` does at one go, as long as the archive says it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_LIST:
            raise _LongList
        return super().read(MAX_LIST if size is None or size < 0 else size)


def other_archive(data: bytes) -> str | None:
    """What an archive of a kind that is not walked is called, by its first bytes; None for every other file."""
    return next((kind for first, kind in _BEGINNINGS if data.startswith(first)), None)


def is_archive(path: str) -> bool:
    """Whether a path names an archive that is walked, by its suffix."""
    return os.path.splitext(path)[1].lower() in SUFFIXES


def outer(path: str) -> str:
    """The file that a path leads to: of “a.zip!b.docx” the archive, of any other path itself."""
    at = -1
    while (at := path.find(MARK, at + 1)) >= 0:
        if is_archive(path[:at]) and os.path.isfile(path[:at]):
            return path[:at]
    return path


def inside(path: str) -> bool:
    """Whether a path names a member of an archive that is there."""
    return outer(path) != path


class Counted:
    """What was listed of an archive and of those inside it: many small ones together are as much as a large one."""

    def __init__(self) -> None:
        self._count = self._unpacked = 0

    def take(self, path: str, infos: Sequence[zipfile.ZipInfo]) -> None:
        """Raises Unreadable where the members of the archive at ``path`` are too many, or would unpack to too much."""
        count = self._count + len(infos)
        if count > MAX_MEMBERS:
            raise Unreadable(path, "read.archive_members", count=count, limit=MAX_MEMBERS)
        unpacked = self._unpacked + sum(info.file_size for info in infos)
        if unpacked > MAX_UNPACKED:
            raise Unreadable(path, "read.archive_size", size=unpacked, limit=MAX_UNPACKED)
        self._count, self._unpacked = count, unpacked


def members(path: str, data: bytes | None = None, counted: Counted | None = None) -> list[Member]:
    """The files of the archive at ``path`` in the order of their names, without those of the system.

    ``data`` are its bytes where it lies in another archive, ``counted`` what was listed of that one already. Raises
    Unreadable for one that is broken or of another kind, has too many members, or would unpack to too much.
    """
    with contextlib.closing(Opened(path, data)) as archive:
        return listed_members(path, archive.infos, counted)


def listed_members(
    path: str, infos: list[zipfile.ZipInfo], counted: Counted | None = None
) -> list[Member]:
    """The same of an archive that is open."""
    (counted or Counted()).take(path, infos)
    return sorted(_named(path, infos), key=lambda one: (one.path, one.again))


def depth_of(path: str) -> int:
    """How many archives a member's path goes through."""
    rest = path.removeprefix(outer(path))
    return sum(is_archive(part) for part in rest.split(MARK)[:-1]) + 1 if rest else 0


class Opened:
    """An archive that is open, with the entries of its files."""

    close: Callable[[], None]

    def __init__(self, path: str, data: bytes | None) -> None:
        """Raises Unreadable for one that is broken or of another kind, or whose list is too long."""
        head = b""
        with contextlib.ExitStack() as opening:
            try:
                raw = _raw(path) if data is None else io.BytesIO(data)
                file = opening.enter_context(_Listing(raw))
                head = file.read(_HEAD)
                self.archive = opening.enter_context(zipfile.ZipFile(file))
                self.infos = [one for one in self.archive.infolist() if not one.is_dir()]
            except PermissionError as error:
                raise Unreadable(path, "read.permission") from error
            except NoFile as error:
                raise Unreadable(path, "read.not_regular") from error
            except _LongList as error:
                raise Unreadable(path, "read.archive_list", limit=MAX_LIST) from error
            except _BROKEN as error:
                raise _broken(path, head, error) from error
            self.close = opening.pop_all().close


def _broken(path: str, head: bytes, error: Exception) -> Unreadable:
    if isinstance(error, OSError) and error.errno is not None:  # the system's, not the archive's
        return Unreadable(path, "read.os", error=error.strerror or str(error))
    if not head:
        return Unreadable(path, "read.empty")
    if kind := other_archive(head):
        return Unreadable(path, "read.packed", kind=kind)
    return Unreadable(path, "read.archive_broken", error=_said(error))


def _raw(path: str) -> io.FileIO:
    """A file, at whose end nobody waits for more. Raises NoFile, or another OSError."""
    with opened(Path(path)) as file:
        return io.FileIO(os.dup(file.fileno()))


def unpacked(member: Member, archive: zipfile.ZipFile) -> bytes:
    """The bytes of a member of an archive that is open. Raises Unreadable, see ``read_member``."""
    info = member.info
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable(member.path, "read.member_locked")
    if info.compress_type not in _METHODS:
        raise Unreadable(member.path, "read.compression")
    if info.file_size > MAX_FILE:
        raise Unreadable(member.path, "read.too_large", size=info.file_size, limit=MAX_FILE)
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Unreadable(
            member.path, "read.packed_bomb", ratio=info.file_size // max(info.compress_size, 1)
        )
    try:
        with archive.open(info) as file:
            found = bytearray()
            while chunk := file.read(
                _CHUNK
            ):  # zipfile keeps to the stated size, and checks the sum
                found += chunk
    except NotImplementedError as error:
        raise Unreadable(member.path, "read.compression") from error
    except _BROKEN as error:
        raise Unreadable(member.path, "read.member_broken", error=_said(error)) from error
    return bytes(found)


def _named(path: str, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    seen: set[str] = set()
    for info in infos:
        name = _name(info)
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if not parts or any(part in _SYSTEM or part.startswith(_HIDDEN) for part in parts):
            continue
        whole = f"{path}{MARK}{'/'.join(parts)}"
        yield Member(whole, info, whole in seen)
        seen.add(whole)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name as its writer meant it: UTF-8 where it is, else GB18030, as Chinese Windows writes it.

    Without the flag for UTF-8, ``zipfile`` decodes by code page 437, which loses no byte.
    """
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    said = _unicode_path(info.extra, raw)
    if said is not None:
        return said
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).partition("\x00")[0]
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name that an extra field says in UTF-8, if it still speaks of this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (
            int.from_bytes(extra[at : at + 2], "little"),
            int.from_bytes(extra[at + 2 : at + 4], "little"),
        )
        body = extra[at + 4 : at + 4 + size]
        if (
            kind == _UNICODE_PATH
            and len(body) > 5
            and int.from_bytes(body[1:5], "little") == zlib.crc32(raw)
        ):
            return body[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


def _said(error: BaseException) -> str:
    return str(error)[:200] or type(error).__name__
