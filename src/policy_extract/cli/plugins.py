"""pydantic without what nobody asks of it here.

Without its plugins: to look among all installed packages for those that want to watch it takes longer than to read a page.

It is told so by its own variable, which a user may set otherwise. All the same it imports what would look, with the parsers
of letters and archives behind it (``importlib.metadata``, ``email``, ``zipfile``): that comes when somebody asks.

And without the types of its core's schemas: ninety typed dicts that only type checkers look at. When they are called they give dicts,
and so do plain classes in their place, which take a fifth of the time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_LOOKS: Final = "importlib.metadata"
#: The part of pydantic that imports it; of a version without it nothing is changed.
_ASKS: Final = "pydantic.plugin._loader"
#: The part that has the typed dicts, and where it takes their base from.
_CORE: Final = "pydantic_core.core_schema"
_TYPES: Final = "typing" if sys.version_info >= (3, 12) else "typing_extensions"


def without_plugins() -> None:
    """To be called before a model of pydantic is used."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with suppress(Exception), _plain_forms():  # else it is imported later, as it is
        import_module(_CORE)
    if _LOOKS in sys.modules:
        return
    sys.modules[_LOOKS] = later = _Later(_LOOKS)
    try:
        with suppress(ImportError):
            import_module(_ASKS)
    finally:
        if sys.modules.get(_LOOKS) is later:
            del sys.modules[_LOOKS]


@contextmanager
def _plain_forms() -> Iterator[None]:
    """While it lasts, a new typed dict is a plain class that makes dicts."""
    home: Any = import_module(_TYPES)
    true = home.TypedDict
    home.TypedDict = _Form("TypedDict", (), {})
    try:
        yield
    finally:
        home.TypedDict = true


class _Form(type):
    """A class that makes dicts, and looks at no annotation."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any], **_: bool) -> _Form:
        return super().__new__(cls, name, bases, body)

    def __init__(self, name: str, bases: tuple[type, ...], body: dict[str, Any], **_: bool) -> None:
        super().__init__(name, bases, body)

    def __call__(cls, *given: Any, **named: Any) -> dict[str, Any]:
        return dict(*given, **named)


class _Later(ModuleType):
    """Stands for a module until something of it is used."""

    def entry_points(self, **named: Any) -> Any:
        """Those of the module itself."""
        return import_module(self.__name__).entry_points(**named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or sys.modules.get(self.__name__) is self:
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)
