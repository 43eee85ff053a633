"""How cells look. Nothing is said by looks alone: what is bold or tinted is said by words or signs, too."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from policy_extract.writers.xlsx.columns import Form

FONT: Final = "Microsoft YaHei"
SIZE: Final = 10
_INK, _LINE, _EDGE = "#1F2933", "#C9D1D9", "#5B6B7B"
_HEAD, _FILL, _LINK, _OWN = "#1F4E79", "#FFF8E1", "#0B5394", "#B3261E"
_MOST_PLACES: Final = 10  # more decimals than these are shown as the program likes

#: For the whole workbook.
DEFAULT: Final = {"font_name": FONT, "font_size": SIZE, "font_color": _INK, "font_scheme": ""}

_ALIGNED: Final[dict[Form, dict[str, Any]]] = {
    "text": {"align": "left"},
    "wrap": {"align": "left", "text_wrap": True},
    "hidden": {"align": "left"},
    "number": {"align": "right", "indent": 1},
    "year": {"align": "center", "num_format": "0"},
    "share": {"align": "right", "indent": 1, "num_format": "0%"},
    "link": {"align": "left", "font_color": _LINK, "underline": 1},
    "fill": {"align": "left", "text_wrap": True, "bg_color": _FILL},
    "entry": {"align": "left", "text_wrap": True, "bg_color": _FILL, "num_format": "@"},
    "date": {"align": "center", "num_format": "yyyy-mm-dd", "bg_color": _FILL},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        self.title = self._new({"bold": True, "font_size": 16, "font_color": _HEAD})
        self.about = self._new({"font_color": _EDGE})
        self.back = self._new({"font_color": _LINK, "underline": 1})
        self.empty = self._new({"italic": True})
        self.head = self._new(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": _HEAD, "text_wrap": True,
             "valign": "vcenter", "align": "center", "border": 1, "border_color": _EDGE}
        )  # fmt: skip
        self.own = self._new({"bold": True, "font_color": _OWN})
        self.field = self._new({"underline": 1})
        self.plain = self._new({})

    def cell(
        self, form: Form, *, first: bool = False, places: int = 0, text: bool = False
    ) -> Format:
        """The format of a cell.

        ``first``: the first row of a block, with a line above; ``places``: decimals of a number; ``text``:
        marked as text, so that it stays one when somebody edits it.
        """
        key = (form, first, places, text)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._new(self._properties(form, first, places, text))
        return made

    def _properties(self, form: Form, first: bool, places: int, text: bool) -> dict[str, Any]:
        found = {"valign": "top", "border": 1, "border_color": _LINE} | _ALIGNED[form]
        if form == "number" and places <= _MOST_PLACES:
            found["num_format"] = "#,##0" + (f".{'0' * places}" if places else "")
        if first:
            found |= {"top": 2, "top_color": _EDGE}
        if text:
            found["quote_prefix"] = True
        return found

    def _new(self, properties: dict[str, Any]) -> Format:
        made: Format = self._book.add_format(DEFAULT | properties)
        return made
