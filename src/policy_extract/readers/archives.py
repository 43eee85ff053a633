"""Zip archives: what they hold, by the names people gave it, and the bytes of one member. Nothing is unpacked to disk.

A member is named ``a.zip!folder/b.docx``, one of an archive inside an archive ``a.zip!b.zip!c.docx``.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from policy_extract.readers.source import MAX_FILE, Unreadable

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


def members(path: str, data: bytes | None = None) -> list[Member]:
    """The files of the archive at ``path`` in the order of their names, without those of the system.

    ``data`` are its bytes where it lies in another archive. Raises Unreadable for one that is broken or of another
    kind, has too many members, or would unpack to too much.
    """
    infos = _listed(path, data)
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(path, "read.archive_members", count=len(infos), limit=MAX_MEMBERS)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED:
        raise Unreadable(path, "read.archive_size", size=unpacked, limit=MAX_UNPACKED)
    return sorted(_named(path, infos), key=lambda one: (one.path, one.again))


def read_member(path: str) -> bytes:
    """The bytes of the member that ``path`` names.

    Raises Unreadable: not there, locked with a password, broken, larger than MAX_FILE, packed so tightly that it can
    only be a bomb, packed in a way that is not known, archives in archives beyond MAX_DEPTH.
    """
    archive = outer(path)
    data: bytes | None = None
    for depth in range(1, MAX_DEPTH + 1):
        named = {one.path: one for one in members(archive, data) if not one.again}
        if path in named:
            if named[path].link:
                raise Unreadable(path, "read.not_regular")
            return _unpacked(named[path], archive, data)
        nested = [name for name in named if is_archive(name) and path.startswith(name + MARK)]
        if not nested or depth == MAX_DEPTH:
            break
        data = _unpacked(named[nested[0]], archive, data)
        archive = nested[0]
    raise Unreadable(path, "read.no_member", archive=archive)


def depth_of(path: str) -> int:
    """How many archives a member's path goes through."""
    rest = path.removeprefix(outer(path))
    return sum(is_archive(part) for part in rest.split(MARK)[:-1]) + 1 if rest else 0


def _listed(path: str, data: bytes | None) -> list[zipfile.ZipInfo]:
    head = b""
    try:
        with _Listing(io.FileIO(path) if data is None else io.BytesIO(data)) as file:
            head = file.read(_HEAD)
            with zipfile.ZipFile(file) as archive:
                return [info for info in archive.infolist() if not info.is_dir()]
    except PermissionError as error:
        raise Unreadable(path, "read.permission") from error
    except _LongList as error:
        raise Unreadable(path, "read.archive_list", limit=MAX_LIST) from error
    except _BROKEN as error:
        if kind := other_archive(head):
            raise Unreadable(path, "read.packed", kind=kind) from error
        raise Unreadable(path, "read.archive_broken", error=_said(error)) from error


def _unpacked(member: Member, archive: str, data: bytes | None) -> bytes:
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
        with (
            zipfile.ZipFile(archive if data is None else io.BytesIO(data)) as opened,
            opened.open(info) as file,
        ):
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
