"""How much work material makes, stage by stage, in time of this process: nothing that another one does counts."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from growth_families import Family
from growth_files import FileFamily
from policy_extract import findings
from policy_extract.desk import Desk
from policy_extract.model import DocumentSource, Entities, Manifest, ManifestDocument, Run
from policy_extract.output import Output
from policy_extract.readers import Unreadable, read_document
from policy_extract.resolve import Resolver
from policy_extract.work import composed
from policy_extract.writers import writer
from reading import extractors, layouter, lexicon

Seconds = dict[str, float]
T = TypeVar("T")
#: Above this power both sizes are measured again.
_STEEP = 1.15
#: The larger material is so many times the smaller one.
FACTOR = 4
#: A stage that takes less for the larger material is not told from noise.
TELLING = 0.025
FORMATS = ("json", "xlsx", "html")


@cache
def _resolver() -> Resolver:
    return Resolver(lexicon())


@cache
def _warm() -> None:
    """Dictionaries are read and modules imported before anything is measured."""
    seconds(["贵阳市规划\n\n到2025年，产值达到5亿元。（责任单位：市科技局）\n"], FORMATS)


class _Clock:
    """Seconds of this process, by stage, without the collector of garbage, as timeit does it."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}

    def run(self, stage: str, work: Callable[[], T]) -> T:
        gc.disable()
        began = process_time()
        try:
            return work()
        finally:
            self.seconds[stage] = process_time() - began
            gc.enable()


def seconds(texts: Sequence[str], formats: Sequence[str] = ()) -> Seconds:
    """What each stage takes for some documents, all in one process; ``formats`` are those that are written."""
    clock = _Clock()
    named = {f"d{number}": text for number, text in enumerate(texts)}
    plans = clock.run("layout", lambda: [layouter().lay_out(*item) for item in named.items()])
    extracted = clock.run("extract", lambda: [extractors().run(plan) for plan in plans])
    documents = [
        composed(plan.id, _source(plan.text), plan, found)
        for plan, found in zip(plans, extracted, strict=True)
    ]
    linking = clock.run("names", lambda: _resolver().link(documents, named))
    filled, entities = clock.run("fill", lambda: linking.fill(named))
    pairs = clock.run("unsure pairs", lambda: linking.weighed(entities).pairs)
    findings.find((), Entities(entities=()), lexicon())  # patterns are made ready before, not while
    found = clock.run("findings", lambda: findings.find(filled, entities, lexicon(), named, pairs))
    output = Output(
        documents={document.id: document for document in filled},
        texts=named,
        entities=entities,
        findings=found,
        manifest=_manifest(tuple(named)),
    )
    for name in formats:
        desk = Desk(output, "zh")
        clock.run(name, lambda: sum(len(data) for _, data in writer(name)(desk)))  # noqa: B023
    gc.collect()
    return clock.seconds


def exponents(small: Mapping[str, float], large: Mapping[str, float]) -> dict[str, float]:
    """By which power of the material the work grows, for each stage that takes long enough to tell."""
    return {
        stage: math.log(large[stage] / max(small[stage], TELLING / FACTOR**2), FACTOR)
        for stage in large
        if large[stage] >= TELLING
    }


def measured(family: Family, at_most: float, times: int = 1, tries: int = 6) -> dict[str, float]:
    """The exponents of a family; where one is above ``at_most`` both sizes are measured again, and the least counts."""
    _warm()
    formats = FORMATS if family.written else ()
    texts = [family.make(family.size * times * factor) for factor in (1, FACTOR)]
    small, large = (seconds(each, formats) for each in texts)
    for _ in range(tries - 1):
        if all(power <= at_most for power in exponents(small, large).values()):
            break
        small, large = (
            {stage: min(took, known[stage]) for stage, took in seconds(each, formats).items()}
            for each, known in zip(texts, (small, large), strict=True)
        )
    return exponents(small, large)


def read_powers(family: FileFamily, times: int = 1, tries: int = 4) -> tuple[float | None, float]:
    """By which power of its size a file's reading grows, the least of some tries, and the seconds of the larger one.

    None where reading the larger one takes too little to tell. A file that is refused counts with what the refusal took.
    """
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}{family.suffix}" for name in ("small", "large")]
        for path, factor in zip(paths, (1, FACTOR), strict=True):
            path.write_bytes(family.make(family.size * times * factor))
        _read(paths[0])  # what is loaded late is loaded
        took = [_read(path) for path in paths]
        for _ in range(tries):
            powers = exponents({"read": took[0]}, {"read": took[1]})
            if powers.get("read", 0.0) <= _STEEP:
                break
            took = [min(before, _read(path)) for before, path in zip(took, paths, strict=True)]
    return exponents({"read": took[0]}, {"read": took[1]}).get("read"), took[1]


def _read(path: Path) -> float:
    clock = _Clock()
    with suppress(Unreadable):
        clock.run("read", lambda: read_document(path))
    return clock.seconds["read"]


def _source(text: str) -> DocumentSource:
    return DocumentSource(
        path="made.txt", sha256="0" * 64, format="txt", encoding="utf-8", chars=len(text)
    )


def _manifest(names: Sequence[str]) -> Manifest:
    return Manifest(
        version="0",
        gazetteers="0",
        review_threshold=0.5,
        share_below=0.0,
        documents=tuple(
            ManifestDocument(id=name, path=f"{name}.txt", status="ok", sha256="0" * 64)
            for name in names
        ),
        run=Run(started="", seconds=0.0, jobs=1, python="", platform=""),
    )
