"""From where each document of a corpus sees names, by its id."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping

from policy_extract.resolve.divisions import DivisionIndex, Place, Platform
from policy_extract.shelf import Lookup, Room


class Places(Mapping[str, Place]):
    """The places of documents: in memory while they are few; of many their division and platform lie in the room's file."""

    def __init__(self, divisions: DivisionIndex, room: Room) -> None:
        self._divisions = divisions
        self._places: Lookup[Place] = Lookup(room, "places", _packed, self._unpacked)

    def put(self, place: Place) -> None:
        """That of a document."""
        self._places.put(place.document, place)

    def __getitem__(self, document: str) -> Place:
        return self._places[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def _unpacked(self, data: bytes) -> Place:
        code, platform, document = marshal.loads(data)
        return self._divisions.place(code, Platform(*platform) if platform else None, document)


def _packed(place: Place) -> bytes:
    platform = place.platform
    own = (platform.entity, platform.name, platform.tail) if platform else None
    return marshal.dumps((place.division, own, place.document))


class Nearby:
    """Counties whose short names may stand in front of a company's name in the documents at these places."""

    def __init__(self, divisions: DivisionIndex) -> None:
        self._divisions = divisions
        self._codes: set[str] = set()

    def take(self, place: Place) -> None:
        """The place of a document."""
        for division in place.chain:
            self._codes.add(division.code)
            if division.level != "province":
                self._codes.update(self._divisions.children.get(division.code, ()))

    def codes(self) -> frozenset[str]:
        """Theirs."""
        return frozenset(self._codes)
