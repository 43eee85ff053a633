"""Title block: the table of metadata that a saved web page puts above a document, in any arrangement.

“索引号：… 发布机构：…” on a line, label and value parted by tabs or pipes, or a line each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policy_extract.layout.lines import Line
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Said
from policy_extract.tuples import NamedTuple

#: Fields that a label can name, by their lists in ``layout.toml``, table “metadata”; “other” names none of ours.
FIELDS = ("index", "number", "issuers", "issued", "published", "title", "other")
_ROOM = 30  # lines from above in which such a table stands
_AROUND = " \t\r\u3000|｜【】[]"
_MAX_VALUE = 120


@dataclass(frozen=True)
class Labels:
    """What labels say by their fields, with the words that said it; and the numbers of their lines.

    ``yields`` are the fields whose label yields to the title: 发布机构, who put a page up.
    """

    values: Mapping[str, tuple[str, Said]] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()
    yields: frozenset[str] = frozenset()


class _Label(NamedTuple):
    """One label of a line: its field, where it begins, and where its value begins and ends."""

    field: str
    word: str
    line: int
    start: int
    end: int
    marked: bool  # by a colon


class LabelReader:
    """Reads tables of metadata; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fields = {
            word: name for name in FIELDS for word in lexicon.words("layout", f"metadata.{name}")
        }
        self._yielding = frozenset(lexicon.words("layout", "metadata.yielding"))
        words = sorted(self._fields, key=len, reverse=True)
        spread = ("[ ]{0,4}".join(map(re.escape, word)) for word in words)
        self._label = lexicon.compiled(rf"(?:^|(?<=[ |｜\[【]))({'|'.join(spread)})[ \]】]*(:?)")

    def read(self, text: str, plain: str, lines: Sequence[Line]) -> Labels:
        """The labels of the first lines with their values.

        A label stands at the head of a line or behind a space, and has a colon, a tab, a pipe or the line's
        end behind it. Refused: a lone label without a colon, the word inside a sentence (资金来源：财政).
        """
        found: list[_Label] = []
        room = [line for line in lines[:_ROOM] if line.plain]
        for at, line in enumerate(room):
            found.extend(self._of(text, plain, line, at))
        if len({label.field for label in found}) < 2 and not any(x.marked for x in found):
            return Labels()
        holders = {label.line for label in found}
        values: dict[str, tuple[str, Said]] = {}
        yields: set[str] = set()
        taken = {room[at].number for at in holders}
        for label in found:
            said = _said(text, label.start, label.end)
            below = label.line + 1
            last = said is None and label.end >= room[label.line].end
            if last and below < len(room) and below not in holders and len(holders) > 1:
                said = _said(text, room[below].start, room[below].end)
                taken.add(room[below].number)
            if said is None or said.end - said.start > _MAX_VALUE:
                continue
            if label.field not in values:
                values[label.field] = text[said.start : said.end], said
                yields |= {label.field} if label.word in self._yielding else set()
        if len(holders) == 1 and len(found) == 1:  # 名称：… alone is no table of metadata
            values.pop("title", None)
        return Labels(values, frozenset(taken), frozenset(yields))

    def _of(self, text: str, plain: str, line: Line, at: int) -> list[_Label]:
        """The labels of one line."""
        matches = []
        for match in self._label.finditer(plain[line.start : line.end]):
            behind = text[line.start + match.end(1) : line.end].lstrip(" \u3000]】")
            if match[2] or not behind.strip() or behind[0] in "\t|｜":
                matches.append(match)
        if matches and plain[line.start : line.start + matches[0].start()].strip(_AROUND):
            return []
        ends = [line.start + m.start() for m in matches[1:]] + [line.end] * bool(matches)
        return [
            _Label(
                self._fields[match[1].replace(" ", "")],
                match[1].replace(" ", ""),
                at,
                line.start + match.end(),
                end,
                bool(match[2]),
            )
            for match, end in zip(matches, ends, strict=True)
        ]


def _said(text: str, start: int, end: int) -> Said | None:
    """A value without the space and the pipes around it; None where nothing is left."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip(_AROUND))
    stop = start + len(words.rstrip(_AROUND))
    return Said(begin, stop) if begin < stop else None
