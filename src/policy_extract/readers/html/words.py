"""The words by which a page's parts are told apart, out of ``webpages.toml`` and ``layout.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from policy_extract.lexicon import load_lists

#: Fields that a label can name, by their lists in ``layout.toml``; “other” names none of ours.
LABELLED = ("index", "number", "issuers", "issued", "published", "title", "other")
_AROUND = " \t\r\n\u3000\xa0|｜/／·•:：>»-—–[]【】()（）<《》.。,，、;；!！+×*“”\"'"


class PageWords:
    """Words and patterns; made once, see ``page_words``."""

    def __init__(self) -> None:
        lists = load_lists("webpages", "layout")
        words = lists.words
        self.container_ids = frozenset(words("webpages", "containers.ids"))
        self.container_classes = frozenset(words("webpages", "containers.classes"))
        self.outside = frozenset(words("webpages", "outside.names"))
        self.title_names = frozenset(words("webpages", "title.names"))
        self.title_metas = words("webpages", "title.metas")
        self.metas = {
            name: field
            for field in ("index", "number", "issuers", "published")
            for name in words("webpages", f"metas.{field}")
        }
        self.heads = words("webpages", "lines.heads")
        self.foot = words("webpages", "lines.foot")
        self.tails = words("webpages", "lines.tails")
        self.paging = words("webpages", "lines.paging")
        self.path = words("webpages", "lines.path")
        self.attachment = words("webpages", "attachment.heads")
        self.error = words("webpages", "states.error")
        self.login = words("webpages", "states.login")
        self.script = words("webpages", "states.script")
        self.notice_ends = words("layout", "title.notice_ends")
        self.printing = words("layout", "title.printing")
        self.note_heads = words("layout", "note.heads")
        self.numbered = _any(words("webpages", "written.numbered_patterns"))
        self.day = _any(words("webpages", "written.day_patterns"))
        self.time = _any(words("webpages", "written.time_patterns"))
        self.labels = {
            word: field for field in LABELLED for word in words("layout", f"metadata.{field}")
        }
        spread = (r"\s*".join(map(re.escape, word)) for word in sorted(self.labels, key=_length))
        self.label = re.compile(rf"(?:^|(?<=[\s|｜\[【　]))({'|'.join(spread)})[\s】\]]*([:：])")
        whole = "|".join(map(re.escape, words("webpages", "lines.whole")))
        self._whole = re.compile(rf"(?:{whole}|\d{{1,3}}|[A-Za-z]?[+-])+")
        source = "|".join(map(re.escape, words("webpages", "lines.source")))
        self._source = re.compile(source)

    def nothing(self, line: str) -> bool:
        """A line of nothing but words of a page's tools: 【打印】【关闭】, 字号：大 中 小; refused: a number alone."""
        bare = line.translate(_GONE)
        return not bare or (not bare.isdigit() and bool(self._whole.fullmatch(bare)))

    def sourced(self, line: str) -> str:
        """What is left of a line when the words of the line below a title are taken away."""
        return self._source.sub("", line)


_GONE = {ord(sign): None for sign in _AROUND}


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _length(word: str) -> int:
    return -len(word)


@cache
def page_words() -> PageWords:
    """The words, read when the first page comes."""
    return PageWords()
