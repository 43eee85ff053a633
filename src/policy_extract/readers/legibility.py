"""Whether text has words: a broken font map leaves signs that no reader can turn back into them."""

from __future__ import annotations

from typing import Final

from policy_extract.document import is_han
from policy_extract.expressions import expression

#: So many signs tell; a page of fewer is a cover or a title.
_ENOUGH: Final = 200
#: Share of signs without meaning from which a text is none: plans have a few signs of symbol fonts, none above
#: one in a hundred; gazettes with broken fonts have nearly half.
_MEANINGLESS: Final = 0.15
#: “(cid:127)” is what converters write for a sign that the font does not name.
_UNNAMED: Final = expression(r"\(cid:\d{1,5}\)")
_UNNAMED_SHARE: Final = 0.02
_OWN: Final = expression("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x00-\x08\x80-\x9f]")
_ODD_LETTERS: Final = expression("[\u00a1-\u02ff\ufb00-\ufb06\u2020-\u2044]")
_MARKS: Final = expression(r"[!-/:-@\[-`{-~]")


def meaningless(text: str) -> float:
    """The share of signs that stand for nothing: of a font's own, unnamed, or none at all (0 to 1)."""
    signs = _signs(text)
    if not signs:
        return 0.0
    return (len(_OWN.findall(text)) + len(_UNNAMED.findall(text))) / signs


def illegible(text: str) -> bool:
    """Whether a text is what a broken font map leaves. Linear time.

    Signs of the font's own (private use), “(cid:127)”, or hardly a Chinese sign among marks and odd letters
    (“!"#$%&’()*+ﬁﬂ†‡”). Refused: short texts, English, tables of figures, bullets of symbol fonts.
    """
    signs = _signs(text)
    if signs < _ENOUGH:
        return False
    unnamed = len(_UNNAMED.findall(text))
    if (
        unnamed >= _UNNAMED_SHARE * signs
        or unnamed + len(_OWN.findall(text)) >= _MEANINGLESS * signs
    ):
        return True
    # the rare first: no text that can be read has so many odd letters
    if len(_ODD_LETTERS.findall(text)) <= 0.03 * signs:
        return False
    return sum(map(is_han, text)) < 0.1 * signs and len(_MARKS.findall(text)) > 0.2 * signs


def _signs(text: str) -> int:
    """How many signs a text has without its white space."""
    return len("".join(text.split()))
