"""Documents with their texts, as the first pass lays them down one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policy_extract.model import Document
from policy_extract.shelf.pile import Pile, compressed, uncompressed
from policy_extract.shelf.recent import Recent
from policy_extract.shelf.room import Room

#: So many texts that were asked for last are held.
_HELD: Final = 8


def document_packed(document: Document) -> bytes:
    """A document as the bytes that ``put_packed`` takes and ``document_unpacked`` reads."""
    return compressed(packed(document))


def document_unpacked(data: bytes) -> Document:
    """A document out of its bytes. Raises zlib.error and ValidationError for what is none."""
    return unpacked(uncompressed(data))


def packed(document: Document) -> bytes:
    """A document as bytes, not compressed."""
    return document.model_dump_json().encode()


def unpacked(data: bytes) -> Document:
    """A document out of the bytes of ``packed``."""
    return Document.model_validate_json(data)


def text_pile(room: Room) -> Pile[str]:
    """A pile for texts."""
    return Pile(room, "texts", _text_packed, _text_unpacked)


def _text_packed(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text_unpacked(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


class Shelf:
    """The documents of a run by number, in the order of their numbers; ``texts`` has their texts by id."""

    def __init__(self, room: Room) -> None:
        self.pile: Pile[Document] = Pile(room, "documents", packed, unpacked)
        self._texts = text_pile(room)
        self._numbers: dict[str, int] = {}
        self.texts: Mapping[str, str] = Texts(self._texts, self._numbers)

    @property
    def away(self) -> bool:
        """Whether they are too many for memory."""
        return self.pile.away

    def put(self, number: int, document: Document, text: str) -> None:
        """Lay a document down under a number that is free. Raises NotWritable where the disk is full."""
        self._numbers[document.id] = number
        self.pile.put(document, number)
        self._texts.put(text, number)

    def put_packed(self, number: int, name: str, data: bytes, text: str) -> None:
        """The same for a document of this id that ``document_packed`` has made bytes of."""
        self._numbers[name] = number
        self.pile.put_packed(data, number)
        self._texts.put(text, number)

    def named(self, document: str) -> Document:
        """A document by its id. Raises KeyError."""
        found = self.pile.get(self._numbers[document])
        assert found is not None
        return found

    def numbered(self) -> Iterator[tuple[int, Document]]:
        """The documents with their numbers."""
        return self.pile.items()

    def __iter__(self) -> Iterator[Document]:
        return self.pile.all()

    def __len__(self) -> int:
        return len(self.pile)


class Texts(Mapping[str, str]):
    """Texts by the ids of their documents, out of a pile; the last ones are held."""

    def __init__(self, pile: Pile[str], numbers: Mapping[str, int]) -> None:
        self._pile, self._numbers = pile, numbers
        self._held: Recent[str] = Recent(_HELD)

    def __getitem__(self, document: str) -> str:
        held = self._held.get(document)
        if held is not None:
            return held
        found = self._pile.get(self._numbers[document])
        if found is None:
            raise KeyError(document)
        if self._pile.away:
            self._held.put(document, found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
