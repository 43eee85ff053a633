"""What Spark's Java process may take of this machine's memory, where all of Spark is on it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

#: By these somebody says it already.
_SAID: Final = ("SPARK_DRIVER_MEMORY", "SPARK_CONF_DIR", "SPARK_HOME")
_ARGUMENTS: Final = "PYSPARK_SUBMIT_ARGS"
#: Spark gives itself a gibibyte, which rows of whole documents fill; Java by itself would take this part.
_PART: Final = 4
_LEAST: Final = 1 << 30
#: Where Linux says how much a container may have: version 2 and version 1 of its groups.
_LIMITS: Final = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def heap() -> str | None:
    """A quarter of the memory as Spark's ``spark.driver.memory`` has it (``5900m``), a gibibyte at least; None where that was said
    elsewhere (``SPARK_DRIVER_MEMORY``, a configuration of Spark's), or the system does not say what it has."""
    if any(os.environ.get(name) for name in _SAID) or "memory" in os.environ.get(_ARGUMENTS, ""):
        return None
    have = _memory()
    return None if have is None else f"{max(have // _PART, _LEAST) >> 20}m"


def _memory() -> int | None:
    """Bytes of the machine, or of the container in which this runs."""
    try:
        have = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows
        return None
    for path in _LIMITS:
        with suppress(OSError, ValueError):  # another version, or “max”
            have = min(have, int(path.read_text()))
    return have if have > 0 else None
