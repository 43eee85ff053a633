"""Errors with messages for people. Each names the file (or the argument) and the way out."""

from __future__ import annotations


class PolicyExtractError(Exception):
    """Base of all errors that this package raises on purpose."""


class GazetteerError(PolicyExtractError):
    """A record of a gazetteer is broken: names the file, the record's key and the reason."""

    def __init__(self, path: object, key: str, reason: str) -> None:
        super().__init__(f"{path}: {key}: {reason}")
        self.path, self.key, self.reason = str(path), key, reason


class ReadError(PolicyExtractError):
    """An input document cannot be read: names the file and why."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = str(path), reason


class UsageError(PolicyExtractError):
    """There is nothing to do, or the arguments do not fit together."""


class OutputError(PolicyExtractError):
    """The output folder cannot be written."""


class GoldenError(PolicyExtractError):
    """A golden file or the gate file is broken: names the file and the line."""
