"""Gazetteers of users that are broken, or meant to break: each is told with file, place, reason and the way out, in time."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PLAN, Run
from policy_extract.document import shadow
from policy_extract.errors import GazetteerError
from policy_extract.fitting import built
from policy_extract.lexicon import Lexicon, gazetteer_dir
from policy_extract.lexicon.broken import BrokenGazetteer
from policy_extract.lexicon.files import LARGEST, SUFFIXES
from policy_extract.lexicon.guard import SECONDS, Guarded, Watch, guarded
from policy_extract.lexicon.load import Shelf
from policy_extract.lexicon.patterns import LONGEST, nested_repeats
from policy_extract.measure.finding import QuantityFinder
from policy_extract.messages import Told
from policy_extract.readers import Input
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.work import Workshop
from seeds import of_today

UNIT = '[[unit]]\nname = "橹"\nbase = "橹"\nscale = {}\nkind = "count"\n'
ROLE = "[phrases]\nrole_patterns = ['{}']\n"
DIVISION = "code,name,level,parent\n"
CHANGE = "code,name,level,parent,year,change,to\n"


@cache
def _packaged() -> Shelf:
    return Shelf.packaged()


def _load(folder: Path) -> Lexicon:
    shelf = _packaged().copy()
    shelf.add(folder)
    return shelf.lexicon()


def _own(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / "own" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _told(path: Path) -> Told:
    """What loading the folder of a file says, in both languages, of this file."""
    with pytest.raises(GazetteerError) as caught:
        _load(path.parent)
    error = caught.value
    assert isinstance(error, Told)
    assert error.path == str(path)
    assert re.search(r"[\u4e00-\u9fff]", error.told("zh").partition(": ")[2])
    for said in (str(error), error.told("zh")):
        assert said.startswith(f"{path}: ")
        assert len(said) < 1500 + len(str(path))
    return error


# ---- one fault each ----------------------------------------------------------------------------------------

_FAULTS = {
    "repeats too often": ("agency_forms.toml", ROLE.format("单{99999999999}"), "phrases.role_patterns", "repeats more than 1000 times"),
    "repeats a repeat": ("agency_forms.toml", ROLE.format("(?:单+)+$"), "phrases.role_patterns", "(?:单+)+ in '(?:单+)+$' repeats"),
    "nested brackets": ("agency_forms.toml", ROLE.format("(?:" * 1300 + "a" + ")" * 1300), "phrases.role_patterns", f"has 5201 signs, {LONGEST} at most"),
    "deep brackets": ("agency_forms.toml", ROLE.format("(?:" * 900 + "a" + ")" * 900), "phrases.role_patterns", "too deep in one another"),
    "group twice": ("agency_forms.toml", '[phrases]\nrole_patterns = ["(?P<a>某)", "(?P<a>们)"]\n', "phrases.role_patterns", "names a group 'a', as another"),
    "group without name": ("agency_forms.toml", ROLE.format("(某)们"), "phrases.role_patterns", "a group without a name"),
    "reference by number": ("agency_forms.toml", ROLE.format(r"(?P<a>某)\1"), "phrases.role_patterns", "refers to one by number"),
    "flags inside": ("agency_forms.toml", ROLE.format("(?i)abc"), "phrases.role_patterns", "write (?i:…)"),
    "closes another's bracket": ("agency_forms.toml", ROLE.format("某)|(?:们"), "phrases.role_patterns", "is no regular expression"),
    "matches nothing": ("agency_forms.toml", ROLE.format("某*"), "phrases.role_patterns", "matches where nothing stands"),
    "backtracks on nothing": ("agency_forms.toml", ROLE.format("(?:(?:a?){900}){900}"), "phrases.role_patterns", "matches where nothing stands"),
    "deep list": ("agency_forms.toml", "phrases = " + "[" * 5000 + "]" * 5000, "-", "more than 20 deep"),
    "deep name": ("agency_forms.toml", "[" + ".".join("a" * 5000) + "]\nb = 1\n", "a", "more than 20 deep"),
    "digits": ("confidence.toml", "[prior]\n\nlog_odds = " + "9" * 6000, "line 3", "thousands of digits"),
    "digits that Python reads": ("units.toml", UNIT.format("9" * 4000), "橹", "scale must be"),
    "large number": ("confidence.toml", "[prior]\nlog_odds = 1e40\n", "prior.log_odds", "must be finite and at most 1e+15"),
    "not a number": ("confidence.toml", "[prior]\nlog_odds = nan\n", "prior.log_odds", "must be finite"),
    "long field": ("companies.csv", f"key,name\n\na,{'九' * 140_000}\n", "line 3", "field larger than field limit"),
    "quote never closed": ("companies.csv", 'key,name\na,"甲\nb,乙\n', "line 3", "is not valid CSV"),
    "header twice": ("companies.csv", "key,name,key\na,甲,b\n", "line 1", "names the field 'key' twice"),
    "key twice": ("units.toml", '[[unit]]\nname = "橹"\nname = "桨"\n', "-", "is not valid TOML"),
    "quote open": ("units.toml", '[[unit]]\nname = "橹', "-", "is not valid TOML"),
    "blank unit": ("units.toml", UNIT.format(1).replace('"橹"', '""', 1), "record 1", "name is blank"),
    "blank other name": ("units.toml", UNIT.format(1) + 'aliases = [" "]\n', "橹", "aliases.0 is blank"),
    "blank word": ("agency_forms.toml", '[phrases]\njoints = [" "]\n', "phrases.joints", "must be a non-empty string"),
    "scale inf": ("units.toml", UNIT.format("inf"), "橹", "scale must be a finite number above zero, not 'inf'"),
    "scale nan": ("units.toml", UNIT.format("nan"), "橹", "not 'nan'"),
    "scale 0": ("units.toml", UNIT.format("0"), "橹", "not '0'"),
    "scale -1": ("units.toml", UNIT.format("-1"), "橹", "not '-1'"),
    "scale 1e400": ("units.toml", UNIT.format("1e400"), "橹", "not 'inf'"),
    "its own parent": ("divisions.csv", DIVISION + "530199,甲县,county,530199\n", "530199", "in a ring: 530199 → 530199"),
    "ring of parents": ("divisions.csv", DIVISION + "530199,甲县,county,530198\n530198,乙市,prefecture,530199\n", "530199", "530199 → 530198 → 530199"),
    "ring with a packaged one": ("divisions.csv", DIVISION + "330000,浙江省,province,330700\n", "330000", "go in a ring"),
    "ring of companies": ("companies.csv", "key,name,parent\na,甲公司,b\nb,乙公司,a\n", "a", "go in a ring"),
    "ring of areas": ("areas.csv", "key,name,parent\na,甲新城,b\nb,乙新城,a\n", "a", "go in a ring"),
    "ring with one that is gone": ("divisions_changed.csv", "code,name,level,parent,year,change,to\n330701,甲县,county,330701,2000,merged,330702\n", "330701", "go in a ring"),
    "no successor": ("agencies_changed.toml", '[[change]]\nkey = "x"\nbody = "教育"\nsuccessor = []\nhow = "same"\n', "x", "successor is blank"),
    "year": ("five_year_plans.toml", '[[plan]]\nname = "某"\nstart = 99999\nend = 99999\n', "某", "start is '99999', no year of a plan; use 1900–2200"),
    "ends before it begins": ("five_year_plans.toml", '[[plan]]\nname = "某"\nstart = 2025\nend = 2021\n', "某", "end is '2021', no year of a plan; use 2025–2200"),
    "no code": ("divisions_changed.csv", CHANGE + "gdp,甲县,county,330700,2000,merged,330781\n", "gdp", "code is 'gdp'; a division code has six digits"),
    "no code of a parent": ("divisions_changed.csv", CHANGE + "330799,甲县,county,x,2000,merged,330781\n", "330799", "parent is 'x'"),
    "no code to go to": ("divisions_changed.csv", CHANGE + "330799,甲县,county,330700,2000,merged,甲\n", "330799", "a division code has six digits"),
    "digits of another script": ("divisions.csv", DIVISION + "９９９９０１,甲县,county,330700\n", "９９９９０１", "a division code has six digits"),
    "became what no list holds": ("divisions_changed.csv", CHANGE + "330799,甲县,county,330700,2000,renamed,999999\n", "330799", "there is no record '999999'"),
    "went into itself": ("divisions_changed.csv", CHANGE + "330799,甲县,county,330700,2000,merged,330799\n", "330799", "330799 → 330799"),
    "NUL": ("agency_forms.toml", '[phrases]\njoints = ["和\\u0000"]\n', "phrases.joints", "'和␀' holds signs that nobody sees: U+0000"),
    "NUL raw": ("companies.csv", "key,name\na,甲\0公司\n", "a", "name is '甲␀公司' with signs that nobody sees: U+0000"),
    "turns the direction": ("companies.csv", "key,name\na,甲\u202e公司\n", "a", "'甲⟨U+202E⟩公司'"),
    "no width": ("indicators.toml", '[[indicator]]\nkey = "x"\nname = "某\\u200b数"\n', "x", "U+200B"),
    "wrong type": ("agency_forms.toml", "phrases = 3\n", "phrases", "gazetteer.any"),
    "date": ("agency_forms.toml", "[phrases]\njoints = 2020-01-01\n", "phrases.joints", "expected a list of words or a number"),
    "table for a word": ("agency_forms.toml", "[phrases]\njoints = [{a = 1}]\n", "phrases.joints", "must be a non-empty string"),
    "no UTF-8": ("units.toml", UNIT.format(1).encode("gb18030"), "-", "save it as UTF-8"),
    "UTF-16": ("units.toml", UNIT.format(1).encode("utf-16"), "-", "save it as UTF-8"),
    "NUL file": ("units.toml", b"\0" * 100, "-", "is not valid TOML"),
}  # fmt: skip


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_is_told_with_file_place_and_reason(tmp_path: Path, fault: str) -> None:
    name, data, key, reason = _FAULTS[fault]
    path = _own(tmp_path, name, data)
    if reason == "gazetteer.any":
        assert _load(path.parent).words("agency_forms", "phrases.joints") != ()
        return
    error = _told(path)
    assert (error.key, reason in error.reason) == (key, True), error  # type: ignore[attr-defined]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "units.toml"
    folder.mkdir(parents=True)
    assert "is no regular file" in str(_told(folder))
    folder.rmdir()
    os.mkfifo(folder)  # reading it would wait for ever
    assert "is no regular file" in str(_told(folder))
    folder.unlink()
    folder.symlink_to("/dev/zero")
    assert "is no regular file" in str(_told(folder))
    folder.unlink()
    folder.symlink_to(tmp_path / "nothing")
    assert "cannot be opened: No such file" in str(_told(folder))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = _own(tmp_path, "units.toml", "")
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "is larger than 64 MB" in str(_told(path))


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _own(tmp_path, "units.toml", UNIT.format(1))

    _packaged()  # read before nothing may be read any more

    opened = os.open

    def refused(name: object, *given: int, **more: int) -> int:
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return opened(str(name), *given, **more)

    monkeypatch.setattr(os, "open", refused)
    assert "cannot be opened: Permission denied; check the file and the rights" in str(_told(path))


def test_what_editors_and_systems_leave_behind_is_no_gazetteer(tmp_path: Path) -> None:
    _own(tmp_path, "units.toml", UNIT.format(1))
    _own(tmp_path, "._units.toml", b"\0\5\26\7")
    path = _own(tmp_path, "~$units.csv", b"\xff")
    assert "橹" in {unit.name for unit in _load(path.parent).units}


def test_a_name_of_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    with open(os.path.join(os.fsencode(own), b"\xff.toml"), "wb") as file:
        file.write(b"a = 1\n")
    with pytest.raises(GazetteerError, match="there is no gazetteer of the name"):
        _load(own)
    (own / "indicators").mkdir()
    os.rename(
        os.path.join(os.fsencode(own), b"\xff.toml"),
        os.path.join(os.fsencode(own), b"indicators", b"\xff.toml"),
    )
    with pytest.raises(GazetteerError, match=r"a: write the records as \[\[indicator\]\]"):
        _load(own)


# ---- patterns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "nested"),
    [
        ("(?:a+)+", "(?:a+)+"),
        ("(?:a*)*b", "(?:a*)*"),
        ("x(?:a|b+)+", "(?:a|b+)+"),
        ("(?:(?:a+))+", "(?:(?:a+))+"),
        ("(?:[^。]+。?)*", "(?:[^。]+。?)*"),
        ("(?:.{0,60}){2,}", "(?:.{0,60}){2,}"),
        ("(?P<x>\\d+)+", "(?P<x>\\d+)+"),
        ("(?:^a+)+", "(?:^a+)+"),
        (r"(?:\d+、)+", ""),
        ("(?:[甲乙]+丙{2})*", ""),
        ("(?:a+){2}", ""),
        ("(?:a{1,3})+", ""),
        (r"[(+]+(?=a+)+", ""),
        (r"\(a+\)+", ""),
        ("(?:ab|cd)+", ""),
    ],
)
def test_repeats_of_nothing_but_repeats(pattern: str, nested: str) -> None:
    re.compile(pattern)
    assert nested_repeats(pattern) == nested


def test_no_packaged_pattern_would_be_refused(tmp_path: Path) -> None:
    """Somebody may copy a file of ours and change a line of it."""
    for path in (gazetteer_dir() / "general").glob("*.toml"):
        _own(tmp_path, path.name, path.read_bytes())
    copied = _load(tmp_path / "own")
    assert copied.word_lists == _packaged().lexicon().word_lists
    assert copied.own_lists.keys() >= {"agency_forms.phrases.role_patterns"}


def test_a_pattern_that_backtracks_costs_its_list_alone_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“单(?:单|单单)+[甲乙]” passes the check of repeats and would search three hundred 单 until the sun is cold."""
    monkeypatch.setattr("policy_extract.lexicon.guard.SECONDS", 0.2)
    more = "（四）支持企业。到2025年，新增企业30家。县经信局{}。\n"
    plans = {"plain": PLAN + more.format(""), "hostile": PLAN + more.format("单" * 300)}
    paths = {name: _own(tmp_path, f"{name}.txt", text) for name, text in plans.items()}
    must = '[verbs]\nmust_patterns = ["单(?:单|单单)+[甲乙]"]\n'
    workshop = Workshop(_load(_own(tmp_path / "lists", "agency_forms.toml", must).parent))
    began = time.process_time()
    hostile = workshop.work_on(Input("hostile", str(paths["hostile"])))
    plain = workshop.work_on(Input("plain", str(paths["plain"])))
    assert time.process_time() - began < 20  # for ever without the limit
    assert hostile.document is not None
    assert plain.document is not None
    assert [w for w in hostile.warnings if "pattern" in w] == [
        "pattern_slow:agency_forms.toml: verbs.must_patterns"
    ]
    assert [
        w for w in plain.warnings if "pattern" in w
    ] == []  # the next document has its time again
    said = [[o.source.quote for o in one.document.observations] for one in (hostile, plain)]
    assert said[0] == said[1] != []


def test_a_guarded_pattern_finds_what_re_finds() -> None:
    text = "到2025年，规上工业企业达到300家，其中 12 家、ab。"
    for pattern in (r"\d+", r"(?P<n>\d+)家", "规?", "a(?=b)", "x"):
        ours, theirs = guarded(pattern, 0, "list", Watch()), re.compile(pattern)
        assert isinstance(ours, Guarded)
        for start, end in ((0, len(text)), (3, 20), (9, 5), (-3, 8), (0, -1)):
            found = [m.span() for m in ours.finditer(text, start, end)]
            assert found == [m.span() for m in theirs.finditer(text, start, end)]
            for name in ("search", "match", "fullmatch"):
                one, other = (getattr(p, name)(text, start, end) for p in (ours, theirs))
                assert (one and (one.span(), one.groupdict())) == (
                    other and (other.span(), other.groupdict())
                )
        assert ours.sub("*", text) == theirs.sub("*", text)
        assert ours.split(text) == theirs.split(text)


def test_out_of_time_a_guarded_pattern_finds_nothing() -> None:
    watch = Watch()
    pattern = guarded("a", 0, "list", watch)
    watch.took("list", SECONDS)
    assert (pattern.search("a"), list(pattern.finditer("a"))) == (None, [])
    assert (pattern.sub("b", "a"), pattern.split("bab")) == ("a", ["bab"])
    watch.begin()
    assert pattern.search("a") is not None


def test_every_list_of_patterns_that_users_may_add_to_is_guarded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rule that takes such a list compiles it where it can be stopped: none calls re itself."""
    lists = _packaged().lexicon().word_lists
    marks: dict[str, str] = {}
    for file, listed in lists.items():
        if file not in ("webpages", "workbooks"):  # --gazetteers does not reach readers
            own = [name for name in listed if name.endswith("patterns")]
            marks |= {chr(0x3400 + len(marks) + at) * 2: f"{file}.{n}" for at, n in enumerate(own)}
    for file in {name.partition(".")[0] for name in marks.values()}:
        lines = [
            f'{n.partition(".")[2]} = ["{m}"]\n' for m, n in marks.items() if n.startswith(file)
        ]
        _own(tmp_path, f"{file}.toml", "".join(lines))
    lexicon, compiled, seen = _load(tmp_path / "own"), re.compile, set[str]()

    def spy(pattern: str, flags: int = 0) -> re.Pattern[str]:
        caught.update(name for mark, name in marks.items() if mark in str(pattern))
        return compiled(pattern, flags)

    def watched(pattern: str, flags: int, *_: object) -> re.Pattern[str]:
        seen.update(name for mark, name in marks.items() if mark in pattern)
        return compiled(pattern, flags)

    caught: set[str] = set()
    monkeypatch.setattr(sys.modules[Lexicon.__module__], "guarded", watched)
    monkeypatch.setattr(sys.modules[Lexicon.__module__], "unkept", spy)
    monkeypatch.setattr(re, "compile", spy)
    Workshop(lexicon).close()
    assert seen == set(marks.values())
    assert caught == set()


# ---- words that the rules cannot be built with --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words", "list_"),
    [
        ("measures.toml", '[floor]\nunits = ["橹"]\n', "floor.units"),  # means two words
        (
            "numbers.toml",
            '[half]\nalone_behind = ["橹橹橹"]\n',
            "half.alone_behind",
        ),  # one sign each
    ],
)
def test_words_that_the_rules_cannot_be_built_with_are_told(
    tmp_path: Path, name: str, words: str, list_: str
) -> None:
    path = _own(tmp_path, name, words)
    _own(tmp_path, "announcing.toml", 'front = ["再上新台阶"]\n')
    lexicon = _load(path.parent)
    with pytest.raises(GazetteerError) as caught:
        built(lexicon, Workshop)
    assert (caught.value.path, caught.value.key) == (str(path), list_)
    assert "the rules cannot be built with the words here" in caught.value.reason


def test_signs_of_regular_expressions_in_words_are_words(tmp_path: Path) -> None:
    signs = '["(", "[", "]", "*", "^-", "a-0", "\\\\"]'
    _own(
        tmp_path,
        "agency_forms.toml",
        f"[verbs]\nbeing = {signs}\nnot_before_by = {signs}\nbefore_must = {signs}\n"
        f"[phrases]\npromising = {signs}\n[names]\nnot_before_level = {signs}\n",
    )
    _own(tmp_path, "numbers.toml", f"[pair]\nwords = {signs}\n")
    _own(tmp_path, "divisions.csv", DIVISION + "530199,甲]县^,county,530100\n")
    workshop = built(_load(tmp_path / "own"), Workshop)
    outcome = workshop.work_on(Input("plan", str(_own(tmp_path, "plan.txt", PLAN))))
    assert outcome.failure is None


@pytest.mark.parametrize("sign", list("][(+\\^-.*"))
@pytest.mark.parametrize("tail", ["", "成"])
def test_signs_of_regular_expressions_in_words_of_fractions_are_words(
    tmp_path: Path, sign: str, tail: str
) -> None:
    """“]成” took away all fractions, and “(成” was no pattern."""
    word = json.dumps(sign + tail, ensure_ascii=False)
    _own(tmp_path, "numbers.toml", f"[share]\nmark = [{word}]\n[half]\nsign = [{word}]\n")
    multiple = json.dumps(sign + tail + "橹", ensure_ascii=False)
    path = _own(tmp_path, "measures.toml", f"[multiple]\n{multiple} = 5\n")
    finder = QuantityFinder(_load(path.parent))
    text = f"占三分之一，占四{sign}{tail}一，翻两番，增长{sign}{tail}橹。"
    found = {one.low for one in finder.find(shadow(text), 0, len(text))}
    assert found >= {0.3333, 0.25, 4, 5}


def test_a_second_mark_of_shares_is_read_as_the_first(tmp_path: Path) -> None:
    path = _own(tmp_path, "numbers.toml", '[share]\nmark = ["份之"]\n')
    finder = QuantityFinder(_load(path.parent))
    for text in ("达到百分之五。", "达到百份之五。"):
        found = [(one.low, one.unit) for one in finder.find(shadow(text), 0, len(text))]
        assert found == [(5, "%")]


def test_signs_of_regular_expressions_and_quotes_in_names_of_plans_are_words(
    tmp_path: Path,
) -> None:
    """“十(五” was no pattern, without a file in the message; “某五” with its quotes ended each document."""
    plans = "".join(
        f"[[plan]]\nname = '{name}'\nstart = 2041\nend = 2045\n"
        for name in ("十(五", "[某", "“某五”")
    )
    own = _own(tmp_path, "five_year_plans.toml", plans).parent
    workshop = built(_load(own), Workshop)
    text = PLAN + "“某五”期间，新增企业30家；“十(五”期间，新增企业40家。\n"
    outcome = workshop.work_on(Input("plan", str(_own(tmp_path, "plan.txt", text))))
    assert outcome.document is not None
    times = {m.source.quote: m.norm for m in outcome.document.mentions if m.type == "time"}
    assert [n.start for q, n in times.items() if n and "五”期间" in q] == ["2041", "2041"]


def test_a_division_that_is_taken_away_leaves_its_former_names_alone(tmp_path: Path) -> None:
    """沙湾县 became 沙湾市 (654203): without that one its name means nothing, and nothing breaks."""
    path = _own(tmp_path, "divisions.toml", '[[remove]]\nkey = "654203"\n')
    divisions = DivisionIndex(_load(path.parent))
    assert divisions.get("654203") is None
    assert "654203" in {code for one in _load(path.parent).divisions_changed for code in one.to}
    assert not [codes for codes in divisions._named.values() if "654203" in codes]


def test_the_command_says_it_before_a_plan_is_read(run: Run, plan: Path, tmp_path: Path) -> None:
    path = _own(tmp_path, "agency_forms.toml", ROLE.format("(?:单+)+$"))
    out = tmp_path / "out"
    code, _, said = run(plan, "-o", out, "--gazetteers", path.parent)
    assert code == 2
    assert f"{path}: phrases.role_patterns: " in said
    assert not out.exists()


# ---- mutated files -----------------------------------------------------------------------------------------

_FILES = sorted(
    path
    for folder in ("general", "local")
    for path in (gazetteer_dir() / folder).rglob("*")
    if path.suffix in SUFFIXES
)
_PIECES = (
    *'"[]{}=,#|\\\n\0', "(", "(?", "+)+", "{9999}", '""', '" "', "inf", "nan", "-1", "9" * 5000, "1e999", "true",
    '"""', "[remove]\n", "[[remove]]\nkey = \"a\"\n", "[[add_aliases]]\n", "2020-01-01", "\ufeff", "\u202e", r"\u200b",
    "(?P<verb>x)", "(?i)", r"\1", "[" * 300, "a." * 300, "九" * 500,
)  # fmt: skip


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[Path, str]:
    path = draw(st.sampled_from(_FILES))
    text = path.read_text(encoding="utf-8")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from((0, 0, 1, 5, 40, len(text))))
        new = draw(st.sampled_from(("", *_PIECES)) | st.text(max_size=6))
        text = text[:at] + new + text[at + gone :]
    return path, text


@of_today(150)
@given(_mutated())
def test_a_mutated_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, mutated: tuple[Path, str]
) -> None:
    shipped, text = mutated
    folder = tmp_path_factory.mktemp("own")
    inner = "indicators/" if shipped.parent.name == "indicators" else ""
    path = folder / inner / shipped.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", errors="replace"))
    said: tuple[str, ...] = ()
    began = time.process_time()
    try:
        _load(folder)
    except BrokenGazetteer as error:
        said = (str(error), error.told("zh"))
    assert all(one.startswith(f"{path}: ") for one in said)
    assert all(len(one) < 2500 for one in said)
    assert time.process_time() - began < 10  # a tenth of a second
