"""What a reader gives, what it raises, and the limits it keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from policy_extract import messages
from policy_extract.document import Block, RecognisedPage, Sourced
from policy_extract.errors import ReadError

#: What a slow reader calls after each page: it has not hung.
GoesOn = Callable[[], None]

#: The largest file of a format with structure (pictures count); a text has limits of its own.
MAX_FILE: Final = 200_000_000

#: The longest provincial plans have about 150,000 characters; 5,000,000 is no plan any more.
MAX_CHARS: Final = 5_000_000

#: UTF-8 needs at most four bytes a character: a larger file is refused before it is read.
MAX_BYTES: Final = 4 * MAX_CHARS

#: A whole plan in one line still passes; beyond that it is a dump that rules would creep through.
MAX_LINE: Final = 200_000


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as text: offsets of all records count the code points of ``text``.

    ``text`` keeps its line ends as they were read ("\\r\\n" stays two characters); a byte order
    mark is not part of it, and every other line end (a lone "\\r", the line end of old Macs, a page
    break, U+0085, U+2028, U+2029) is a "\\n", one for one. ``encoding`` is the name by which Python
    decodes the file, None for a format that is no text; ``sha256`` is of the file's bytes; ``warnings`` are
    codes ("warning.…" in ``messages``). A format with structure of its own gives ``blocks`` of ``text``
    and ``meta``, what the file says of itself; its ``text`` is then the reader's own, without the
    format's signs.
    """

    path: str
    text: str
    encoding: str | None
    sha256: str
    format: str
    warnings: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
    converted_by: str | None = None
    recognised: tuple[RecognisedPage, ...] = ()
    doubtful_tables: tuple[tuple[int, int], ...] = ()

    @property
    def sourced(self) -> Sourced:
        """What layout needs of it: the text, its blocks, what the file says of itself."""
        return Sourced(
            self.text,
            self.blocks,
            self.meta,
            recognised=self.recognised,
            doubtful_tables=self.doubtful_tables,
        )


class Unreadable(messages.Told, ReadError):
    """A document cannot be read; ``reason`` says why in English, ``told`` in any language."""

    def __init__(self, path: object, code: str, **fields: object) -> None:
        told = {k: str(v) if isinstance(v, BaseException) else v for k, v in fields.items()}
        super().__init__(path, messages.text("en", code, **told))
        self.code, self.fields = code, told
