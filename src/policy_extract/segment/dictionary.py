"""jieba's dictionary in memory, made from its file at every start: no cache.

jieba itself keeps what it has read in ``jieba.cache``, in the temporary folder that all users of a machine share, and reads
it with ``marshal`` without asking who wrote it. Whoever writes that file first decides how the words of everybody
else's plans are cut. Made as here the dictionary is ready sooner than jieba reads its own cache.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

#: What stands in a line of the dictionary: word, frequency, tag.
_FIELDS: Final = 3


@cache
def cutter() -> Any:
    """A jieba tokenizer that knows its own dictionary, and no file but that of its package: one in a process.

    Takes about half a second the first time; nobody may teach it words.

    Raises ValueError for a dictionary that is not the one of the package: a line without a frequency.
    """
    with warnings.catch_warnings():
        # jieba 0.42.1 imports pkg_resources and has invalid escapes: no matter for users.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        fields = file.read().decode("utf-8").split()
    words, frequencies = fields[::_FIELDS], list(map(int, fields[1::_FIELDS]))
    tokenizer.FREQ = prefixes(words) | dict(zip(words, frequencies, strict=True))
    tokenizer.total = sum(frequencies)
    tokenizer.initialized = True  # it never looks for a cache
    return tokenizer


def prefixes(words: Sequence[str]) -> dict[str, int]:
    """Every front of a word that is shorter than the word, with the frequency 0: jieba stops where none goes on."""
    found: dict[str, int] = {}
    left, length = list(words), 1
    while left := [word for word in left if len(word) > length]:
        found.update(dict.fromkeys([word[:length] for word in left], 0))
        length += 1
    return found
