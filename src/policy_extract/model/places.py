"""Where a record was read: offsets, words, sections, cells, places in the original file."""

from typing import Self

from policy_extract.model.record import Record


class CellRef(Record):
    """A cell of a table: table id, row and column counted from 0 in ``Table.rows``."""

    id: str
    row: int
    col: int

    @classmethod
    def of(cls, id: str, row: int, col: int) -> Self:
        """A cell of a table that layout has read, which is not checked."""
        return cls._of({"id": id, "row": row, "col": col})


class PageAnchor(Record):
    """A place in a PDF: the page from 1, and a box (x0, y0, x1, y1) in points from its top left."""

    page: int
    box: tuple[float, float, float, float] | None = None


class PathAnchor(Record):
    """A place in a document's tree (docx, html): ``body/tbl[2]/tr[3]/tc[1]``."""

    path: str


class SheetAnchor(Record):
    """A cell of a workbook: 指标表, C7."""

    sheet: str
    cell: str


Anchor = PageAnchor | PathAnchor | SheetAnchor


class Source(Record):
    """Where a record was read: code-point offsets, the exact words, section and table cell.

    ``anchor`` says where the words stand in the original file; null for plain text.
    """

    start: int
    end: int
    quote: str
    section: str | None = None
    table: CellRef | None = None
    anchor: Anchor | None = None

    @classmethod
    def of(
        cls, start: int, end: int, quote: str, section: str | None, table: CellRef | None = None
    ) -> Self:
        """A place of a text: there are as many as records, and none is checked."""
        return cls._of(
            {"start": start, "end": end, "quote": quote, "section": section, "table": table, "anchor": None}
        )  # fmt: skip


class Read(Record):
    """The rule that settled a field and the words that it read, in code points.

    ``start`` and ``end`` are null where no words said it; then the record has a doubt for the field.
    """

    rule: str
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, rule: str, start: int | None, end: int | None) -> Self:
        """A rule and its words, which are not checked: a record has up to ten."""
        return cls._of({"rule": rule, "start": start, "end": end})


class Span(Record):
    """A stretch of the document's text in code points, end exclusive."""

    start: int
    end: int


class Ref(Record):
    """A name as used in this document and the entity it was resolved to.

    ``entity`` is null where the name means none of its type: an enterprise in a column of places.
    """

    name: str
    entity: str | None = None

    @classmethod
    def of(cls, name: str, entity: str | None) -> Self:
        """A name with what it means, which is not checked."""
        return cls._of({"name": name, "entity": entity})
