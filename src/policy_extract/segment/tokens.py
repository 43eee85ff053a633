"""Words: the only place, with its sibling ``sentences``, that knows jieba and spaCy.

Names are found by characters; tokens only settle where a name that nobody knows ends and the word
after it begins. jieba cuts, spaCy holds the words: ``Doc`` gives spans with character offsets and
the alignment of a span of characters to the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policy_extract.segment.dictionary import cutter

if TYPE_CHECKING:
    from spacy.tokens import Doc


# a line of the dictionary: word, frequency, tag
_OTHER_WORD = re.compile("\n([^ ]+) [0-9]+ ([^nilmz\n][^\n]*)")


class Word(NamedTuple):
    """A word of a text with its part of speech in jieba's dictionary.

    “x” for what stands in none, and for nouns, numerals and set phrases (``Tokenizer.tags``).
    """

    text: str
    tag: str


class Tokenizer:
    """jieba's words as spaCy documents; jieba and spaCy are loaded at the first use, not before."""

    def __init__(self) -> None:
        self._jieba: Any = None
        self._vocab: Any = None
        self._doc: Any = None
        self._tags: dict[str, str] | None = None

    def doc(self, text: str) -> Doc:
        """The words of ``text`` as a spaCy Doc; token offsets are code points of ``text``.

        Nothing is added or dropped: ``doc.text == text``. Meant for a clause, not for a whole plan.
        """
        if self._doc is None:
            from spacy.tokens import Doc as SpacyDoc
            from spacy.vocab import Vocab

            self._doc, self._vocab = SpacyDoc, Vocab()
        words = list(self._cutter().cut(text, HMM=True)) if text else []
        doc: Doc = self._doc(self._vocab, words=words, spaces=[False] * len(words))
        return doc

    def frequency(self, word: str) -> int:
        """How often jieba's dictionary has met ``word``; 0 for what it does not know."""
        return int(self._cutter().FREQ.get(word) or 0)

    def knows(self, word: str) -> bool:
        """Whether ``word`` stands in jieba's dictionary: an ordinary word or a famous name."""
        return self.frequency(word) > 0

    def pieces(self, text: str) -> list[str]:
        """``text`` in dictionary words; what the dictionary does not know falls into characters.

        康鹏半导体 → 康, 鹏, 半导体: the characters left over betray an invented name.
        """
        return list(self._cutter().cut(text, HMM=False))

    def words(self, text: str) -> list[Word]:
        """``text`` in dictionary words, each with its part of speech: 陆续/d 建成/v 泵站/n.

        The tag is the dictionary's one for the word wherever it stands: ``jieba.posseg``, which looks at
        the words around, costs four times as much as cutting. Meant for a name, not for a whole plan.
        """
        tags = self.tags()
        return [Word(word, tags.get(word, "x")) for word in self._cutter().cut(text, HMM=False)]

    def tags(self) -> Mapping[str, str]:
        """The part of speech of the words of the dictionary, names and set phrases left out.

        Those (tags n…, i, l, m, z) are five words in six, and nothing here asks for them. Read at the first call.
        """
        return self._tags if self._tags is not None else self._read_tags()

    def tagged(self, tags: frozenset[str]) -> frozenset[str]:
        """All words of the dictionary whose part of speech is one of ``tags``."""
        return frozenset(word for word, tag in self.tags().items() if tag in tags)

    def _read_tags(self) -> dict[str, str]:
        with self._cutter().get_dict_file() as file:
            lines = "\n" + file.read().decode("utf-8")
        self._tags = dict(_OTHER_WORD.findall(lines))
        return self._tags

    def _cutter(self) -> Any:
        if self._jieba is None:
            self._jieba = cutter()
        return self._jieba
