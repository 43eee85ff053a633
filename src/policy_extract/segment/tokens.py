"""Words: the only place, with its sibling ``sentences``, that knows jieba and spaCy.

Names are found by characters; tokens only settle where a name that nobody knows ends and the word
after it begins. jieba cuts; the rules ask for words with their places. ``doc`` gives the same words as a ``Doc`` of spaCy to
whoever goes on with them there: no rule asks for it, since to load spaCy takes longer than to read a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policy_extract.segment.dictionary import Dictionary, dictionary
from policy_extract.tuples import NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Word(NamedTuple):
    """A word of a text with its part of speech in jieba's dictionary.

    “x” for what stands in none, and for nouns, numerals and set phrases (``Tokenizer.tags``).
    """

    text: str
    tag: str


class Placed(NamedTuple):
    """A word and where it stands in its text, in code points."""

    text: str
    start: int
    end: int


class Tokenizer:
    """jieba's words; jieba and spaCy are loaded at the first use, each for itself, not before."""

    def __init__(self) -> None:
        self._known: Dictionary | None = None
        self._vocab: Any = None
        self._doc: Any = None

    def doc(self, text: str) -> Doc:
        """The words of ``text`` as a spaCy Doc; token offsets are code points of ``text``.

        Nothing is added or dropped: ``doc.text == text``. Meant for a clause, not for a whole plan.
        """
        if self._doc is None:
            from spacy.tokens import Doc as SpacyDoc
            from spacy.vocab import Vocab

            self._doc, self._vocab = SpacyDoc, Vocab()
        words = [word.text for word in self.placed(text)]
        doc: Doc = self._doc(self._vocab, words=words, spaces=[False] * len(words))
        return doc

    def placed(self, text: str) -> list[Placed]:
        """The words of ``text``, what the dictionary does not know joined by guess; together they are ``text``.

        Meant for a clause, not for a whole plan.
        """
        found: list[Placed] = []
        end = 0
        for word in self._dictionary().cut(text, unknown=True) if text else ():
            start, end = end, end + len(word)
            found.append(Placed(word, start, end))
        return found

    def over(self, text: str, start: int, end: int) -> list[Placed]:
        """Those words of ``text`` of which a part lies in ``text[start:end]``."""
        return [word for word in self.placed(text) if word.start < end and word.end > start]

    def frequency(self, word: str) -> int:
        """How often jieba's dictionary has met ``word``; 0 for what it does not know."""
        return self._dictionary().frequency(word)

    def knows(self, word: str) -> bool:
        """Whether ``word`` stands in jieba's dictionary: an ordinary word or a famous name."""
        return self.frequency(word) > 0

    def pieces(self, text: str) -> list[str]:
        """``text`` in dictionary words; what the dictionary does not know falls into characters.

        康鹏半导体 → 康, 鹏, 半导体: the characters left over betray an invented name.
        """
        return list(self._dictionary().cut(text, unknown=False))

    def words(self, text: str) -> list[Word]:
        """``text`` in dictionary words, each with its part of speech: 陆续/d 建成/v 泵站/n.

        The tag is the dictionary's one for the word wherever it stands: ``jieba.posseg``, which looks at
        the words around, costs four times as much as cutting. Meant for a name, not for a whole plan.
        """
        known = self._dictionary()
        cut = known.cut(text, unknown=False)
        return [Word(word, known.tags(word[0]).get(word, "x")) for word in cut]

    def tags(self, sign: str) -> Mapping[str, str]:
        """The part of speech of the words of the dictionary that begin with ``sign``, names and set phrases left out.

        Those (tags n…, i, l, m, z) are five words in six, and nothing here asks for them.
        """
        return self._dictionary().tags(sign)

    def _dictionary(self) -> Dictionary:
        if self._known is None:
            self._known = dictionary()
        return self._known
