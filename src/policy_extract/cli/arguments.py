"""The command lines. Standard library only: ``extract --help`` must answer at once."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from policy_extract.cli.formats import MANY
from policy_extract.cli.system_language import system_language
from policy_extract.messages import Language, text
from policy_extract.version import __version__
from policy_extract.visible import shown

#: Known without importing the writers and the score; tests hold them together. Other packages may bring
#: more formats, so the writers judge the names.
FORMATS = ("json", "xlsx", "html", "csv", "parquet", "jsonl", "webannotation", "labelstudio")
LAYERS = ("observations", "cells", "assignments", "companies", "times", "projects", "entities")
ENGINES = ("local", "spark")
#: What a document may take, in seconds; ``work`` says the same.
SECONDS = 120

#: What argparse complains of, and the text that says it in both languages.
_COMPLAINTS = (
    (
        "usage.choice",
        r"argument (?P<name>.+?): invalid choice: (?P<value>.*) \(choose from (?P<known>.*)\)",
    ),
    ("usage.integer", r"argument (?P<name>.+?): invalid int value: (?P<value>.*)"),
    ("usage.no_value", r"argument (?P<name>.+?): expected (?:one|at least one) argument"),
    ("usage.unknown", r"unrecognized arguments: (?P<value>.*)"),
    ("usage.required", r"the following arguments are required: (?P<value>.*)"),
    ("usage.argument", r"(?P<value>.*)"),
)


def language(arguments: Sequence[str]) -> Language:
    """The language before anything is parsed: ``--lang``, else the terminal's or the system's."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            wanted = value or (arguments[index + 1] if index + 1 < len(arguments) else "")
            if wanted in ("zh", "en"):
                return "zh" if wanted == "zh" else "en"
    return system_language(os.environ)


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language and has its help option written out."""

    def __init__(self, prog: str, description: str, language: Language) -> None:
        def formatter(prog: str) -> argparse.HelpFormatter:
            return _Formatter(prog, text(language, "help.usage"))

        super().__init__(
            prog=prog,
            description=description,
            formatter_class=formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.language: Language = language
        self.arguments = self.add_argument_group(text(language, "help.arguments"))
        self.options = self.add_argument_group(text(language, "help.options"))

    def finish(self) -> None:
        """Add the options that every command has, at the end of its list."""
        self.options.add_argument("--lang", choices=("zh", "en"), help=self.say("help.lang"))
        self.options.add_argument("-h", "--help", action="help", help=self.say("help.help"))

    def say(self, key: str, **fields: object) -> str:
        """A text in this parser's language, safe for argparse, which formats with “%”."""
        return text(self.language, key, **fields).replace("%", "%%")

    def understood(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options that the arguments choose. Wrong ones end the process with exit code 2.

        An empty argument is wrong anywhere: as a path it would mean this folder, where a variable of the shell is unset.
        """
        if any(not one or (one.startswith("--") and one.endswith("=")) for one in arguments):
            self.error(text(self.language, "usage.empty"))
        return self.parse_args(arguments)

    def error(self, message: str) -> NoReturn:
        """Wrong usage: exit code 2."""
        self.print_usage(sys.stderr)
        hint = text(self.language, "usage.try_help", prog=self.prog)
        said = _complaint(self.language, message)
        self.exit(2, shown(f"{text(self.language, 'cli.error')}{said}\n{hint}\n"))


def _complaint(language: Language, message: str) -> str:
    """What argparse says, in the language asked for."""
    for key, pattern in _COMPLAINTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            fields = match.groupdict()
            if key in ("usage.choice", "usage.integer"):  # argparse shows a value as Python would
                fields["value"] = fields["value"][1:-1]
            if "known" in fields:
                fields["known"] = fields["known"].replace("'", "").replace(",", "")
            return text(language, key, **fields)
    return message


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, usage: str) -> None:
        # The width is asked for here, because argparse would load shutil for it.
        super().__init__(prog, max_help_position=30, width=_width())
        self._usage = usage

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, prefix or self._usage)


def _width() -> int:
    try:
        return max(60, int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns) - 2
    except (OSError, ValueError):
        return 98


def extract_parser(language: Language, prog: str = "extract") -> Parser:
    """``extract PATH… [-o OUT] [--jobs N] …``."""
    parser = Parser(prog, text(language, "help.extract"), language)
    say = parser.say
    parser.arguments.add_argument("paths", nargs="*", metavar="PATH", help=say("help.paths"))
    options = parser.options
    options.add_argument("-o", "--out", default="out", metavar="OUT", help=say("help.out"))
    options.add_argument("--jobs", type=int, default=1, metavar="N", help=say("help.jobs"))
    options.add_argument(
        "--seconds-per-document",
        type=int,
        default=SECONDS,
        metavar="N",
        help=say("help.seconds", seconds=SECONDS),
    )
    options.add_argument("-q", "--quiet", action="store_true", help=say("help.quiet"))
    options.add_argument("--log-json", metavar="FILE", help=say("help.log_json"))
    _add_gazetteers(parser)
    _add_without(parser)
    options.add_argument("--corrections", metavar="FILE", help=say("help.corrections"))
    options.add_argument("--fresh", action="store_true", help=say("help.fresh"))
    options.add_argument("--engine", choices=ENGINES, default="local", help=say("help.engine"))
    options.add_argument("--spark-master", metavar="URL", help=say("help.spark_master"))
    options.add_argument(
        "--format",
        action="append",
        metavar="FORMAT",
        help=say("help.format", most=MANY, known=" ".join(FORMATS)),
    )
    if prog == "extract":
        options.add_argument(
            "--version",
            action="version",
            version=f"extract {__version__}",
            help=say("help.version"),
        )
    parser.finish()
    return parser


def score_parser(language: Language, prog: str) -> Parser:
    """``policy-extract score OUT|PATH …``."""
    parser = Parser(prog, text(language, "help.score"), language)
    say = parser.say
    parser.arguments.add_argument(
        "paths", nargs="*", metavar="OUT|PATH", help=say("help.score_path")
    )
    _add_labels(parser)
    options = parser.options
    options.add_argument("--json", action="store_true", help=say("help.json"))
    options.add_argument("--show", choices=("missed", "extra", "wrong"), help=say("help.show"))
    options.add_argument("--layer", choices=LAYERS, metavar="LAYER", help=say("help.layer"))
    options.add_argument("--against", metavar="OLD", help=say("help.against"))
    options.add_argument("--gate", metavar="FILE", help=say("help.gate"))
    options.add_argument("--write-gate", metavar="FILE", help=say("help.write_gate"))
    _add_gazetteers(parser)
    _add_without(parser)
    parser.finish()
    return parser


def calibrate_parser(language: Language, prog: str) -> Parser:
    """``policy-extract calibrate [OUT] --golden DIR [--judged FILE] [--keep FILE [--doubt ID]] [--write FILE] [--write-judged FILE]``."""
    parser = Parser(prog, text(language, "help.calibrate"), language)
    parser.arguments.add_argument(
        "out", nargs="?", metavar="OUT", help=parser.say("help.calibrate_out")
    )
    _add_labels(parser)
    parser.options.add_argument(
        "--judged", metavar="FILE", help=parser.say("help.calibrate_judged")
    )
    parser.options.add_argument("--keep", metavar="FILE", help=parser.say("help.calibrate_keep"))
    parser.options.add_argument(
        "--doubt",
        metavar="ID",
        action="append",
        default=[],
        help=parser.say("help.calibrate_doubt"),
    )
    parser.options.add_argument("--write", metavar="FILE", help=parser.say("help.calibrate_write"))
    parser.options.add_argument(
        "--write-judged", metavar="FILE", help=parser.say("help.calibrate_write_judged")
    )
    parser.finish()
    return parser


def check_golden_parser(language: Language, prog: str) -> Parser:
    """``policy-extract check-golden``."""
    parser = Parser(prog, text(language, "help.check_golden"), language)
    _add_labels(parser)
    parser.finish()
    return parser


def without_local_parser(language: Language, prog: str) -> Parser:
    """``policy-extract without-local [PATH…]``."""
    parser = Parser(prog, text(language, "help.without_local"), language)
    parser.arguments.add_argument("paths", nargs="*", metavar="PATH", help=parser.say("help.paths"))
    _add_labels(parser)
    parser.options.add_argument("--json", action="store_true", help=parser.say("help.json"))
    parser.finish()
    return parser


def schema_parser(language: Language, prog: str) -> Parser:
    """``policy-extract schema [--check] [DIR]``."""
    parser = Parser(prog, text(language, "help.schema"), language)
    parser.arguments.add_argument("dir", nargs="?", help=parser.say("help.schema_dir"))
    parser.options.add_argument("--check", action="store_true", help=parser.say("help.check"))
    parser.finish()
    return parser


def verify_parser(language: Language, prog: str) -> Parser:
    """``policy-extract verify OUT``."""
    parser = Parser(prog, text(language, "help.verify"), language)
    parser.arguments.add_argument(
        "out", nargs="?", default="out", metavar="OUT", help=parser.say("help.verify_out")
    )
    parser.finish()
    return parser


def explain_parser(language: Language, prog: str) -> Parser:
    """``policy-extract explain OUT|FILE WHAT``."""
    parser = Parser(prog, text(language, "help.explain"), language)
    say, add = parser.say, parser.arguments.add_argument
    add("path", metavar="OUT|FILE", help=say("help.explain_path"))
    add("what", metavar="ID|LINE|WORDS", help=say("help.explain_what"))
    options = parser.options
    options.add_argument("--corpus", default="corpus", metavar="DIR", help=say("help.corpus"))
    _add_gazetteers(parser)
    parser.finish()
    return parser


def look_parser(language: Language, prog: str) -> Parser:
    """``policy-extract look FILE``."""
    parser = Parser(prog, text(language, "help.look"), language)
    parser.arguments.add_argument("path", metavar="FILE", help=parser.say("help.look_path"))
    _add_gazetteers(parser)
    parser.finish()
    return parser


def ask_parser(language: Language, prog: str) -> Parser:
    """``policy-extract ask OUT --agency X``."""
    parser = Parser(prog, text(language, "help.ask"), language)
    options, say = parser.options, parser.say
    parser.arguments.add_argument(
        "out", nargs="?", default="out", metavar="OUT", help=say("help.ask_out")
    )
    options.add_argument("--agency", metavar="NAME", help=say("help.ask_agency"))
    options.add_argument("--company", metavar="NAME", help=say("help.ask_company"))
    options.add_argument("--indicator", metavar="NAME", help=say("help.ask_indicator"))
    options.add_argument("--area", metavar="NAME", help=say("help.ask_area"))
    parser.finish()
    return parser


def diff_parser(language: Language, prog: str) -> Parser:
    """``policy-extract diff OLD NEW``."""
    parser = Parser(prog, text(language, "help.diff"), language)
    say = parser.say
    parser.arguments.add_argument("old", metavar="OLD", help=say("help.diff_old"))
    parser.arguments.add_argument("new", metavar="NEW", help=say("help.diff_new"))
    parser.options.add_argument("--json", metavar="FILE|-", help=say("help.diff_json"))
    parser.options.add_argument("--xlsx", metavar="FILE", help=say("help.diff_xlsx"))
    _add_gazetteers(parser)
    parser.finish()
    return parser


def review_parser(language: Language, prog: str) -> Parser:
    """``policy-extract review import FILE.xlsx``."""
    parser = Parser(prog, text(language, "help.review"), language)
    options, say, add = parser.options, parser.say, parser.arguments.add_argument
    add("action", metavar="import", choices=("import",), help=say("help.review_action"))
    add("file", metavar="FILE", help=say("help.review_file"))
    options.add_argument("--out", metavar="OUT", help=say("help.review_out"))
    options.add_argument("--corrections", metavar="FILE", help=say("help.review_corrections"))
    options.add_argument("--judgements", metavar="DIR", help=say("help.review_judgements"))
    options.add_argument(
        "--as",
        dest="form",
        choices=("corrections", "golden"),
        default="corrections",
        help=say("help.review_as"),
    )
    _add_labels(parser)
    _add_gazetteers(parser)
    parser.finish()
    return parser


def rules_parser(language: Language, prog: str) -> Parser:
    """``policy-extract rules [--stage STAGE]``."""
    parser = Parser(prog, text(language, "help.rules"), language)
    options, say = parser.options, parser.say
    options.add_argument("--stage", metavar="STAGE", help=say("help.stage"))
    options.add_argument("--corpus", default="corpus", metavar="DIR", help=say("help.corpus"))
    options.add_argument("--json", action="store_true", help=say("help.json"))
    parser.finish()
    return parser


def _add_labels(parser: Parser) -> None:
    options, say = parser.options, parser.say
    options.add_argument("--golden", default="golden", metavar="DIR", help=say("help.golden"))
    options.add_argument("--corpus", default="corpus", metavar="DIR", help=say("help.corpus"))


def _add_gazetteers(parser: Parser) -> None:
    parser.options.add_argument(
        "--gazetteers",
        action="append",
        default=[],
        metavar="DIR",
        help=parser.say("help.gazetteers"),
    )


def _add_without(parser: Parser) -> None:
    parser.options.add_argument(
        "--without", action="append", default=[], metavar="ID", help=parser.say("help.without")
    )
