"""Which regular expressions a gazetteer may hold: those that can be joined with others and do not backtrack without end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policy_extract.expressions import expression
from policy_extract.lexicon.broken import BrokenGazetteer

#: The longest pattern, in signs, and the largest count of a repeat.
LONGEST: Final = 4_000
MOST: Final = 1_000

_TOKEN: Final = expression(
    r"(?P<escape>\\(?:[1-9]\d?|.))"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<named>\(\?P=\w+\))"
    r"|(?P<look>\(\?(?:<?[=!]))"
    r"|(?P<open>\(\?P<\w+>|\(\?>|\(\?[aiLmsux-]*:|\(\?\(\w+\)|\((?!\?))"
    r"|(?P<close>\))"
    r"|(?P<repeat>[*+?][+?]?|\{\d*,\d*\}[+?]?|\{\d+\})"
    r"|(?P<bar>\|)"
    r"|(?P<sign>.)",
    re.S,
)
_COUNTS: Final = expression(r"\{(\d*)(,?)(\d*)\}")


@dataclass
class _Group:
    """A bracket while it is read: whether each branch so far holds a repeat without end, and a sign that must stand there."""

    endless: bool = False
    fixed: bool = False
    ambiguous: bool = False  # a branch that is nothing but repeats
    look: bool = False

    def branch_ends(self) -> None:
        self.ambiguous = self.ambiguous or (self.endless and not self.fixed)
        self.endless = self.fixed = False


def refuse_patterns(path: Path, name: str, new: Iterable[str], others: Iterable[str]) -> None:
    """Check the patterns that a file adds to a list; ``others`` are those that the list has.

    Raises GazetteerError for one that is no regular expression, is too long, repeats too often or nests repeats, has
    groups that cannot be told apart in a list, flags for the whole, or matches where nothing stands.
    """
    names = {group for pattern in others for group in re.compile(pattern).groupindex}
    for pattern in dict.fromkeys(new):
        code, fields = _fault(pattern)
        groups = set() if code else set(re.compile(pattern).groupindex)
        if not code and groups & names:
            code, fields = "gazetteer.pattern_twice", {"group": min(groups & names)}
        if code:
            shown = pattern if len(pattern) <= 80 else f"{pattern[:80]}…"
            raise BrokenGazetteer(path, name, code, pattern=shown, **fields)
        names |= groups


def _fault(pattern: str) -> tuple[str, dict[str, object]]:
    """The code of what is wrong with a pattern and what its message says; "" for none."""
    if len(pattern) > LONGEST:
        return "gazetteer.pattern_long", {"length": len(pattern), "longest": LONGEST}
    if any(int(count) > MOST for count in _counts(pattern) if count[:20]):
        return "gazetteer.pattern_count", {"most": MOST}
    try:
        compiled = re.compile(pattern)
        re.compile(f"(?!)|(?:{pattern})")
    except (re.error, OverflowError) as error:
        if "flags" in str(error):
            return "gazetteer.pattern_flags", {}
        return "gazetteer.pattern", {"error": error}
    except (RecursionError, MemoryError):
        return "gazetteer.pattern_deep", {}
    if compiled.flags & ~re.UNICODE:
        return "gazetteer.pattern_flags", {}
    if compiled.groups > len(compiled.groupindex) or any(
        token["escape"] and token["escape"][1] in "123456789" for token in _TOKEN.finditer(pattern)
    ):
        return "gazetteer.pattern_group", {}
    if nested := nested_repeats(pattern):
        return "gazetteer.pattern_nested", {"nested": nested}
    if _matches_nothing(pattern):
        return "gazetteer.pattern_empty", {}
    return "", {}


def _counts(pattern: str) -> Iterator[str]:
    """The counts of repeats: 2 and 60 of {2,60}; long ones are cut, since they are too large anyway."""
    for token in _TOKEN.finditer(pattern):
        if counts := _COUNTS.match(token["repeat"] or ""):
            yield from (count[:20] for count in (counts[1], counts[3]) if count)


def nested_repeats(pattern: str) -> str:
    """The first bracket that repeats without end what itself repeats without end and nothing else: (a+)+; "" for none."""
    stack, starts = [_Group()], [0]
    tokens = list(_TOKEN.finditer(pattern))
    for at, token in enumerate(tokens):
        kind, group = token.lastgroup, stack[-1]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        repeat = (after["repeat"] or "") if after is not None else ""
        if kind in ("open", "look"):
            stack.append(_Group(look=kind == "look"))
            starts.append(token.start())
        elif kind == "close" and len(stack) > 1:
            group.branch_ends()
            done, start = stack.pop(), starts.pop()
            if done.look:
                continue
            if done.ambiguous and _without_end(repeat):
                return pattern[start : token.end()] + repeat
            stack[-1].endless |= done.ambiguous or _without_end(repeat)
            stack[-1].fixed |= _always(repeat) and not done.ambiguous
        elif kind == "bar":
            group.branch_ends()
        elif kind in ("sign", "escape", "set", "named"):
            if _without_end(repeat):
                group.endless = True
            elif _always(repeat):
                group.fixed |= pattern[token.start()] not in "^$"
    return ""


def _without_end(repeat: str) -> bool:
    """Whether a repeat has no last count, or one above ten."""
    if repeat[:1] in ("*", "+"):
        return True
    counts = _COUNTS.match(repeat)
    return counts is not None and (bool(counts[2]) and (not counts[3] or int(counts[3]) > 10))


def _always(repeat: str) -> bool:
    """Whether what stands before must be there, as often every time: no repeat, or {3}."""
    return not repeat or (repeat[:1] == "{" and "," not in repeat)


def _matches_nothing(pattern: str) -> bool:
    import regex

    try:
        return regex.fullmatch(pattern, "", timeout=0.2) is not None
    except (TimeoutError, regex.error):
        return True
