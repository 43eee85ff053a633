"""What was made of packaged words, kept as JSON beside the code for the next start (``beside``), and safe to lose.

It is taken only if it was made from the very words and by the very code at hand, and if it has the form that it must have.
Otherwise it is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from policy_extract import beside

#: A change of what is kept, or of how, is another number.
FORMAT: Final = 2


class Sealed(BaseModel):
    """What stands in a file; ``key``: the fingerprint of all that it was made of."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    key: str


Form = TypeVar("Form", bound=Sealed)


def place(name: str) -> Path | None:
    """Where something of this name is kept; None for a Python that keeps no compiled code."""
    return beside.place(__file__, name)


def kept(place: Path | None, key: str, form: type[Form]) -> Form | None:
    """What was kept under this key; None where nothing was, or where anything is wrong with it."""
    data = beside.taken(place)
    if data is None:
        return None
    try:
        found = form.model_validate_json(data)
    except (ValidationError, RecursionError):
        return None
    return found if found.key == key else None


def keep(place: Path | None, told: dict[str, Any]) -> None:
    """Write it for the next start; where it cannot be written, the next start makes it again.

    ``told``: the fields of its form, with what JSON does not know as the words that it is read from.
    """
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode()
    beside.put(place, data)


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
