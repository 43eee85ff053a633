"""Which versions of packages are installed, by the names of the folders that say so (``jieba-0.42.1.dist-info``).

``importlib.metadata`` reads a file of each and parses it as a letter; for two dozen packages that takes as long as a page of a plan.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Final

from policy_extract.expressions import expression

_ENDS: Final = (".dist-info", ".egg-info")
_JOINED: Final = expression("[-_.]+")


def versions(names: Iterable[str]) -> dict[str, str | None]:
    """The version of each package that the interpreter would find; None for one that is not there.

    What lies in a file on the path (a ZIP) is not looked into: the file itself is named, with its size and time.
    """
    found: dict[str, str] = {}
    files: dict[str, str] = {}
    for entry in dict.fromkeys(sys.path):
        try:
            listed = os.listdir(entry or ".")
        except NotADirectoryError:
            state = os.stat(entry)
            files[entry] = f"{state.st_size} {state.st_mtime_ns}"
            continue
        except OSError:
            continue
        for name in listed:
            if name.endswith(_ENDS):
                package, _, version = name.rpartition(".")[0].partition("-")
                found.setdefault(_plain(package), version)
    return {name: found.get(_plain(name)) for name in names} | files


def _plain(name: str) -> str:
    """A name of a package as all its spellings have it: pdfminer.six, pdfminer_six."""
    return _JOINED.sub("-", name).lower()
