"""One plan as data: its text, its blocks, its records. ``static/10-data.js`` reads it by these very names."""

from __future__ import annotations

from policy_extract.catalogue import CATALOGUE
from policy_extract.desk import Desk, period
from policy_extract.desk.fields import Field
from policy_extract.messages import warning
from policy_extract.model import Document, ManifestDocument
from policy_extract.writers.html.blocks import Block, blocks
from policy_extract.writers.html.elsewhere import Elsewhere
from policy_extract.writers.html.islands import Words
from policy_extract.writers.html.records import Marked, marked


def plan(desk: Desk, document: Document, elsewhere: Elsewhere) -> dict[str, object]:
    """All that the evidence view of a plan shows. Words that recur stand once, in ``words``."""
    words = Words()
    entry = entry_of(desk, document)
    text = desk.output.texts[document.id]
    residue = entry.residue if entry is not None else ()
    return {
        "id": document.id,
        "title": desk.title(document),
        "meta": _meta(desk, document),
        "warnings": [warning(desk.language, one) for one in entry.warnings] if entry else [],
        "text": text,
        "blocks": [_block(block) for block in blocks(text, document, residue)],
        "sections": {s.id: f"{s.number or ''}{s.title}" for s in document.sections},
        "records": [_record(desk, words, one) for one in marked(desk, document, elsewhere)],
        "words": words.listed,
    }


def entry_of(desk: Desk, document: Document) -> ManifestDocument | None:
    """What the manifest says of a document; None where there is no manifest."""
    manifest = desk.output.manifest
    entries = manifest.documents if manifest is not None else ()
    return next((one for one in entries if one.id == document.id), None)


def _meta(desk: Desk, document: Document) -> list[tuple[str, str]]:
    """What the plan says about itself: label and words, without what it does not say."""
    meta = document.meta
    said = {
        "meta.issuers": desk.listed(one.name for one in meta.issuers),
        "meta.number": meta.number or "",
        "meta.issued": meta.issued or "",
        "meta.area": desk.name(meta.area),
        "meta.period": period(meta.period) or "",
        "meta.doc_type": meta.doc_type or "",
    }
    return [(desk.say(key), words) for key, words in said.items() if words]


def _block(block: Block) -> list[object]:
    """A block as a short list: kind, start, end, then what its kind has."""
    head: list[object] = [block.kind[0], block.start, block.end]
    if block.kind == "heading":
        return [*head, block.depth, block.section]
    if block.kind == "table":
        rows = [
            [
                [c.start, c.end, c.rowspan, c.colspan]
                if (c.rowspan, c.colspan) != (1, 1)
                else [c.start, c.end]
                for c in row
            ]
            for row in block.rows
        ]
        return [*head, block.header, rows]
    if block.kind == "residue":
        return [*head, block.reason]
    return [*head, block.section, block.title_end] if block.section else head


def _record(desk: Desk, words: Words, one: Marked) -> dict[str, object]:
    """A record; keys that say nothing are left out."""
    found: dict[str, object] = {
        "i": one.id, "k": one.kind, "s": one.start, "e": one.end, "h": words(one.head),
        "f": [_field(desk, words, field) for field in one.fields],
    }  # fmt: skip
    if one.links:
        found["l"] = [
            [words(desk.say(key)), [[words(link.words), link.address] for link in links]]
            for key, links in one.links
        ]
    if one.doubts:
        found["d"] = words.each(one.doubts)
    if one.confidence is not None:
        found["c"] = one.confidence
    if one.review:
        found["v"] = 1
    if one.attribute:
        found["a"] = words(one.attribute)
    if one.year:
        found["y"] = words(one.year)
    if one.agencies:
        found["g"] = words.each(dict.fromkeys(one.agencies))
    return found


def _field(desk: Desk, words: Words, field: Field) -> list[object]:
    """Label, value; where a rule settled it: its label, its id, where it read."""
    found: list[object] = [words(desk.say(f"field.{field.name}")), words(field.value)]
    read = field.read
    if read is None:
        return found
    rule = CATALOGUE.by_id.get(read.rule)
    label = rule.label(desk.language) if rule is not None else read.rule
    return [*found, words(label), words(read.rule), read.start, read.end]
