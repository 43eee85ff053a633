"""When the indicator of an output record is the one that the label names.

A name is right when it equals the label's after normalisation, or under a narrow tolerance.

Normalisation, in this order (words from ``gazetteers/general/indicator_comparison.toml``):

1. NFKC, lower case, without white space, quotation marks and the particle 的;
2. a unit in brackets at the end is dropped: 规上工业总产值（亿元）;
3. one spelling for words that have several: 规模以上 = 规上, R&D = 研发, 占…的比重 = 占…比重,
   、 = 和 = 与; then brackets are dropped and what they hold is kept: 首台（套） = 首台套;
4. area words and announcing verbs are dropped at the front, again and again: 全市新增…;
5. counting words are dropped at the end: 规上工业企业数量 = 规上工业企业.

Nothing is dropped that would leave nothing.

Tolerance: two unequal names are one when one is the other with some characters left out (none
replaced: 汽 for 电 is another quantity), their likeness (``fuzz.ratio`` over characters) reaches
the threshold, their last two characters are the same, and they hold the same discriminating words
and numbers equally often. So 规上工业增加值 is never 规上工业总产值, a share never an amount, a
provincial count never a national one; 国家级高新技术企业 is 国家高新技术企业. What remains is a
small risk that an unlisted word of content was left out; ``strict_exact`` in the report shows the
figure without the tolerance.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policy_extract.errors import GazetteerError
from policy_extract.files import read_words, toml_of
from policy_extract.lexicon import gazetteer_dir

_QUOTES = "“”\"'‘’「」『』〝〞`"
_NUMBER = r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]"


def comparison_path() -> Path:
    """The packaged ``indicator_comparison.toml``.

    Raises GazetteerError when the packaged gazetteers are missing (a broken installation).
    """
    return gazetteer_dir() / "general" / "indicator_comparison.toml"


@dataclass(frozen=True)
class IndicatorComparison:
    """The rule by which two indicator names are one; made by ``load_comparison``."""

    likeness: float
    head: int
    front: tuple[str, ...]
    front_keep: tuple[str, ...]
    back: tuple[str, ...]
    back_keep: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    unit: re.Pattern[str]
    discriminating: re.Pattern[str]
    inert: frozenset[str]

    def normalise(self, name: str) -> str:
        """The name in the form in which names are compared; see the module's text."""
        plain = _plain(name)
        plain = self.unit.sub("", plain) or plain
        for old, new in self.spellings:
            plain = plain.replace(old, new)
        plain = plain.replace("(", "").replace(")", "") or plain
        return self._without_count(self._without_announcement(plain))

    def same_exactly(self, a: str, b: str) -> bool:
        """Whether two names are equal after normalisation."""
        return self.normalise(a) == self.normalise(b)

    def same(self, a: str, b: str) -> bool:
        """Whether two names are equal after normalisation or alike within the tolerance."""
        left, right = self.normalise(a), self.normalise(b)
        if left == right:
            return True
        if left[-self.head :] != right[-self.head :] or not _only_left_out(left, right):
            return False
        if self._told_apart_by(left) != self._told_apart_by(right):
            return False
        return self.likeness_of(left, right) >= self.likeness

    def likeness_of(self, a: str, b: str) -> float:
        """How alike two names are as they stand, 0-100."""
        from rapidfuzz import fuzz  # only scoring needs it

        return float(fuzz.ratio(a, b))

    def _without_announcement(self, name: str) -> str:
        while not name.startswith(self.front_keep):
            word = next((w for w in self.front if name.startswith(w) and w != name), None)
            if word is None:
                break
            name = name[len(word) :]
        return name

    def _without_count(self, name: str) -> str:
        if name.endswith(self.back_keep):
            return name
        word = next((w for w in self.back if name.endswith(w) and w != name), None)
        return name[: -len(word)] if word else name

    def _told_apart_by(self, name: str) -> Counter[str]:
        found = Counter(match.group() for match in self.discriminating.finditer(name))
        for word in self.inert:
            del found[word]
        return found


def load_comparison(path: Path | None = None) -> IndicatorComparison:
    """Read the rule from ``path`` (default: the packaged file).

    Raises GazetteerError naming file, key and reason when it cannot be read or a key is missing
    or is not of the kind that the packaged file shows.
    """
    file = path or comparison_path()
    try:
        data = toml_of(read_words(file))
    except (OSError, ValueError) as error:
        raise GazetteerError(file, "-", f"cannot be read: {error}") from error
    inert = _words(file, data, "discriminating", "inert")
    groups = [key for key in _table(file, data, "discriminating") if key != "inert"]
    telling = [word for key in groups for word in _words(file, data, "discriminating", key)]
    names = _longest_first([*inert, *telling])
    units = "|".join(re.escape(unit) for unit in _words(file, data, "back", "units"))
    one_unit = f"[十百千万亿]*(?:{units})"
    return IndicatorComparison(
        likeness=_number(file, data, "tolerance", "likeness"),
        head=int(_number(file, data, "tolerance", "head")),
        front=_longest_first(
            [*_words(file, data, "front", "areas"), *_words(file, data, "front", "announcing")]
        ),
        front_keep=_words(file, data, "front", "keep"),
        back=_longest_first(_words(file, data, "back", "counting")),
        back_keep=_words(file, data, "back", "keep"),
        spellings=_spellings(file, data),
        unit=re.compile(rf"\({one_unit}(?:/{one_unit})?\)$"),
        discriminating=re.compile(f"{_NUMBER}|" + "|".join(re.escape(name) for name in names)),
        inert=frozenset(inert),
    )


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in text if not c.isspace() and c not in _QUOTES and c != "的")


def _only_left_out(a: str, b: str) -> bool:
    """Whether the shorter name is the longer one with characters left out, none replaced."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _spellings(file: Path, data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    pairs = {
        _plain(old): _plain(new)
        for new in _table(file, data, "spellings")
        for old in _words(file, data, "spellings", new)
    }
    return tuple((old, pairs[old]) for old in _longest_first(list(pairs)) if old != pairs[old])


def _longest_first(words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _table(file: Path, data: Mapping[str, Any], table: str) -> Mapping[str, Any]:
    found = data.get(table)
    if not isinstance(found, dict):
        raise GazetteerError(file, table, "the table is missing")
    return found


def _words(file: Path, data: Mapping[str, Any], table: str, key: str) -> tuple[str, ...]:
    found = _table(file, data, table).get(key)
    if not isinstance(found, list) or not all(isinstance(w, str) and w for w in found):
        raise GazetteerError(file, f"{table}.{key}", "expected a list of non-empty words")
    return tuple(_plain(word) or word for word in found)


def _number(file: Path, data: Mapping[str, Any], table: str, key: str) -> float:
    found = _table(file, data, table).get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise GazetteerError(file, f"{table}.{key}", "expected a number")
    return float(found)
