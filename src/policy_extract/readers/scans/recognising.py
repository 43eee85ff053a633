"""Pictures → lines of words with their places, by rapidocr with onnxruntime (the extra [ocr]), from models in its wheel.

Nothing is downloaded: the models are named by their files, and without them a scan is refused. Everything runs on one
thread, since sums that are split among threads may round otherwise and give another sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from policy_extract.readers.source import GoesOn, Unreadable
from policy_extract.tuples import NamedTuple

#: What recognises: a picture (an array: height, width, blue-green-red) → its lines.
Pixels = Any
Point = tuple[float, float]


class RecognisedLine(NamedTuple):
    """Words with the corners of their box in pixels (top left, top right, bottom right, bottom left), y from above.

    ``score`` is how sure recognition is of them, 0 to 1.
    """

    words: str
    corners: tuple[Point, Point, Point, Point]
    score: float


class Recogniser(NamedTuple):
    """Reads pictures: ``lines`` finds the lines of one; ``goes_on`` is called after each page."""

    lines: Callable[[Pixels], Sequence[RecognisedLine]]
    goes_on: GoesOn = lambda: None


#: The models in the wheel of rapidocr 3.10: where lines are, and what they say. Its third, which tells lines that stand
#: on their heads, is not asked: of long lines it turns one in fifty that is upright, and they are lost.
_MODELS: Final = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
#: The longest side in pixels that is not made smaller; see ``pages`` for how large pages are drawn.
LONGEST: Final = 2600


def installed(goes_on: GoesOn) -> Recogniser | None:
    """The recogniser of the extra, None without it. It is loaded when the first picture comes.

    ``goes_on`` is called after each page. Reading raises Unreadable (``read.ocr_models``) where a model is gone.
    """
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None
    return Recogniser(_lines, goes_on)


@cache
def _engine() -> Any:
    import cv2
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    for name in _MODELS.values():
        if not (folder / name).is_file():
            raise Unreadable(folder, "read.ocr_models", name=name)
    cv2.setNumThreads(1)
    models = {f"{part}.model_path": str(folder / name) for part, name in _MODELS.items()}
    return rapidocr.RapidOCR(
        params={
            **models,
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": LONGEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines(pixels: Pixels) -> list[RecognisedLine]:
    found = _engine()(pixels, use_det=True, use_cls=False, use_rec=True)
    if found.txts is None:
        return []
    return [
        RecognisedLine(words, _corners(box), float(score))
        for words, box, score in zip(found.txts, found.boxes, found.scores, strict=True)
    ]


def _corners(box: Any) -> tuple[Point, Point, Point, Point]:
    a, b, c, d = ((float(x), float(y)) for x, y in box)
    return a, b, c, d
