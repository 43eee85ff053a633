"""The one place that writes to a terminal: what a text or a file name holds cannot steer it.

An ESC in a plan's words would set colours, move the cursor, or hide what was said before it; a sign of direction would
turn a line around. Both are shown (``visible``). ``tests/test_visible.py`` holds that nothing else in the package prints.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from policy_extract.visible import escaped, shown

if TYPE_CHECKING:
    from rich.console import Console


def say(words: object = "", *, err: bool = False) -> None:
    """Print a line to stdout, or to stderr."""
    print(shown(str(words)), file=sys.stderr if err else sys.stdout)


def put_data(data: str) -> None:
    """Print JSON to stdout; signs that nobody sees stand in it as \\u001b, so that what a program reads is exact."""
    print(escaped(data), end="")


def console(*, err: bool = False, pipe: int | None = None, markup: bool = False) -> Console:
    """A console of rich on stdout, or on stderr; ``pipe``: how wide lines are where no terminal listens.

    With ``markup`` it reads [bold] and its like, and colours numbers: for what holds no words of a plan.
    """
    from rich.console import Console as Plain
    from rich.segment import Segment

    class Shown(Plain):
        """Strings are shown before they are laid out; what comes as another object, when it is."""

        def render_str(self, text, *args, **kwargs):  # type: ignore[no-untyped-def]
            return super().render_str(shown(text), *args, **kwargs)

        def render(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            for segment in super().render(*args, **kwargs):
                if segment.control:
                    yield segment
                else:
                    yield Segment(shown(segment.text), segment.style)

    stream = sys.stderr if err else sys.stdout
    made = Shown(file=stream, markup=markup, highlight=markup, emoji=False)
    if pipe is not None and not made.is_terminal:
        made.width = pipe
    return made
