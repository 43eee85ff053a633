"""What the tool says to people, in Chinese and in English; wording only, no logic.

``TEXTS[key]`` is (中文, English), both with the same ``{fields}`` (a test holds them together).
What is written to JSON and tables is always English; workbook and report speak the language asked for.
To add a text: one line in the family it belongs to (``reading``, ``workbook``, …), then
``text(language, key, field=value)`` where it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from policy_extract.messages import (
    arithmetic,
    commands,
    desk,
    engines,
    explaining,
    findings,
    gazetteers,
    looking,
    reading,
    report,
    review,
    tables,
    terminal,
    values,
    verifying,
    versions,
    workbook,
)
from policy_extract.visible import shown_name

Language = Literal["zh", "en"]

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    **reading.TEXTS,
    **gazetteers.TEXTS,
    **commands.TEXTS,
    **looking.TEXTS,
    **explaining.TEXTS,
    **values.TEXTS,
    **findings.TEXTS,
    **arithmetic.TEXTS,
    **desk.TEXTS,
    **engines.TEXTS,
    **workbook.TEXTS,
    **report.TEXTS,
    **tables.TEXTS,
    **review.TEXTS,
    **terminal.TEXTS,
    **versions.TEXTS,
    **verifying.TEXTS,
}


#: What names a file or a folder: a line break in it must not begin a line of its own, with words that we never said.
_IN_ONE_LINE: Final = frozenset({"path", "out", "folder", "name", "document"})


class Told(Exception):
    """Mixed into an error whose words exist in every language: ``told`` says them.

    ``str(error)`` stays English, because that is what goes into the output files.
    """

    code: str
    fields: Mapping[str, object]

    def told(self, language: Language) -> str:
        """What went wrong and the way out, in the language asked for."""
        return text(language, self.code, **self.fields)


def text(language: Language, key: str, **fields: object) -> str:
    """The text ``key`` in a language, its fields filled in; KeyError for an unknown key.

    Names of files stand in one line, whatever signs they hold (``visible.shown_name``).
    """
    chinese, english = TEXTS[key]
    if not _IN_ONE_LINE.isdisjoint(fields):
        for name in _IN_ONE_LINE.intersection(fields):
            fields[name] = shown_name(str(fields[name]))
    return (chinese if language == "zh" else english).format_map(fields)


def listed(language: Language, names: Iterable[str]) -> str:
    """Names one behind the other, as the language parts them: 、 or a comma and a space."""
    return ("、" if language == "zh" else ", ").join(names)


def warning(language: Language, code: str) -> str:
    """A warning of the manifest in words: “pictures_left_out:46” is the code and, behind a colon, its detail.

    A code that nobody knows is returned as it is.
    """
    name, _, detail = code.partition(":")
    key = f"warning.{name}"
    return text(language, key, detail=detail) if key in TEXTS else code


def language_of(environment: Mapping[str, str]) -> Language:
    """The language a terminal asks for: ``zh`` when LC_ALL, LC_MESSAGES or LANG begins with zh.

    The first of the three that is set decides, as POSIX has it; everything else is ``en``.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
