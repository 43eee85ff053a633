"""What people type into a list, known again by its words in either language, whatever a program made of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from policy_extract.messages import TEXTS, Language, text

_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


def field_of(head: str, identity: Iterable[str], filled: Mapping[str, str]) -> str | None:
    """The field that a column holds, by its head: one of ``identity`` by its very name, one of ``filled`` by the message
    of its head in either language; None for another column. White space, case and full-width signs do not count.
    """
    fields = {name: name for name in identity} | {
        _plain(text(lang, key)): field for field, key in filled.items() for lang in _LANGUAGES
    }
    return fields.get(_plain(head))


def value_of(words: str, choices: Mapping[str, str]) -> str | None:
    """The choice whose words a cell holds, in either language: “正确” → “correct”; None for other words."""
    said = _plain(words)
    return next((n for n, key in choices.items() if said in map(_plain, TEXTS[key])), None)


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split()).casefold()
