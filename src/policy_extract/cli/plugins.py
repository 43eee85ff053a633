"""pydantic without its plugins: to look among all installed packages for those that want to watch it takes longer than to read a page.

It is told so by its own variable, which a user may set otherwise. All the same it imports what would look, with the parsers
of letters and archives behind it (``importlib.metadata``, ``email``, ``zipfile``): that comes when somebody asks.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_LOOKS: Final = "importlib.metadata"
#: The part of pydantic that imports it; of a version without it nothing is changed.
_ASKS: Final = "pydantic.plugin._loader"


def without_plugins() -> None:
    """To be called before a model of pydantic is used."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _LOOKS in sys.modules:
        return
    sys.modules[_LOOKS] = later = _Later(_LOOKS)
    try:
        with suppress(ImportError):
            import_module(_ASKS)
    finally:
        if sys.modules.get(_LOOKS) is later:
            del sys.modules[_LOOKS]


class _Later(ModuleType):
    """Stands for a module until something of it is used."""

    def entry_points(self, **named: Any) -> Any:
        """Those of the module itself."""
        return import_module(self.__name__).entry_points(**named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or sys.modules.get(self.__name__) is self:
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)
