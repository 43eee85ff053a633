"""Pages out of templates, styles and scripts; every page is whole in itself and asks for nothing.

The content security policy names the hashes of the page's own script and styles: whatever else a plan's words
might bring into a page, no browser runs it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from policy_extract.desk import Desk
from policy_extract.messages import TEXTS
from policy_extract.writers.html.islands import island
from policy_extract.writers.html.kept import KeptTemplates
from policy_extract.writers.html.visible import visible

_PACKAGE: Final = "policy_extract.writers.html"


class Pages:
    """Makes the pages of one report."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._templates = Environment(
            loader=PackageLoader(_PACKAGE),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=KeptTemplates(),
        )
        self._templates.filters["visible"] = visible

    def page(
        self, mode: str, title: str, islands: Iterable[tuple[str, str]], **fields: object
    ) -> bytes:
        """A page of a mode (“single”, “index”, “plan”) with its data islands, already escaped."""
        chosen = 0 if self._desk.language == "zh" else 1
        says = {key.partition(".")[2]: TEXTS[key][chosen] for key in self._keys}
        made = self._templates.get_template(f"{mode}.html.jinja").render(
            mode=mode,
            title=title,
            language=self._desk.language,
            say=self._desk.say,
            style=Markup(self.style),
            script=Markup(self.script),
            policy=self.policy,
            islands=[(name, Markup(data)) for name, data in (("says", island(says)), *islands)],
            **fields,
        )
        return made.encode("utf-8")

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key for key in TEXTS if key.startswith("report."))

    @cached_property
    def style(self) -> str:
        """All styles, in the order of their names."""
        return _static(".css")

    @cached_property
    def script(self) -> str:
        """All scripts as one, in the order of their names, closed against the page's other names."""
        return f"(() => {{\n'use strict';\n{_static('.js')}\n}})();"

    @cached_property
    def policy(self) -> str:
        """What a page may do: run this script, look by these styles, and nothing else."""
        allowed: Mapping[str, str] = {
            "default-src": "'none'",
            "script-src": _hash(self.script),
            "style-src": _hash(self.style),
            "img-src": "data:",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _static(ending: str) -> str:
    folder = files(_PACKAGE) / "static"
    parts = sorted((p for p in folder.iterdir() if p.name.endswith(ending)), key=lambda p: p.name)
    return "\n".join(part.read_text(encoding="utf-8").strip() for part in parts)


def _hash(words: str) -> str:
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
