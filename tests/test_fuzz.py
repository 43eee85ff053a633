"""Ten thousand spoiled inputs a day: slices of plans, and files of every format; every promise on every output.

The seed is the day's, so that each day tries others; a failure prints ``seed … m000123``, and
``python tests/fuzzing.py SEED/123`` (or ``--files``) repeats it; POLICY_EXTRACT_FUZZ_SEED=SEED repeats all.
``tests/night.py`` tries as many as there is time for.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import ofd_files
from broken_files import GOOD, Broken
from conftest import CORPUS
from fuzzing import Bench, faults_of, faults_of_files, told
from mutants import MUTATIONS, Mutants
from policy_extract.readers import Unreadable, read_document
from seeds import seed_of_today

TEXTS, FILES = 8_000, 2_000
_BATCH = 250


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("first", range(0, TEXTS, _BATCH))
def test_spoiled_plans_keep_every_promise(first: int, bench: Bench) -> None:
    mutants = Mutants(seed_of_today(), CORPUS)
    assert faults_of(bench, mutants, range(first, first + _BATCH)) == []


@pytest.mark.parametrize("first", range(0, FILES, _BATCH))
def test_spoiled_files_are_read_or_refused_for_a_reason(first: int, bench: Bench) -> None:
    broken = Broken(seed_of_today())
    assert faults_of_files(bench, broken, range(first, first + _BATCH)) == []


#: Found by mutants: each broke a promise, or the run, before it was mended.
KNOWN = {
    "a-list-runs-over-what-looks-like-a-heading": (
        "补链强链项目招\n引。聚焦欣旺达\n" * 30
        + "10.加强项目\n全生命周期管理\n动态跟踪管理。\n资50亿元。（\n责任单位：市金\n融办）"
    ),
    "prose-behind-a-tab": "加快金兰同城核心示范板块的人气集聚。" * 90 + "\t专栏1：重点项目",
    "a-group-without-rows-below-it": (
        "县（市、区）\n\n2021\n\n2022\n\n2023\n\n1\n\n单位GDP能耗\n\n2\n\n三次产业结构\n\n约束性\n\n3\n\n规上工业总产值\n\n"
        "2024年达到60%，力争2030年达到75%\n\n2024年达到60%，力争2030年达到75%\n\n4\n\n\n\n320.5\n\n\n\n"
        "\t（二）光电信息新材料产业领域，项目共计11个，其中总投资亿元以上项目11个\n\n\n\n\t1. \n\n\t年加工12.5万吨超薄精密不锈钢板带项目\n\n"
        "\t浙江甬金金属科技股份有限公司"
    ),
    "a-year-cut-within-its-cell": "\t200\n1\n\t开发区\n\n\t续建\n\t2019-2021",
    "a-place-alone-names-no-indicator": "兰溪市工业发展“十四五”规划\n一、目标\n兰溪市全市10家、20家。\n",
    "a-place-alone-promises-nothing": "兰溪市工业发展“十四五”规划\n一、目标\n、其中全市兰溪市全市完成上级下达任务。\n",
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_was_found_once_stays_mended(name: str, bench: Bench) -> None:
    assert list(bench.faults({f"{name}.txt": KNOWN[name].encode()})) == []


def test_a_refusal_holds_words_and_no_error_of_a_library(tmp_path: Path) -> None:
    """Else the same file is refused by values that are never equal."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(GOOD["xlsx"]()[:-50])
    with pytest.raises(Unreadable) as one:
        read_document(path)
    with pytest.raises(Unreadable) as other:
        read_document(path)
    assert one.value.fields == other.value.fields == {"error": "File is not a zip file"}


@pytest.mark.parametrize("suffix", ["docx", "ofd", "xlsx"])
def test_a_version_of_zip_that_nobody_knows_is_said(
    suffix: str, bench: Bench, tmp_path: Path
) -> None:
    data = bytearray(GOOD[suffix]())
    data[data.index(b"PK\x01\x02") + 6] = 97
    (tmp_path / f"plan.{suffix}").write_bytes(data)
    result = bench.extract(tmp_path)
    assert [failure.code for failure in result.failures] == ["read.broken"]
    assert list(told(result)) == []


@pytest.mark.parametrize("suffix", ["docx", "ofd", "xlsx"])
def test_an_archive_whose_parts_begin_before_its_file_is_damaged(
    suffix: str, bench: Bench, tmp_path: Path
) -> None:
    data = bytearray(GOOD[suffix]())
    end = data.rindex(b"PK\x05\x06")
    data[end + 16 : end + 20] = (4_000_000).to_bytes(4, "little")  # where its directory begins
    (tmp_path / f"plan.{suffix}").write_bytes(data)
    result = bench.extract(tmp_path)
    assert [failure.code for failure in result.failures] == ["read.broken"]
    assert list(told(result)) == []


def test_a_table_begins_with_its_first_cell_though_it_is_blank(bench: Bench) -> None:
    """A table of a page whose upper left cell is empty: the blank stands before the tab of its line."""
    sheets = ofd_files.OfdSheets()
    sheets.put(90, 100, "临江县工业发展“十四五”规划")
    sheets.table((90, 200, 300, 400), 160, (("", "2020年", "2025年"), ("产值", "3", "5")))
    assert list(bench.faults({"a.ofd": sheets.data()})) == []


def test_the_same_seed_makes_the_same_inputs_and_another_makes_others() -> None:
    one, again, other = (Mutants(seed, CORPUS) for seed in ("a", "a", "b"))
    assert [one.made(n) for n in (7, 3)] == [again.made(7), again.made(3)]
    assert one.made(7) != other.made(7)
    assert Broken("a").made(7) == Broken("a").made(7) != Broken("b").made(7)


def test_every_mutation_changes_something() -> None:
    plan = (CORPUS / "lanxi-industry-14fyp.txt").read_text(encoding="utf-8").split("\n")
    for mutation in set(MUTATIONS):
        rng = random.Random(1)
        assert any(mutation(rng, plan[40:60], plan[90:95]) != plan[40:60] for _ in range(9))


def test_mutants_hold_records_and_tables(bench: Bench, tmp_path: Path) -> None:
    """Else nothing is tried."""
    mutants = Mutants("a", CORPUS)
    for number in range(100):
        path = tmp_path / f"{number}.txt"
        path.write_text(mutants.made(number), encoding="utf-8", newline="")
    documents = bench.extract(tmp_path).documents
    assert sum(bool(d.observations or d.assignments or d.projects) for d in documents) > 35
    assert sum(bool(d.mentions) for d in documents) > 50
    assert sum(bool(d.tables) for d in documents) > 20


@pytest.mark.parametrize("suffix", GOOD)
def test_files_are_good_before_they_are_spoiled(suffix: str, bench: Bench, tmp_path: Path) -> None:
    (tmp_path / f"plan.{suffix}").write_bytes(GOOD[suffix]())
    result = bench.extract(tmp_path)
    assert not result.failures
    assert list(told(result)) == []
    assert all(document.observations for document in result.documents)
