"""File → text with offsets: which documents there are, and what stands in them."""

from policy_extract.readers.confined import ConfinedReader
from policy_extract.readers.discover import Discovery, Input, discover, only_document
from policy_extract.readers.names import document_ids, slug
from policy_extract.readers.reading import read_document
from policy_extract.readers.source import (
    MAX_BYTES,
    MAX_CHARS,
    MAX_LINE,
    SourceText,
    Unreadable,
)
from policy_extract.readers.text import decode

__all__ = [
    "MAX_BYTES",
    "MAX_CHARS",
    "MAX_LINE",
    "ConfinedReader",
    "Discovery",
    "Input",
    "SourceText",
    "Unreadable",
    "decode",
    "discover",
    "document_ids",
    "only_document",
    "read_document",
    "slug",
]
