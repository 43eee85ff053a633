"""The words of all gazetteers as one immutable value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from policy_extract.expressions import unkept
from policy_extract.lexicon.alternation import alternation, escaped
from policy_extract.lexicon.broken import BrokenGazetteer, missing
from policy_extract.lexicon.guard import Watch, guarded
from policy_extract.lexicon.lazy import lazy
from policy_extract.lexicon.lists import PATTERNS, WordValue, longest_first
from policy_extract.lexicon.records import (
    Agency,
    AgencyChange,
    Area,
    Company,
    Division,
    DivisionChange,
    FiveYearPlan,
    Indicator,
    Judgement,
    Unit,
)
from policy_extract.tuples import NamedTuple

T = TypeVar("T")

# <file.table.list> in a pattern; a group’s name (?P<name>…) has no dot
_LIST_NAME = re.compile(r"<([a-z_]+(?:\.[a-z_]+)+)>")


class OwnList(NamedTuple):
    """A list that users have changed: the last file that did, and the list as it is packaged."""

    path: Path
    packaged: WordValue


@dataclass(frozen=True)
class Lexicon:
    """All words, names and scales that the rules use; never changed after it is loaded."""

    units: tuple[Unit, ...] = ()
    five_year_plans: tuple[FiveYearPlan, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    divisions: tuple[Division, ...] = ()
    divisions_changed: tuple[DivisionChange, ...] = ()
    companies: tuple[Company, ...] = ()
    agencies: tuple[Agency, ...] = ()
    agencies_changed: tuple[AgencyChange, ...] = ()
    areas: tuple[Area, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    local_keys: frozenset[str] = frozenset()
    word_lists: Mapping[str, Mapping[str, WordValue]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    fingerprint: str = ""
    #: The lists (“agency_forms.phrases.role_patterns”) that folders of users have changed.
    own_lists: Mapping[str, OwnList] = field(default_factory=lambda: MappingProxyType({}))
    #: Nothing but what is packaged, which tests have tried.
    packaged: bool = False
    #: Under which something that is made of packaged words and by this code may be kept (``sealed``); "" for other words.
    key: str = ""
    watch: Watch = field(default_factory=Watch, compare=False, repr=False)
    _made: dict[Callable[[Lexicon], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _any_of: dict[frozenset[str], re.Pattern[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, maker: Callable[[Lexicon], T]) -> T:
        """What ``maker`` makes of this lexicon: made when first asked for, then shared by all who ask.

        For readers that never change once they are built; what knows documents or switches is made by its owner.
        """
        if maker not in self._made:
            self._made[maker] = maker(self)
        made: T = self._made[maker]  # type: ignore[assignment]
        return made

    def words(self, file: str, name: str) -> tuple[str, ...]:
        """The word list ``name`` ("table.list" or "list") of ``gazetteers/*/<file>.toml``.

        Longest word first, so that an alternation of them prefers the longest. Raises GazetteerError
        when no gazetteer holds the list: the extractors ask for theirs when they are built, so that a
        misspelt or lost list stops a run at its start and never passes for an empty one.
        """
        value = self.word_lists.get(file, {}).get(name)
        if value is None and not self._has(file, name):
            raise missing(file, name, self.word_lists)
        return value if isinstance(value, tuple) else ()

    def pattern(self, template: str, flags: int = 0, uses: Sequence[str] = ()) -> re.Pattern[str]:
        """A regular expression whose words stand in gazetteers: ``<file.table.list>`` is any of them.

        “(?:<measures.growth.up>)[^,;]{0,3}(?:<measures.growth.to>)”; a list of patterns is any of these. ``uses``: lists
        of patterns pieces of which stand in the template already. With patterns of a user it has a time limit in
        each document (``guard``). Raises GazetteerError for a list that no gazetteer holds, and for
        patterns of a user that do not go with the rest.
        """

        used = [*uses]

        def words(match: re.Match[str]) -> str:
            file, _, name = match[1].partition(".")
            listed = self.words(file, name)
            if name.endswith(PATTERNS):
                used.append(match[1])
            else:
                listed = tuple(map(escaped, listed))
            return "|".join(listed) or r"(?!)"

        return self._compiled(_LIST_NAME.sub(words, template), flags, used)

    def compiled(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """A regular expression made of words of this lexicon; of packaged words alone, it is compiled when it is first used.

        With words of users it is compiled at once: what does not go with the rest is told before a plan is read.
        Raises re.error then.
        """
        return lazy(pattern, flags) if self.packaged else unkept(pattern, flags)

    def any_of(self, words: Iterable[str]) -> re.Pattern[str]:
        """What finds the longest of these words; made once for each set of them. Of no words it finds nothing."""
        those = frozenset(words)
        found = self._any_of.get(those)
        if found is None:
            found = self._any_of[those] = self.compiled(alternation(those))
        return found

    def signs(self, file: str, name: str) -> str:
        """The signs of a list as they stand in the square brackets of a pattern: [<signs>]; none matches nothing."""
        return re.escape("".join(self.words(file, name))) or r"\0"

    def _compiled(self, pattern: str, flags: int, used: Sequence[str]) -> re.Pattern[str]:
        own = [name for name in dict.fromkeys(used) if name in self.own_lists]
        if not own:
            return self.compiled(pattern, flags)
        try:
            shown = ["{}.toml: {}".format(*name.split(".", 1)) for name in own]
            return guarded(pattern, flags, ", ".join(shown), self.watch)
        except re.error as error:
            path = self.own_lists[own[-1]].path
            name = own[-1].partition(".")[2]
            raise BrokenGazetteer(path, name, "gazetteer.pattern_joined", error=error) from error

    def with_own(self, name: str) -> Lexicon:
        """The same with one list alone as users have changed it, the others as they are packaged."""
        lists = {file: dict(listed) for file, listed in self.word_lists.items()}
        for other, own in self.own_lists.items():
            if other != name:
                file, _, listed = other.partition(".")
                lists[file][listed] = own.packaged
        return replace(self, word_lists=frozen(lists))

    def last_signs(self, template: str) -> frozenset[str]:
        """The signs that a match of such a template may end with: the last of every word of its lists, and all that
        the template itself holds. Blanks may stand at the end besides."""
        named = (match.partition(".") for match in _LIST_NAME.findall(template))
        words = (word for file, _, name in named for word in self.words(file, name))
        return frozenset((*(word[-1] for word in words), *_LIST_NAME.sub("", template)))

    def first_signs(self, template: str) -> frozenset[str]:
        """The signs that a match of such a template may begin with, as ``last_signs``; for one that begins with no class
        of signs but of those that stand in it one by one."""
        named = (match.partition(".") for match in _LIST_NAME.findall(template))
        words = (word for file, _, name in named for word in self.words(file, name))
        return frozenset((*(word[0] for word in words), *_LIST_NAME.sub("", template)))

    def _has(self, file: str, name: str) -> bool:
        """Whether ``name`` is an empty list, or a table, of the file."""
        return any(n == name or n.startswith(name + ".") for n in self.word_lists.get(file, {}))

    def table(self, file: str, name: str) -> dict[str, WordValue]:
        """All lists of one table of a word-list file, by their own names.

        Raises GazetteerError when no gazetteer holds a list in a table of this name.
        """
        prefix = name + "."
        lists = self.word_lists.get(file, {})
        found = {k[len(prefix) :]: v for k, v in lists.items() if k.startswith(prefix)}
        if not found:
            raise missing(file, name, self.word_lists)
        return found


def indicators_by_name(lexicon: Lexicon) -> dict[str, Indicator]:
    """The records of indicators by all their names; for ``Lexicon.once``."""
    return {name: one for one in lexicon.indicators for name in (one.name, *one.aliases)}


class Tails:
    """Names of known indicators by their last two signs; for ``Lexicon.once``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names: dict[str, list[str]] = {}
        self._sorted: dict[str, list[str]] = {}
        for name in lexicon.once(names_of_indicators):
            if len(name) >= 3:
                self._names.setdefault(name[-2:], []).append(name)

    def of(self, tail: str) -> list[str]:
        """Those of three signs and more that end so, the longest first."""
        found = self._sorted.get(tail)
        if found is None:
            found = sorted(self._names.get(tail, ()), key=lambda n: (-len(n), n))
            self._sorted[tail] = found
        return found


def names_of_units(lexicon: Lexicon) -> frozenset[str]:
    """All spellings of units that the gazetteers know; for ``Lexicon.once``."""
    return frozenset(name for unit in lexicon.units for name in (unit.name, *unit.aliases))


def names_of_indicators(lexicon: Lexicon) -> frozenset[str]:
    """All names that the gazetteers know of indicators; for ``Lexicon.once``."""
    return frozenset(name for one in lexicon.indicators for name in (one.name, *one.aliases))


def frozen(
    words: Mapping[str, Mapping[str, WordValue]],
) -> Mapping[str, Mapping[str, WordValue]]:
    """Word lists as nobody can change them, the longest word first."""
    return MappingProxyType(
        {
            file: MappingProxyType({name: longest_first(value) for name, value in lists.items()})
            for file, lists in words.items()
        }
    )
