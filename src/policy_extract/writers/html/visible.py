"""Signs that nobody sees and that turn the words around them are shown by their names."""

from __future__ import annotations

import re
from typing import Final

#: What sets the direction of text, and control characters: the same as in ``static/00-dom.js``.
_UNSEEN: Final = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def visible(words: str) -> str:
    """Words with such signs as ⟨U+202E⟩, so that they turn nothing."""
    return _UNSEEN.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", words)
