"""What was made of packaged words, kept as JSON beside the code for the next start, and safe to lose.

It lies where Python keeps its own compiled code, in ``__pycache__`` beside this package: who can write there can change the
code, so that nobody is trusted who was not before. It is taken only if its hash is right, if it was made from the very words
and by the very code at hand, if it has the form that it must have, and if nobody else could have written it. Otherwise it is
made anew. As with compiled code, ``PYTHONDONTWRITEBYTECODE`` leaves none behind and ``PYTHONPYCACHEPREFIX`` says where it lies.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from policy_extract.files import opened, put_whole

#: A change of what is kept, or of how, is another number.
FORMAT: Final = 1
#: The largest file, in bytes; that of the packaged gazetteers has two million.
LARGEST: Final = 64_000_000
_HASH: Final = 64  # signs of a hash; a line end follows


class Sealed(BaseModel):
    """What stands in a file; ``key``: the fingerprint of all that it was made of."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: str


Form = TypeVar("Form", bound=Sealed)


def place(name: str) -> Path | None:
    """Where something of this name is kept; None for a Python that keeps no compiled code."""
    try:
        code = importlib.util.cache_from_source(__file__)
    except NotImplementedError:
        return None
    tag = Path(code).suffixes[0] if len(Path(code).suffixes) > 1 else ""
    return Path(code).with_name(f"{name}{tag}.json")


def kept(place: Path | None, key: str, form: type[Form]) -> Form | None:
    """What was kept under this key; None where nothing was, or where anything is wrong with it."""
    if place is None:
        return None
    try:
        data = _own(place)
        if hashlib.sha256(data[_HASH + 1 :]).hexdigest().encode() != data[:_HASH]:
            return None
        found = form.model_validate_json(data[_HASH + 1 :])
    except (OSError, ValidationError, RecursionError):
        return None
    return found if found.key == key else None


def keep(place: Path | None, told: dict[str, Any]) -> None:
    """Write it for the next start; where it cannot be written, the next start makes it again.

    ``told``: the fields of its form, with what JSON does not know as the words that it is read from.
    """
    if place is None or sys.dont_write_bytecode:
        return
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    with contextlib.suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        put_whole(place, hashlib.sha256(data).hexdigest().encode() + b"\n" + data, mode=0o644)


def once(name: str, key: str, form: type[Form], make: Callable[[], dict[str, Any]]) -> Form:
    """What ``make`` makes of the words with this key, with the fields of ``form`` but for the key.

    Made now, unless an earlier start has kept it. "" is the key of words that are nobody's but this run's: nothing is kept
    of them.
    """
    at = place(name) if key else None
    found = kept(at, key, form)
    if found is None:
        made = make()
        keep(at, {"key": key, **made})
        found = form.model_construct(key=key, **made)
    return found


def _own(place: Path) -> bytes:
    """The bytes of a file that nobody could have written but who can write this module; b"" for another."""
    with opened(place) as file:
        state, mine = os.fstat(file.fileno()), os.stat(__file__)
        if os.name == "posix":
            owners = {mine.st_uid, os.geteuid(), 0}
            if state.st_uid not in owners or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return b""
        return file.read() if state.st_size <= LARGEST else b""
