"""The commands: arguments, languages, exit codes, what is shown where."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import statistics
import string
import subprocess
import sys
import time
import tomllib
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

import policy_extract
from conftest import CORPUS, PLAN, ROOT, Run
from policy_extract import cli, messages, writers
from policy_extract.cli import arguments, summary
from policy_extract.cli.contradictions import contradictions
from policy_extract.cli.system_language import system_language
from policy_extract.cli.wrapping import wrapped
from policy_extract.model import (
    Comparison,
    Entities,
    Entity,
    FindingDocument,
    FindingObservation,
    Findings,
    Said,
    Subject,
)
from policy_extract.pipeline import Result, extract
from policy_extract.score import LAYERS
from policy_extract.writers.tables import streamed as tables
from running import on_a_terminal

EXTRACT = "from policy_extract.cli import main_extract; raise SystemExit(main_extract())"


def _main(*given: object) -> int:
    try:
        return cli.main([str(one) for one in given])
    except SystemExit as stop:
        return int(stop.code or 0)


# --- help -------------------------------------------------------------------------------------


def test_help_answers_at_once() -> None:
    """At most eight times an empty Python: nothing heavy is imported for it."""

    def median(*command: str) -> float:
        took = []
        for _ in range(7):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            took.append(time.perf_counter() - start)
        return statistics.median(took)

    assert median("-c", EXTRACT, "--help") <= 8 * median("-c", "pass")


@pytest.mark.parametrize("given", [["--help"], ["--version"], ["--bad"]])
def test_nothing_heavy_is_loaded_before_the_work(given: list[str]) -> None:
    code = f"{EXTRACT[: EXTRACT.index(';')]}\nimport sys\ntry: main_extract({given!r})\n" + (
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'rich', 'typer', 'spacy', 'jieba', 'rapidfuzz'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded []\n")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
    ],
)
def test_language_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert messages.language_of(environment) == language
    assert system_language(environment, "linux") == language


@pytest.mark.parametrize(
    ("platform", "environment", "chinese", "language"),
    [
        ("win32", {}, True, "zh"),
        ("win32", {}, False, "en"),
        ("win32", {"LANG": "en_US.UTF-8"}, True, "en"),  # a terminal that says it is believed
        ("darwin", {"LANG": ""}, True, "zh"),
        ("linux", {}, True, "en"),  # nobody to ask
    ],
)
def test_language_of_the_system(
    platform: str, environment: dict[str, str], chinese: bool, language: str
) -> None:
    asked = {name: lambda: chinese for name in ("win32", "darwin")}
    assert system_language(environment, platform, asked) == language


def test_a_system_that_cannot_be_asked_speaks_english() -> None:
    """Neither Windows' library nor a Mac's command is there."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("this system can be asked")
    assert system_language({}, "win32") == "en"
    assert system_language({}, "darwin") == "en"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("用法：extract", "选项", "输出文件夹")),
        ("en", ("usage: extract", "options", "folder")),
    ],
)
def test_help_speaks_the_language(run: Run, language: str, words: tuple[str, ...]) -> None:
    for given in (["--lang", language, "--help"], [f"--lang={language}", "--help"]):
        code, out, _ = run(*given)
        assert code == 0
        assert all(word in out for word in words)


def test_help_names_every_option(run: Run) -> None:
    _, out, _ = run("--help")
    for option in ("--out", "--jobs", "--quiet", "--lang", "--gazetteers", "--format", "--version"):
        assert option in out
    assert "0 all well; 1 some documents failed" in out


def test_every_text_is_there_in_both_languages_with_the_same_fields() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, (chinese, english) in messages.TEXTS.items():
        assert fields(chinese) == fields(english), key
        assert not re.search(r"[\u4e00-\u9fff]", english), key
        assert re.search(r"[\u300a\uff08\u4e00-\u9fff]", chinese), key


#: Families of texts whose keys are put together: their names stand in the code by themselves.
_BUILT = (
    "kind", "table", "warning", "measure", "finding", "field", "alias", "entity", "evidence", "role",
    "about", "meta", "role_of_table", "comparator", "relation", "domain", "growth", "verdict", "finding_kind", "deadline",
    "stage", "workbook", "sheet_about", "sheet_empty", "column", "column_note", "note_head", "note", "status",
    "change", "change_about", "judged", "match", "detail", "feature",
)  # fmt: skip


def test_every_text_that_is_said_is_there_and_every_one_there_is_said() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "src").rglob("*"))
        if path.suffix in (".py", ".js", ".jinja") and path.parent.name != "messages"
    ).replace("'", '"')
    for key in messages.TEXTS:
        family, name = key.split(".")
        built = family in _BUILT or name in (
            "with_local",
            "without_local",
        )
        detailed = family == "warning" and f'"{name}:' in source  # with its detail behind
        detailed = detailed or name.startswith("names_crowded_")  # one for each type of names
        assert f'"{key}"' in source or (built and f'"{name}"' in source) or detailed, key


def test_names_known_without_imports_are_those_of_the_parts() -> None:
    assert tuple(writers.BUILT_IN) == arguments.FORMATS
    assert all(map(tables._lines, writers.GROWING))
    assert tuple(LAYERS) == arguments.LAYERS


# --- wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "no file, folder or pattern was given"),
        (["x.txt", "--format", "docx"], "there is no format “docx”; there are json"),
        (["x.txt", "--jobs", "many"], "argument --jobs: invalid int value: 'many'"),
        (["x.txt", "--bad"], "unrecognized arguments: --bad"),
        (["x.txt", "--out"], "argument -o/--out: expected one argument"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, given: list[str], said: str) -> None:
    code, out, err = run(*given)
    assert (code, out) == (2, "")
    assert said in err
    assert "see extract --help" in err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["x.txt", "--format", "docx"], "没有“docx”这种输出格式；可用：json"),
        (["x.txt", "--jobs", "many"], "参数 --jobs：“many”不是整数"),
        (["x.txt", "--bad"], "没有这些参数：--bad"),
        (["x.txt", "--out"], "参数 -o/--out：缺少值"),
    ],
)
def test_wrong_usage_in_chinese(run: Run, given: list[str], said: str) -> None:
    code, _, err = run(*given, "--lang=zh")
    assert code == 2
    assert f"错误：{said}" in err
    assert not re.search(r"invalid|expected|unrecognized", err)


def test_broken_gazetteer_in_chinese(run: Run, plan: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "units.toml").write_text('[[unit]]\nname = "橹"\n', encoding="utf-8")
    code, _, err = run(plan, "-o", tmp_path / "out", "--gazetteers", own, "--lang", "zh")
    assert code == 2
    assert f"错误：{own}/units.toml: 橹: 缺少字段 base；请补上" in err


@pytest.mark.parametrize("option", ["--gate", "--against", "--write-gate"])
def test_a_file_that_score_misses_is_named_before_the_tables(
    labels: SimpleNamespace, capfd: pytest.CaptureFixture[str], option: str
) -> None:
    given = ["score", labels.plan, "--golden", labels.golden, "--corpus", labels.corpus]
    assert _main(*given, option, labels.out / "no" / "file", "--lang", "zh") == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert f"错误：{option}：" in err
    assert "No such file" not in err


def _on_a_terminal(
    result: Result, columns: int, language: messages.Language, monkeypatch: pytest.MonkeyPatch
) -> str:
    """The summary of a result as a terminal of so many columns shows it."""
    shown = io.StringIO()
    monkeypatch.setattr(shown, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", shown)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "25")  # of a dumb terminal rich believes both or neither
    monkeypatch.setenv("TERM", "dumb")
    desk = writers.desk_of(result, language)
    summary.show(summary.Summary(desk), result.manifest, Path("out"))
    return shown.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 50, 80, 120])
def test_the_summary_fits_the_terminal_and_cuts_no_word(
    corpus_result: Result,
    columns: int,
    language: messages.Language,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = _on_a_terminal(corpus_result, columns, language, monkeypatch)
    report, _, files = shown.partition("out/manifest.json")
    assert files
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert "…" not in report
    for name in summary._COLUMNS:
        assert messages.text(language, f"table.{name}") in report
    parts = "".join(line.strip().partition("  ")[0] for line in report.splitlines())
    for document in corpus_result.documents:
        assert (document.meta.title or "").replace(" ", "") in parts.replace(" ", "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 80])
def test_the_summary_tells_what_goes_back_fails_or_falls_short(
    corpus_result: Result,
    columns: int,
    language: messages.Language,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each in its sentence below a head with their number; of gaps and pairs of names the number alone."""

    def squeezed(words: str) -> str:
        return "".join(words.split())

    shown = squeezed(_on_a_terminal(corpus_result, columns, language, monkeypatch))
    findings = corpus_result.findings.findings
    for verdict in ("reversed", "fails", "below"):
        those = [finding for finding in findings if finding.verdict == verdict]
        assert those
        assert squeezed(messages.text(language, f"cli.{verdict}", count=len(those))) in shown
        for finding in those:
            said = finding.said.zh if language == "zh" else finding.said.en
            course = messages.text(language, "finding.course", steps="")
            assert squeezed(said.partition(course)[0]) in shown
    assert squeezed(messages.text(language, "finding.course", steps="")) not in shown
    for kind, key in (("coverage", "cli.gaps"), ("unsure_pair", "cli.pairs")):
        count = sum(finding.kind == kind for finding in findings)
        assert squeezed(messages.text(language, key, count=count)) in shown
    gap = next(finding for finding in findings if finding.kind == "coverage")
    assert squeezed(gap.said.zh) not in shown
    assert squeezed(gap.said.en) not in shown


def test_numbers_of_the_summary_add_up_or_say_why(
    corpus_result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _on_a_terminal(corpus_result, 80, "en", monkeypatch)
    rows = [
        counts
        for line in shown.partition("*")[0].splitlines()
        if len(counts := re.findall(r" (\d+)(?= |$)", line)) >= len(summary._COLUMNS) - 1
    ]
    last = next(line for line in shown.splitlines() if line.strip().startswith("all "))
    totals = re.findall(r"(\d+)(\*?)", last)
    for column, (total, mark) in enumerate(totals):
        added = sum(int(row[column]) for row in rows if len(row) == len(summary._COLUMNS))
        assert (int(total) == added) is (mark == ""), summary._COLUMNS[column]
    assert "* a company that several plans name counts once in the total" in shown
    entries = corpus_result.manifest.documents
    marked = sum(entry.counts["review"] for entry in entries)
    everything = sum(entry.counts["observations"] for entry in entries)
    assert f"{marked} of {everything} values to check" in shown


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("兰溪市制造业行动方案（2021-2023）", 20, ["兰溪市制造业行动方案", "（2021-2023）"]),
        ("突破700家、700家以上", 10, ["突破", "700家、", "700家以上"]),
        ("one two three", 8, ["one two", "three"]),
        ("internationalisation", 8, ["internat", "ionalisa", "tion"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_between_words(words: str, width: int, lines: list[str]) -> None:
    assert wrapped(words, width) == lines


def test_zero_jobs(run: Run, plan: Path, tmp_path: Path) -> None:
    code, _, err = run(plan, "-o", tmp_path / "out", "--jobs", "0")
    assert code == 2
    assert "--jobs wants 1 or more, not 0" in err


# --- what is shown ----------------------------------------------------------------------------


def test_table_at_the_end(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan.parent / "other.txt").write_text("没有数字的文字。\n", encoding="utf-8")
    code, out, _ = run(plan.parent, "-o", tmp_path / "out")
    assert code == 0
    document = extract([plan]).documents[0]
    targets = sum(o.kind == "target" for o in document.observations)
    review = sum(o.review for o in document.observations)
    row = next(line for line in out.splitlines() if "临江县工业发展“十四五”规划" in line).split()
    assert row[0] == "临江县工业发展“十四五”规划"
    assert row[1:4] == [
        str(targets),
        str(len(document.observations) - targets),
        str(len(document.assignments)),
    ]
    assert row[5:] == ["0", str(review)]
    assert re.search(r"^ other  +0", out, re.MULTILINE)
    last = [line.strip() for line in out.rstrip().splitlines()[-7:]]
    assert last == [
        f"the output is in {tmp_path}/out:",
        f"{tmp_path}/out/policy-extract.xlsx  (open it with Excel)",
        f"{tmp_path}/out/report/index.html  (open it with a browser)",
        f"{tmp_path}/out/manifest.json",
        f"{tmp_path}/out/entities.json",
        f"{tmp_path}/out/findings.json",
        f"{tmp_path}/out/documents/ (2 documents)",
    ]
    assert run(plan, "-o", tmp_path / "out")[1].rstrip().endswith("documents/ (1 document)")


def test_table_in_chinese(run: Run, plan: Path, tmp_path: Path) -> None:
    _, out, _ = run(plan, "-o", tmp_path / "out", "--lang", "zh")
    assert re.search(r"文档 +目标值 +现状值 +责任 +企业 +项目 +待核\b", out)


def test_contradictions_are_named_with_their_places(plan: Path) -> None:
    result = extract([plan])
    first, second = result.documents[0].observations[:2]
    refs = tuple(FindingObservation(document="plan", id=o.id) for o in (first, second))
    compared = Comparison(
        id="comparison:x",
        verdict="contradict",
        documents=(FindingDocument(id="plan"),),
        observations=refs,
        said=Said(zh="。", en="."),
        subject=Subject(
            indicator="indicator:output",
            area="area:330781",
            measure="level",
            time="2025",
            kind="target",
        ),
    )
    agreeing = compared.model_copy(update={"verdict": "agree"})
    named = Entities(
        entities=(
            Entity(id="indicator:output", type="indicator", name="规上工业总产值"),
            Entity(id="area:330781", type="area", name="兰溪市"),
        )
    )
    false = Result(
        documents=result.documents,
        texts=result.texts,
        entities=named,
        findings=Findings(findings=(agreeing, *[compared] * 21)),
        manifest=result.manifest,
    )
    lines = list(contradictions(writers.desk_of(false, "en"), "out/all.xlsx"))
    assert lines[0] == "contradictions (21)"
    quotes = [o.source.quote for o in (first, second)]
    places = [PLAN.count("\n", 0, o.source.start) + 1 for o in (first, second)]
    assert lines[1:3] == [
        "  兰溪市 规上工业总产值 2025 target",
        f"    临江县工业发展“十四五”规划: “{quotes[0]}” (line {places[0]}), "
        f"“{quotes[1]}” (line {places[1]})",
    ]
    assert len(lines) == 2 + 2 * 20
    many = compared.model_copy(update={"observations": refs * 3})
    between = compared.model_copy(
        update={
            "documents": (FindingDocument(id="plan"), FindingDocument(id="other")),
            "subject": compared.subject.model_copy(update={"time": "2030"}),
        }
    )
    findings = Findings(findings=(many, between))
    desk = writers.desk_of(dataclasses.replace(false, findings=findings), "en")
    _, first_head, _, second_head, stated, more = contradictions(desk, "out/all.xlsx")
    assert "2030" in first_head  # between plans before within one
    assert "2025" in second_head
    assert stated.count("(line ") == 4
    assert more == "    and 2 more"
    assert lines[-1] == "  … and 1 more, see out/all.xlsx"


def test_quiet_says_nothing_but_failures(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run(plan, "-o", tmp_path / "out", "--quiet") == (0, "", "")
    (plan.parent / "empty.txt").touch()
    code, out, err = run(plan.parent, "-o", tmp_path / "out", "-q")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"failed: {plan.parent}/empty.txt: the file is empty (it holds no words)"
    ]


def test_skipped_files_are_counted(run: Run, plan: Path, tmp_path: Path) -> None:
    (plan.parent / "a.mp3").touch()
    (plan.parent / "b.mp4").touch()
    _, _, err = run(plan.parent, "-o", tmp_path / "out")
    assert "2 files of other kinds in the folders were not read (.mp3 .mp4)" in err


def test_no_bar_in_a_pipe(run: Run, plan: Path, tmp_path: Path) -> None:
    _, out, err = run(plan, "-o", tmp_path / "out")
    assert "\x1b" not in out + err
    assert "extracting" not in out + err


def test_bar_on_a_terminal(plan: Path, tmp_path: Path) -> None:
    given = ["extract", plan, "-o", tmp_path / "out"]
    shown = on_a_terminal(given, {"TERM": "xterm", "COLUMNS": "200"}, only_errors=True)
    words = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
    assert "extracting" in words
    assert "1/1" in words


def test_terminal_without_chinese_gets_no_traceback(plan: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policy_extract", "extract", plan, "-o", tmp_path / "out"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_closed_pipe_gets_no_traceback(plan: Path, tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "policy_extract", "extract", plan, "-o", tmp_path / "out"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "out" / "manifest.json").exists()


def test_default_output_folder(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan.parent)
    assert run("plan.txt")[0] == 0
    assert (plan.parent / "out" / "manifest.json").is_file()
    assert run(".")[0] == 0  # and the output is not read as input
    names = sorted(path.name for path in (plan.parent / "out" / "documents").iterdir())
    assert names == ["plan.json", "plan.txt"]


# --- the other command ------------------------------------------------------------------------


def test_every_command_has_its_work() -> None:
    """It is imported when the command is asked for: a name that nothing has would show only then."""
    assert cli._WORK.keys() == cli._COMMANDS.keys()
    for place in cli._WORK.values():
        module, _, function = place.partition(".")
        assert callable(getattr(import_module(f"policy_extract.cli.{module}"), function))


def test_scripts_of_the_package_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == policy_extract.__version__
    for target in project["scripts"].values():
        module, _, name = target.partition(":")
        assert callable(getattr(import_module(module), name))


def test_main_without_a_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert _main() == 2
    assert _main("--help") == 0
    assert _main("--lang", "zh", "--help") == 0
    out = capfd.readouterr().out
    for command in ("extract", "score", "check-golden", "without-local", "schema"):
        assert re.search(rf"^  {command} ", out, re.MULTILINE)
    assert "从中国政府规划文本中提取" in out


def test_main_extract(plan: Path, tmp_path: Path) -> None:
    assert _main("--lang", "en", "extract", plan, "-o", tmp_path / "out", "-q") == 0
    assert (tmp_path / "out" / "documents" / "plan.json").is_file()


def test_schema_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _main("schema", "--check", tmp_path) == 1
    assert "document.schema.json is not current" in capfd.readouterr().err
    assert _main("schema", tmp_path) == 0
    assert _main("schema", "--check", tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 5
    path = tmp_path / "findings.schema.json"
    path.write_text(path.read_text(encoding="utf-8").replace("contradict", "agrees"), "utf-8")
    assert _main("schema", "--check", tmp_path) == 1


@pytest.fixture
def labels(plan: Path, tmp_path: Path) -> SimpleNamespace:
    """Golden labels for the small plan, and its output."""
    golden = tmp_path / "golden"
    golden.mkdir()
    (golden / "plan.jsonl").write_text(
        '{"type":"time","line":6,"quote":"2020年","norm":"2020"}\n'
        '{"type":"time","line":9,"quote":"2025年","norm":"2025"}\n'
        '{"type":"time","line":13,"quote":"2025年","norm":"2025"}\n',
        encoding="utf-8",
    )
    return SimpleNamespace(golden=golden, corpus=plan.parent, out=tmp_path / "out", plan=plan)


def test_score_of_an_output_and_of_plans_is_the_same(
    labels: SimpleNamespace, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ["--golden", labels.golden, "--corpus", labels.corpus, "--json"]
    assert _main("extract", labels.plan, "-o", labels.out, "-q") == 0
    assert _main("score", labels.out, *given) == 0
    of_output = capfd.readouterr().out
    assert _main("score", labels.plan, *given) == 0
    assert capfd.readouterr().out == of_output
    assert '"times"' in of_output


def test_score_gate(labels: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["--golden", labels.golden, "--corpus", labels.corpus]
    gate = labels.golden / "scores.toml"
    assert _main("score", labels.plan, *given, "--write-gate", gate) == 0
    assert _main("score", labels.plan, *given, "--gate", gate) == 0
    text = gate.read_text(encoding="utf-8")
    name = re.search(r'^"times\.[^"]+" = ', text, re.MULTILINE)
    assert name
    gate.write_text(re.sub(r'^("times\.[^"]+" = ).*', r"\g<1>1.5", text, flags=re.M), "utf-8")
    capfd.readouterr()
    assert _main("score", labels.plan, *given, "--gate", gate) == 1
    assert "times" in capfd.readouterr().err


def test_score_show_and_against(labels: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["--golden", labels.golden, "--corpus", labels.corpus]
    assert _main("extract", labels.plan, "-o", labels.out, "-q") == 0
    with (labels.golden / "plan.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"type":"time","line":3,"quote":"工业发展","norm":"1999"}\n')
    capfd.readouterr()
    assert _main("score", labels.out, *given, "--show", "missed", "--layer", "times") == 0
    assert "plan:3: times: missed" in capfd.readouterr().out
    assert _main("score", labels.plan, *given, "--against", labels.out) == 0
    assert "0 gained, 0 lost" in capfd.readouterr().out


def test_check_golden(labels: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["--golden", labels.golden, "--corpus", labels.corpus]
    assert _main("check-golden", *given) == 0
    with (labels.golden / "plan.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"type":"time","line":3,"quote":"2031年","norm":"2031"}\n')
    capfd.readouterr()
    assert _main("check-golden", *given) == 1
    assert "plan.jsonl" in capfd.readouterr().err


def test_score_without_labels_is_wrong_usage(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "golden").mkdir()
    assert _main("score", plan, "--golden", tmp_path / "golden") == 2
    assert "error: " in capfd.readouterr().err


def test_without_local(labels: SimpleNamespace, capfd: pytest.CaptureFixture[str]) -> None:
    given = ["--golden", labels.golden, "--corpus", labels.corpus]
    assert _main("without-local", *given, "--lang", "en") == 0
    out = capfd.readouterr().out
    assert out.index("with gazetteers/local") < out.index("without gazetteers/local")


def test_corpus_is_there() -> None:
    assert len(list(CORPUS.glob("*.txt"))) == 5
