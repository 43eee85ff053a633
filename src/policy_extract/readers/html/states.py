"""Pages that hold no document, and what a page holds that is not read: each named, with the way out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from policy_extract.expressions import expression
from policy_extract.readers.html.flow import Line, Piece
from policy_extract.readers.html.tree import PageTree
from policy_extract.readers.html.words import PageWords
from policy_extract.readers.source import Unreadable

_SIGNS: Final = "-:：|!！。,，()（）[]【】"  # around the number of an error
_MANY: Final = 5  # links of a page that is a list of them
_LITTLE: Final = 80  # signs of sentences: less is no document
_HAN: Final = expression(r"[\u4e00-\u9fff]|\\u[4-9][0-9a-fA-F]{3}")
_IN_SCRIPT: Final = 300  # Chinese signs in the scripts of a page that has no words
_FILE: Final = expression(r"[^\s\"'<>()?&=]+\.(?:pdf|ofd|docx?|wps)", re.IGNORECASE)
_ROOTS: Final = frozenset(("app", "root", "__next", "__nuxt", "main-app", "q-app"))


def refuse(
    tree: PageTree, pieces: Sequence[Piece], weight: int, path: str, words: PageWords
) -> None:
    """Raise Unreadable for a page that holds no document: what it is instead, and what to do."""
    if weight >= _LITTLE:
        return
    said = tree.words(tree.root)
    if file := _embedded(tree):
        raise Unreadable(path, "read.html_embeds", file=file)
    if frames := _frames(tree):
        raise Unreadable(path, "read.html_frames", frames=", ".join(frames[:3]))
    title = " ".join((node.text or "") for node in tree.root.iter("title"))
    head = f"{title} {said[:600]}"
    if any(node.get("type") == "password" for node in tree.root.iter("input")):
        raise Unreadable(path, "read.html_login")
    if scripted(tree):
        raise Unreadable(path, "read.html_script")
    if (error := _failed(head, title, pieces, words)) and len(said) < 1500:
        raise Unreadable(path, "read.html_error", words=error)
    empty = any((node.get("id") or "") in _ROOTS for node in tree.root.iter("div"))
    noscript = " ".join(" ".join(n.itertext()) for n in tree.root.iter("noscript"))
    if empty or any(word in f"{head} {noscript}" for word in words.script):
        raise Unreadable(path, "read.html_script")
    if any(word in head for word in words.login) and len(said) < 400 and not weight:
        raise Unreadable(path, "read.html_login")
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    links = sum(line.linked for line in lines if line.linked >= len(line.words) / 2)
    if (
        sum(line.linked > 0 for line in lines) >= _MANY
        and links >= sum(len(p.words) for p in lines) / 2
    ):
        raise Unreadable(path, "read.html_list")


def _failed(head: str, title: str, pieces: Sequence[Piece], words: PageWords) -> str | None:
    """The words of a page that say that it failed: 您访问的页面不存在, 404.

    A number does so as the first or the last word of the title or of a line. Refused: 4500, 1500公里, 新增 500 个, and
    500 in a cell of a table.
    """
    if word := next((w for w in words.error if not w.isdigit() and w in head), None):
        return word
    numbers = frozenset(word for word in words.error if word.isdigit())
    for line in (title, *(piece.words for piece in pieces if isinstance(piece, Line))):
        told = [part.strip(_SIGNS) for part in line.split()]
        if found := next((word for word in (*told[:1], *told[-1:]) if word in numbers), None):
            return found
    return None


def scripted(tree: PageTree) -> bool:
    """Whether the scripts of a page hold a document's words."""
    return any(
        len(_HAN.findall(node.text or "")) >= _IN_SCRIPT
        for node in tree.root.iter("script", "textarea")
    )


def _embedded(tree: PageTree) -> str | None:
    """The file that a page shows in a frame, a viewer or an object."""
    for node in tree.root.iter("iframe", "embed", "object", "frame"):
        for name in ("src", "data", "data-src"):
            if found := _FILE.search(node.get(name) or ""):
                return found.group().rsplit("/", 1)[-1]
    return None


def _frames(tree: PageTree) -> list[str]:
    return [
        src
        for node in tree.root.iter("frame", "iframe")
        if (src := (node.get("src") or "").strip())
    ]


def _goes_on(line: Line, words: PageWords) -> bool:
    """A line of page numbers: 上一页 1 2 下一页."""
    paging = any(word in line.words for word in words.paging)
    return paging and any(sign.isdigit() for sign in line.words) and words.nothing(line.words)


def warnings_of(
    tree: PageTree, pieces: Sequence[Piece], within: Sequence[Piece], words: PageWords
) -> list[str]:
    """What is not read: linked files, a file in a frame, further pages; ``within``: the pieces before any was left out."""
    found: list[str] = []
    if any(isinstance(piece, Line) and piece.attached for piece in pieces):
        found.append("attachments_linked")
    if any(isinstance(piece, Line) and _goes_on(piece, words) for piece in within):
        found.append("more_pages")
    if _embedded(tree):
        found.append("file_embedded")
    return found
