"""Named areas as mentions: divisions of GB/T 2260 by their full names, and places from the gazetteers.

Refused: a name inside a longer one (兰溪市 in 兰溪市人民政府 is the body's, but still names the area; 市中区 in
城市中区 is cut wrongly), names of documents, one-character short forms.
"""

from __future__ import annotations

import re

from policy_extract.document import Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Mention, Source

_LEGAL = re.compile(r"[^,。、;:()]{0,12}(?:公司|集团|厂)")


class AreaFinder:
    """Finds areas; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._divisions: dict[str, set[str]] = {}  # name -> provinces, empty above the county
        for division in lexicon.divisions:
            if len(division.name) >= 3:
                provinces = self._divisions.setdefault(division.name, set())
                if division.level == "county":
                    provinces.add(division.code[:2])
        self._lengths = sorted({len(name) for name in self._divisions}, reverse=True)
        ends = "".join(sorted({name[-1] for name in self._divisions}))
        self._end = re.compile(f"[{ends}]") if ends else None
        places = {a.name for a in lexicon.areas}
        places |= {s for a in lexicon.areas for s in a.short if len(s) >= 3}
        longest_first = sorted(places, key=lambda name: (-len(name), name))
        self._places = re.compile("|".join(map(re.escape, longest_first))) if places else None
        self._provinces = {
            word: d.code[:2]
            for d in lexicon.divisions
            if d.level == "province"
            for word in (d.name, d.short)
            if word
        }
        self._shorts = {
            word: d.code[:2] for d in lexicon.divisions for word in (d.name, d.short) if word
        }

    def _near(self, plan: Plan) -> set[str]:
        """The provinces that the plan speaks of: its own, and those it names.

        A county's name elsewhere is mostly a piece of other words: 共同|富裕县|域, 上|海城市|群.
        """
        near = {code for word, code in self._provinces.items() if word in plan.text}
        heads = [ref.name for ref in (plan.meta.area, *plan.meta.issuers) if ref]
        for words in (*heads, plan.meta.title or ""):
            near |= {self._shorts[words[:n]] for n in range(2, 9) if words[:n] in self._shorts}
        return near

    def _hits(self, plan: Plan) -> list[tuple[int, int]]:
        hits = [m.span() for m in self._places.finditer(plan.text)] if self._places else []
        near = self._near(plan)
        text = plan.text
        for match in self._end.finditer(text) if self._end else ():
            end = match.end()
            for length in self._lengths:
                provinces = self._divisions.get(text[max(0, end - length) : end])
                if provinces is not None and (not provinces or provinces & near):
                    hits.append((end - length, end))
                    break
        return sorted(hits, key=lambda h: (h[0], -h[1]))

    def find(self, plan: Plan) -> list[Mention]:
        """Area mentions of a plan, longest name first where several overlap, in order."""
        found: list[Mention] = []
        last = -1
        for start, end in self._hits(plan):
            if start < last:
                continue
            last = end
            if any(r.start <= start < r.end for r in plan.residue) or _LEGAL.match(
                plan.shadow, end
            ):
                continue
            section = plan.section_at(start)
            found.append(
                Mention(
                    type="area",
                    rule="area.name",
                    source=Source(
                        start=start,
                        end=end,
                        quote=plan.text[start:end],
                        section=section.id if section else None,
                    ),
                )
            )
        return found
