"""Patterns that were compiled by an earlier start: the same as those that are compiled now, or none."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policy_extract import expressions
from policy_extract.expressions import Shelf, unkept
from policy_extract.lexicon import lazy, load
from policy_extract.resolve import Resolver
from policy_extract.work import Workshop

_PLAN = Path(__file__).parents[1] / "corpus" / "lanxi-manufacturing-upgrade-2021-2023.txt"
_LEXICON = sys.modules[type(load()).__module__]
_PATTERNS: list[tuple[str, int]] = [
    (r"(?P<year>\d{4})年(?P<month>\d{1,2})?", 0),
    (r"(?i)gdp|产值(?!税)", 0),
    ("gdp|ΑΣ|ﬀ", re.IGNORECASE),
    (r"^第[一二三]+章 $", re.M | re.S),
    (r"a  b # c", re.VERBOSE),
    (r"(?<=增长)(\d+(?:\.\d+)?)[%％](?P<to>至)?\1?", re.ASCII),
    (r"[\ud800-\udfff]", 0),
    ("[\ud800-\udfff]|😀", 0),
    (r"(?>a+)b*+|(?(1)x|y)(z)" if sys.version_info >= (3, 11) else "a", 0),
    ("", 0),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a process that keeps compiled code keeps them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "expressions.json"


def kept(place: Path, patterns: list[tuple[str, int]] = _PATTERNS) -> None:
    shelf = Shelf(place)
    for words, flags in patterns:
        shelf.pattern(words, flags)
    shelf.keep()


def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing may be compiled."""

    def compiled(*_: object) -> None:
        raise AssertionError("a pattern was compiled")

    monkeypatch.setattr(re._compiler, "_code", compiled)  # type: ignore[attr-defined]


def same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Patterns are equal if their words, flags and compiled code are; the names of groups besides."""
    return (one, one.groups, dict(one.groupindex)) == (other, other.groups, dict(other.groupindex))


def test_signs_are_made_out_in_time_that_grows_with_the_pattern() -> None:
    """Each of the groups may be missing in three ways: the ways through all of them were gone one by one."""
    words = "(?:a?|b?|c?)" * 12 + "d"
    before = time.process_time()
    assert unkept(words).search("xxabcd") is not None
    assert time.process_time() - before < 1


def test_patterns_of_users_do_not_pile_up() -> None:
    made = list[weakref.ref[object]]()
    for number in range(1040):
        made.append(weakref.ref(unkept(f"橹{number}")))
    assert made[9]() is None
    assert made[-1]() is unkept(f"橹{len(made) - 1}")


def test_what_was_kept_is_what_is_compiled(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [unkept(words, flags) for words, flags in _PATTERNS]
    first = Shelf(place)
    assert all(same(first.pattern(p.pattern, f), p) for p, (_, f) in zip(expected, _PATTERNS, strict=True))  # fmt: skip
    first.keep()
    with monkeypatch.context() as patched:
        uncompiled(patched)
        again = Shelf(place)
        found_again = [again.pattern(words, flags) for words, flags in _PATTERNS]
    for pattern, found in zip(expected, found_again, strict=True):
        assert same(found, pattern)
        assert pickle.loads(pickle.dumps(found)) == re.compile(pattern.pattern, pattern.flags)
    match = found_again[0].search("到2025年10月")
    assert match is not None
    assert (match.groupdict(), match.lastgroup) == ({"year": "2025", "month": "10"}, "month")


def test_every_packaged_pattern_is_kept_as_it_is_compiled(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, seen = Shelf(place), dict[tuple[str, int], None]()

    def noted(words: str, flags: int = 0) -> re.Pattern[str]:
        seen[words, int(flags)] = None
        return lazy.lazy(words, flags)

    monkeypatch.setattr(_LEXICON, "lazy", noted)
    lexicon = load()
    Workshop(lexicon).close()
    Resolver(lexicon)
    assert len(seen) > 300
    for words, flags in seen:
        shelf.pattern(words, flags)
    shelf.keep()
    again = Shelf(place)
    for words, flags in seen:
        assert same(again.pattern(words, flags), unkept(words, flags))
    text = _PLAN.read_text(encoding="utf-8")
    for words, flags in seen:
        found = [match.regs for match in unkept(words, flags).finditer(text)]
        assert found == [match.regs for match in re.compile(words, flags).finditer(text)], words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("(?=[ab])(?:ab|bc)c?", "xabcbc"),
        ("(?<!x)(?:ab|(?P<b>b)c)", "xab ab bc"),
        ("(?<=x)[ab]", "abxaxb"),
        ("(?:a|b?)c", "c bc ac"),
        ("(?:a|b)*?(?:c|d)+", "aabd"),
        (r"(?:\d|(?=\s).)a", "1a a"),
        ("(?=a|b)[^c]", "cab"),
        ("^a|(?:\nb)", "a\nba"),
        ("(?:(?!)|a)b", "ab"),
        ("(?i:a)b|c", "AbabC"),
        ("(a)?(?(1)b|c)", "abcb"),
        ("(?:|a)b", "abb"),
        ("(?=(a))..", "xab"),
        ("(?:a(?=b)|(?<=b)c)+", "abcac"),
        (".|a", "ba"),
        ("[^a](?<!b)c", "acbcdc"),
        ("(?=[一-鿿])(?:甲|乙)", "甲丙乙"),
    ],
)
def test_signs_that_begin_a_pattern_leave_nothing_out(words: str, text: str) -> None:
    for flags in (0, re.IGNORECASE, re.MULTILINE):
        ours, theirs = unkept(words, flags), re.compile(words, flags)
        assert [m.regs for m in ours.finditer(text)] == [m.regs for m in theirs.finditer(text)]
        for start in range(len(text) + 1):
            for end in range(start, len(text) + 1):
                assert str(ours.search(text, start, end)) == str(theirs.search(text, start, end))


def _resealed(change: Callable[[Any, bytes], tuple[Any, bytes]]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        head, _, codes = data.partition(b"\n")[2].partition(b"\n")
        told, codes = change(json.loads(head), codes)
        body = json.dumps(told).encode() + b"\n" + codes
        return hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    return changed


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-9],
        lambda data: data + b"\0",
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda _: b"",
        lambda _: b"[]",
        _resealed(lambda told, codes: (["another Python", told[1]], codes)),
        _resealed(lambda told, codes: (told, codes[:-3])),
        _resealed(lambda told, codes: (told, codes[: len(codes) // 8 * 4])),
        _resealed(lambda told, codes: (told, bytes(len(codes)))),
        _resealed(lambda told, codes: (told, b"\xff" * len(codes))),
        _resealed(lambda told, codes: ([told[0], {n: v[::-1] for n, v in told[1].items()}], codes)),
        _resealed(lambda told, codes: ([told[0], {n: [] for n in told[1]}], codes)),
        _resealed(lambda told, codes: ([told[0], []], codes)),
        _resealed(lambda _, codes: (7, codes)),
    ],
)
def test_what_is_wrong_is_compiled_anew(harm: Callable[[bytes], bytes], place: Path) -> None:
    kept(place)
    place.write_bytes(harm(place.read_bytes()))
    shelf = Shelf(place)
    for words, flags in _PATTERNS:
        found = shelf.pattern(words, flags)
        assert same(found, unkept(words, flags)) or same(found, re.compile(words, flags))


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_what_others_may_write_is_not_taken(place: Path) -> None:
    kept(place)
    assert Shelf(place)._kept
    place.chmod(0o666)
    assert not Shelf(place)._kept


def test_what_others_kept_meanwhile_stays(place: Path) -> None:
    one, other = Shelf(place), Shelf(place)
    one.pattern("a+", 0)
    other.pattern("b+", 0)
    one.keep()
    other.keep()
    before = place.read_bytes()
    other.keep()
    both = Shelf(place)
    both.pattern("a+", 0)
    both.pattern("b+", 0)
    both.keep()
    assert len(both._kept) == 2
    assert place.read_bytes() == before


def test_what_nobody_asks_goes_when_it_is_too_much(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(place)
    size = len(place.read_bytes())
    monkeypatch.setattr(expressions, "MOST", 4)
    shelf = Shelf(place)
    shelf.pattern(*_PATTERNS[0])
    shelf.pattern("neu", 0)
    shelf.keep()
    assert len(Shelf(place)._kept) == 2
    assert len(place.read_bytes()) < size


def test_no_pattern_is_refused_and_none_is_kept_where_no_code_is(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(place)
    with pytest.raises(re.error):
        shelf.pattern("(a", 0)
    shelf.keep()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf.pattern("a", 0)
    shelf.keep()
    assert not place.exists()
    assert expressions.expression("a+") == unkept("a+")
    expressions.keep()


def test_another_re_compiles_as_ever(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re._compiler, "_code")  # type: ignore[attr-defined]
    monkeypatch.setattr(re, "compile", lambda words, flags=0: (words, flags))
    shelf = Shelf(place)
    assert shelf.pattern("a+", 0) == ("a+", 0)  # type: ignore[comparison-overlap]
    shelf.keep()
    assert not place.exists()


def test_patterns_that_modules_compile_when_they_are_imported_are_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = compile(
        "import re\nA = re.compile('a(b)+', re.I)\nB = re.compile(b'c+')\nassert re.match('x+', 'xx')\n"
        "def later():\n    return re.compile('d+')\n",
        "module.py",
        "exec",
    )
    true = re._compiler.compile  # type: ignore[attr-defined]
    shelf = Shelf(place)
    monkeypatch.setattr(expressions, "_shelf", lambda: shelf)
    for _ in range(2):
        re.purge()
        names: dict[str, Any] = {}
        with expressions.of_modules():
            exec(source, names)
            assert names["later"]().fullmatch("dd")
        assert names["A"].fullmatch("abB")[1] == "B"
        assert names["A"].flags == re.compile("a(b)+", re.IGNORECASE).flags
        assert names["B"].fullmatch(b"cc")
        assert re._compiler.compile is true  # type: ignore[attr-defined]
        assert len(shelf._asked) == 2
        shelf.keep()
        shelf = Shelf(place)
    assert len(shelf._kept) == 2


def test_where_re_is_another_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(re._compiler, "compile")  # type: ignore[attr-defined]
    with expressions.of_modules():
        assert not hasattr(re._compiler, "compile")  # type: ignore[attr-defined]
