"""The gazetteers: what is loaded, what a broken record says, how later folders override, what is switched off."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from policy_extract.errors import GazetteerError
from policy_extract.extract import Extractors
from policy_extract.lexicon import Lexicon, gazetteer_dir, load
from policy_extract.lexicon.files import kind_of
from policy_extract.lexicon.records import KEY_FIELDS, RECORD_FILES
from policy_extract.messages import Told
from policy_extract.resolve.indicators.matching import IndicatorMatcher
from policy_extract.resolve.indicators.names import IndicatorNames
from policy_extract.resolve.indicators.resolver import IndicatorResolver
from policy_extract.resolve.judgements import Judgements

FILES = sorted(
    path for folder in ("general", "local") for path in (gazetteer_dir() / folder).rglob("*") if path.suffix in (".toml", ".csv")
)  # fmt: skip
WORD_FILES = [path for path in FILES if kind_of(path, gazetteer_dir()) is None]


@cache
def packaged(local: bool = True) -> Lexicon:
    return load(local=local)


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def flat(data: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            found += flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, value))
    return found


# ---- every file loads --------------------------------------------------------------------------------------


def test_all_gazetteers_load() -> None:
    lexicon = load()
    assert len(lexicon.divisions) == 34 + 333 + 2846
    assert {p.name: (p.start, p.end) for p in lexicon.five_year_plans}["十四五"] == (2021, 2025)
    assert {u.name for u in lexicon.units} >= {"元", "%", "个百分点", "家", "亩"}
    assert lexicon.word_lists.keys() >= {p.stem for p in WORD_FILES if p.parent.name == "general"}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_says_what_it_is_and_how_to_add_a_line(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    said = "\n".join(head)
    assert path.read_text(encoding="utf-8").startswith("#")
    assert "Source" in said
    assert re.search(r"To add|To undo", said)


@pytest.mark.parametrize("path", WORD_FILES, ids=named)
def test_every_word_list_is_read_longest_first(path: Path) -> None:
    lexicon = packaged()
    lists = flat(tomllib.loads(path.read_text(encoding="utf-8")))
    assert lists != []
    for name, value in lists:
        if not isinstance(value, list):
            continue
        assert value != [], name
        words = lexicon.words(path.stem, name)
        assert set(value) <= set(words), name
        assert len(words) == len(set(words)), name
        assert [len(w) for w in words] == sorted((len(w) for w in words), reverse=True), name


@pytest.mark.parametrize("path", WORD_FILES, ids=named)
def test_every_pattern_compiles_and_needs_words(path: Path) -> None:
    for name, value in flat(tomllib.loads(path.read_text(encoding="utf-8"))):
        if name.endswith("patterns") and isinstance(value, list):
            for pattern in value:
                assert re.compile(pattern).fullmatch("") is None, (name, pattern)


@pytest.mark.parametrize(
    "path", [p for p in FILES if kind_of(p, gazetteer_dir()) is not None], ids=named
)
def test_every_record_file_is_read_whole(path: Path) -> None:
    lexicon = packaged(path.parent.name == "local")
    kind = kind_of(path, gazetteer_dir()) or ""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        rows: list[dict[str, str]] = list(csv.DictReader(lines))
    else:
        rows = tomllib.loads(text)[RECORD_FILES[kind][1]]
    keys = [next(row[f] for f in KEY_FIELDS if row.get(f)) for row in rows]
    records = getattr(lexicon, kind)
    loaded = {next(v for f in KEY_FIELDS if (v := getattr(r, f, None))) for r in records}
    assert len(keys) == len(set(keys))
    assert set(keys) <= loaded


def test_a_key_stands_once_in_a_folder_of_files(tmp_path: Path) -> None:
    line = '[[indicator]]\nkey = "mine"\nname = "{}"\n'
    own = tmp_path / "own" / "indicators"
    own.parent.mkdir()
    written(own, "health.toml", line.format("某床位"))
    assert any(record.key == "mine" for record in load([own.parent]).indicators)
    written(own, "safety.toml", line.format("某事故"))
    with pytest.raises(GazetteerError, match=r"safety\.toml: mine: "):
        load([own.parent])


def test_the_rules_of_every_kind_are_built_from_them() -> None:
    for lexicon in (packaged(), packaged(False)):
        Extractors(lexicon)


def test_no_two_units_share_a_spelling() -> None:
    names = [n for unit in packaged().units for n in (unit.name, *unit.aliases)]
    assert [n for n in names if names.count(n) > 1] == []


def test_divisions_stand_below_divisions() -> None:
    divisions = packaged().divisions
    codes = {d.code for d in divisions}
    assert [d.name for d in divisions if d.parent and d.parent not in codes] == []
    assert len({d.code for d in divisions if d.level == "province"}) == 34


def test_general_names_no_company_of_the_plans() -> None:
    everything, general = packaged(), packaged(False)
    local = [c for c in everything.companies if c.key in everything.local_keys]
    known = {n for c in general.companies for n in (c.name, *c.short)}
    assert local != []
    assert [c.name for c in local if {c.name, *c.short} & known] == []


# ---- local switched off ------------------------------------------------------------------------------------


def test_local_can_be_left_out() -> None:
    everything, general = packaged(), packaged(False)
    assert everything.local_keys
    assert general.local_keys == frozenset()
    assert {c.name for c in general.companies} < {c.name for c in everything.companies}
    assert {a.name for a in general.areas} < {a.name for a in everything.areas}
    assert everything.fingerprint != general.fingerprint
    assert general.divisions == everything.divisions


def test_the_fingerprint_is_of_the_content() -> None:
    assert load().fingerprint == load().fingerprint
    assert re.fullmatch(r"[0-9a-f]{16}", load().fingerprint)


# ---- later folders -----------------------------------------------------------------------------------------


def test_a_later_record_replaces_the_one_with_its_key(tmp_path: Path) -> None:
    extra = written(
        tmp_path / "own",
        "units.toml",
        '[[unit]]\nname = "家"\nbase = "户"\nscale = 2\nkind = "count"\n',
    )
    before, after = packaged(), load([extra])
    unit = next(u for u in after.units if u.name == "家")
    assert (unit.base, unit.scale) == ("户", 2)
    assert len(after.units) == len(before.units)
    assert [u for u in after.units if u.name != "家"] == [u for u in before.units if u.name != "家"]


def test_a_new_record_is_added(tmp_path: Path) -> None:
    extra = written(
        tmp_path / "own",
        "companies.csv",
        "key,name,short,parent\nyunxiu,云岫新材料有限公司,云岫新材|云岫,\n",
    )
    added = [c for c in load([extra]).companies if c.key == "yunxiu"]
    assert [(c.name, c.short) for c in added] == [("云岫新材料有限公司", ("云岫新材", "云岫"))]


def test_the_last_folder_wins(tmp_path: Path) -> None:
    record = '[[plan]]\nname = "十四五"\nstart = {}\nend = 2025\n'
    one = written(tmp_path / "one", "five_year_plans.toml", record.format(2020))
    two = written(tmp_path / "two", "five_year_plans.toml", record.format(2022))
    start = {p.name: p.start for p in load([one, two]).five_year_plans}["十四五"]
    assert start == 2022


def test_word_lists_are_joined(tmp_path: Path) -> None:
    extra = written(tmp_path / "own", "comparators.toml", '[before]\n">" = ["远超过"]\n')
    before, after = packaged(), load([extra])
    assert set(after.words("comparators", "before.>")) == {
        *before.words("comparators", "before.>"),
        "远超过",
    }
    assert after.words("comparators", "after.>=") == before.words("comparators", "after.>=")
    assert after.fingerprint != before.fingerprint


def test_a_new_word_works(tmp_path: Path) -> None:
    from policy_extract.measure.finding import QuantityFinder

    extra = written(
        tmp_path / "own",
        "units.toml",
        '[[unit]]\nname = "橹"\nbase = "橹"\nscale = 1\nkind = "count"\n',
    )
    words = "达到12橹"
    assert [q.unit for q in QuantityFinder(packaged()).find(words, 0, len(words))] == [None]
    assert [q.unit for q in QuantityFinder(load([extra])).find(words, 0, len(words))] == ["橹"]


def test_single_words_and_numbers(tmp_path: Path) -> None:
    extra = written(
        tmp_path / "own",
        "indicator_comparison.toml",
        '[tolerance]\nlikeness = 12.5\n[spellings]\n"新" = "旧"\n',
    )
    lexicon = load([extra])
    assert lexicon.words("indicator_comparison", "spellings.新") == ("旧",)
    assert lexicon.table("indicator_comparison", "tolerance")["likeness"] == 12.5
    with pytest.raises(
        GazetteerError, match=r"findings\.toml: bare_noun: .*nearest: findings\.toml: bare_nouns"
    ):
        lexicon.words("findings", "bare_noun")


# ---- added to and taken away ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key", "field"),
    [
        ("indicators.toml", "gdp", "aliases"),
        ("units.toml", "亩", "aliases"),
        ("agencies.toml", None, "core"),
        ("companies.toml", None, "short"),
    ],
)
def test_names_are_added_to_a_record_and_taken_away(
    tmp_path: Path, name: str, key: str | None, field: str
) -> None:
    stem = name.removesuffix(".toml")
    records = {next(v for f in KEY_FIELDS if (v := getattr(r, f, None))): r for r in getattr(packaged(), stem)}  # fmt: skip
    key = key or next(k for k, record in records.items() if getattr(record, field))
    add = f'[[add_aliases]]\nkey = "{key}"\naliases = ["橹的别名", "橹之别名"]\n'
    one = written(tmp_path / "one", name, add)
    take = f'[[remove]]\nkey = "{key}"\naliases = ["橹之别名"]\n'
    two = written(tmp_path / "two", name, take)
    before, after = getattr(records[key], field), getattr(load([one, two]), stem)
    changed = [r for r in after if r not in records.values()]
    assert [getattr(r, field) for r in changed] == [(*before, "橹的别名")]
    assert len(after) == len(records)


def test_an_area_gets_a_short_name_in_the_file_that_brings_it(tmp_path: Path) -> None:
    record = '[[area]]\nkey = "yunxiu"\nname = "云岫新城"\n'
    add = '[[add_aliases]]\nkey = "yunxiu"\naliases = ["云岫"]\n'
    extra = written(tmp_path / "own", "areas.toml", add + record)
    assert [a.short for a in load([extra]).areas if a.key == "yunxiu"] == [("云岫",)]


def test_a_record_is_taken_away(tmp_path: Path) -> None:
    extra = written(tmp_path / "own", "indicators.toml", '[[remove]]\nkey = "gdp"\n')
    before, after = packaged().indicators, load([extra]).indicators
    assert [i.key for i in before if i not in after] == ["gdp"]


def test_a_word_is_taken_out_of_its_list(tmp_path: Path) -> None:
    text = '[remove]\n"before.>" = ["远超过"]\n[remove.after]\n">=" = "以上"\n'
    one = written(tmp_path / "one", "comparators.toml", '[before]\n">" = ["远超过"]\n')
    two = written(tmp_path / "two", "comparators.toml", text)
    before, after = packaged(), load([one, two])
    for name, gone in (("before.>", set()), ("after.>=", {"以上"}), ("before.<=", set())):
        words = before.words("comparators", name)
        assert set(words) - set(after.words("comparators", name)) == gone
        assert "远超过" not in after.words("comparators", name)


def test_an_added_name_works(tmp_path: Path) -> None:
    from policy_extract.measure.finding import QuantityFinder

    add = '[[add_aliases]]\nkey = "亩"\naliases = ["橹"]\n'
    extra = written(tmp_path / "own", "units.toml", add)
    words = "达到12橹"
    found = QuantityFinder(load([extra])).find(words, 0, len(words))
    assert [(q.unit, q.base_unit) for q in found] == [("亩", "平方米")]


def test_the_examples_of_the_page_work(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "gazetteers.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n# own/(\w+\.toml)\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in examples] == ["indicators.toml", "announcing.toml"]
    for name, text in examples:
        written(tmp_path / "own", name, text)
    before, after = packaged(), load([tmp_path / "own"])
    assert set(before.words("announcing", "front")) ^ set(after.words("announcing", "front")) == {
        "再上新台阶",
        "力争",
    }
    changed = {r.key for r in set(before.indicators) ^ set(after.indicators)}
    assert len(changed) == 2
    assert len(after.indicators) == len(before.indicators) - 1


# ---- broken records ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "key", "reason"),
    [
        ("units.toml", '[[unit]]\nname = "橹"\nbase = "橹"\nkind = "count"\n', "橹", "the field scale is missing; add it"),
        ("units.toml", '[[unit]]\nname = "橹"\nbase = "橹"\nscale = "x"\nkind = "count"\n', "橹", "scale must be a number, not 'x'"),
        ("units.toml", '[[unit]]\nname = "橹"\nbase = "橹"\nscale = 1\nkind = "count"\ncolour = "red"\n', "橹", "there is no field colour"),
        ("units.toml", '[[unit]]\nbase = "橹"\nscale = 1\nkind = "count"\n', "record 1", "the field name is missing"),
        ("units.toml", '[unit]\nname = "橹"\n', "unit", "write the records as [[unit]]"),
        ("units.toml", '[[unit]]\nname = "橹\n', "-", "is not valid TOML"),
        ("divisions.csv", "code,name,level\n5201,江州市,prefecture\n", "5201", "a division code has six digits"),
        ("divisions.csv", "code,name,level\n520199,江州市,city\n", "520199", "level is 'city'; use 'province', 'prefecture' or 'county'"),
        ("companies.csv", "key,name\na,甲\na,乙\n", "a", "stands twice in this file"),
        ("judgements.csv", "key,type,left,right,verdict,reason\na,company,甲,乙,maybe,x\n", "a", "verdict is 'maybe'; use 'same' or 'different'"),
        ("five_year_plans.toml", '[[plan]]\nname = "十九五"\nstart = 2051\n', "十九五", "the field end is missing"),
        ("comparators.toml", '[before]\n">" = ["甲", ""]\n', "before.>", "every word must be a non-empty string"),
        ("comparators.toml", '[before]\n">" = [1]\n', "before.>", "every word must be a non-empty string"),
        ("comparators.toml", '[before]\n">" = true\n', "before.>", "expected a list of words or a number"),
        ("comparators.toml", '[before]\n">=x" = ["远超"]\n', "before.>=x", "is no comparator; use one of > >= < <= ~ ="),
        ("comparators.toml", '[befor]\n">" = ["远超"]\n', "befor.>", "nothing reads a list 'befor' in this file; call it before"),
        ("comparators.csv", 'word\n远超\n', "-", "word lists are TOML; write it as comparators.toml"),
        ("comparator.toml", '[before]\n">" = ["远超"]\n', "-", "there is no gazetteer of the name 'comparator.toml'; call it comparators.toml"),
        ("unit.toml", '[[unit]]\nname = "橹"\n', "-", "there is no gazetteer of the name 'unit.toml'; call it units.toml"),
        ("xyz.csv", 'a,b\n', "-", "there is no gazetteer of the name 'xyz.csv'; call it agencies.csv "),
        ("units.toml", '[[units]]\nname = "橹"\n', "units", "write the records as [[unit]]"),
        ("units.toml", 'unit = ["橹"]\n', "unit", "write the records as [[unit]]"),
        ("companies.csv", "# mine\nkey,name,short,parent\n\na,甲,,\nb,乙\n", "line 5", "has 2 fields and the header 4 (key,name,short,parent)"),
        ("companies.csv", "key,name\na,甲,乙\n", "line 2", "has 3 fields and the header 2"),
        ("indicators.toml", '[[indicator]]\nkey = "mine"\nname = "某数"\naliases = ["GDP"]\n', "mine", "the name 'GDP' is that of the record gdp, too"),
        ("units.toml", '[[unit]]\nname = "橹"\naliases = ["亩"]\nbase = "橹"\nscale = 1\nkind = "count"\n', "橹", "the name '亩' is that of the record 亩, too"),
        ("indicators.toml", '[[indicator]]\nkey = "mine"\nname = "某数"\naliases = "某"\n', "mine", "aliases must be a list"),
        ("five_year_plans.toml", '[[plan]]\nname = "十九五"\nstart = 2051\nend = "x"\n', "十九五", "end must be a whole number"),
        ("areas.csv", "key,name,colour\na,甲,x\n", "a", "there is no field colour"),
        ("findings.toml", 'bare_nouns = 3\n', "bare_nouns", "is a list of words, not a number"),
        ("indicator_comparison.toml", '[tolerance]\nlikeness = ["x"]\n', "tolerance.likeness", "is a number, not a list of words"),
        ("indicators.toml", '[[add_aliases]]\nkey = "gpd"\naliases = ["某数"]\n', "gpd", "there is no record 'gpd' to change; nearest: gdp"),
        ("indicators.toml", '[[add_aliases]]\nkey = "gdp"\n', "gdp", "the field aliases is missing"),
        ("indicators.toml", '[[add_aliases]]\nkey = "gdp"\nalias = ["某数"]\naliases = []\n', "gdp", "there is no field alias"),
        ("indicators.toml", '[[add_aliases]]\nkey = "gdp"\naliases = ["规上工业增加值"]\n', "gdp", "is that of the record"),
        ("indicators.toml", '[add_aliases]\nkey = "gdp"\n', "add_aliases", "write the records as [[add_aliases]]"),
        ("indicators.toml", '[[remove]]\nkey = "gdp"\naliases = ["GPD"]\n', "gdp", "this record has no other name 'GPD' to take away; nearest: GDP"),
        ("divisions.toml", '[[add_aliases]]\nkey = "520000"\naliases = ["黔地"]\n', "520000", "records of this file have no other names"),
        ("judgements.toml", '[[remove]]\nkey = "none-such"\n', "none-such", "there is no record 'none-such' to change"),
        ("comparators.toml", '[remove]\n"befor.>" = ["超过"]\n', "remove.befor.>", "there is no list of words 'befor.>' to take from; nearest: before.>"),
        ("comparators.toml", '[remove]\n"before.>" = ["橹橹"]\n', "remove.before.>", "the list does not hold '橹橹'"),
        ("comparators.toml", '[remove]\n"before.>" = [1]\n', "remove.before.>", "every word must be a non-empty string"),
        ("agency_forms.toml", '[verbs]\nfirst_leads_patterns = ["("]\n', "verbs.first_leads_patterns", "is no regular expression"),
    ],
)  # fmt: skip
def test_a_broken_record_names_file_key_and_reason(
    tmp_path: Path, name: str, text: str, key: str, reason: str
) -> None:
    folder = written(tmp_path / "own", name, text)
    with pytest.raises(GazetteerError) as caught:
        load([folder])
    error = caught.value
    assert error.path == str(folder / name)
    assert error.key == key
    assert reason in error.reason
    assert str(error).startswith(f"{folder / name}: {key}: ")
    assert isinstance(error, Told)
    chinese = error.told("zh")
    assert chinese.startswith(f"{folder / name}: {key}: ")
    assert re.search(r"[\u4e00-\u9fff]", chinese.removeprefix(f"{folder / name}: {key}: "))


def test_no_two_indicators_share_a_name_in_normal_form() -> None:
    names = IndicatorNames(packaged())
    owners: dict[str, str] = {}
    for record in packaged().indicators:
        for name in (record.name, *record.aliases):
            assert owners.setdefault(names.normal(name), record.key) == record.key, name


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        ("养老床位总数", "养老机构床位数"),
        ("园区工业总产值", "园区规上工业总产值"),
        ("新建雨水管网", "雨水管网长度"),
        ("示范型居家养老服务中心数", "居家养老服务中心数"),
        ("每千人食品抽检批次", "食品抽检批次"),
    ],
)
def test_a_part_is_no_synonym_of_the_whole(wider: str, narrower: str) -> None:
    resolver = IndicatorResolver(
        IndicatorNames(packaged()), IndicatorMatcher(packaged()), Judgements(())
    )
    assert resolver.named(wider).entity != resolver.named(narrower).entity


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "units.toml").write_bytes('[[unit]]\nname = "橹"'.encode("gb18030"))
    with pytest.raises(GazetteerError, match=r"units\.toml: -: cannot be read as UTF-8"):
        load([folder])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no such folder of gazetteers"):
        load([tmp_path / "absent"])


def test_other_files_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    folder = written(tmp_path / "own", "README.md", "not a gazetteer")
    assert load([folder]).fingerprint == packaged().fingerprint


def test_a_byte_order_mark_is_no_part_of_a_csv(tmp_path: Path) -> None:
    extra = written(
        tmp_path / "own", "companies.csv", "\ufeffkey,name\nyunxiu,云岫新材料有限公司\n"
    )
    assert "yunxiu" in {c.key for c in load([extra]).companies}


def test_an_empty_lexicon_answers() -> None:
    with pytest.raises(GazetteerError, match=r"any\.toml: list: a list that the rules ask for"):
        Lexicon().words("any", "list")
    with pytest.raises(GazetteerError, match=r"any\.toml: table: a list that the rules ask for"):
        Lexicon().table("any", "table")
