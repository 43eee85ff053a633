"""Records for annotation tools: every mark stands where the record says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from policy_extract.pipeline import Result, extract
from policy_extract.writers import desk_of, writer


def _files(result: Result, form: str) -> dict[str, bytes]:
    return dict(writer(form)(desk_of(result, "en")))


def test_web_annotations_select_the_words_twice(corpus_result: Result) -> None:
    files = _files(corpus_result, "webannotation")
    for document in corpus_result.documents:
        page = json.loads(files[f"annotations/{document.id}.jsonld"])
        words = corpus_result.texts[document.id]
        assert page["type"] == "AnnotationPage"
        ids = [one["id"] for one in page["items"]]
        assert len(ids) == len(set(ids))
        records = (
            document.observations,
            document.assignments,
            document.projects,
            document.mentions,
        )
        assert len(ids) == sum(map(len, records))
        for one in page["items"]:
            position, quote = one["target"]["selector"]
            start, end = position["start"], position["end"]
            assert words[start:end] == quote["exact"]
            assert words[:start].endswith(quote["prefix"])
            assert words[end:].startswith(quote["suffix"])


def test_label_studio_gets_regions_as_browsers_count(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "甲市行动方案\n\n一、目标\n𠮷𠮷村道路硬化率到2025年达到90%。\n", encoding="utf-8"
    )
    result = extract([path])
    files = _files(result, "labelstudio")
    (task,) = json.loads(files["labelstudio/tasks.json"])
    words = task["data"]["text"].encode("utf-16-le")
    (prediction,) = task["predictions"]
    labels = set(re.findall(r'<Label value="(\w+)"', files["labelstudio/config.xml"].decode()))
    assert len(prediction["result"]) > 1
    for region in prediction["result"]:
        value = region["value"]
        cut = words[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
        assert cut == value["text"]
        assert set(value["labels"]) <= labels
    scores = [region["score"] for region in prediction["result"] if "score" in region]
    assert scores == [o.confidence for d in result.documents for o in d.observations]


def test_labels_of_label_studio_are_those_that_occur(corpus_result: Result) -> None:
    files = _files(corpus_result, "labelstudio")
    tasks = json.loads(files["labelstudio/tasks.json"])
    regions = [region for task in tasks for region in task["predictions"][0]["result"]]
    used = {label for region in regions for label in region["value"]["labels"]}
    assert used <= set(re.findall(r'value="(\w+)" b', files["labelstudio/config.xml"].decode()))
