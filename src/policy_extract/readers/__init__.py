"""File → text with offsets: which documents there are, and what stands in them."""

from policy_extract.readers.discover import Discovery, Input, discover
from policy_extract.readers.names import document_ids, slug
from policy_extract.readers.source import (
    FORMATS,
    MAX_BYTES,
    MAX_CHARS,
    MAX_LINE,
    SourceText,
    Unreadable,
)
from policy_extract.readers.text import decode, read_document

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_CHARS",
    "MAX_LINE",
    "Discovery",
    "Input",
    "SourceText",
    "Unreadable",
    "decode",
    "discover",
    "document_ids",
    "read_document",
    "slug",
]
