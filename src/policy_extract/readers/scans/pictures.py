"""Pictures as documents: each is a page as a scanner gives it; a TIFF may hold several."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from policy_extract.document import Sourced
from policy_extract.readers.pages.document import sourced_of
from policy_extract.readers.pages.page import ReadPage
from policy_extract.readers.scans.pages import recognised_page
from policy_extract.readers.scans.recognising import LONGEST, Recogniser, installed
from policy_extract.readers.source import GoesOn, Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels of a page: A0 at 200 dots an inch has 60 million; beyond that is a bomb.
MAX_PIXELS: Final = 100_000_000
#: Pages of a TIFF: a fax or a scanner's batch.
MAX_PAGES: Final = 300
_DOTS: Final = 150 / 72  # pixels a point, once the picture has the size that is read
_LEAST: Final = 1000  # pixels of the longer side: smaller pictures are enlarged


def read_picture(data: bytes, path: str, goes_on: GoesOn) -> Sourced:
    """The words in a picture. Raises Unreadable: ``read.picture`` (the extra is not there) and as ``words_of``."""
    recogniser = installed(goes_on)
    if recogniser is None:
        raise Unreadable(path, "read.picture")
    return words_of(data, path, recogniser)


def words_of(data: bytes, path: str, recogniser: Recogniser) -> Sourced:
    """The words that a recogniser finds in a picture, with a block for each line.

    Raises Unreadable: ``read.broken``, ``read.huge_picture``, ``read.too_many_pages``, ``read.nothing_recognised``.
    """
    from PIL import Image, UnidentifiedImageError

    pages: list[ReadPage] = []
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP")) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > MAX_PAGES:
                raise Unreadable(path, "read.too_many_pages", count=count, limit=MAX_PAGES)
            for index in range(count):
                picture.seek(index)
                if picture.width * picture.height > MAX_PIXELS:
                    size = picture.width * picture.height
                    raise Unreadable(path, "read.huge_picture", count=size, limit=MAX_PIXELS)
                pages.append(recognised_page(_pixels(picture), index + 1, _DOTS, recogniser))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise Unreadable(path, "read.broken", error=str(error)[:200]) from error
    return sourced_of([pages], path, recognising=True)


def _pixels(picture: Image) -> Any:
    """A picture as an array, turned as its camera says, on white, of a size that is read well."""
    import numpy
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.getbands() or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        white = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(white, upright)
    plain = upright.convert("RGB")
    longer = max(plain.size)
    wanted = min(max(longer, _LEAST), LONGEST)
    if wanted != longer:
        size = (
            max(1, round(plain.width * wanted / longer)),
            max(1, round(plain.height * wanted / longer)),
        )
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    return numpy.asarray(plain)[:, :, ::-1].copy()
