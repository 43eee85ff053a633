"""Paragraphs → sentences and tokens; the only place that knows jieba and spaCy."""

from policy_extract.segment.sentences import Sentence, sentences
from policy_extract.segment.tokens import Tokenizer, Word

__all__ = ["Sentence", "Tokenizer", "Word", "sentences"]
