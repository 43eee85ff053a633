"""The sentences of findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "finding.agree": (
        "关于{subject}，表述一致：{stated}。",
        "On {subject} the statements agree: {stated}.",
    ),
    "finding.compatible": (
        "关于{subject}，表述不同但不矛盾：{stated}。",
        "On {subject} the statements differ and do not contradict each other: {stated}.",
    ),
    "finding.contradict": (
        "关于{subject}，表述相互矛盾：{stated}。",
        "On {subject} the statements contradict each other: {stated}.",
    ),
    "finding.unsure_pair": (
        "“{left}”与“{right}”可能是同一对象，请判定（见{documents}）。",
        "“{left}” and “{right}” may be one and the same: please judge (in {documents}).",
    ),
    "finding.states": ("《{title}》作{words}", "{title} says {words}"),
    "finding.more": ("另有{count}处", "and {count} more"),
}
