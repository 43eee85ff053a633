"""``ask``: what an output has on an agency, a company, an indicator, an area."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_extract import cli
from policy_extract.pipeline import Result
from policy_extract.writers import write


@pytest.fixture(scope="module")
def out(corpus_result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask") / "out"
    write(corpus_result, folder)
    return folder


def _asked(capsys: pytest.CaptureFixture[str], *given: object) -> list[str]:
    assert cli.main(["ask", *map(str, given)]) == 0
    return capsys.readouterr().out.splitlines()


def test_an_agency_has_a_ledger(
    out: Path, corpus_result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _asked(capsys, out, "--agency", "市经信局", "--lang", "en")
    given = [a for d in corpus_result.documents for a in d.assignments if a.agency == "市经信局"]
    assert lines[0].startswith("兰溪市经济和信息化局")
    assert f"duties: {len(given)}," in lines[1]
    for assignment in given:
        assert any(line.endswith(f":{assignment.id}]") for line in lines)
    assert any(line.strip() == "by 2023 (the end of the plan)" for line in lines)
    assert any("市发改局" in line and line.strip().startswith("with ") for line in lines)
    assert any("“1000家”" in line for line in lines)


def test_a_company_is_found_by_any_of_its_names(
    out: Path, corpus_result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    by_alias = _asked(capsys, out, "--company", "康恩贝", "--lang", "zh")
    assert by_alias == _asked(
        capsys, out, "--company", "浙江康恩贝制药股份有限公司", "--lang", "zh"
    )
    entity = next(
        e for e in corpus_result.entities.entities if e.name == "浙江康恩贝制药股份有限公司"
    )
    mentions = [m for d in corpus_result.documents for m in d.mentions if m.entity == entity.id]
    assert sum("康恩贝" in line for line in by_alias[1:]) >= len(mentions) > 1


def test_an_indicator_is_a_series_with_its_units(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _asked(capsys, out, "--indicator", "规上工业总产值", "--lang", "zh")
    start = lines.index("  兰溪市")
    times = [line.split()[1] for line in lines[start + 1 :][:9]]
    assert times == sorted(times)
    assert any("“1400” 亿元" in line for line in lines)  # the unit stands in the table's head
    assert any("“突破1400亿元”　" in line for line in lines)


def test_an_area_lists_what_is_stated_of_it(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _asked(capsys, out, "--area", "兰溪市", "--lang", "en")
    assert "  规上工业总产值" in lines
    assert not any("东阳市" in line for line in lines)


def test_a_place_that_is_only_named_says_so(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _asked(capsys, out, "--area", "杭州市", "--lang", "en")
    assert lines[1] == "  no values of its own (only mentioned)"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--agency", "市金信局"), "the nearest names are 市经信局"),
        (("--company", "市经信局"), "use --agency 市经信局"),
        (("--agency", "康恩贝"), "use --company 康恩贝"),
        (("--agency", "局"), "names hold “局”"),
        ((), "nothing was asked"),
    ],
)
def test_a_name_that_nobody_has_is_told_with_the_nearest(
    out: Path, given: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", str(out), *given, "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_what_is_no_output_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", str(tmp_path), "--area", "甲市", "--lang", "en"]) == 2
    assert str(tmp_path) in capsys.readouterr().err


# --- findings about what was asked for ------------------------------------------------------------


@pytest.mark.parametrize("option", ["agency", "company", "indicator", "area"])
def test_findings_about_it_stand_below_its_records(
    option: str, out: Path, corpus_result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    """For every entity of the kind that a finding speaks of: its findings, each once, and nobody else's."""
    findings = corpus_result.findings.findings
    names = {e.id: e.name for e in corpus_result.entities.entities if e.type == option}
    used = [
        name
        for e in corpus_result.entities.entities
        if e.id in names
        for name in {e.name, *(a.text for a in e.aliases)}
    ]
    told: dict[str, set[str]] = {}
    for finding in findings:
        if finding.verdict == "agree":
            continue
        data = finding.model_dump()
        subject = data.get("subject") or {}
        about = {
            data.get("entity"), subject.get("indicator"), subject.get("area"),
            data.get("left_entity"), data.get("right_entity"),
        }  # fmt: skip
        for entity in about & set(names):
            told.setdefault(entity, set()).add(finding.said.zh)
    unique = [e for e in sorted(told) if used.count(names[e]) == 1]
    assert unique or option == "company"  # no finding of the five plans speaks of a company
    everything = {finding.said.zh for finding in findings}
    for entity in unique[:5]:
        lines = _asked(capsys, out, f"--{option}", names[entity], "--lang", "zh")
        shown = [said for line in lines for said in everything if line.endswith(f"）{said}")]
        assert sorted(shown) == sorted(told[entity])
        assert f"  对照全部规划的发现（{len(told[entity])}）" in lines


def test_an_indicator_shows_all_its_values_of_all_plans(
    out: Path, corpus_result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _asked(capsys, out, "--indicator", "规上工业企业数", "--lang", "zh")
    (entity,) = [e for e in corpus_result.entities.entities if e.name == "规上工业企业数"]
    own = [
        f"[{d.id}:{o.id}]"
        for d in corpus_result.documents
        for o in d.observations
        if o.indicator.entity == entity.id
    ]
    assert len({name.partition(":")[0] for name in own}) > 1
    assert [sum(line.endswith(name) for line in lines) for name in own] == [1] * len(own)
    assert any(line.strip().startswith("· （矛盾）") for line in lines)


def test_an_agency_that_is_only_named_says_so(
    out: Path, corpus_result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    charged = {a.entity for d in corpus_result.documents for a in d.assignments}
    named = [
        e.name
        for e in corpus_result.entities.entities
        if e.type in ("agency", "collective") and e.id not in charged
    ]
    assert named
    lines = _asked(capsys, out, "--agency", min(named), "--lang", "zh")
    assert lines[0].startswith(min(named))
    assert "  没有它的任务（只被提到）" in lines
