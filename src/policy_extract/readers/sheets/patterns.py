"""The patterns of numbers that workbooks name by a number only."""

from __future__ import annotations

from collections.abc import Mapping

from policy_extract.lexicon import load_lists

_DAY, _MOMENT = 14, 22  # the built-in short day, which Chinese systems show with the year in front


def patterns(own: Mapping[int, str]) -> dict[int, str]:
    """Number of a format → its pattern: the built-in ones as Chinese systems show them, and the workbook's ``own``."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    lexicon = load_lists("workbooks")
    named = lexicon.table("workbooks", "builtin")
    chinese = {int(k): str(v[0]) for k, v in named.items() if isinstance(v, tuple)}
    return {**BUILTIN_FORMATS, _DAY: "yyyy/m/d", _MOMENT: "yyyy/m/d h:mm", **chinese, **own}
