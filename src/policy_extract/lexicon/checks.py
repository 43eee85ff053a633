"""What the records of all gazetteers together must keep: names that are one record's, and places that stand in no ring."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from policy_extract.lexicon.broken import BrokenGazetteer, absent
from policy_extract.lexicon.records import (
    AgencyChange,
    Area,
    Company,
    Division,
    DivisionChange,
    GazetteerRecord,
    Indicator,
    Unit,
)

#: The records of a kind by their keys, and where each was read last: the folder's number and the file.
Records = Mapping[str, Mapping[str, GazetteerRecord]]
Homes = Mapping[tuple[str, str], tuple[int, Path]]

#: Whose ``parent`` is one of the same kind, or of a kind that it is read together with.
_PARENTED: Final = (("divisions", "divisions_changed"), ("companies",), ("areas",))


def refuse_unsound(records: Records, homes: Homes) -> None:
    """Raises GazetteerError for names of two records, changes of bodies that are none, and rings of parents."""
    for kind in ("indicators", "units"):
        _refuse_shared_names(kind, records.get(kind, {}), homes)
    _refuse_unknown_bodies(records, homes)
    _refuse_lost_divisions(records, homes)
    for kinds in _PARENTED:
        _refuse_rings(kinds, records, homes)


def _refuse_shared_names(kind: str, records: Mapping[str, GazetteerRecord], homes: Homes) -> None:
    """A name of two records would mean whichever was read last; told of the one read later."""
    owners: dict[str, str] = {}
    for key in sorted(records, key=lambda key: homes[kind, key][0]):
        record = records[key]
        if isinstance(record, Indicator | Unit):
            for name in dict.fromkeys((record.name, *record.aliases)):
                owner = owners.setdefault(name, key)
                if owner != key:
                    raise BrokenGazetteer(
                        homes[kind, key][1], key, "gazetteer.shared", name=name, other=owner
                    )


def _refuse_unknown_bodies(records: Records, homes: Homes) -> None:
    """A change of a body that no record describes would change nothing, in silence."""
    bodies = records.get("agencies", {})
    for key, change in records.get("agencies_changed", {}).items():
        if isinstance(change, AgencyChange):
            for name in (change.body, *change.successor):
                if name not in bodies:
                    path = homes["agencies_changed", key][1]
                    raise absent(path, key, "gazetteer.no_record", name, bodies)


def _refuse_lost_divisions(records: Records, homes: Homes) -> None:
    """A division that went into itself, or became one that no list has ever held, became nothing.

    One of today that a user takes away may still be named by changes of ours: it has a home all the same.
    """
    for key, change in records.get("divisions_changed", {}).items():
        if isinstance(change, DivisionChange):
            for code in change.to:
                path = homes["divisions_changed", key][1]
                # a county may become a city under the same code
                if code == key and change.change in ("merged", "split"):
                    raise BrokenGazetteer(path, key, "gazetteer.ring", ring=f"{key} → {code}")
                if ("divisions", code) not in homes:
                    known = records.get("divisions", {})
                    raise absent(path, key, "gazetteer.no_record", code, known)


def _refuse_rings(kinds: tuple[str, ...], records: Records, homes: Homes) -> None:
    """What lies in itself lies nowhere: who asks what is above it would ask for ever."""
    found = [
        (kind, key, one) for kind in reversed(kinds) for key, one in records.get(kind, {}).items()
    ]
    parents = {
        key: (kind, one.parent)
        for kind, key, one in found
        if isinstance(one, Division | DivisionChange | Company | Area) and one.parent
    }
    sound: set[str] = set()
    for key in parents:
        way = [key]
        while way[-1] in parents and way[-1] not in sound:
            above = parents[way[-1]][1]
            if above in way:
                ring = [*way[way.index(above) :], above]
                last = max(ring, key=lambda one: homes[parents[one][0], one][0])
                path = homes[parents[last][0], last][1]
                raise BrokenGazetteer(path, last, "gazetteer.ring", ring=" → ".join(ring))
            way.append(above)
        sound.update(way)
