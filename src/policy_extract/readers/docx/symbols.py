"""Signs of Word's symbol fonts → the signs of Unicode that look like them; others print nothing that can be read."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {0x4F: "×", 0x50: "√", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●"}
_SYMBOL: Final = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB7: "·", 0xB9: "≠", 0xBB: "≈",
    0x2D: "－", 0xA2: "′", 0xB2: "″", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x53: "∑", 0x44: "Δ",
}  # fmt: skip
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE: Final = 0xF000  # from here on stand the signs of symbol fonts
_PRIVATE_END: Final = 0xF0FF


def symbol(font: str, code: str) -> str:
    """The sign of w:sym: Wingdings F0FC → √; "" for one that no table holds."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    bare = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE_END else number
    table = _FONTS.get(font.lower())
    if table is not None:
        return table.get(bare, "")
    return chr(number) if 0x20 <= number < _PRIVATE and not 0xD800 <= number < 0xE000 else ""
