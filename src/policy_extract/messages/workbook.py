"""What stands in the workbook: names of sheets, heads of columns, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {}
