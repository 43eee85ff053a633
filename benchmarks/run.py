"""How fast it is, as ratios to a yardstick on the same machine in the same minute.

Prints two ratios, each the median of several interleaved pairs:

- the whole extraction of the plans of ``corpus/`` (texts in memory → layout → extractors → resolve
  → findings; one process, warm) to ``jieba.cut`` alone over the same texts (warm);
- ``extract --help`` to ``python -c pass``, both as new processes.

Below the first it says where the time goes. ``python benchmarks/run.py [--pairs N]``
"""

from __future__ import annotations

import argparse
import logging
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from policy_extract import findings
from policy_extract.document import Plan
from policy_extract.extract import Extractors
from policy_extract.extract.areas import AreaFinder
from policy_extract.extract.assignments import AssignmentFinder
from policy_extract.extract.companies import CompanyFinder
from policy_extract.extract.observations import ObservationFinder
from policy_extract.extract.projects import ProjectFinder
from policy_extract.extract.times import TimeFinder
from policy_extract.layout import Layouter
from policy_extract.lexicon import Lexicon, load
from policy_extract.model import Document, DocumentSource
from policy_extract.processes.rest import words_at_rest
from policy_extract.readers import SourceText, discover, read_document
from policy_extract.resolve import Resolver
from policy_extract.segment import Tokenizer
from policy_extract.work import composed

T = TypeVar("T")
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@dataclass
class Stages:
    """Seconds by stage, one list entry for each run."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def run(self, name: str, work: Callable[[], T]) -> T:
        began = perf_counter()
        result = work()
        self.seconds.setdefault(name, []).append(perf_counter() - began)
        return result


class Extraction:
    """The whole extraction from texts in memory, as ``pipeline.extract`` does it with one process."""

    def __init__(self, sources: dict[str, SourceText], lexicon: Lexicon) -> None:
        self.sources, self.lexicon = sources, lexicon
        self.layouter, self.extractors = Layouter(lexicon), Extractors(lexicon)
        self.resolver = Resolver(lexicon)
        self.stages = Stages()

    def __call__(self) -> None:
        run = self.stages.run
        with words_at_rest():
            plans = run("layout", self._lay_out)
            documents = run("extract", lambda: [self._document(plan) for plan in plans])
            texts = {name: source.text for name, source in self.sources.items()}
            resolved, entities = run("resolve", lambda: self.resolver.resolve(documents, texts))
            run("findings", lambda: findings.find(resolved, entities, self.lexicon, texts))

    def _lay_out(self) -> list[Plan]:
        return [self.layouter.lay_out(name, source.text) for name, source in self.sources.items()]

    def _document(self, plan: Plan) -> Document:
        source = self.sources[plan.id]
        origin = DocumentSource(
            path=source.path,
            sha256=source.sha256,
            format=source.format,
            encoding=source.encoding,
            chars=len(source.text),
        )
        return composed(plan.id, origin, plan, self.extractors.run(plan))

    def by_extractor(self, rounds: int) -> Stages:
        """Each extractor for itself over the plans already laid out."""
        plans, tokenizer, stages = self._lay_out(), Tokenizer(), Stages()
        companies, assignments = CompanyFinder(self.lexicon), AssignmentFinder(self.lexicon)
        finders: dict[str, Callable[[Plan], object]] = {
            "observations": ObservationFinder(self.lexicon, tokenizer).find,
            "assignments": assignments.find,
            "agency mentions": assignments.mentions,
            "companies": lambda plan: companies.find(plan, tokenizer),
            "projects": ProjectFinder(self.lexicon).find,
            "times": TimeFinder(self.lexicon).find,
            "areas": AreaFinder(self.lexicon).find,
        }
        for number in range(rounds + 1):
            if number == 1:
                stages.seconds.clear()  # the first round only warms up
            for name, find in finders.items():
                stages.run(name, partial(lambda find: [find(plan) for plan in plans], find))
        return stages


def cutting(texts: list[str]) -> Callable[[], None]:
    """``jieba.cut`` over the texts, with its dictionary loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()

    def cut() -> None:
        for text in texts:
            for _ in jieba.cut(text):
                pass

    return cut


def spawning(*command: str) -> Callable[[], None]:
    """A new process that must end well; its output is thrown away."""

    def spawn() -> None:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)

    return spawn


def pairs(ours: Callable[[], None], theirs: Callable[[], None], number: int) -> list[list[float]]:
    """[ours, theirs] in seconds, measured in turn, so that a slow spell of the machine hits both."""
    found = []
    for _ in range(number):
        times = []
        for work in (ours, theirs):
            began = perf_counter()
            work()
            times.append(perf_counter() - began)
        found.append(times)
    return found


def show_ratio(what: str, measured: list[list[float]]) -> None:
    ratios = sorted(ours / theirs for ours, theirs in measured)
    ours, theirs = (median(times) for times in zip(*measured, strict=True))
    print(
        f"{what}: {median(ratios):.2f}  "
        f"(pairs: {len(ratios)}, {ratios[0]:.2f} to {ratios[-1]:.2f}; "
        f"medians {ours * 1000:.0f} ms and {theirs * 1000:.0f} ms)"
    )


def show_stages(stages: Stages, indent: str) -> None:
    times = {name: median(seconds) for name, seconds in stages.seconds.items()}
    whole = sum(times.values())
    for name, seconds in times.items():
        print(f"{indent}{name:<18}{seconds * 1000:>8.1f} ms{seconds / whole:>6.0%}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--pairs", type=int, default=7, help="pairs to measure (default: 7)")
    number = max(1, options.parse_args().pairs)

    sources = {one.id: read_document(one.path) for one in discover([CORPUS]).inputs}
    extraction = Extraction(sources, load())
    cut = cutting([source.text for source in sources.values()])
    extraction()  # both warm: dictionaries loaded, patterns compiled
    cut()
    extraction.stages.seconds.clear()
    measured = pairs(extraction, cut, number)
    characters = sum(len(source.text) for source in sources.values())
    print(f"{len(sources)} plans, {characters:,} characters, Python {sys.version.split()[0]}")
    show_ratio("whole extraction / jieba.cut", measured)
    show_stages(extraction.stages, "  ")
    print("  of extract:")
    show_stages(extraction.by_extractor(number), "    ")

    command = shutil.which("extract", path=str(Path(sys.executable).parent))
    if command is None:
        print("extract --help: the command is not installed beside this Python", file=sys.stderr)
        return
    show_ratio(
        "extract --help / python -c pass",
        pairs(spawning(command, "--help"), spawning(sys.executable, "-c", "pass"), 2 * number + 1),
    )


if __name__ == "__main__":
    main()
