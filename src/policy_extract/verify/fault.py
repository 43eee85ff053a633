"""A promise of the output that does not hold: where, which, and in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policy_extract import messages


@dataclass(frozen=True)
class Fault:
    """``file`` of the output as its manifest names it, ``record`` its id or place in it, and which promise.

    ``code`` is the key of the sentence that says it (“verify.quote”), ``fields`` what that names.
    """

    file: str
    record: str
    code: str
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def told(self, language: messages.Language) -> str:
        """File, record and what is wrong, on one line."""
        said = messages.text(language, self.code, **self.fields)
        return messages.text(
            language,
            "verify.fault",
            file=self.file,
            record=self.record,
            said=" ".join(said.split()),
        )


def fault(file: str, record: str, code: str, **fields: object) -> Fault:
    """A fault with its fields shown; long ones are cut, since a quote may be a page."""
    return Fault(file, record, code, MappingProxyType({k: _shown(v) for k, v in fields.items()}))


def _shown(value: object) -> str:
    said = str(value)
    return said if len(said) <= _SHOWN else said[:_SHOWN] + "…"


_SHOWN = 80
