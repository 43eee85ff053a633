"""Saved pages of one file (mhtml): the mail that holds a page with its pictures → the page."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Final

from policy_extract.document import Sourced
from policy_extract.readers.html.decoding import page_text
from policy_extract.readers.html.reading import read_page
from policy_extract.readers.source import Unreadable

_MAX_PARTS: Final = 2000
_PAGES: Final = frozenset(("text/html", "application/xhtml+xml"))


def read_mhtml(data: bytes, path: str) -> Sourced:
    """The article of a saved page: of its first part that is a page, or of a frame's where that one holds nothing.

    Raises Unreadable as ``read_html`` does; ``read.mhtml_no_page`` where no part is a page.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip())
    refusal: Unreadable | None = None
    for part in _pages(message):
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        try:
            text, warnings = page_text(payload, path, part.get_content_charset())
            return read_page(text, path, warnings)
        except Unreadable as error:
            refusal = refusal or error
    raise refusal or Unreadable(path, "read.mhtml_no_page")


def _pages(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            return
        if part.get_content_type() in _PAGES and not part.is_multipart():
            yield part
