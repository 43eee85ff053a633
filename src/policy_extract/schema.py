"""The published JSON Schemas, made from the models and from nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from policy_extract.model import SCHEMA_VERSION, Document, Entities, Findings, Manifest, Record
from policy_extract.versions.record import Versions

#: File name in ``schema/`` → the model of that file of the output, and of what ``diff --json`` writes.
MODELS: dict[str, type[Record]] = {
    "document.schema.json": Document,
    "entities.schema.json": Entities,
    "findings.schema.json": Findings,
    "manifest.schema.json": Manifest,
    "versions.schema.json": Versions,
}


def schema_dir() -> Path:
    """Where the schemas are kept: inside the wheel, or at the top of a source checkout."""
    inside = Path(__file__).resolve().parent / "schema"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "schema"


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one file of MODELS. Every field is required, for every field is written."""
    schema = MODELS[name].model_json_schema(mode="serialization")
    for record in (schema, *schema.get("$defs", {}).values()):
        record["required"] = list(record["properties"])
    what = name.partition(".")[0]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:policy-extract:schema:{SCHEMA_VERSION}:{what}",
        **schema,
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas to a folder; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in MODELS:
        path = folder / name
        text = json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


def stale_schemas(folder: Path) -> list[str]:
    """The names of the schemas in a folder that are not those of the models; missing ones too."""
    return [name for name in MODELS if _read(folder / name) != schema_of(name)]


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
