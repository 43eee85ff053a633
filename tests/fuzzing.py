"""Spoiled inputs through the whole way, many at a time as one corpus, and every promise checked on what comes out.

To repeat one that failed: ``python tests/fuzzing.py SEED/NUMBER`` prints the mutant and its faults; for a file of another
format ``python tests/fuzzing.py SEED/NUMBER --files FOLDER`` puts it into FOLDER.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest import mock

from broken_files import Broken
from mutants import Mutants
from policy_extract.output import Output
from policy_extract.pipeline import Result, extract
from policy_extract.readers import Input
from policy_extract.resolve import Resolver
from policy_extract.verify import verify
from policy_extract.work import Recipe, Workshop

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
#: What is no plain refusal of a reader.
CRASHES = ("run.crashed", "run.died", "read.died", "read.memory", "read.timeout")
#: What a reader did not foresee, though it was held: no reason that tells anybody anything.
SURPRISED = re.compile(
    r"(?:Key|Index|Type|Attribute|Assertion|ZeroDivision|Overflow|Recursion|Unbound\w+|Name|Lookup|Arithmetic|Value|"
    r"UnicodeDecode|UnicodeEncode|InvalidOperation|Runtime|NotImplemented)(?:Error)?: "
)


class Bench:
    """One workshop for many corpora: the words are loaded once."""

    def __init__(self) -> None:
        self.workshop = Recipe().workshop()
        self.resolver = Resolver(self.workshop.lexicon)  # one corpus tells it nothing of the next

    def extract(self, folder: Path) -> Result:
        """A folder as ``extract`` does it, with the workshop and the resolver that are there."""

        def own(_: Recipe) -> Workshop:
            return self.workshop

        with (
            mock.patch.object(Recipe, "workshop", own),
            mock.patch("policy_extract.pipeline.Resolver", return_value=self.resolver),
        ):
            return extract([folder])

    def faults(self, inputs: Mapping[str, bytes]) -> Iterator[str]:
        """What is wrong with files by their names, run as one corpus: crashes, promises that do not hold, and
        documents that say something else when they are read once more, last ones first."""
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            for name, data in inputs.items():
                (folder / name).write_bytes(data)
            result = self.extract(folder)
            yield from told(result)
            again = [Input(Path(name).stem, str(folder / name)) for name in inputs]
            for item in random.Random(0).sample(again, max(1, len(again) // 20)):
                first, second = self.workshop.work_on(item), self.workshop.work_on(item)
                if first != second:
                    yield f"{item.id}: another document when it is read again"


def told(result: Result) -> Iterator[str]:
    """The faults of a result, in words: crashes, errors of Python in place of a reason, promises that do not hold."""
    for failure in result.failures:
        surprised = failure.code == "read.broken" and SURPRISED.match(str(failure.fields["error"]))
        if failure.code in CRASHES or surprised:
            yield f"{failure.id}: {failure.reason}"
    documents = {document.id: document for document in result.documents}
    output = Output(
        documents, result.texts, result.entities, findings=result.findings, manifest=result.manifest
    )
    yield from (fault.told("en") for fault in verify(output))


def faults_of(bench: Bench, mutants: Mutants, numbers: Iterable[int]) -> list[str]:
    """The faults of mutants by number, each with its seed."""
    inputs = {f"m{n:06d}.txt": mutants.made(n).encode("utf-8") for n in numbers}
    return [f"seed {mutants.seed}: {fault}" for fault in bench.faults(inputs)]


def faults_of_files(bench: Bench, broken: Broken, numbers: Iterable[int]) -> list[str]:
    """The same for files of every format."""
    made = {n: broken.made(n) for n in numbers}
    inputs = {f"b{n:06d}.{suffix}": data for n, (suffix, data) in made.items()}
    return [f"seed {broken.seed}: {fault}" for fault in bench.faults(inputs)]


def main(arguments: Sequence[str]) -> int:
    """Print one mutant and what is wrong with it."""
    seed, _, number = arguments[0].rpartition("/")
    if arguments[1:2] == ["--files"]:
        suffix, data = Broken(seed).made(int(number))
        path = Path(arguments[2], f"b{int(number):06d}.{suffix}")
        path.write_bytes(data)
        print(path)
        found = faults_of_files(Bench(), Broken(seed), [int(number)])
    else:
        print(Mutants(seed, CORPUS).made(int(number)))
        found = faults_of(Bench(), Mutants(seed, CORPUS), [int(number)])
    print(*(found or ["no fault"]), sep="\n", file=sys.stderr)
    return len(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
