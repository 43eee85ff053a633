"""The only reader of ``gazetteers/``: words, names and scales as one immutable value."""

from policy_extract.lexicon.lexicon import names_of_indicators
from policy_extract.lexicon.load import Lexicon, gazetteer_dir, load, load_lists

__all__ = ["Lexicon", "gazetteer_dir", "load", "load_lists", "names_of_indicators"]
