"""What is wrong with a gazetteer, in the language of whoever is to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from policy_extract import messages, visible
from policy_extract.errors import GazetteerError

#: What pydantic finds wrong with a field → the text that says it.
_KINDS: Final = {
    "missing": "gazetteer.field_missing",
    "extra_forbidden": "gazetteer.field_unknown",
    "literal_error": "gazetteer.field_choice",
    "value_error": "gazetteer.field_code",
    "string_type": "gazetteer.field_text",
    "tuple_type": "gazetteer.field_list",
    "float_parsing": "gazetteer.field_number",
    "float_type": "gazetteer.field_number",
    "int_parsing": "gazetteer.field_whole",
    "int_type": "gazetteer.field_whole",
    "int_from_float": "gazetteer.field_whole",
    "bool_parsing": "gazetteer.field_bool",
    "bool_type": "gazetteer.field_bool",
    "finite_number": "gazetteer.field_number",
    "int_parsing_size": "gazetteer.field_whole",
    "string_pattern_mismatch": "gazetteer.field_blank",
    "too_short": "gazetteer.field_blank",
    "scale": "gazetteer.field_scale",
    "year": "gazetteer.field_year",
}
#: So many signs of a value are shown, and of any other part of a message.
_SHOWN, _LONGEST = 60, 400


class BrokenGazetteer(messages.Told, GazetteerError):
    """A GazetteerError that says file, key and reason in every language."""

    def __init__(self, path: object, key: str, code: str, **fields: object) -> None:
        self.code = code
        self.fields = {name: _short(value, _LONGEST) for name, value in fields.items()}
        key = _short(key, _LONGEST)
        GazetteerError.__init__(self, path, key, messages.text("en", code, **self.fields))

    def told(self, language: messages.Language) -> str:
        """File, key, and what is wrong with the way out."""
        path = visible.shown_name(self.path)
        return f"{path}: {self.key}: {messages.text(language, self.code, **self.fields)}"


def misnamed(
    path: Path, key: str, code: str, shown: str, name: str, known: Iterable[str], suffix: str = ""
) -> BrokenGazetteer:
    """A name that nothing reads, with the nearest one that is read, else all of them."""
    listed = sorted(known)
    near = _near(name, listed, 1) or listed
    return BrokenGazetteer(path, key, code, name=shown, known=" ".join(n + suffix for n in near))


def missing(file: str, name: str, lists: Mapping[str, Mapping[str, object]]) -> BrokenGazetteer:
    """A list that the rules ask for and no gazetteer holds, with the nearest that there is."""
    known = [f"{f}.toml: {n}" for f, names in lists.items() for n in names]
    near = _near(f"{file}.toml: {name}", known, 1)
    return BrokenGazetteer(f"{file}.toml", name, "gazetteer.no_list", near=" ".join(near) or "-")


def _near(name: str, known: list[str], most: int, alike: float = 0.6) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, known, most, alike)


def of_record(path: Path, key: str, error: ValidationError) -> BrokenGazetteer:
    """The first thing that is wrong with a record."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    code = _KINDS.get(first["type"], "gazetteer.field")
    allowed = first.get("ctx", {}).get("expected", "")
    return BrokenGazetteer(
        path,
        key,
        code,
        field=field,
        value=_short(first["input"]),
        allowed=allowed,
        error=first["msg"],
    )


def refuse_signs(path: Path, key: str, word: str, field: str = "") -> None:
    """A sign that nobody sees in a word would keep it from ever being found. Raises GazetteerError."""
    if signs := visible.unseen(word):
        shown, codes = _short(visible.shown_name(word)), " ".join(map(visible.code, signs))
        code = "gazetteer.field_unseen" if field else "gazetteer.unseen"
        raise BrokenGazetteer(path, key, code, word=shown, signs=codes, field=field)


def _short(value: object, most: int = _SHOWN) -> str:
    """A value as a message can show it: numbers of thousands of digits and long words are cut."""
    if isinstance(value, int) and abs(value) > 10**_SHOWN:  # also more digits than Python writes
        return f"10^{len(bin(value)) * 3 // 10}…"
    said = str(value)
    return said if len(said) <= most else f"{said[:most]}…"


def absent(path: Path, key: str, code: str, name: str, known: Iterable[str]) -> BrokenGazetteer:
    """What a line names and there is not, with the nearest that there is."""
    listed = list(known)
    near = _near(name, listed, 3, 0.4) or sorted(listed)[:3] or ["-"]
    return BrokenGazetteer(path, key, code, name=name, near=" ".join(near))
