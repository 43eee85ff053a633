"""Lines → headings: numbering schemes, boxes, appendices, notes, and where a heading ends.

Numbering of Chinese official texts (GB/T 9704-2012, 7.3.3): 一、 → （一） → 1. → （1）; plans add 第…章,
第…节 and ① below. A heading may run into its text (“1.全方位排摸高耗低效企业清单。根据…”), and plans set in
bold runs put only a space between the two (“1．产业链延伸，差异化发展 一是延伸产业链…”).
"""

from __future__ import annotations

import re

from policy_extract.expressions import expression
from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon
from policy_extract.tuples import NamedTuple

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDINAL = "第"
_DIGIT = "0"  # stands for any digit
# level, signs that the number begins with, its pattern on the shadow of the line
_SCHEMES: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    *(
        (i, _ORDINAL, expression(rf"{_ORDINAL}[{SPELLED}百]{{1,4}}{part} ?"))
        for i, part in enumerate("篇章节")
    ),
    (3, SPELLED, expression(rf"[{SPELLED}]{{1,3}}[、.] ?(?=\S)")),
    (4, "(", expression(rf"\([{SPELLED}]{{1,3}}\)[、.]? ?(?=\S)")),
    (5, _DIGIT, expression(r"\d{1,2}(?:[.、](?!\d)|\.(?=\d{1,2}G)) ?(?=\S)")),
    (
        6,
        f"({_DIGIT}",
        expression(r"\(\d{1,2}\)[、.]? ?(?=\S)|\d{1,2}\)[、.]? ?(?=\S)"),
    ),
    (7, _CIRCLED, expression(rf"[{_CIRCLED}] ?(?=\S)")),
)
BOX_LEVEL = 4
APPENDIX_LEVEL = 3
BOLD_LEVEL = 8

_ITEM_LEVEL = 5  # from which a number may open an item of a list

_FIRST_STOP = expression(r"[。；;!?]")
_MAX_TITLE = 60
_MAX_SENTENCE_TITLE = 120


class Heading(NamedTuple):
    """A heading at the start of a line; lengths count code points from the line's first word."""

    level: int
    kind: str
    number: str | None
    title: str
    length: int  # of number and title together, in code points of the stripped line


class HeadingFinder:
    """Recognises headings; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        boxes = "|".join(re.escape(w) for w in lexicon.words("layout", "box.heads"))
        self._box = lexicon.compiled(rf"(?:{boxes}) ?\d{{0,2}}[{SPELLED}]{{0,2}} ?[:.、]? ?")
        appendix = "|".join(re.escape(w) for w in lexicon.words("layout", "appendix.heads"))
        self._appendix = lexicon.compiled(
            rf"(?:{appendix}) ?(?:\d{{1,2}}|[{SPELLED}]{{1,3}})?(?: ?[:.、] ?| +|(?=$))"
        )
        openings = (
            *lexicon.words("layout", "box.heads"),
            *lexicon.words("layout", "appendix.heads"),
        )
        #: What headings without a number begin with; most lines begin otherwise.
        self._firsts = frozenset(word[0] for word in openings)
        #: The schemes whose numbers begin with a sign.
        self._schemes: dict[str, list[tuple[int, re.Pattern[str]]]] = {}
        for level, signs, pattern in _SCHEMES:
            for sign in signs:
                self._schemes.setdefault(sign, []).append((level, pattern))
        notes = "|".join(re.escape(w) for w in lexicon.words("layout", "note.heads"))
        self._note = lexicon.compiled(
            rf"(?:{notes})|[\uf000-\uf8ff\ufffd\x00-\x08†‡]|\[\d{{1,2}}\](?= ?[\u4e00-\u9fff])"
        )

        # a head and a space before its text: 1.建设平台 加快推进…; around a figure a space parts nothing:
        # 1.对实际投资 2 亿元以上的项目
        joining = lexicon.signs("layout", "heading.joining")
        self._bold_run = lexicon.pattern(
            r"([\u4e00-\u9fffA-Za-z0-9“”\"、,《》+\-()·/]{4,40}?)"
            rf"(?<![A-Za-z\d{joining}])(?: {{1,4}}(?=[\u4e00-\u9fff“(]|(?:19|20)\d\d ?(?:<layout.period.year_ends>))"
            r"| {2,4}(?=\d))"
        )
        # 粮食总产量:39亿斤以上(约束性), an indicator with its value
        self._valued = lexicon.compiled(r"[^:,。;]{2,40}?: ?[^\d:。;]{0,8}\d[^:。;]{0,30}")
        self._item = lexicon.compiled(r"(?:\d{1,2}[.、)] ?|\(\d{1,2}\) ?|[^\w(“《]{1,2} ?)?")
        self.captions = lexicon.pattern(
            r"(?:<tables.caption.heads>) ?\d{0,2}(?:-\d{1,2})?(?: ?[:.、]| {1,}|(?=[“\u4e00-\u9fff]))"
        )
        self.bullet = lexicon.pattern(r"-{2,}|[●◆■□○▪·*★]|(?:<layout.item.heads>)")

        # 2.工作任务:改造老旧小区126个, an item that says that it is one
        self._task = lexicon.pattern(r"(?:<tables.role.task>) ?:")
        labels = "agency_forms.labels"
        self._labelled = lexicon.pattern(
            rf"(?:<{labels}.lead>|<{labels}.support>|<{labels}.responsible>|<{labels}.other>"
            rf"|<{labels}.deadline>) ?:"
        )

    def labelled(self, plain: str) -> bool:
        """True for a line of a label of a task and what it says: 分管领导：李某, 责任单位：市体育局."""
        return ":" in plain and self._labelled.match(plain) is not None

    def note(self, plain: str) -> bool:
        """True when the line is a note or a footnote."""
        return bool(self._note.match(plain))

    def valued(self, plain: str) -> bool:
        """True for a line that is a name and its value, with a number or a mark in front or without.

        “粮食总产量：39亿斤以上”, “3.高标准农田面积：285万亩（约束性）”. Refused: a sentence, a label without a figure.
        """
        front = self._item.match(plain)
        return (
            ":" in plain and self._valued.fullmatch(plain, front.end() if front else 0) is not None
        )

    def find(self, plain: str) -> Heading | None:
        """The heading that a stripped shadow line opens with, or None.

        Refuses numbers that open a sentence of data (“1.2亿元”), dates (“2021年7月1日”), list marks
        without words, items that are a name and its value (“2.粮食总产量：39亿斤以上”; not “2.工作任务：改造小区126个”), and “专栏” inside a
        sentence.
        """
        first = plain[:1]
        named = self._worded(plain) if first in self._firsts else None
        if named is not None:
            return named
        for level, pattern in self._schemes.get(_DIGIT if first.isdecimal() else first, ()):
            match = pattern.match(plain)
            if match:
                return self._numbered(plain, level, match.end())
        return None

    def _worded(self, plain: str) -> Heading | None:
        """A box or an appendix."""
        box = self._box.match(plain)
        if box and len(plain) <= _MAX_TITLE and not plain.endswith("。"):
            return Heading(
                BOX_LEVEL, "box", box.group().strip(" :.、"), plain[box.end() :], len(plain)
            )
        appendix = self._appendix.match(plain)
        if appendix and len(plain) <= _MAX_TITLE and not plain.endswith(("。", ";", ",")):
            number = appendix.group().strip(" :.、")
            return Heading(APPENDIX_LEVEL, "appendix", number, plain[appendix.end() :], len(plain))
        return None

    def _numbered(self, plain: str, level: int, number_end: int) -> Heading | None:
        rest = plain[number_end:]
        number = plain[:number_end].strip()
        stop = _FIRST_STOP.search(rest)
        bold = self._bold_run.match(rest)
        if (
            bold
            and (stop is None or bold.end() <= stop.start() + 1)
            and len(plain) > bold.end() + 12
        ):
            title = bold.group(1)
            return Heading(level, "heading", number, title, number_end + len(title))
        valued = level >= _ITEM_LEVEL and stop is None and self._valued.fullmatch(rest)
        if valued and not self._task.match(rest):
            return None
        if stop is None:
            if len(rest) <= _MAX_TITLE:
                return Heading(level, "heading", number, rest.rstrip(":"), len(plain))
            return None if level < 4 else self._clause(plain, level, number, number_end)
        if stop.start() > _MAX_SENTENCE_TITLE:
            return self._clause(plain, level, number, number_end)
        title = rest[: stop.start()]
        colon = title.find(":")
        if 2 <= colon <= 40 and len(title) > 40:
            title = title[:colon]
        return Heading(level, "heading", number, title, number_end + len(title))

    def _clause(self, plain: str, level: int, number: str, number_end: int) -> Heading:
        """A numbered item whose first sentence is too long to be a title: its first clause."""
        rest = plain[number_end:]
        cut = re.search(r"[,:]", rest)
        title = rest[: cut.start()] if cut and cut.start() <= _MAX_TITLE else rest[:_MAX_TITLE]
        return Heading(level, "heading", number, title, number_end + len(title))

    def stated(self, plain: str, level: int) -> Heading:
        """The heading that a block says a line is: all of it, with the level of its number if it has one.

        ``level`` is the block's, 1 the highest; a heading without number stands where such a level is
        numbered by custom (一、 for the second, （一） for the third).
        """
        guess = self.find(plain)
        if guess is not None and guess.kind != "heading":
            return guess
        if guess is None:
            return Heading(min(level + 1, BOLD_LEVEL), "heading", None, plain, len(plain))
        title = plain[len(guess.number or "") :].strip(" :")
        return Heading(guess.level, "heading", guess.number, title, len(plain))
