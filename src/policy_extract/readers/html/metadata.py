"""What a page says of its document in a table of its own: 索引号, 发文字号, 发布机构, 成文日期, in any arrangement.

Label and value are two cells, dt and dd, two spans or divs, or stand in one line parted by a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.html.tree import Element, PageTree, Runs
from policy_extract.readers.html.words import PageWords

_MAX_LINE: Final = 400  # signs of an element that holds labels with their values
_MAX_LABEL: Final = 16
_LONG: Final = 60  # signs of a run of words that is a sentence of the article
_MAX_VALUE: Final = 200
_STATING: Final = frozenset(("index", "number", "issuers", "issued", "published"))
#: The fields of Meta that a page states; “published” counts where nothing better says when a plan was issued.
_GIVEN: Final = ("index", "number", "issuers", "issued", "published", "title")
_PARTED: Final = expression(r"[\s;；]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A field with its value and the elements that say it."""

    field: str
    value: str
    nodes: tuple[Element, ...]


def take_metadata(tree: PageTree, words: PageWords) -> dict[str, str]:
    """The fields that the page states, by names of Meta (and “published”); their elements are gone from the tree.

    Refused: a lone label that names nothing of ours (来源：…), labels inside the article, a row of heads (索引号 beside
    发文字号 over rows of a list).
    """
    first, last = _article_bounds(tree)
    found = [one for at, one in _stated(tree, words) if at < first or at > last or first < 0]
    fields = {one.field for one in found}
    values: dict[str, str] = {}
    if len({*fields} & _STATING) and (len(found) > 1 or "title" not in fields):
        for one in found:
            tree.gone.update(one.nodes)
            if one.field in _GIVEN and one.field not in values and (said := _clean(one, words)):
                values[one.field] = said
    for node in tree.root.iter("meta"):
        field = words.metas.get((node.get("name") or node.get("property") or "").lower())
        said = _clean(Stated(field, node.get("content") or "", ()), words) if field else ""
        if field and said:
            values.setdefault(field, said)
    return values


def _article_bounds(tree: PageTree) -> tuple[int, int]:
    """Where the first and the last sentence of the page stand, as places in the order of its events; -1 for none."""
    first = last = -1
    for at, (event, node) in enumerate(tree.events(tree.root)):
        run = (node.text if event == "start" else node.tail) or ""
        if len(run) >= _LONG and any(sign in run for sign in "。；"):
            first = at if first < 0 else first
            last = at
    return first, last


def _stated(tree: PageTree, words: PageWords) -> Iterator[tuple[int, Stated]]:
    """The labels with values, each with its place in the order of the page's events."""
    sizes, runs = tree.sizes(), tree.runs()
    taken: set[Element] = set()
    inside: Element = None
    for at, (event, node) in enumerate(tree.events(tree.root)):
        if inside is not None:
            inside = None if event == "end" and node is inside else inside
            continue
        if event != "start" or node in taken or not 0 < sizes[node] <= _MAX_LINE:
            continue
        line = runs.words(node)
        found = (
            _below(runs, node, words)
            or list(_pairs(node, line, words))
            or _beside(tree, runs, node, line, words)
        )
        for one in found:
            yield at, one
            taken.update(one.nodes)
        if found:
            inside = node if len(node) else None


def _pairs(node: Element, line: str, words: PageWords) -> Iterator[Stated]:
    """Labels with colons in a line that opens with one: 索引号：… 发布机构：…."""
    matches = list(words.label.finditer(line))
    if not matches or line[: matches[0].start()].strip("[【 "):
        return
    if len(matches) == 1 and not line[matches[0].end() :].strip():
        return  # its value stands beside
    stops = [*(match.start() for match in matches[1:]), len(line)]
    for match, stop in zip(matches, stops, strict=True):
        yield Stated(_field(match[1], words), line[match.end() : stop], (node,))


def _beside(
    tree: PageTree, runs: Runs, node: Element, line: str, words: PageWords
) -> Sequence[Stated]:
    """A label that fills its element, and the next element with its value."""
    label = _label(line, words)
    if label is None:
        return ()
    value = node.getnext()
    while value is not None and (value in tree.gone or not isinstance(value.tag, str)):
        value = value.getnext()
    if value is None:
        return ()
    said = runs.words(value)
    if _label(said, words) is not None or len(said) > _MAX_VALUE:
        return ()
    return (Stated(label, said, (node, value)),)


def _below(runs: Runs, row: Element, words: PageWords) -> Sequence[Stated]:
    """A table of two rows, labels over their values; refused: heads over the rows of a list."""
    if row.tag != "tr" or row.getprevious() is not None:
        return ()
    values = row.getnext()
    if values is None or values.getnext() is not None:
        return ()
    heads = [_label(runs.words(cell), words) for cell in row]
    cells = [cell for cell in values if cell.tag in ("td", "th")]
    if len(heads) < 2 or len(cells) != len(heads) or None in heads:
        return ()
    return [
        Stated(head or "", runs.words(cell), (row, values))
        for head, cell in zip(heads, cells, strict=True)
    ]


def _label(line: str, words: PageWords) -> str | None:
    bare = "".join(line.split()).strip("[]【】:：|｜")
    return words.labels.get(bare) if 0 < len(bare) <= _MAX_LABEL else None


def _field(written: str, words: PageWords) -> str:
    return words.labels["".join(written.split())]


def _clean(one: Stated, words: PageWords) -> str:
    """The value as Meta has it; "" for one that says nothing of its kind."""
    said = " ".join(one.value.split()).strip(" ]】|｜[【")
    if not said or len(said) > _MAX_VALUE:
        return ""
    if one.field in ("issued", "published"):
        day = words.day.match(said)
        return "".join(day.group().split()) if day else ""
    if one.field == "number":
        return "".join(said.split()) if any(sign.isdigit() for sign in said) else ""
    if one.field == "index":
        return said.split(" ")[0] if any(sign.isdigit() for sign in said) else ""
    return _PARTED.sub("、", said) if one.field == "issuers" and len(said) > 1 else said
