"""The manifest: whether what it says of the documents is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policy_extract.model import Document, Manifest
from policy_extract.output import Output
from policy_extract.pipeline import count
from policy_extract.verify.fault import Fault, fault
from policy_extract.verify.places import file_of

MANIFEST: Final = "manifest.json"


def entries(output: Output) -> Iterator[Fault]:
    """What the manifest says of the documents, as far as it is not so."""
    manifest = output.manifest
    if manifest is None:
        return
    ids = [entry.id for entry in manifest.documents]
    if ids != sorted(set(ids)):
        yield fault(MANIFEST, "documents", "verify.order")
    read = {entry.id: entry for entry in manifest.documents if entry.status == "ok"}
    for name in sorted(read.keys() ^ output.documents.keys()):
        yield fault(MANIFEST, name, "verify.missing", name=name, field="documents")
    for entry in manifest.documents:
        if (entry.reason is None) is (entry.status == "failed"):
            yield fault(MANIFEST, entry.id, "verify.field", field="reason", value=entry.reason)
        document = output.documents.get(entry.id)
        if document is None or entry.status == "failed":
            continue
        if (entry.file, entry.path) != (file_of(document), document.source.path):
            yield fault(MANIFEST, entry.id, "verify.differs", name=entry.id)
        if entry.counts != count(document) or entry.sha256 != document.source.sha256:
            yield fault(MANIFEST, entry.id, "verify.differs", name=entry.id)
        for residue in entry.residue:
            if not 0 <= residue.start < residue.end <= document.source.chars:
                start, end = residue.start, residue.end
                yield fault(MANIFEST, entry.id, "verify.outside", start=start, end=end)
        if any(code.startswith("ungrounded") for code in entry.warnings):
            yield fault(MANIFEST, entry.id, "verify.left_out")
    yield from _threshold(output.documents, manifest)


def _threshold(documents: Mapping[str, Document], manifest: Manifest) -> Iterator[Fault]:
    marks = [
        (document.id, o, o.confidence < manifest.review_threshold)
        for document in documents.values()
        for o in document.observations
    ]
    for name, o, below in marks:
        if o.review is not below:
            yield fault(
                f"documents/{name}.json", o.id, "verify.field", field="review", value=o.review
            )
    share = round(sum(o.review for _, o, _ in marks) / len(marks), 4) if marks else 0.0
    if share != manifest.share_below:
        yield fault(MANIFEST, "share_below", "verify.field", field="share_below", value=share)
