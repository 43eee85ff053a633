"""What reading a plan costs, format by format: time as a ratio to layout and extraction, and the most memory.

The script writes one plan of ``corpus/`` as each format with the writers of the tests. For each a new process reads
it, says how much memory that took, and then reads it and lays out and extracts its text in turn, so that a slow
spell of the machine hits both. ``python benchmarks/formats.py [--pairs N] [--plan NAME]``
"""

from __future__ import annotations

import argparse
import html
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from policy_extract.readers import read_document

ROOT = Path(__file__).resolve().parents[1]
PLAN = "lanxi-development-zone-14fyp"  # with tables and headings of four ranks
_PER_PAGE = 1_000  # signs that count as a page where a format has none
_FULL = 24 * 26 - 2  # signs of a paragraph that fill an OFD page
_UNITS = 1024 if sys.platform != "darwin" else 1  # of ru_maxrss, in bytes


def main() -> None:
    """Write the files, read each in a process of its own, print a line for each."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pairs", type=int, default=5, help="pairs to measure (default: 5)")
    options.add_argument("--plan", default=PLAN, help=f"a plan of corpus/ (default: {PLAN})")
    options.add_argument("--child", nargs=2, metavar=("FILE", "TEXT"), help=argparse.SUPPRESS)
    given = options.parse_args()
    pairs = max(1, given.pairs)
    if given.child:
        print(json.dumps(measured(given.child[0], given.child[1], pairs)))
        return
    with TemporaryDirectory() as folder:
        text = ROOT / "corpus" / f"{given.plan}.txt"
        print(f"{given.plan}, Python {sys.version.split()[0]}, pairs: {pairs}")
        print(f"{'format':<8}{'pages':>6}{'reading / extraction':>24}{'first':>8}{'peak':>10}")
        for file in written(text, Path(folder)):
            show(file, in_a_child(file, text, pairs))


def measured(file: str, text: str, pairs: int) -> dict[str, Any]:
    """Seconds of reading and of layout with extraction, pair by pair; the first reading, which loads what it needs;
    the most memory (bytes) up to its end."""
    first, source = timed(lambda: read_document(file))
    most = peak()
    from policy_extract.extract import Extractors
    from policy_extract.layout import Layouter
    from policy_extract.lexicon import load

    lexicon = load()
    layouter, extractors = Layouter(lexicon), Extractors(lexicon)
    words = read_document(text).text

    def extraction() -> None:
        extractors.run(layouter.lay_out("plan", words))

    extraction()  # warm
    found = [(timed(lambda: read_document(file))[0], timed(extraction)[0]) for _ in range(pairs)]
    pages = source.pages or round(len(words) / _PER_PAGE)
    return {"pages": pages, "own": bool(source.pages), "first": first, "peak": most, "pairs": found}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a call took, and what it gave."""
    began = perf_counter()
    result = work()
    return perf_counter() - began, result


def peak() -> int:
    """The most memory of this process, and of those that it started (LibreOffice), in bytes.

    Linux counts that of the process from before its program began in ``ru_maxrss``, but not in VmHWM.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNITS
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text().splitlines()
        own = next((int(s.split()[1]) * 1024 for s in lines if s.startswith("VmHWM")), own)
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNITS)


def in_a_child(file: Path, text: Path, pairs: int) -> dict[str, Any]:
    """What a new process measured."""
    command = (sys.executable, __file__, "--pairs", str(pairs), "--child", str(file), str(text))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def show(file: Path, found: dict[str, Any]) -> None:
    """A line of the table."""
    ratios = sorted(ours / theirs for ours, theirs in found["pairs"])
    usual = median(theirs for _, theirs in found["pairs"])
    pages = f"{found['pages']}{'' if found['own'] else '*'}"
    spread = f"{median(ratios):.3f} ({ratios[0]:.3f}–{ratios[-1]:.3f})"
    first, most = found["first"] / usual, found["peak"] / 2**20
    print(f"{file.suffix[1:]:<8}{pages:>6}{spread:>24}{first:>8.2f}{most:>7.0f} MB")


def written(text: Path, folder: Path) -> Iterator[Path]:
    """The plan's files, one after the other; that of Word 97 where LibreOffice is there to make it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from plan_files import as_docx, as_pdf, parts_of
    from policy_extract.pipeline import extract

    result = extract([text])
    plan = result.documents[0]
    parts = list(parts_of(plan, result.texts[plan.id]))
    contents = {
        "txt": text.read_bytes(),
        "md": as_markdown(parts).encode(),
        "html": as_html(parts).encode(),
        "docx": as_docx(parts, counted=True),
        "xlsx": as_xlsx(parts),
        "pdf": as_pdf(parts, plan.meta.title or ""),
        "ofd": as_ofd(parts),
    }
    for suffix, data in contents.items():
        file = folder / f"plan.{suffix}"
        file.write_bytes(data)
        yield file
    from office_files import office_makes
    from policy_extract.readers.office import program

    if program.found() is not None:
        yield office_makes("doc:MS Word 97", folder / "plan.docx", folder)


def as_markdown(parts: Sequence[Any]) -> str:
    """The plan with marks for its headings and pipes for its tables."""
    found: list[str] = []
    for part in parts:
        if hasattr(part, "cells"):
            rows = [" | ".join(words.replace("\n", " ") for words in row) for row in grid(part)]
            rule = " | ".join(["---"] * part.width)
            found.append("\n".join(f"| {row} |" for row in (rows[0], rule, *rows[1:])))
        else:
            found.append(("" if part.rank is None else "#" * (part.rank + 1) + " ") + part.said)
    return "\n\n".join(found)


def as_html(parts: Sequence[Any]) -> str:
    """The plan as a page: headings, paragraphs, tables with merged cells."""
    found: list[str] = []
    for part in parts:
        if hasattr(part, "cells"):
            rows = ["" for _ in range(part.height)]
            for row, _, down, across, words in part.cells:
                rows[row] += f"<td rowspan={down} colspan={across}>{html.escape(words)}</td>"
            found.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = "p" if part.rank is None else f"h{min(6, part.rank + 1)}"
            found.append(f"<{tag}>{html.escape(part.said)}</{tag}>")
    return f"<html><head><meta charset=utf-8></head><body><div id=zoom>{''.join(found)}</div></body></html>"


def as_xlsx(parts: Sequence[Any]) -> bytes:
    """The plan as a sheet: a paragraph a row, its tables' cells in columns."""
    import openpyxl

    book = openpyxl.Workbook()
    for part in parts:
        for row in grid(part) if hasattr(part, "cells") else [[part.said]]:
            book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_ofd(parts: Sequence[Any]) -> bytes:
    """The plan typeset: paragraphs over pages, tables with lines; long words of cells are cut off to fit."""
    from ofd_files import LEFT, RIGHT, OfdSheets

    sheets, y = OfdSheets(), 90.0
    for part in parts:
        rows = grid(part) if hasattr(part, "cells") else []
        width = (RIGHT - LEFT) / max(1, getattr(part, "width", 1))
        while rows:
            if y > 680:
                sheets.next()
                y = 90.0
            taken, rows = rows[: int((780 - y) // 30)], rows[int((780 - y) // 30) :]
            fitting = [[words[: int(width // 12)] for words in row] for row in taken]
            y = sheets.table([LEFT + width * i for i in range(part.width + 1)], y, fitting) + 40
        said = "" if hasattr(part, "cells") else part.said
        for start in range(0, len(said), _FULL):
            words = said[start : start + _FULL]
            if y + 28 * -(-(len(words) + 2) // 26) > 780:
                sheets.next()
                y = 90.0
            y = sheets.prose(y, words, opens=start == 0)
    return sheets.data()


def grid(table: Any) -> list[list[str]]:
    """A table's words in rows and columns, those of a merged cell in its first place."""
    found = [["" for _ in range(table.width)] for _ in range(table.height)]
    for row, column, _, _, words in table.cells:
        found[row][column] = words
    return found


if __name__ == "__main__":
    main()
