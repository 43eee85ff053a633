"""Named areas as mentions: divisions of GB/T 2260 by their full names, and places from the gazetteers.

Refused: a name inside a longer one (兰溪市 in 兰溪市人民政府 is the body's, but still names the area; 市中区 in
城市中区 is cut wrongly), names of documents, one-character short forms.
"""

from __future__ import annotations

import re
from typing import Any

from policy_extract.layout import Plan
from policy_extract.lexicon import Lexicon
from policy_extract.model import Mention, Source

_LEGAL = re.compile(r"[^,。、;:()]{0,12}(?:公司|集团|厂)")


class AreaFinder:
    """Finds areas; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        import ahocorasick

        self._names: Any = ahocorasick.Automaton()
        names = {d.name for d in lexicon.divisions if len(d.name) >= 3}
        names |= {a.name for a in lexicon.areas} | {
            s for a in lexicon.areas for s in a.short if len(s) >= 3
        }
        for name in sorted(names):
            self._names.add_word(name, name)
        if names:
            self._names.make_automaton()
        self._empty = not names
        self._codes = {d.name: d.code for d in lexicon.divisions}
        self._counties: dict[str, set[str]] = {}
        for division in lexicon.divisions:
            if division.level == "county":
                self._counties.setdefault(division.name, set()).add(division.code[:2])

    def _near(self, plan: Plan) -> set[str]:
        """The provinces that the plan speaks of: its own, and those it names.

        A county's name elsewhere is mostly a piece of other words: 共同|富裕县|域, 上|海城市|群.
        """
        named = {
            code[:2]
            for name, code in self._codes.items()
            if code.endswith("0000") and name in plan.text
        }
        for words in (plan.meta.area.name if plan.meta.area else "", plan.meta.title or ""):
            named |= {
                code[:2]
                for name, code in self._codes.items()
                if name in words or name[:2] == words[:2]
            }
        return named

    def find(self, plan: Plan) -> list[Mention]:
        """Area mentions of a plan, longest name first where several overlap, in order."""
        if self._empty:
            return []
        near = self._near(plan)
        hits = [
            (end - len(name) + 1, end + 1)
            for end, name in self._names.iter(plan.text)
            if name not in self._counties or self._counties[name] & near
        ]
        hits.sort(key=lambda h: (h[0], -h[1]))
        found: list[Mention] = []
        last = -1
        for start, end in hits:
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
