"""What a run was given, made and could not read."""

from typing import Literal

from pydantic import Field

from policy_extract.model.places import Span
from policy_extract.model.record import Record
from policy_extract.model.terms import SCHEMA_VERSION, Confidence


class ResidueSpan(Span):
    """A stretch of the text that yields nothing, and why: embedded object, page furniture, …."""

    reason: str


class ManifestDocument(Record):
    """What became of one input; ``reason`` says why it failed, in words for people.

    ``ocr_score`` is how sure recognition was of words that were read in pictures, the mean over their signs; null
    where none were.
    """

    id: str
    path: str
    status: Literal["ok", "failed"]
    reason: str | None = None
    sha256: str | None = None
    file: str | None = None
    counts: dict[str, int] = Field(default={})
    warnings: tuple[str, ...] = ()
    residue: tuple[ResidueSpan, ...] = ()
    ocr_score: Confidence | None = None


class Run(Record):
    """The only place for times of day, durations and host facts."""

    started: str
    seconds: float
    jobs: int
    python: str
    platform: str


class Manifest(Record):
    """``manifest.json``: what was run on what, with what result.

    An observation is marked ``review`` when its confidence is below ``review_threshold``;
    ``share_below`` is the share of observations that are. ``warnings`` are of all documents together, those of one
    stand with it.
    """

    schema_version: str = SCHEMA_VERSION
    version: str
    gazetteers: str
    review_threshold: Confidence = 0.5
    share_below: Confidence = 0.0
    documents: tuple[ManifestDocument, ...] = ()
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    run: Run
