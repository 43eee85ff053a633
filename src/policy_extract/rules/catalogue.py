"""Which rules there are, in which order each stage asks them, and which are switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from policy_extract import messages
from policy_extract.errors import UsageError
from policy_extract.rules.rule import Rule
from policy_extract.tuples import NamedTuple

AnyRule = Rule[Callable[..., Any]]


class UnknownRule(messages.Told, UsageError):
    """``--without`` names a rule that there is not."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        listed = sorted(known)
        near = get_close_matches(name, listed, 3) or listed[:3]
        self.code, self.fields = "rules.unknown", {"name": name, "near": " ".join(near)}
        super().__init__(messages.text("en", self.code, **self.fields))

    def told(self, language: messages.Language) -> str:
        """Which name, the nearest that there are, and where all stand."""
        return messages.text(language, self.code, **self.fields)


class Switches(NamedTuple):
    """The rules that a run leaves out; an empty set is the tool as it is."""

    without: frozenset[str] = frozenset()

    def on(self, rules: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
        """Those that speak in this run, in their order."""
        return tuple(rule for rule in rules if rule.id not in self.without)

    def has(self, rule: Rule[Any]) -> bool:
        """Whether a rule speaks in this run."""
        return rule.id not in self.without


@dataclass(frozen=True)
class Catalogue:
    """All rules of the tool by stage, each stage in the order in which its rules are asked."""

    rules: tuple[AnyRule, ...]
    by_id: dict[str, AnyRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id: dict[str, AnyRule] = {}
        for rule in self.rules:
            if rule.id in by_id:
                raise ValueError(f"two rules have the id {rule.id!r}")
            by_id[rule.id] = rule
        object.__setattr__(self, "by_id", by_id)

    def stages(self) -> tuple[str, ...]:
        """The names of the stages, in the order of the catalogue."""
        return tuple(dict.fromkeys(rule.stage for rule in self.rules))

    def switches(self, without: Iterable[str]) -> Switches:
        """The switches for a run without these rules. Raises UnknownRule for a name there is not."""
        names = frozenset(without)
        for name in sorted(names):
            if name not in self.by_id:
                raise UnknownRule(name, self.by_id)
        return Switches(names)
