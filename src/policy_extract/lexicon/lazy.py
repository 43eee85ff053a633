"""Patterns that are compiled when they are first asked something: a short plan asks half of them.

To compile all that a run could need takes longer than to read a plan.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

from policy_extract.expressions import expression

_ASKED: Final = (
    "findall", "finditer", "fullmatch", "match", "scanner", "search", "split", "sub", "subn",
    "flags", "groups",
)  # fmt: skip


class Lazy:
    """A pattern as ``re`` has them, compiled at the first use; from then on its methods are those of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle ask for what no pattern has
            raise AttributeError(name)
        compiled = expression(self.pattern, self._given)
        self.__dict__.update({asked: getattr(compiled, asked) for asked in _ASKED})
        self.__dict__["groupindex"] = dict(compiled.groupindex)
        # Python looks up faster what a class without ``__getattr__`` has
        self.__class__ = _Used  # type: ignore[assignment]
        return getattr(compiled, name)


class _Used:
    """A ``Lazy`` pattern that was asked something: it has all that one asks a pattern."""


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A ``Lazy`` pattern for code that takes one of ``re``.

    Nothing is raised for what is no pattern before it is used: only for patterns that tests have compiled.
    """
    return cast(re.Pattern[str], Lazy(pattern, flags))
