"""The commands ``extract`` and ``policy-extract``: arguments in, words and an exit code out.

Nothing heavy is imported before the arguments are understood; the work is in the other modules.
"""

from __future__ import annotations

import atexit
import gc
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from policy_extract.cli import arguments as command_lines
from policy_extract.cli.arguments import Parser
from policy_extract.cli.streams import heard
from policy_extract.cli.terminal import say
from policy_extract.messages import Language, text

#: Exit codes: all well; some documents failed (or a check did); nothing to do or wrong usage.
OK, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_COMMANDS: dict[str, tuple[str, Callable[[Language, str], Parser]]] = {
    "extract": ("help.extract_short", command_lines.extract_parser),
    "score": ("help.score", command_lines.score_parser),
    "calibrate": ("help.calibrate", command_lines.calibrate_parser),
    "check-golden": ("help.check_golden", command_lines.check_golden_parser),
    "without-local": ("help.without_local", command_lines.without_local_parser),
    "ask": ("help.ask", command_lines.ask_parser),
    "diff": ("help.diff", command_lines.diff_parser),
    "review": ("help.review", command_lines.review_parser),
    "look": ("help.look", command_lines.look_parser),
    "explain": ("help.explain", command_lines.explain_parser),
    "rules": ("help.rules", command_lines.rules_parser),
    "verify": ("help.verify", command_lines.verify_parser),
    "schema": ("help.schema", command_lines.schema_parser),
}
#: Where the work of each command is: the module that is imported for it, and the function.
_WORK: dict[str, str] = {
    "extract": "extracting.run",
    "score": "scoring.score",
    "calibrate": "calibrating.run",
    "check-golden": "scoring.check",
    "without-local": "scoring.without_local",
    "ask": "asking.run",
    "diff": "diffing.run",
    "review": "reviewing.run",
    "look": "looking.run",
    "explain": "explaining.run",
    "rules": "ruling.rules",
    "verify": "verifying.run",
    "schema": "extracting.schema",
}


def main_extract(argv: Sequence[str] | None = None) -> int:
    """The command ``extract PATH… [-o OUT]``; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    with heard():
        return _run(
            "extract", command_lines.extract_parser(command_lines.language(arguments)), arguments
        )


def main(argv: Sequence[str] | None = None) -> int:
    """The command ``policy-extract COMMAND …``; returns its exit code."""
    with heard():
        return _main(list(sys.argv[1:] if argv is None else argv))


def command_extract() -> NoReturn:
    """The command ``extract`` as a process of its own: it ends with the command."""
    _leave(main_extract())


def command() -> NoReturn:
    """The same for ``policy-extract``."""
    _leave(main())


def _leave(code: int) -> NoReturn:
    from policy_extract.processes.endings import leave

    leave(code)


def _main(arguments: list[str]) -> int:
    language = command_lines.language(arguments)
    while arguments and arguments[0].startswith("--lang"):  # also before the command
        del arguments[: 1 if "=" in arguments[0] else 2]
    if arguments and arguments[0] in _COMMANDS:
        name, rest = arguments[0], arguments[1:]
        return _run(name, _COMMANDS[name][1](language, f"policy-extract {name}"), rest)
    _main_parser(language).parse_args(arguments)  # help, version or a complaint
    return WRONG_USAGE


def _main_parser(language: Language) -> Parser:
    from policy_extract.version import __version__

    parser = Parser("policy-extract", text(language, "help.main"), language)
    lines = [
        f"  {name:<16}{text(language, key).partition(chr(10))[0]}"
        for name, (key, _) in _COMMANDS.items()
    ]
    parser.epilog = "\n".join([text(language, "help.commands") + ":", *lines])
    parser.arguments.add_argument("command", metavar="COMMAND", choices=tuple(_COMMANDS))
    parser.options.add_argument(
        "--version",
        action="version",
        version=f"policy-extract {__version__}",
        help=parser.say("help.version"),
    )
    parser.finish()
    return parser


def _run(name: str, parser: Parser, arguments: list[str]) -> int:
    options = parser.understood(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows no Chinese shows “?”
    atexit.register(
        gc.freeze
    )  # what is left goes with the process: nobody looks through it for circles
    from policy_extract import expressions, made_code
    from policy_extract.processes.rest import words_at_rest

    # what is imported and built lives as long as the command
    with words_at_rest(), made_code.kept(), expressions.of_modules():
        return _done(name, parser, options)


def _done(name: str, parser: Parser, options: Namespace) -> int:
    """The work of a command: its exit code."""
    from policy_extract import expressions
    from policy_extract.cli.plugins import without_plugins
    from policy_extract.errors import PolicyExtractError
    from policy_extract.folder.refusals import said
    from policy_extract.messages import Told

    without_plugins()
    module, _, function = _WORK[name].partition(".")
    run: Callable[[Namespace, Language], int] = getattr(
        import_module(f"policy_extract.cli.{module}"), function
    )
    try:
        code = run(options, parser.language)
        sys.stdout.flush()  # a disk that is full says so now
        expressions.keep()
        return code
    except PolicyExtractError as error:
        what = error.told(parser.language) if isinstance(error, Told) else str(error)
        hint = text(parser.language, "usage.try_help", prog=parser.prog)
        say(f"{text(parser.language, 'cli.error')}{what}\n{hint}", err=True)
        return WRONG_USAGE
    except KeyboardInterrupt:
        say(text(parser.language, "cli.stopped"), err=True)
        return INTERRUPTED
    except MemoryError:
        say(f"{text(parser.language, 'cli.error')}{text(parser.language, 'cli.memory')}", err=True)
        return WRONG_USAGE
    except OSError as error:  # a full disk behind stdout, no more processes, no more open files
        what = text(parser.language, "cli.system", error=said(error))
        say(f"{text(parser.language, 'cli.error')}{what}", err=True)
        return WRONG_USAGE
