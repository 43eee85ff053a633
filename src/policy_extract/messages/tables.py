"""What is said of the flat tables (csv, parquet, jsonl) and of annotations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "usage.format_extra": (
        "输出格式“{format}”需要附加组件；请运行 pip install 'policy-extract[{extra}]'",
        "the format “{format}” needs an extra; run  pip install 'policy-extract[{extra}]'",
    ),
}
