"""PDF files made for tests: signs, lines and pictures put on pages by hand, y from above as people measure."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT = 90.0, 506.0  # 26 signs of 16 points
FONT = "STSong-Light"


class Sheets:
    """Pages of a PDF file under way; ``data`` ends it."""

    def __init__(self, **options: object) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._file = BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4, invariant=1, **options)

    def put(self, x: float, y: float, words: str, size: float = 16) -> None:
        """Words whose base line is ``y`` points below the page's top."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, words)

    def odd(self, x: float, y: float, words: str) -> None:
        """Words of signs that no font here has, in a font of the file that calls some other shapes so."""
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        glyphs = pdfmetrics.getFont("Vera").face.charToGlyph
        for index, sign in enumerate(words):
            glyphs[ord(sign)] = glyphs[ord("A") + index % 26]
        self.canvas.setFont("Vera", 16)
        self.canvas.drawString(x, HEIGHT - y, words)

    def centred(self, y: float, words: str, size: float) -> None:
        """Words in the middle of the page."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - y, words)

    def prose(self, y: float, words: str, size: float = 16, opens: bool = True) -> float:
        """A paragraph set as offices do: two signs further in, cut at the right edge; where the next line stands."""
        room = RIGHT - LEFT
        lines = [""]
        for sign in words:
            indent = 2 * size if opens and len(lines) == 1 else 0
            if stringWidth(lines[-1] + sign, FONT, size) > room - indent + 0.1:
                lines.append("")
            lines[-1] += sign
        for index, line in enumerate(lines):
            self.put(LEFT + (2 * size if opens and index == 0 else 0), y, line, size)
            y += 28
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

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
            self.rule(xs[0], y + index * height, xs[-1], y + index * height)
        for x in xs:
            self.rule(x, y, x, bottom)
        for index, row in enumerate(rows):
            for left, words in zip(xs, row, strict=False):
                for line, part in enumerate(words.split("\n")):
                    self.put(left + 6, y + index * height + 13 + line * 14, part, size)
        return bottom

    def picture(
        self, x: float = 0, bottom: float = HEIGHT, width: float = WIDTH, height: float = HEIGHT
    ) -> None:
        """A grey picture, all over the page as a scanner leaves it."""
        from PIL import Image

        grey = Image.new("L", (80, 110), 200)
        self.canvas.drawImage(ImageReader(grey), x, HEIGHT - bottom, width, height)

    def next(self) -> None:
        """Turn the page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._file.getvalue()
