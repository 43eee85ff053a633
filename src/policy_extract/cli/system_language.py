"""The language of the person at the machine: what the terminal says, else what the system is set to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from policy_extract.messages import Language, language_of

#: The primary language “Chinese” in Windows' language identifiers (winnt.h, LANG_CHINESE), their low ten bits.
_CHINESE, _PRIMARY = 0x04, 0x3FF
_TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")


def system_language(
    environment: Mapping[str, str],
    platform: str = sys.platform,
    asked: Mapping[str, Callable[[], bool]] | None = None,
) -> Language:
    """``zh`` or ``en``: LC_ALL, LC_MESSAGES or LANG where one is set, as everywhere.

    A Windows terminal sets none of them, and a Mac's none when it is not Terminal.app: there the language of
    the system's own windows decides. ``asked`` has, by platform, who says whether that is Chinese.
    """
    said = next((value for name in _TERMINAL if (value := environment.get(name))), "")
    if said:
        return language_of(environment)
    asks = {"win32": _chinese_windows, "darwin": _chinese_mac} if asked is None else asked
    ask = asks.get(platform)
    return "zh" if ask is not None and ask() else "en"


def _chinese_windows() -> bool:
    import ctypes

    try:
        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        return int(kernel.GetUserDefaultUILanguage()) & _PRIMARY == _CHINESE
    except (AttributeError, OSError):
        return False


def _chinese_mac() -> bool:
    import subprocess

    command = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=1, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    first = done.stdout.strip("( \n").partition(",")[0].strip('" \n')
    return first.startswith("zh")
