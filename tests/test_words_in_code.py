"""Words are data: what stands in code is structure, and there is little of it.

Counted are runs of Chinese signs in string literals. Docstrings explain, messages and the labels of rules and
doubts are what people are told: these do not count. docs/decisions.md lists what is left and why.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "policy_extract"
MOST = 300
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_NAMED_TO_PEOPLE = {"Rule", "Doubt", "word_rule", "given"}


def runs_in(source: str) -> int:
    """How many runs of Chinese signs stand in the strings of a module that are no docstrings."""
    tree = ast.parse(source)
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                spared.add(id(first.value))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name in _NAMED_TO_PEOPLE:
                spared |= {id(a) for a in ast.walk(node) if isinstance(a, ast.Constant)}
    return sum(
        len(_RUN.findall(node.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    )


def test_few_words_are_left_in_code() -> None:
    found = Counter(
        {
            path.relative_to(SOURCE).as_posix(): runs_in(path.read_text(encoding="utf-8"))
            for path in SOURCE.rglob("*.py")
            if path.parent.name != "messages"
        }
    )
    assert found.total() <= MOST, found.most_common(12)


def test_the_count_sees_words_and_spares_labels() -> None:
    assert (
        runs_in('"""文件"""\nA = "增长|下降"\nR = Rule("a", "b", "规则", "rule", "说", "", f)') == 2
    )
