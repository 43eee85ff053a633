"""Numbered items of a plan: where each begins and ends, and the words that name it.

What the assignments call the task of an agency and what the document lists as its tasks are one
thing; both ask here.
"""

from __future__ import annotations

from bisect import bisect_right

from policy_extract.document import Paragraph, Plan
from policy_extract.expressions import expression
from policy_extract.model import Section
from policy_extract.tuples import NamedTuple

_TASK_END = expression(r"[。;!?\n]")
_NUMBER = expression(
    r"\d{1,3}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_LIST = expression(
    r"[(（〔\[【](?=[^)）〕\]】]*(?:(?:单位|部门|主体)\s?[:：]|(?:牵头|负责|配合)[)）〕\]】]))"
)
_WRAP = expression(r"\s*[\r\n]\s*")
_LONG_TITLE = 60  # layout cuts a title that is longer; the task is the whole sentence
_MAX_SENTENCE = 400


class Item(NamedTuple):
    """A numbered paragraph or a headed section: its span, its words (None: it has none), its section.

    ``words`` begin with the number as written; ``numbered`` says that it bears one.
    """

    start: int
    end: int
    words: str | None
    section: str | None
    numbered: bool


def item_of(plan: Plan, paragraph: Paragraph) -> Item:
    """The nearest numbered heading or item that a paragraph belongs to.

    Its words are “2.全力推进高耗低效企业整治” with the number as written, “强化军地民协同” for a head
    without one; of a heading that runs into its text the first sentence. Refused: the list of
    agencies behind it (“（责任单位：…）”), the mark at its end.
    """
    section = plan.section(paragraph.section)
    numbered = _NUMBER.match(plan.shadow, paragraph.start, paragraph.end)
    if numbered and (section is None or section.start < paragraph.start):
        words = _sentence(plan, paragraph.start, paragraph.end)
        return Item(paragraph.start, paragraph.end, words, paragraph.section, True)
    if section is None:
        return Item(paragraph.start, paragraph.end, None, None, False)
    return _of_section(plan, section)


class Items:
    """Finds the items around places of a plan; each is read once, however many places stand in it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._starts = [paragraph.start for paragraph in plan.paragraphs]
        self._around: dict[int, tuple[Item, ...]] = {}  # by the paragraph's number
        self._headed: dict[str, Item] = {}  # by the section's id

    def around(self, offset: int) -> tuple[Item, ...]:
        """The item that a place stands in, then those around it, innermost first."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._plan.paragraphs[index].end:
            return self._from(self._plan.section_at(offset))
        found = self._around.get(index)
        if found is None:
            item = item_of(self._plan, self._plan.paragraphs[index])
            section = self._plan.section(item.section)
            if section is not None and section.start == item.start:
                section = self._plan.section(section.parent)
            found = self._around[index] = (item, *self._from(section))
        return found

    def _from(self, section: Section | None) -> tuple[Item, ...]:
        """The items of a section and of those around it."""
        around = self._plan.ancestors(section.id) if section is not None else ()
        return tuple(map(self._of_section, around))

    def _of_section(self, section: Section) -> Item:
        item = self._headed.get(section.id)
        if item is None:
            item = self._headed[section.id] = _of_section(self._plan, section)
        return item


def _of_section(plan: Plan, section: Section) -> Item:
    numbered = section.kind == "heading" and section.number is not None
    return Item(section.start, section.end, _title(plan, section), section.id, numbered)


def _title(plan: Plan, section: Section) -> str | None:
    begin = section.start
    room = begin + len(section.title) + 16
    found = plan.text.find(section.title, begin, room) if section.title else -1
    if found < 0:
        return ((section.number or "") + section.title).strip() or None
    close = found + len(section.title)
    if plan.shadow[close : close + 1] in (",", "、") or len(section.title) >= _LONG_TITLE:
        return _sentence(plan, begin, min(section.end, begin + _MAX_SENTENCE))
    return _clean(plan.text[begin:close])


def _sentence(plan: Plan, start: int, end: int) -> str | None:
    stop = _TASK_END.search(plan.shadow, start, end)
    return _clean(plan.text[start : stop.start() if stop else end])


def _clean(words: str) -> str | None:
    """Without a list in brackets, line breaks and the mark at the end."""
    listed = _LIST.search(words)
    return _WRAP.sub("", words[: listed.start()] if listed else words).strip(" 。；;，,：:") or None
