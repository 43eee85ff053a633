"""The only reader of ``gazetteers/``: words, names and scales as one immutable value."""

from policy_extract.lexicon.lexicon import (
    Tails,
    indicators_by_name,
    names_of_indicators,
    names_of_units,
)
from policy_extract.lexicon.load import Lexicon, gazetteer_dir, load, load_lists

__all__ = [
    "Lexicon",
    "Tails",
    "gazetteer_dir",
    "indicators_by_name",
    "load",
    "load_lists",
    "names_of_indicators",
    "names_of_units",
]
