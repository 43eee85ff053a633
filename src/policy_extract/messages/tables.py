"""What is said of the flat tables (csv, parquet, jsonl) and of annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {}
