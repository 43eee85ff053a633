"""jieba's dictionary, read from its package as far as a text needs it: no cache.

jieba itself keeps what it has read in ``jieba.cache``, in the temporary folder that all users of a machine share, and reads
it with ``marshal`` without asking who wrote it. Whoever writes that file first decides how the words of everybody
else's plans are cut. Here nothing is kept: the file is nearly sorted, and a word can only begin with a sign of the text, so
that the few lines of those signs are looked up and the rest is never parsed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from math import log
from typing import Any, Final, Protocol

from policy_extract import digests
from policy_extract.expressions import expression
from policy_extract.segment.chances import looked_up
from policy_extract.tuples import NamedTuple

#: What stands in a line of the dictionary: word, frequency, tag.
_FIELDS: Final = 3
#: The first letters of tags of names, set phrases and numerals: five words in six, and nothing here asks for them.
_NOUNS: Final = tuple("nilmz")
#: What jieba keeps whole between runs.
_BETWEEN: Final = expression(r"\r\n|.", re.S)


class Known(NamedTuple):
    """What is known of a dictionary by its hash; a test holds it against the file.

    ``total``: the sum of its frequencies. ``sorted_from``: from this byte on its lines are sorted by their first sign.
    """

    total: int
    sorted_from: int


#: The dictionary of jieba 0.42.1.
KNOWN: Final[Mapping[str, Known]] = {
    "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8": Known(60_101_967, 725),
}


class Lines(Protocol):
    """Where the lines of a sign are found."""

    def of(self, sign: str) -> str:
        """The lines whose words begin with ``sign``, in the order of the file."""


class SortedLines:
    """The lines of a file that is sorted by the first sign of its words, but for its head."""

    def __init__(self, data: bytes, sorted_from: int) -> None:
        self._data, self._from = data, sorted_from
        self._head = grouped(data[:sorted_from])

    def of(self, sign: str) -> str:
        """The lines of the head, then those found by halving the rest."""
        head = self._head.get(sign, "")
        try:
            wanted = sign.encode("utf-8")
        except UnicodeEncodeError:  # half a sign: no word begins with it
            return head
        first = self._first(wanted, self._from, after=False)
        last = self._first(wanted, first, after=True)
        return head + self._data[first:last].decode("utf-8")

    def _first(self, wanted: bytes, low: int, *, after: bool) -> int:
        """Where the first line begins whose sign is not before ``wanted``, or is ``after`` it; UTF-8 sorts as signs do."""
        data, high, size = self._data, len(self._data), len(wanted)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            found = data[middle : middle + size]
            if found < wanted or (after and found == wanted):
                low = data.find(b"\n", middle) + 1 or len(data)
            else:
                high = middle
        return low


class AllLines:
    """The lines of any other file, gone through once."""

    def __init__(self, data: bytes) -> None:
        self._lines = grouped(data)

    def of(self, sign: str) -> str:
        """As they were found."""
        return self._lines.get(sign, "")


def grouped(data: bytes) -> dict[str, str]:
    """The lines of a dictionary by the first sign of their words."""
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8").split("\n"):
        if line:
            found.setdefault(line[0], []).append(line + "\n")
    return {sign: "".join(lines) for sign, lines in found.items()}


class Dictionary:
    """A jieba tokenizer that knows of its own dictionary what the texts so far could ask for: one in a process.

    Nobody may teach it words.
    """

    def __init__(self, tokenizer: Any, data: bytes, digest: str | None = None) -> None:
        """``tokenizer``: a fresh one of jieba; ``data``: its dictionary; ``digest``: its hash, where it is known.

        Raises ValueError for a dictionary that is not the one of the package: a line without a frequency.
        """
        self._jieba = tokenizer
        self._frequencies: dict[str, int] = {}
        self._tags: dict[str, Mapping[str, str]] = {}  # by the first sign of the words
        self._of: dict[str, str] = {}  # lines by the first sign, a line end before each
        self._openings: set[str] = set()  # one sign or two: the words that begin so are known
        known = KNOWN.get(digest or hashlib.sha256(data).hexdigest())
        self._lines: Lines = (
            AllLines(data) if known is None else SortedLines(data, known.sorted_from)
        )
        tokenizer.FREQ = self._frequencies
        tokenizer.total = known.total if known else sum(map(int, data.split()[1::_FIELDS]))
        tokenizer.initialized = True  # it never looks for a cache
        from jieba import finalseg, re_han_default

        self._runs: re.Pattern[str] = re_han_default
        self._guessed: Callable[[str], Iterable[str]] = finalseg.cut

    def cut(self, text: str, *, unknown: bool) -> list[str]:
        """The words of a text; ``unknown``: characters that the dictionary does not know are joined by guess (HMM).

        As jieba cuts, in one go: runs of signs that words are made of, and what stands between them sign by sign.
        """
        self._learn(text)
        words: list[str] = []
        for number, part in enumerate(self._runs.split(text)):
            if number % 2:
                self._cut_run(part, words, unknown)
            elif part:
                words += _BETWEEN.findall(part)
        return words

    def _cut_run(self, run: str, words: list[str], unknown: bool) -> None:
        """Put the words of a run behind ``words``. Single signs wait for the next longer word: all, or letters and digits."""
        ends = self._ends(run)
        start, waiting, size = 0, "", len(run)
        while start < size:
            end = ends[start]
            word = run[start:end]
            if end - start == 1 and (unknown or (word.isascii() and word.isalnum())):
                waiting += word
            else:
                if waiting:
                    words += self._together(waiting, unknown)
                    waiting = ""
                words.append(word)
            start = end
        if waiting:
            words += self._together(waiting, unknown)

    def _together(self, signs: str, unknown: bool) -> Iterable[str]:
        """The words of single signs side by side: a guess, unless they would be a word that was weighed and found too light."""
        if not unknown or len(signs) == 1:
            return (signs,)
        return signs if self._frequencies.get(signs) else self._guessed(signs)

    def frequency(self, word: str) -> int:
        """How often the dictionary has met ``word``; 0 for what it does not know."""
        if word[:2] not in self._openings:
            self._learn(word[:2])
        return self._frequencies.get(word, 0)

    def tags(self, sign: str) -> Mapping[str, str]:
        """The parts of speech of the words that begin with ``sign``, names and set phrases left out."""
        found = self._tags.get(sign)
        if found is None:
            fields = self._lines_of(sign).split()
            tagged = zip(fields[::_FIELDS], fields[2::_FIELDS], strict=True)
            found = self._tags[sign] = {word: tag for word, tag in tagged if tag[0] not in _NOUNS}
        return found

    def _ends(self, text: str) -> list[int]:
        """Where the first word ends of the likeliest words from every sign of ``text`` to its end.

        As jieba finds them, to the last bit, but for its graph of all words: each is weighed where it is found. Of two ways of
        one weight that with the longer word is taken.
        """
        known, none, size = self._frequencies.get, log(self._jieba.total), len(text)
        behind = [0.0] * (size + 1)  # the weights of what begins at a sign
        ends = list(range(1, size + 1))
        for start in range(size - 1, -1, -1):
            best: float | None = None
            end = start + 1
            frequency = known(text[start])
            while frequency is not None:  # else no word goes on so
                if frequency:
                    weight = log(frequency) - none + behind[end]
                    if best is None or weight >= best:
                        best, ends[start] = weight, end
                if end == size:
                    break
                end += 1
                frequency = known(text[start:end])
            behind[start] = 0.0 - none + behind[start + 1] if best is None else best
        return ends

    def _learn(self, text: str) -> None:
        """All words that begin with a sign of ``text`` and the next one, and all their fronts: no other can be a part of it."""
        known = self._openings
        for opening in {text[at : at + 2] for at in range(len(text))} - known:
            sign = opening[0]
            lines = self._lines_of(sign)
            for new, begins in ((sign, f"\n{sign} "), (opening, f"\n{opening}")):
                if new not in known:
                    self._put(lines, begins)
                    # last, so that another thread that meets it in between learns it as well
                    known.add(new)

    def _put(self, lines: str, begins: str) -> None:
        """Know the words of the lines that begin so; most of them stand behind one another."""
        put = self._frequencies
        start = lines.find(begins)
        while start >= 0:
            end = lines.find("\n", start + 1)
            while lines.startswith(begins, end):
                end = lines.find("\n", end + 1)
            fields = lines[start:end].split()
            words = fields[::_FIELDS]
            put.update(zip(words, map(int, fields[1::_FIELDS]), strict=True))
            for word in words:
                for length in range(1, len(word)):  # jieba stops where no front goes on
                    put.setdefault(word[:length], 0)
            start = lines.find(begins, end)

    def _lines_of(self, sign: str) -> str:
        found = self._of.get(sign)
        if found is None:
            found = self._of[sign] = "\n" + self._lines.of(sign)
        return found


@cache
def dictionary() -> Dictionary:
    """The dictionary of jieba, read at the first call.

    Raises ValueError for a dictionary that is not the one of the package.
    """
    with warnings.catch_warnings(), _absent("pkg_resources"), looked_up():
        # jieba 0.42.1 has invalid escapes: no matter for users.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        data, about = file.read(), os.fstat(file.fileno())
    digest = digests.of("words", [(file.name, about)], lambda: hashlib.sha256(data).hexdigest())
    return Dictionary(tokenizer, data, digest)


@contextmanager
def _absent(module: str) -> Iterator[None]:
    """While it lasts, ``module`` cannot be imported for the first time.

    jieba asks pkg_resources where its files lie, which takes as long to import as everything else of jieba and is gone
    from newer setuptools; without it, jieba looks beside itself.
    """
    modules: dict[str, Any] = sys.modules
    if module in modules:
        yield
        return
    modules[module] = None
    try:
        yield
    finally:
        if modules.get(module) is None:
            modules.pop(module, None)
