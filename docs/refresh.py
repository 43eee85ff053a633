"""Writes what README.md and docs/ say about the project's own results, and golden/names.results.csv, or checks it.

Everything between ``<!-- NAME … -->`` and ``<!-- /NAME -->`` is made here from a run over
``corpus/``: no figure, record or table is copied by hand.

    python docs/refresh.py            write
    python docs/refresh.py --check    exit code 1 and the names of the blocks that are not current
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from policy_extract.catalogue import CATALOGUE, refuses_only, spoken
from policy_extract.cli.contradictions import contradictions
from policy_extract.desk.pieces import Line, plain
from policy_extract.explain import Page, Teller, numbers_of_words, record_of
from policy_extract.extract.confidence import Confidence
from policy_extract.extract.observations.doubts import DOUBTS
from policy_extract.lexicon import load
from policy_extract.pipeline import Result, extract
from policy_extract.readers import discover
from policy_extract.score import load_golden, score_corpus, to_json
from policy_extract.score.name_pairs import load_pairs, resolve_pairs, results
from policy_extract.work import Recipe
from policy_extract.writers import desk_of

ROOT = Path(__file__).resolve().parents[1]
PAGES = tuple(
    ROOT / page for page in ("README.md", "docs/corpus.md", "docs/output.md", "docs/rules.md")
)

#: What the figures' table shows: layer, figure, and the words for both.
FIGURES = (
    ("observations", "detection", "observations: found"),
    ("observations", "strict", "observations: all of indicator, measure, value, unit, time, kind"),
    ("observations", "whole", "observations: likewise, and area, segment and about"),
    ("cells", "strict", "of these in tables, likewise"),
    ("assignments", "all_right", "responsible agencies with role and task"),
    ("companies", "exact", "companies, exact words"),
    ("times", "span_norm", "times with normal form"),
    ("projects", "all_right", "project rows, every field"),
    ("entities", "pairwise", "companies and agencies: pairs of mentions joined"),
    ("entities", "areas_pairwise", "areas: likewise"),
    ("entities", "indicators_pairwise", "indicators: likewise"),
)
_WIDTH = 110  # of a line of a record that is shown
_BLOCK = re.compile(r"(<!-- (\w+)((?: \S+)*) -->\n)(.*?)(<!-- /\2 -->)", re.DOTALL)


class Blocks:
    """The blocks by name, from one run with all gazetteers and one without the local ones."""

    def __init__(self) -> None:
        self.result = extract([ROOT / "corpus"])
        self.makers: Mapping[str, Callable[..., str]] = {
            "figures": self.figures,
            "record": self.record,
            "explained": self.explained,
            "refused": self.refused,
            "contradictions": self.contradictions,
            "corpus": self.corpus,
            "rules": self.rules,
            "doubts": self.doubts,
        }

    def figures(self) -> str:
        """Precision, recall and F1 over all plans, and the F1 without the local gazetteers."""
        with_local = _scores(self.result)
        without = _scores(extract([ROOT / "corpus"], local=False))
        lines = [
            "| | precision | recall | F1 | labels | F1 without `gazetteers/local` |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for layer, name, words in FIGURES:
            one, other = with_local[layer]["figures"][name], without[layer]["figures"][name]
            cells = [f"{one[part]:.3f}" for part in ("precision", "recall", "f1")]
            cells += [str(one["labelled"]), f"{other['f1']:.3f}"]
            lines.append(f"| {words} | {' | '.join(cells)} |")
        return "\n".join(lines)

    def record(self, document: str, number: str) -> str:
        """One observation as it stands in the output, with short objects in one line."""
        for one in self.result.documents:
            for observation in one.observations if one.id == document else ():
                if observation.id == number:
                    told = _folded(json.loads(observation.model_dump_json()))
                    return f"```json\n{told}\n```"
        raise SystemExit(f"{document} has no observation {number}; name another one in README.md")

    def explained(self, document: str, number: str, field: str) -> str:
        """What ``explain`` tells of one observation: its sentence, one field, its doubts."""
        documents = {one.id: one for one in self.result.documents}
        one, record = record_of(documents, f"{document}:{number}")
        teller = Teller(CATALOGUE, Confidence(Recipe().workshop().lexicon), "en")
        lines = _blocks(teller.record(Page(self.result.texts[document], one), record))
        shown = [lines[0], *(b for b in lines if b[0].startswith(f"  {field} ")), *lines[-3:]]
        return "\n".join(["```", *(line for block in shown for line in block), "```"])

    def refused(self, document: str, words: str) -> str:
        """What ``explain`` tells of the first number of a sentence, one that is no observation."""
        (item,) = discover([ROOT / "corpus" / f"{document}.txt"]).inputs
        workshop = Recipe().workshop()
        teller = Teller(CATALOGUE, Confidence(workshop.lexicon), "en")
        first, *lines = map(plain, numbers_of_words(teller, workshop.trace(item), words))
        if lines and not lines[0].startswith("“"):
            raise SystemExit(f"“{words}” of {document} is an observation; name others in README.md")
        more = (n for n, line in enumerate(lines) if n and not line.startswith(" "))
        lines = [first, *lines[: next(more, None)]]
        return "\n".join(["```", *lines, "```"])

    def contradictions(self, number: str) -> str:
        """The first contradictions as ``extract`` shows them."""
        lines = list(contradictions(desk_of(self.result, "en"), "out/findings.json"))[1:]
        begins = [n for n, line in enumerate(lines) if not line.startswith("    ")]
        shown = lines[: begins[int(number)]]
        return "\n".join(["```", *(line[2:] for line in shown), "```"])

    def rules(self) -> str:
        """The catalogue of rules by stage, with how often each spoke on the corpus."""
        counts = spoken(document.model_dump() for document in self.result.documents)
        lines: list[str] = []
        for stage in CATALOGUE.stages():
            lines += ["", f"### `{stage}`", "", "| rule | | says | leaves alone | spoke |"]
            lines += ["| --- | --- | --- | --- | ---: |"]
            for rule in CATALOGUE.rules:
                if rule.stage == stage:
                    spoke = "" if refuses_only(rule) else f"{counts[rule.id]:,}"
                    cells = (f"`{rule.id}`", f"{rule.en} · {rule.zh}", rule.says, rule.refuses)
                    lines.append("| " + " | ".join((*(_cell(c) for c in cells), spoke)) + " |")
        return "\n".join([*lines[1:], ""])

    def corpus(self) -> str:
        """What the plans are."""
        lines = [
            "| file | title | issued by | date | characters | sha256 |",
            "| --- | --- | --- | --- | ---: | --- |",
        ]
        for one in self.result.documents:
            issuers = "、".join(issuer.name for issuer in one.meta.issuers)
            cells = (
                f"`{Path(one.source.path).name}`",
                f"{one.meta.title}{'（征求意见稿）' if one.meta.draft else ''}",
                issuers or "not named",
                one.meta.issued or "not named",
                f"{one.source.chars:,}",
                f"`{one.source.sha256}`",
            )
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def doubts(self) -> str:
        """The closed list of doubts, in the order in which records have them."""
        lines = ["| doubt | what speaks against the record |", "| --- | --- |"]
        return "\n".join([*lines, *(f"| `{doubt.id}` | {doubt.en} |" for doubt in DOUBTS)])


def _blocks(lines: Iterable[Line]) -> list[list[str]]:
    """What is told of a record, a list for its sentence and one for each field."""
    found: list[list[str]] = []
    for number, line in enumerate(map(plain, lines)):
        if number == 0 or (number > 1 and re.match(r" {2}\S", line)):
            found.append([])
        found[-1].append(line)
    return found


def _folded(value: object, depth: int = 0, room: int = _WIDTH) -> str:
    """JSON in which what fits a line stands in one line; the outermost object never does."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or (depth and len(flat) <= room - depth):
        return flat
    margin = " " * (depth + 1)
    if isinstance(value, list):
        parts = [margin + _folded(one, depth + 1) for one in value]
        return "[\n" + ",\n".join(parts) + "\n" + " " * depth + "]"
    parts = [
        f'{margin}"{key}": ' + _folded(one, depth + 1, _WIDTH - len(key) - 4)
        for key, one in value.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"


def _cell(words: str) -> str:
    return words.replace("|", "&#124;")


def _scores(result: Result) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    golden = load_golden(ROOT / "golden")
    report = score_corpus(result.documents, result.texts, golden, result.entities)
    scores: dict[str, dict[str, dict[str, dict[str, float]]]] = to_json(report)["all"]
    return scores


def main(arguments: list[str]) -> int:
    """Write the blocks, or with ``--check`` only compare; returns the exit code."""
    blocks, stale = Blocks(), []
    for page in PAGES:
        old = page.read_text(encoding="utf-8")

        def fresh(match: re.Match[str], page: Path = page) -> str:
            name, given = match[2], match[3].split()
            if name not in blocks.makers:
                return match[0]
            made = f"{match[1]}{blocks.makers[name](*given)}\n{match[5]}"
            if made != match[0]:
                stale.append(f"{page.relative_to(ROOT)}: {name}")
            return made

        new = _BLOCK.sub(fresh, old)
        if new != old and "--check" not in arguments:
            page.write_text(new, encoding="utf-8", newline="\n")
    pairs = ROOT / "golden" / "names.csv"
    frozen = pairs.with_name("names.results.csv")
    made = results(resolve_pairs(load_pairs(pairs), load()))
    if not frozen.is_file() or made != frozen.read_text(encoding="utf-8"):
        stale.append(frozen.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            frozen.write_text(made, encoding="utf-8", newline="\n")
    for name in stale:
        print(
            f"{name} is not current; run python docs/refresh.py" if arguments else f"wrote {name}"
        )
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
