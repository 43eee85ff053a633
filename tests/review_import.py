"""``policy-extract review import`` in this process, for the tests of what comes back from the workbook."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policy_extract.cli import main

Imported = Callable[..., tuple[int, str, str]]


def importing(capfd: pytest.CaptureFixture[str]) -> Imported:
    """The command as a function: exit code, stdout, stderr; Chinese unless said otherwise."""

    def call(*given: object, lang: str = "zh") -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = main(["review", "import", *map(str, given), "--lang", lang])
        except SystemExit as stop:
            code = int(stop.code or 0)
        told, errors = capfd.readouterr()
        return code, told, errors

    return call
