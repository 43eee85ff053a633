"""The tree of WordprocessingML: names of its elements, and their children as a reader without markup sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

#: An element of lxml, which has no types.
Element = Any

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Wrappers that print nothing themselves; what a tracked change put in is in.
_OPEN: Final = frozenset(
    {_WORD + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo")}
)
# What a tracked change took out or away.
_GONE: Final = frozenset({_WORD + name for name in ("del", "moveFrom")})
_FRAME, _CONTENT = _WORD + "sdt", _WORD + "sdtContent"
_ALTERNATE, _CHOICE = _COMPATIBILITY + "AlternateContent", _COMPATIBILITY + "Choice"
_FALLBACK: Final = _COMPATIBILITY + "Fallback"
_WRAPPERS: Final = _OPEN | _GONE | {_FRAME, _ALTERNATE}
_OFF: Final = frozenset({"0", "false", "off", "none"})


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of the text: “p”, “tbl”, “val”."""
    return _WORD + name


@cache
def m(name: str) -> str:
    """The full name of an element of a formula: “oMath”, “t”."""
    return _MATH + name


def local(element: Element) -> str:
    """The name without its namespace: “p”."""
    return _bare(element.tag)


@cache
def _bare(tag: str) -> str:
    return str(tag).rpartition("}")[2]


def value(parent: Element | None, name: str, attribute: str = "val") -> str | None:
    """An attribute of the child of this name, None where there is no such child or attribute."""
    child = parent.find(w(name)) if parent is not None else None
    found = child.get(w(attribute)) if child is not None else None
    return None if found is None else str(found)


def whole(parent: Element | None, name: str, attribute: str = "val") -> int | None:
    """The attribute as a whole number, None where it is none."""
    words = value(parent, name, attribute)
    try:
        return int(words) if words is not None else None
    except ValueError:
        return None


def switched(parent: Element | None, name: str) -> bool | None:
    """Whether a property stands there and is on; None where it does not stand there."""
    child = parent.find(w(name)) if parent is not None else None
    if child is None:
        return None
    return str(child.get(_WORD + "val", "1")) not in _OFF


def chosen(alternate: Element) -> Element | None:
    """The one of several forms of a content that is read: the first choice, else the fallback."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate.find(_FALLBACK)


def children(parent: Element) -> Iterator[Element]:
    """The children as they are printed: tracked changes accepted, wrappers opened, one form of several."""
    for child in parent:
        if child.tag not in _WRAPPERS:
            if isinstance(child.tag, str):
                yield child
        elif (inner := _inner(child)) is not None:
            yield from children(inner)


def placed(
    parent: Element, path: str, contents: bool = False
) -> Iterator[tuple[Element, str, bool]]:
    """The children with their paths, and whether they stand in a table of contents.

    Paths count from 1 among siblings of one name (“body/sdt[1]/sdtContent/p[3]”), wrappers included, so that they
    are places in the file's own tree.
    """
    counts: Counter[str] = Counter()
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str):  # a comment
            continue
        counts[tag] += 1
        here = f"{path}/{local(child)}[{counts[tag]}]"
        if tag not in _WRAPPERS:
            yield child, here, contents
        elif (inner := _inner(child)) is not None:
            deeper = here if inner is child else f"{here}/{local(inner)}"
            listed = contents or (tag == _FRAME and _lists_contents(child.find(w("sdtPr"))))
            yield from placed(inner, deeper, listed)


def _inner(wrapper: Element) -> Element | None:
    """What a wrapper holds that is printed, None for nothing: a change that took out, the prompt of an empty field."""
    tag = wrapper.tag
    if tag in _OPEN:
        return wrapper
    if tag == _FRAME:
        prompt = switched(wrapper.find(w("sdtPr")), "showingPlcHdr")
        return None if prompt else wrapper.find(_CONTENT)
    return chosen(wrapper) if tag == _ALTERNATE else None


def _lists_contents(properties: Element | None) -> bool:
    part = properties.find(w("docPartObj")) if properties is not None else None
    return (value(part, "docPartGallery") or "").lower() == "table of contents"
