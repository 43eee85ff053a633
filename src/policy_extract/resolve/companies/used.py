"""How often each document uses each company name of a corpus: a few bytes a use, however many there are."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate


class NamesUsed(Mapping[str, Mapping[str, int]]):
    """Names (white space squeezed out) to how often each document uses them; each has a number, in the order in which they came.

    Documents are taken in one by one, each once.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._documents: dict[str, int] = {}
        self._ids: list[str] = []
        # uses as they come: the name, how often; where each document's begin
        self._named, self._often, self._begins = array("i"), array("i"), array("q")
        # the same by name: where each name's begin, the document, how often
        self._starts, self._used_in, self._times = array("q"), array("i"), array("i")
        self.texts: list[str] = []

    @classmethod
    def of(cls, names: Mapping[str, Mapping[str, int]]) -> NamesUsed:
        """The same of any mapping, in its order."""
        if isinstance(names, cls):
            return names
        found = cls()
        documents: dict[str, dict[str, int]] = {}
        for name, uses in names.items():
            found._number(name)
            for document, count in uses.items():
                documents.setdefault(document, {})[name] = count
        for document, used in documents.items():
            found.add(document, used)
        return found

    def add(self, document: str, used: Mapping[str, int]) -> None:
        """What a document uses, and how often. Raises RuntimeError where something was asked before: the uses are turned round by then."""
        if self._starts:
            raise RuntimeError("names were asked for already")
        self._documents[document] = len(self._ids)
        self._ids.append(document)
        self._begins.append(len(self._named))
        self._named.extend([self._number(name) for name in used])
        self._often.extend(used.values())

    def _number(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.texts))
        if number == len(self.texts):
            self.texts.append(name)
        return number

    def _settle(self) -> None:
        """Turn the uses round: from documents to names."""
        counts = array("q", bytes(8 * (len(self.texts) + 1)))
        for name in self._named:
            counts[name + 1] += 1
        self._starts = array("q", accumulate(counts))
        free = array("q", self._starts)
        self._used_in, self._times = (array("i", bytes(4 * len(self._named))) for _ in range(2))
        ends = (*self._begins, len(self._named))[1:]
        for document, (begin, end) in enumerate(zip(self._begins, ends, strict=True)):
            for name, count in zip(self._named[begin:end], self._often[begin:end], strict=True):
                at = free[name]
                free[name] = at + 1
                self._used_in[at], self._times[at] = document, count
        self._named, self._often, self._begins = array("i"), array("i"), array("q")

    def _place(self, number: int) -> tuple[int, int]:
        """From where to where the uses of a name stand."""
        if not self._starts:
            self._settle()
        return self._starts[number], self._starts[number + 1]

    def number(self, name: str) -> int:
        """The number of a name. Raises KeyError where no document uses it."""
        return self._numbers[name]

    def numbered(self, name: str) -> int | None:
        """The number of a name, if a document uses it."""
        return self._numbers.get(name)

    def total(self, number: int) -> int:
        """How often a name is used in all documents."""
        begin, end = self._place(number)
        return sum(self._times[begin:end])

    def documents(self, number: int) -> list[str]:
        """The documents that use a name, in the order in which they came."""
        begin, end = self._place(number)
        return [self._ids[document] for document in self._used_in[begin:end]]

    def uses(self, number: int, document: str) -> bool:
        """Whether a document uses a name."""
        begin, end = self._place(number)
        asked = self._documents.get(document, -1)
        at = bisect_left(self._used_in, asked, begin, end)
        return at < end and self._used_in[at] == asked

    def __getitem__(self, name: str) -> Mapping[str, int]:
        number = self._numbers[name]
        begin, end = self._place(number)
        return dict(zip(self.documents(number), self._times[begin:end], strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers
