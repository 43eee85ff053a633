"""The words around a number: where they begin and end (offsets in code points of the shadow)."""

from __future__ import annotations

from policy_extract.document.plain import is_han
from policy_extract.expressions import expression
from policy_extract.extract.observations.timeline import TimeLine
from policy_extract.rules import Said

_HARD = ",;:。!?"
_LISTING = "、"
_MARKS = expression(rf"[“”(){_HARD}、]")
OF = "的"  # the particle between an owner and what is its own
TIME = "\ue000"  # stands for a time expression; a sign of private use, so that no word holds it
BRACKETS = expression(r"\([^()]*\)")  # remarks, units, years: 规上工业增加值(亿元)
REMARK = expression(r"\([^()]*\)$")  # … at the end of a name or a cell
#: A bracket that says where more stands, as a pattern with names of lists in it: （详见附件1）, （附表2）
REFERENCE = r"\((?:(?:<naming.remark.refers>)[^()]*|(?:<layout.appendix.heads>)[^()]{0,6})\)"
_PAIRS = (("(", ")"), ("“", "”"), ("《", "》"))
_PAIRED = frozenset(mark for pair in _PAIRS for mark in pair)
_MARK = expression(rf"\({TIME}(?:、{TIME})*\)")
_FAR = 80  # the words before a number are looked at no further
_NEAR = 70  # … and those behind it


def noun_edge(shadow: str, start: int, limit: int) -> int:
    """Where the words behind a number end: a mark outside brackets and quotes, or the next number.

    No noun is of one sign in front of another: 3个|国、省控断面. Refused: 2个|县、3个市.
    """
    depth = 0
    quoted = False
    stop = min(limit, start + _NEAR)
    for mark in _MARKS.finditer(shadow, start, stop):
        character = mark[0]
        if character == "“":
            quoted = True
        elif character == "”":
            quoted = False
        elif character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                return mark.start()
            depth -= 1
        elif not quoted and not depth:
            short = character == _LISTING and mark.start() == start + 1
            if not (short and is_han(shadow[mark.end() : mark.end() + 1])):
                return mark.start()
    return stop


def left_edge(shadow: str, bound: int, start: int) -> int:
    """Where the words in front of a number begin: the last mark outside brackets and quotes."""
    depth = quotes = 0
    position = start
    floor = max(bound, start - _FAR)
    while position > floor:
        character = shadow[position - 1]
        if character == ")":
            depth += 1
        elif character == "(":
            if depth == 0:
                return position
            depth -= 1
        elif character == "”":
            quotes += 1
        elif character == "“":
            if quotes == 0:
                return position
            quotes -= 1
        elif character in _HARD and depth == 0 and quotes == 0:
            return position
        position -= 1
    return position


def words_before(shadow: str, start: int, end: int, timeline: TimeLine) -> str:
    """The words in front of a number with each time expression as one ``TIME``."""
    pieces, last = [], start
    for span in timeline.between(start, end):
        if span.end <= end:
            pieces.append(shadow[last : span.start])
            pieces.append(TIME)
            last = span.end
    pieces.append(shadow[last:end])
    words = _DEADLINE.sub(TIME, "".join(pieces)).replace("\n", "")
    return _MARK.sub("", words) if TIME in words else words


# a deadline whose year nothing says is no part of a name: 9月底前|完成…, 年底前|淘汰…
_DEADLINE = expression(r"(?:\d{1,2}月(?:\d{1,2}日)?|年)[底末]?前")


def unblanked(words: str) -> str:
    """占 GDP 的比重, 占GDP 比重: no blank parts letters from signs. Refused: 8 社会消费品零售总额, where it stands behind a running number."""
    return _LETTERED.sub("", words) if " " in words else words


_LETTERED = expression(r"(?<=[A-Za-z]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) +(?=[A-Za-z])")


def balanced(text: str) -> str:
    """Words without the brackets and quotes at their ends that have no partner in them."""
    for opening, closing in () if _PAIRED.isdisjoint(text) else _PAIRS:  # as for most names
        if text.count(opening) > text.count(closing):
            if text.startswith(opening):
                text = text[1:]
            elif opening == "(":
                text = text[: text.rfind(opening)]
        elif text.count(closing) > text.count(opening):
            if text.endswith(closing):
                text = text[:-1]
            elif closing == ")":
                text = text[text.find(closing) + 1 :]
    return text.strip(" ,、;:")


def located(shadow: str, words: str, start: int, end: int) -> Said | None:
    """Where ``words`` stand in ``shadow[start:end]``, the last time; line ends and blanks inside do not count.

    None when they do not stand there as they are (a name that was completed or put together).
    """
    if not words:
        return None
    place = shadow.rfind(words, start, end)
    if place >= 0:
        return Said(place, place + len(words))
    region = shadow[start:end]
    if "\n" not in region and " " not in region:
        return None
    words = words.replace(" ", "")
    at = [start + i for i, sign in enumerate(region) if sign not in "\n "]
    place = region.replace("\n", "").replace(" ", "").rfind(words)
    return Said(at[place], at[place + len(words) - 1] + 1) if place >= 0 else None
