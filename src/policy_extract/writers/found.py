"""Who writes which format: ours, and those that other packages bring by an entry point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from policy_extract import messages
from policy_extract.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from policy_extract.desk import Desk

#: From a desk the files of a format: names in the output folder (“report/index.html”) and bytes, in a fixed order.
Writer = Callable[["Desk"], Iterable[tuple[str, bytes]]]

GROUP: Final = "policy_extract.writers"

#: The same lines as in ``pyproject.toml``, so that a checkout that nobody installed writes, too.
BUILT_IN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "json": "policy_extract.writers.json:render",
        "xlsx": "policy_extract.writers.xlsx:render",
        "html": "policy_extract.writers.html:render",
        "csv": "policy_extract.writers.tables.csv:render",
        "parquet": "policy_extract.writers.tables.parquet:render",
        "jsonl": "policy_extract.writers.tables.jsonl:render",
        "webannotation": "policy_extract.writers.webannotation:render",
        "labelstudio": "policy_extract.writers.labelstudio:render",
    }
)


#: Formats whose tables grow document by document: ``tables.streamed`` has each.
GROWING: Final = frozenset({"csv", "jsonl", "parquet"})

#: Formats that need an extra of this package → its name.
EXTRAS: Final[Mapping[str, str]] = MappingProxyType({"parquet": "parquet"})


class UnknownFormat(messages.Told, UsageError):
    """Nobody writes this format, or its writer cannot be loaded."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        super().__init__(messages.text("en", code, **fields))


@cache
def _entries() -> Mapping[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def known() -> tuple[str, ...]:
    """The names of all formats: ours in their order, then those of other packages by name."""
    return (*BUILT_IN, *sorted(set(_entries()) - set(BUILT_IN)))


def writer(name: str) -> Writer:
    """The writer of a format, imported now.

    Raises UnknownFormat for a name that ``known`` does not have, for a format whose extra is not installed, and
    for a writer of another package that cannot be loaded.
    """
    place = BUILT_IN.get(name)
    if place is not None:
        module, function = place.split(":")
        try:
            built_in: Writer = getattr(import_module(module), function)
        except ImportError as error:
            if name not in EXTRAS:
                raise
            raise UnknownFormat("usage.format_extra", format=name, extra=EXTRAS[name]) from error
        return built_in
    entry = _entries().get(name)
    if entry is None:
        raise UnknownFormat("usage.format", format=name, known=" ".join(known()))
    try:
        foreign: Writer = entry.load()
    except Exception as error:  # whatever the other package stumbles over is told as its own
        raise UnknownFormat(
            "usage.format_broken",
            format=name,
            place=entry.value,
            error=f"{type(error).__name__}: {error}",
        ) from error
    return foreign
