"""What the name of a place is made of: the kind of platform, a part of one, several places in one, no place at all.

Nothing here knows documents: the same words give the same answer wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from policy_extract.document import is_han
from policy_extract.document.words import places_of
from policy_extract.expressions import expression
from policy_extract.lexicon import Lexicon
from policy_extract.resolve.found import plain

FILE: Final = "area_resolution"
#: In front of every id of an area.
PREFIX: Final = "area:"
#: Instead of a division's code where no document tells it.
NOWHERE: Final = "-"
#: Between the ids of the members in the id of several places in one name: area:330723+330727.
AND: Final = "+"
#: Before the document in the id of words that mean something in their document alone: area:330700:开发区@plan.
WITHIN: Final = "@"
_OWN_SIGNS = str.maketrans(AND + WITHIN, "＋＠")
#: Signs of a name between two marks in front of the word for its kind.
_FEWEST, _MOST = 2, 10
_BRACKETED = expression(r"(.+)（([^（）]+)）")


def unbound(entity: str) -> str:
    """An area's id without the document it is bound to: the same in every version of a plan."""
    return entity.partition(WITHIN)[0] if AND not in entity else entity


class AreaNames:
    """Takes names of places apart by the words of ``area_resolution.toml``; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        nation = "|".join(map(re.escape, words("nation")))
        self._national = lexicon.compiled(rf"(?:{nation})（([^（）]+)）(?=.)")
        self._bare = frozenset(words("bare"))
        self._sets, self._grades = words("sets"), words("grades")
        self._levels = words("levels")
        self._own_words = frozenset(words("own"))
        self._wholes = {
            word: sign
            for sign, others in lexicon.table("area_by_text", "whole").items()
            for word in (others if isinstance(others, tuple) else ())
        }
        self.endings = frozenset(words("endings"))
        self._towns, self._parts = words("towns"), words("parts")
        self.waters = words("waters")
        self.directions = frozenset(words("directions"))
        self._no_places = frozenset(words("no_places"))
        self._no_ends = (*words("companies"), *words("bodies"))
        self._list_ends = words("list_ends")
        self._joint = lexicon.compiled("|".join(map(re.escape, words("joints"))))
        self._loose = lexicon.compiled("|".join(map(re.escape, words("loose_joints"))))
        self._class_of: dict[str, str] = {word: word for word in self._bare}
        for canonical, others in lexicon.table(FILE, "class").items():
            for word in (canonical, *(others if isinstance(others, tuple) else ())):
                self._class_of[word] = canonical
        self._class_words = sorted(self._class_of, key=lambda w: (-len(w), w))
        self._ends_with: dict[str, tuple[str, ...]] = {}
        for word in self._class_words:
            self._ends_with[word[-1]] = (*self._ends_with.get(word[-1], ()), word)
        #: How long the words are that end so, longest first.
        self._lengths = {
            last: sorted({len(word) for word in words}, reverse=True)
            for last, words in self._ends_with.items()
        }
        self._narrower = {
            word: frozenset(others if isinstance(others, tuple) else ())
            for word, others in lexicon.table(FILE, "narrower").items()
        }
        #: Words that do not say which of several kinds: 开发区 may be an 经济开发区 or an 经济技术开发区.
        self.vague = frozenset(self._narrower)
        self._class = lexicon.any_of(self._class_words)
        self._before = lexicon.pattern(
            r"(?:\s*(?:19|20)\d\d\s*(?:<layout.period.year_ends>)|<layout.place.before>)+"
        )
        last = "".join(map(re.escape, sorted(self._ends_with)))
        self._longest = _MOST + max(map(len, self._class_words), default=0)
        self._last_signs = lexicon.compiled(rf"[{last}](?![\u4e00-\u9fff])") if last else None

    def classed(self, tail: str) -> str:
        """A name without its division, in one spelling: 高新技术产业园区 → 高新区, 兰湖省级旅游度假区 → 兰湖旅游度假区.

        The class word of a whole is written alike as well: 经开区东片 → 经济技术开发区东片.
        """
        tail = tail.translate(_OWN_SIGNS)
        if self.class_of(tail):
            tail = tail.removeprefix(self._grades[0][-1]) or tail  # 兰溪市|级开发区
            for grade in self._grades:
                if grade in tail and tail not in self._bare:
                    tail = tail.replace(grade, "", 1)
                    break
        whole = self._split_part(tail)
        if whole is not None:
            return self._last(whole[0]) + whole[1]
        return self._last(tail)

    def _last(self, tail: str) -> str:
        word = self._word(tail)
        return tail[: -len(word)] + self._class_of[word] if word else tail

    def _word(self, tail: str) -> str:
        for length in self._lengths.get(tail[-1:], ()):
            if (word := tail[-length:]) in self._class_of:
                return word
        return ""

    def class_of(self, tail: str) -> str:
        """The kind of place that a name says at its end, in one spelling; empty where it says none."""
        word = self._word(tail)
        return self._class_of[word] if word else self.town(tail)

    def town(self, tail: str) -> str:
        """The ending of a unit below the county (街道, 镇, 乡), or empty."""
        if self._word(tail) not in ("", *self._towns):  # 光膜小镇
            return ""
        return next((w for w in self._towns if tail.endswith(w) and len(tail) > len(w)), "")

    def platform(self, tail: str) -> bool:
        """Whether a name without its division says a kind of platform, or a part of one."""
        return self._word(tail) not in ("", *self._towns) or self._split_part(tail) is not None

    def generic(self, text: str) -> str | None:
        """The word, in one spelling, when a name is no more than a word for a kind: 国家级高新区, 各城区."""
        if text in self._bare:
            return self._class_of[text]
        for front in self._sets if text.startswith(self._sets) else ():
            if text.startswith(front) and len(text) > len(front):
                return text
        for grade in self._grades if text.startswith(self._grades) else ():
            if text.startswith(grade) and text.removeprefix(grade) in self._class_of:
                return self._class_of[text.removeprefix(grade)]
        return self._class_of.get(text)

    def whole_of(self, text: str) -> str | None:
        """The sign of the level whose whole a word means: 全市 and 我市 are 市."""
        return self._wholes.get(text)

    def calls_itself(self, text: str) -> bool:
        """Whether a platform's own plan may call it by this word: 园区."""
        return text in self._own_words

    def opening(self, title: str) -> str:
        """A title from where its place may stand: 2024年|重庆市江北区…, 关于|重庆市江北区…."""
        before = self._before.match(title)
        return title[before.end() :] if before else title

    def ungraded(self, text: str) -> str:
        """省级兰溪经济开发区 is 兰溪经济开发区; 省级开发区 stays. 中国（义乌）跨境电商综试区 is that of 义乌."""
        if "（" in text:
            text = self._national.sub(r"\1", text, count=1)
        for grade in self._grades if text.startswith(self._grades) else ():
            rest = text.removeprefix(grade)
            if rest != text and self.class_of(rest) and not self.generic(rest):
                return rest
        return text

    def of_level(self, text: str) -> tuple[str, str] | None:
        """市开发区 → (市, 开发区): a level word and a word for a kind."""
        for word in self._levels if text.startswith(self._levels) else ():
            rest = text.removeprefix(word)
            if rest != text and text not in self._class_of and rest in self._class_of:
                return word, self._class_of[rest]
        return None

    def means(self, text: str, tail: str, name: str) -> bool:
        """Whether a bare word means the platform of this name, were there no other: 高新区 and 开发区 a 高新技术产业开发区."""
        levelled = self.of_level(text)
        word = self.generic(text) or (levelled[1] if levelled else None)
        if word is None:
            return False
        return self.may_mean(word, self.class_of(tail)) or (
            word in self.vague and name.endswith(word)
        )

    def own(self, words: str) -> str:
        """Words as they may stand in an id, where + and @ mean something."""
        return words.translate(_OWN_SIGNS)

    def may_mean(self, word: str, kind: str) -> bool:
        """Whether a bare word for a kind may stand for a platform of this kind."""
        return kind == word or kind in self._narrower.get(word, frozenset())

    def whole(self, tail: str) -> str | None:
        """What a part is a part of: 经济开发区江南片 → 经济开发区; None for what is no part."""
        found = self._split_part(tail)
        return None if found is None else self._last(found[0])

    def _split_part(self, tail: str) -> tuple[str, str] | None:
        """The longest front that says a kind of platform, and the rest that says which part of it."""
        if not tail.endswith(self._parts):
            return None
        last = self._word(tail) or next(w for w in self._parts if tail.endswith(w))
        for end in range(len(tail) - len(last), 1, -1):
            if self._word(tail[:end]):
                return tail[:end], tail[end:]
        return None

    def refused(self, text: str) -> bool:
        """Whether a name is that of an enterprise, a body, or no name: 兰创集团, 开发区管委会, 续建."""
        return text in self._no_places or text.endswith(self._no_ends)

    def members(self, text: str) -> tuple[str, ...]:
        """The names that a list may hold, by its sure joints; one name for no list."""
        for end in self._list_ends if text.endswith(self._list_ends) else ():
            if text.endswith(end) and len(text) > len(end):
                text = text.removesuffix(end)
                break
        match = _BRACKETED.fullmatch(text)
        if match is not None:
            return match[1], match[2]
        return tuple(part for part in self._joint.split(text) if part)

    def loose_members(self, text: str) -> tuple[str, ...]:
        """The same by words that may also stand inside a name (武义县和磐安县, but 和平区)."""
        return tuple(part for part in self._loose.split(text) if part)

    def named_in(self, text: str, divisions: Iterable[str]) -> list[str]:
        """Names of platforms in a document's text, as often as they stand there.

        Those that stand for themselves between marks (、光电创新城、), and those that open with the name of one of
        ``divisions``, wherever they stand (在南通开发区建设).
        """
        return [*map(plain, self._delimited(text)), *self._fronted(text, divisions)]

    def _fronted(self, text: str, fronts: Iterable[str]) -> Iterator[str]:
        """Each of ``fronts`` with a kind of platform right behind it; of two that share signs the first, then the first of ``fronts``."""
        names = dict.fromkeys(filter(None, fronts))
        found: dict[str, list[int]] = {}
        for front in sorted(names, key=len):
            opens = next((short for short in found if front.startswith(short)), None)
            if opens is None:
                found[front] = list(places_of(front, text))
            else:  # 金华市 stands only where 金华 does
                found[front] = [at for at in found[opens] if text.startswith(front, at)]
        places = sorted(
            (at, order, at + len(front)) for order, front in enumerate(names) for at in found[front]
        )
        end = 0
        for at, _, behind in places:
            if at >= end and (kind := self._class.match(text, behind)) is not None:
                end = kind.end()
                yield text[at:end]

    def _delimited(self, text: str) -> Iterator[str]:
        """The words between two marks that end like a name of a platform, with two to ten signs before its kind."""
        for last in self._last_signs.finditer(text) if self._last_signs is not None else ():
            start, end = last.span()
            words = self._ends_with[last.group()]
            if not text.endswith(words, 0, end):
                continue
            limit = max(0, end - self._longest - 1)
            while start > limit and is_han(text[start - 1]):
                start -= 1
            name = text[start:end]
            for length in self._lengths[last.group()]:
                fits = _FEWEST <= len(name) - length <= _MOST
                if fits and name[-length:] in self._class_of:
                    yield name
                    break
