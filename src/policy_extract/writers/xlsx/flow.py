"""A workbook whose rows and links go to the disk as they come, once they are many: in memory is what stands above and around the tables.

A small workbook, the one plan of a first try, is put together in memory: where others use the disk, sixty files that live for a moment cost as much as
all that stands in them.

The library has a mode for that (“constant memory”), which knows no tables and no sheet whose first lines are written last. Strings are shared by cells, as
programs write them, until there are so many that the table of them would hold every sentence of every plan; the others stand in their cells.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TextIO

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.url import UrlTypes
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from policy_extract.writers.xlsx.looks import DEFAULT

#: Strings stay strings, whatever they look like.
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": DEFAULT,
}
#: So many strings are shared: those of some fifty plans of 28,000 signs.
SHARED: Final = 50_000
#: So many signs of a sheet's rows, and of its links, are held before they go to the disk: those of a hundred rows or two.
HELD: Final = 1 << 16
#: The same bytes on every run: no clock in the file.
_CREATED: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Flow(Worksheet):  # type: ignore[misc]  # the library has no types
    """A worksheet whose rows, once filled, lie in a file, or in memory while they are few, until the workbook is put together."""

    def __init__(self) -> None:
        super().__init__()
        self.fh: Any
        self.table: dict[int, dict[int, Any]]
        self.dim_rowmax: int
        self._flown: tuple[TextIO, TextIO] | None = None  # rows, and their links
        self._relations: dict[
            str, list[str]
        ] = {}  # one for each address, which the library would have anew for each link
        self._above = 0  # the last row that is held

    @contextmanager
    def row(self, number: int) -> Iterator[None]:
        """While this row is filled, height and all; rows come in their order, below those that are held, and none is filled twice."""
        if self._flown is None:
            self._above = number - 1
        rows, links = self._flown or (io.StringIO(newline=""), io.StringIO(newline=""))
        held, self.table = self.table, defaultdict(dict)
        self.previous_row = number
        self.constant_memory = self.str_table.unique_count >= SHARED
        yield
        self.fh = rows
        self._write_single_row(number)
        self.fh = links
        self._write_links(number)
        del self.row_info[number], self.row_sizes[number]
        self.constant_memory, self.table = False, held
        self._flown = self._laid_by(rows), self._laid_by(links)

    @property
    def is_on_disk(self) -> bool:
        """Whether rows or links were too many to be held."""
        return not all(isinstance(file, io.StringIO) for file in self._flown or ())

    def table_over(self, first: int, last: int, width: int, options: dict[str, Any]) -> None:
        """A table of rows that are gone: as one of its first row, for the library notes every cell, then made as long as it is."""
        self.add_table(first, 0, first + 1, width - 1, options)
        whole = xl_range(first, 0, last, width - 1)
        self.tables[-1].update({"range": whole, "a_range": whole, "autofilter": whole})

    def _write_rows(self) -> None:
        if self._flown is None:
            super()._write_rows()
            return
        last, self.dim_rowmax = self.dim_rowmax, self._above
        super()._write_rows()
        self.dim_rowmax = last
        self._take_back(self._flown[0])

    def _write_hyperlinks(self) -> None:
        if self._flown is None:
            super()._write_hyperlinks()
            return
        links = self._flown[1]
        into, self.fh = self.fh, links
        for number in list(self.hyperlinks):
            self._write_links(number)
        self.fh = into
        some = links.tell() > 0
        if some:
            self._xml_start_tag("hyperlinks")
        self._take_back(links)
        if some:
            self._xml_end_tag("hyperlinks")

    def _write_links(self, number: int) -> None:
        """The links of a row, which are held no more."""
        for column, url in self.hyperlinks.pop(number, {}).items():
            if url._link_type is UrlTypes.INTERNAL:
                self._write_hyperlink_internal(number, column, url)
                continue
            self.rel_count += 1
            self._write_hyperlink_external(number, column, self.rel_count, url)
            target = url._target()
            relation = self._relations.setdefault(target, ["/hyperlink", target, "External"])
            self.external_hyper_links.append(relation)

    def _laid_by(self, file: TextIO) -> TextIO:
        """The file, or one on the disk that goes on where it has become too long to be held."""
        if not isinstance(file, io.StringIO) or file.tell() <= HELD:
            return file
        onto = tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=self.tmpdir)  # noqa: SIM115  # taken back at the end
        with file:
            onto.write(file.getvalue())
        return onto

    def _take_back(self, file: TextIO) -> None:
        with file:
            file.seek(0)
            shutil.copyfileobj(file, self.fh)


@contextmanager
def book(properties: dict[str, Any]) -> Iterator[tuple[Workbook, io.BytesIO]]:
    """A workbook with these properties, to be filled with sheets of ``Flow``, and its bytes when it is filled. Raises OSError."""
    made = io.BytesIO()
    with tempfile.TemporaryDirectory(
        prefix="policy-extract-", ignore_cleanup_errors=True
    ) as folder:
        filled = Workbook(made, _OPTIONS | {"tmpdir": folder})
        filled.worksheet_class = Flow
        filled.set_properties({"author": "policy-extract", "created": _CREATED, **properties})
        yield filled, made
        # the parts of the whole are held under the same condition as the rows
        filled.in_memory = not any(sheet.is_on_disk for sheet in filled.worksheets())
        try:
            filled.close()
        except FileCreateError as error:  # a full disk is told as one
            raise OSError(*error.args) from error
