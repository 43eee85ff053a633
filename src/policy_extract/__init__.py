"""Indicators, targets, agencies, companies and projects out of Chinese government plans.

``extract(paths)`` is the whole tool as a call; its result holds the same as the files that the
command of that name writes. Nothing is imported before it is used, so that ``extract --help``
answers at once.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from policy_extract.version import __version__

if TYPE_CHECKING:
    from policy_extract.errors import (
        GazetteerError,
        OutputError,
        PolicyExtractError,
        ReadError,
        UsageError,
    )
    from policy_extract.pipeline import Result, extract
    from policy_extract.work import Failure
    from policy_extract.writers import write

__all__ = [
    "Failure",
    "GazetteerError",
    "OutputError",
    "PolicyExtractError",
    "ReadError",
    "Result",
    "UsageError",
    "__version__",
    "extract",
    "write",
]

_HOMES = {
    "Failure": "work",
    "GazetteerError": "errors",
    "OutputError": "errors",
    "PolicyExtractError": "errors",
    "ReadError": "errors",
    "Result": "pipeline",
    "UsageError": "errors",
    "write": "writers",
}


class _Package(ModuleType):
    """This package, with ``extract`` as the call even after its sub-package of that name is loaded.

    The import system would set the attribute ``extract`` to the sub-package; ``from
    policy_extract.extract import …`` does not need that and works as ever.
    """

    @property
    def extract(self) -> Any:
        from policy_extract.pipeline import extract

        return extract

    @extract.setter
    def extract(self, module: ModuleType) -> None:
        """Called when the sub-package is loaded; it is found in ``sys.modules`` without this."""

    def __getattr__(self, name: str) -> Any:
        if name in _HOMES:
            from importlib import import_module

            return getattr(import_module(f"policy_extract.{_HOMES[name]}"), name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


sys.modules[__name__].__class__ = _Package
