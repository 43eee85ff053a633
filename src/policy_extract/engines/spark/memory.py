"""What Spark's Java process may take of this machine's memory, where all of Spark is on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

#: By these somebody says it already, or where it is said.
_SAID: Final = ("SPARK_DRIVER_MEMORY", "SPARK_MEM", "SPARK_CONF_DIR", "SPARK_HOME")
_ARGUMENTS: Final = "PYSPARK_SUBMIT_ARGS"
_SAYING: Final = ("driver-memory", "spark.driver.memory", "properties-file")
#: Spark gives itself a gibibyte, which rows of whole documents fill; Java by itself would take this part.
_PART: Final = 4
_LEAST: Final = 1 << 30
#: Where Linux says in which groups a process is, and how much such a group may have: versions 2 and 1.
_GROUPS: Final = Path("/proc/self/cgroup")
_LIMITS: Final = {
    "": (Path("/sys/fs/cgroup"), "memory.max"),
    "memory": (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes"),
}


def heap() -> str | None:
    """A quarter of the memory as Spark's ``spark.driver.memory`` has it (``5900m``), a gibibyte at least; None where that was said
    elsewhere (``SPARK_DRIVER_MEMORY``, a configuration of Spark's), or the system does not say what it has."""
    arguments = os.environ.get(_ARGUMENTS, "")
    if any(map(os.environ.get, _SAID)) or any(word in arguments for word in _SAYING):
        return None
    have = _memory()
    return None if have is None else f"{max(have // _PART, _LEAST) >> 20}m"


def _memory() -> int | None:
    """Bytes of the machine, or of the container in which this runs."""
    try:
        have = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows
        return None
    for path in _limits():
        with suppress(OSError, ValueError):  # another version, or “max”
            have = min(have, int(path.read_text()))
    return have if have > 0 else None


def _limits() -> Iterator[Path]:
    """The files that limit this process: those of its groups, of the groups around them, and of the container's own."""
    for root, name in _LIMITS.values():
        yield root / name
    try:
        groups = _GROUPS.read_text().splitlines()
    except OSError:
        return
    for group in groups:
        _, kinds, path = group.split(":", 2)
        for kind, (root, name) in _LIMITS.items():
            if kind in kinds.split(","):
                inner = root / path.lstrip("/")
                yield from (
                    above / name
                    for above in (inner, *inner.parents)
                    if root in (above, *above.parents)
                )
