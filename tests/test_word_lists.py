"""Word lists and the code that reads them: none that code names is missing, none lies there unread."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from policy_extract.lexicon import gazetteer_dir, load
from policy_extract.lexicon.records import RECORD_FILES

SOURCE = ROOT / "src" / "policy_extract"
PATTERN_LIST = re.compile(r"<([a-z_]+)((?:\.[a-z_]+)+)>")

#: Whatever an expression holds that only a run knows: f"labels.{role}" names every list below labels.
ANYTHING = "\0"


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _constants_of(path: Path) -> dict[str, str]:
    """The constants of a module, looked up once: modules import each other in many ways."""
    return _constants(_parsed(path))


def _constants(tree: ast.Module) -> dict[str, str]:
    """Strings that a module names itself or imports from a module of the package."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("policy_extract."):
            path = SOURCE.joinpath(*(node.module or "").split(".")[1:]).with_suffix(".py")
            if path.is_file():
                there = _constants_of(path)
                found |= {a.asname or a.name: there[a.name] for a in node.names if a.name in there}
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found[target.id] = node.value.value
    return found


def _text(node: ast.expr, constants: dict[str, str]) -> str:
    """What an expression says, with ANYTHING for its unknown parts."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return constants.get(node.id, ANYTHING)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
        return constants.get(node.value.id, ANYTHING)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, constants) for part in node.values)
    return ANYTHING


def _docstrings(tree: ast.Module) -> set[ast.AST]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, holders) and node.body]
    return {body[0].value for body in bodies if isinstance(body[0], ast.Expr)}


def _asked(tree: ast.Module, constants: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(file, list) of all that asks for words; a table as “table.” and ANYTHING.

    A list in a pattern stands in some string of the module, which may be put together of many.
    """
    spoken = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spoken:
            for file, listed in PATTERN_LIST.findall(node.value):
                yield file, listed[1:]
        if isinstance(node, ast.JoinedStr):
            for file, listed in PATTERN_LIST.findall(_text(node, constants)):
                yield file, listed[1:]
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        given = [_text(argument, constants) for argument in node.args]
        if name in ("words", "signs") and len(given) == 2:
            yield given[0], given[1]
        elif (
            name == "words" and len(given) == 1 and "FILE" in constants
        ):  # a module's own short form
            yield constants["FILE"], given[0]
        elif name == "table" and len(given) == 2 and "lexicon" in ast.unparse(node.func):
            yield given[0], f"{given[1]}.{ANYTHING}"
        elif name in ("_words", "_number") and len(given) == 4:  # the score reads its own file
            yield "indicator_comparison", f"{given[2]}.{given[3]}"


@cache
def asked() -> tuple[tuple[str, str, str], ...]:
    """(module, file, list) that the code asks for."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "lexicon":
            continue
        for file, name in _asked(_parsed(path), _constants_of(path)):
            found.append((path.relative_to(SOURCE).as_posix(), file, name))
    return tuple(found)


def _means(file: str, name: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, f"{file}:{name}".split(ANYTHING))))


@cache
def held() -> frozenset[str]:
    """“file:list” of every list, and of every table, that gazetteers hold."""
    lists = load(local=False).word_lists
    return frozenset(f"{file}:{name}" for file, names in lists.items() for name in names)


def missing(file: str, name: str) -> bool:
    """Whether no list is meant by what the code asks for."""
    wanted = _means(file, name)
    return not any(wanted.fullmatch(listed) for listed in held())


@pytest.mark.parametrize("asking", asked(), ids=":".join)
def test_every_list_that_code_names_stands_in_a_gazetteer(asking: tuple[str, str, str]) -> None:
    _, file, name = asking
    assert file != ANYTHING, "name the file by a constant, so that it can be checked"
    assert not missing(file, name)


def test_every_list_of_a_gazetteer_is_read() -> None:
    wanted = [_means(file, name) for _, file, name in asked()]
    assert [one for one in sorted(held()) if not any(w.fullmatch(one) for w in wanted)] == []


def test_every_word_file_is_known() -> None:
    files = {path.stem for path in (gazetteer_dir() / "general").glob("*.toml")}
    assert {file for _, file, _ in asked()} == files - set(RECORD_FILES)


def test_the_check_sees_what_is_wrong() -> None:
    tree = ast.parse(
        '"""A docstring asks for nothing: <layout.box.haeds>."""\n'
        'FILE = "layout"\n'
        'lexicon.words(FILE, "box.heads"), lexicon.words(FILE, "box.haeds"), words(f"box.{kind}")\n'
        'lexicon.pattern(rf"(?:<layout.note.heads>){gap}<layout.note.haeds>"), lexicon.table("measures", "per")\n'
    )
    found = set(_asked(tree, _constants(tree)))
    assert len(found) == 6
    assert {name for file, name in found if missing(file, name)} == {"box.haeds", "note.haeds"}
