"""What is wrong with a gazetteer, in the language of whoever is to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from policy_extract import messages
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
}


class BrokenGazetteer(messages.Told, GazetteerError):
    """A GazetteerError that says file, key and reason in every language."""

    def __init__(self, path: object, key: str, code: str, **fields: object) -> None:
        self.code, self.fields = code, fields
        GazetteerError.__init__(self, path, key, messages.text("en", code, **fields))

    def told(self, language: messages.Language) -> str:
        """File, key, and what is wrong with the way out."""
        return f"{self.path}: {self.key}: {messages.text(language, self.code, **self.fields)}"


def misnamed(
    path: Path, key: str, code: str, shown: str, name: str, known: Iterable[str], suffix: str = ""
) -> BrokenGazetteer:
    """A name that nothing reads, with the nearest one that is read, else all of them."""
    listed = sorted(known)
    near = get_close_matches(name, listed, 1) or listed
    return BrokenGazetteer(path, key, code, name=shown, known=" ".join(n + suffix for n in near))


def missing(file: str, name: str, lists: Mapping[str, Mapping[str, object]]) -> BrokenGazetteer:
    """A list that the rules ask for and no gazetteer holds, with the nearest that there is."""
    known = [f"{f}.toml: {n}" for f, names in lists.items() for n in names]
    near = get_close_matches(f"{file}.toml: {name}", known, 1)
    return BrokenGazetteer(f"{file}.toml", name, "gazetteer.no_list", near=" ".join(near) or "-")


def of_record(path: Path, key: str, error: ValidationError) -> BrokenGazetteer:
    """The first thing that is wrong with a record."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    code = _KINDS.get(first["type"], "gazetteer.field")
    allowed = first.get("ctx", {}).get("expected", "")
    return BrokenGazetteer(
        path, key, code, field=field, value=first["input"], allowed=allowed, error=first["msg"]
    )


def absent(path: Path, key: str, code: str, name: str, known: Iterable[str]) -> BrokenGazetteer:
    """What a line names and there is not, with the nearest that there is."""
    listed = list(known)
    near = get_close_matches(name, listed, 3, 0.4) or sorted(listed)[:3] or ["-"]
    return BrokenGazetteer(path, key, code, name=name, near=" ".join(near))
