"""OFD files made for tests, as several writers make them: places in points, y from above, as ``pdf_sheets`` has them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape

MM = 25.4 / 72
WIDTH, HEIGHT = 210 / MM, 297 / MM
LEFT, RIGHT = 90.0, 506.0  # 26 signs of 16 points
SPACE = "http://www.ofdspec.org/2016"


@dataclass(frozen=True)
class Dialect:
    """How a writer writes: ``prefix`` of its elements, one TextObject a “line” or a “sign”, distances as a list
    (“list”), counted (“g”) or not at all (“”), ``scale`` of its transformations, what tables are drawn with
    (“lines”, “bars”, “cells”), whether locations are absolute, whether running heads stand in a template."""

    prefix: str = "ofd:"
    space: str = SPACE
    unit: str = "line"
    distances: str = "g"
    scale: float = 1.0
    rules: str = "lines"
    absolute: bool = False
    template: bool = False
    grouped: bool = False  # every object stands in blocks within blocks


def width(sign: str, size: float) -> float:
    """The width of a sign: Latin ones are half as wide as high."""
    return size / 2 if sign.isascii() else size


def measured(words: str, size: float) -> float:
    return sum(width(sign, size) for sign in words)


@dataclass
class OfdSheets:
    """Pages of an OFD file under way; ``data`` ends it."""

    dialect: Dialect = field(default_factory=Dialect)
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    head: list[str] = field(default_factory=list)

    def put(self, x: float, y: float, words: str, size: float = 16, more: str = "") -> None:
        """Words whose base line is ``y`` points below the page's top."""
        self.pages[-1].extend(self.texts(x, y, words, size, more))

    def texts(self, x: float, y: float, words: str, size: float, more: str = "") -> list[str]:
        """The text objects of words; ``more`` are attributes of each."""
        d = self.dialect
        if d.unit == "sign":
            found = []
            for sign in words:
                if sign != " ":
                    found.append(self._text(x, y, sign, size, more))
                x += width(sign, size)
            return found
        return [self._text(x, y, words, size, more)]

    def _text(self, x: float, y: float, words: str, size: float, more: str) -> str:
        d = self.dialect
        top = y - 0.88 * size
        box = f"{x * MM:.4f} {top * MM:.4f} {measured(words, size) * MM:.4f} {size * MM * 1.1:.4f}"
        ctm = f' CTM="{d.scale} 0 0 {d.scale} 0 0"' if d.scale != 1 else ""
        steps = [width(sign, size) * MM / d.scale for sign in words[:-1]]
        code = (
            f'<{d.prefix}TextCode X="0" Y="{0.88 * size * MM / d.scale:.5f}"{self._delta(steps)}>'
        )
        return (
            f'<{d.prefix}TextObject ID="9" Boundary="{box}" Font="3" Size="{size * MM / d.scale:.5f}"{ctm}{more}>'
            f"{code}{escape(words)}</{d.prefix}TextCode></{d.prefix}TextObject>"
        )

    def _delta(self, steps: Sequence[float]) -> str:
        if not steps or not self.dialect.distances:
            return ""
        if self.dialect.distances == "list":
            return f' DeltaX="{" ".join(f"{step:.4f}" for step in steps)}"'
        runs: list[tuple[int, float]] = []
        for step in steps:
            if runs and runs[-1][1] == step:
                runs[-1] = runs[-1][0] + 1, step
            else:
                runs.append((1, step))
        told = (f"g {n} {step:.4f}" if n > 1 else f"{step:.4f}" for n, step in runs)
        return f' DeltaX="{" ".join(told)}"'

    def centred(self, y: float, words: str, size: float) -> None:
        """Words in the middle of the page."""
        self.put((WIDTH - measured(words, size)) / 2, y, words, size)

    def prose(self, y: float, words: str, size: float = 16, opens: bool = True) -> float:
        """A paragraph set as offices do: two signs further in, cut at the right edge; where the next line stands."""
        lines = [""]
        for sign in words:
            indent = 2 * size if opens and len(lines) == 1 else 0
            if measured(lines[-1] + sign, size) > RIGHT - LEFT - indent + 0.1:
                lines.append("")
            lines[-1] += sign
        for index, line in enumerate(lines):
            self.put(LEFT + (2 * size if opens and index == 0 else 0), y, line, size)
            y += 28
        return y

    def path(self, box: tuple[float, float, float, float], data: str, more: str = "") -> None:
        """A path in a box (left, top, width, height) in points; the numbers of ``data`` are millimetres."""
        d = self.dialect
        told = " ".join(f"{place * MM:.4f}" for place in box)
        self.pages[-1].append(
            f'<{d.prefix}PathObject ID="9" Boundary="{told}" LineWidth="0.2"{more}>'
            f"<{d.prefix}AbbreviatedData>{data}</{d.prefix}AbbreviatedData></{d.prefix}PathObject>"
        )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line, as a stroke or as a thin bar that is filled."""
        d = self.dialect
        if d.rules == "bars":
            w, h = max(0.5, x1 - x0) * MM, max(0.5, y1 - y0) * MM
            data = f"M0 0L{w:.4f} 0L{w:.4f} {h:.4f}L0 {h:.4f}C"
            self.path((x0, y0, w / MM, h / MM), data, ' Stroke="false" Fill="true"')
        else:
            self.path(
                (x0, y0, x1 - x0, y1 - y0), f"M 0 0 L {(x1 - x0) * MM:.4f} {(y1 - y0) * MM:.4f}"
            )

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rectangle."""
        w, h = (x1 - x0) * MM, (y1 - y0) * MM
        data = f"M 0 0 L {w:.4f} 0 L {w:.4f} {h:.4f} L 0 {h:.4f} L 0 0 C"
        self.path((x0, y0, x1 - x0, y1 - y0), data)

    def table(
        self,
        xs: Sequence[float],
        y: float,
        rows: Sequence[Sequence[str]],
        height: float = 30,
        size: float = 12,
    ) -> float:
        """A table with all its lines; line feeds in a cell are set as lines. The place of its bottom."""
        bottom = y + height * len(rows)
        for index in range(len(rows) + 1):
            if self.dialect.rules == "cells":
                for left, right in pairwise(xs):
                    if index < len(rows):
                        self.frame(left, y + index * height, right, y + (index + 1) * height)
            else:
                self.rule(xs[0], y + index * height, xs[-1], y + index * height)
        for x in xs if self.dialect.rules != "cells" else ():
            self.rule(x, y, x, bottom)
        for index, row in enumerate(rows):
            for left, words in zip(xs, row, strict=False):
                for line, part in enumerate(words.split("\n")):
                    if part:
                        self.put(left + 6, y + index * height + 13 + line * 14, part, size)
        return bottom

    def picture(
        self, x: float = 0, bottom: float = HEIGHT, width: float = WIDTH, height: float = HEIGHT
    ) -> None:
        """A picture, all over the page as a scanner leaves it; nothing reads its part."""
        w, h = width * MM, height * MM
        self.pages[-1].append(
            f'<{self.dialect.prefix}ImageObject ID="9" ResourceID="5" CTM="{w:.3f} 0 0 {h:.3f} 0 0" '
            f'Boundary="{x * MM:.3f} {(bottom - height) * MM:.3f} {w:.3f} {h:.3f}"/>'
        )

    def running_head(self, y: float, words: str, size: float = 10) -> None:
        """Words that stand on every page: in a template, or on each page that there is when this is called."""
        found = self.texts(LEFT, y, words, size)
        if self.dialect.template:
            self.head.extend(found)
        else:
            for page in self.pages:
                page[:0] = found

    def next(self) -> None:
        """Turn the page."""
        self.pages.append([])

    def files(self) -> dict[str, str]:
        """The parts of the file by name."""
        d = self.dialect
        pages = [page for page in self.pages if page is not self.pages[-1] or page]
        root = "/Doc_0/" if d.absolute else ""
        template = f'<{d.prefix}Template TemplateID="2" ZOrder="Background"/>' if self.head else ""
        found = entry({"Doc_0/Document.xml": ""}, d)
        found["Doc_0/PublicRes.xml"] = xml(
            "Res",
            tag(d, "Fonts", f'<{d.prefix}Font ID="3" FontName="仿宋_GB2312" FamilyName="仿宋"/>')
            + tag(d, "DrawParams", f'<{d.prefix}DrawParam ID="4" LineWidth="0.25"/>'),
            d,
        )
        common = tag(d, "PageArea", tag(d, "PhysicalBox", "0 0 210 297"))
        common += tag(d, "PublicRes", f"{root}PublicRes.xml")
        if self.head:
            common += f'<{d.prefix}TemplatePage ID="2" BaseLoc="{root}Tpls/Tpl_0/Content.xml"/>'
            found["Doc_0/Tpls/Tpl_0/Content.xml"] = page_of(self.head, "", d)
        listed = "".join(
            f'<{d.prefix}Page ID="{n}" BaseLoc="{root}Pages/Page_{n}/Content.xml"/>'
            for n in range(len(pages))
        )
        found["Doc_0/Document.xml"] = xml(
            "Document", tag(d, "CommonData", common) + tag(d, "Pages", listed), d
        )
        for n, page in enumerate(pages):
            found[f"Doc_0/Pages/Page_{n}/Content.xml"] = page_of(page, template, d)
        return found

    def data(self) -> bytes:
        """The file."""
        return archive(self.files())


def tag(d: Dialect, name: str, inside: str) -> str:
    return f"<{d.prefix}{name}>{inside}</{d.prefix}{name}>"


def xml(name: str, inside: str, d: Dialect) -> str:
    """A part with its declaration."""
    colon = f":{d.prefix[:-1]}" if d.prefix else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{d.prefix}{name} xmlns{colon}="{d.space}">{inside}'
        f"</{d.prefix}{name}>"
    )


def page_of(objects: Sequence[str], template: str, d: Dialect) -> str:
    """A page's part."""
    inside = "".join(objects)
    if d.grouped:
        inside = f'<{d.prefix}PageBlock ID="6">' * 3 + inside + f"</{d.prefix}PageBlock>" * 3
    layer = f'<{d.prefix}Layer ID="1" Type="Body">{inside}</{d.prefix}Layer>'
    return xml("Page", template + tag(d, "Content", layer), d)


def entry(documents: Mapping[str, str], d: Dialect) -> dict[str, str]:
    """OFD.xml for documents by the names of their root parts; the values go in front of each root."""
    bodies = "".join(
        tag(
            d,
            "DocBody",
            tag(d, "DocInfo", tag(d, "DocID", "0a1b")) + before + tag(d, "DocRoot", name),
        )
        for name, before in documents.items()
    )
    return {"OFD.xml": xml("OFD", bodies, d)}


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in files.items():
            parts.writestr(name, content)
    return file.getvalue()
