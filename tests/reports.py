"""Reports for tests: a hostile plan, and many plans made of a small one."""

from __future__ import annotations

from pathlib import Path

from policy_extract.desk import Desk
from policy_extract.messages import Language
from policy_extract.output import Output
from policy_extract.pipeline import Result
from policy_extract.writers.html import render

LONG = "超长指标" * 400 + "x" * 3000

#: Everything that might break out of a page, in the places that a report shows: title, section, name, quote.
HOSTILE = f"""临江县<script>window.broken=1</script>发展“十四五”规划

一、基础</script><script>window.broken=2</script><!--
2020年，全县规上工业总产值达到320.5亿元，<img src=x onerror="window.broken=3">占比为5%。
浙江<b onmouseover='window.broken=4'>有限公司\u2028与\u202e浙江盘毂动力科技有限公司\u202c合作，\U00020bb7野家产值达到8亿元。

二、目标 javascript:alert(1) \"&quot;&#39;
到2025年，规上工业总产值突破500亿元，{LONG}达到300家以上。
{{{{ 7*7 }}}} {{% raw %}} 到2025年，研发经费支出占比达到3%以上。
（责任单位：县经信局、县科技局，列第一位的为牵头单位，下同）
"""


def made(desk: Desk, out: Path, *, single: int | None = None) -> Path:
    """Write the report; returns its index."""
    files = render(desk) if single is None else render(desk, single)
    for name, data in files:
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return out / "report" / "index.html"


def many(result: Result, count: int, language: Language = "zh") -> Desk:
    """A desk of ``count`` plans, each the one of the result under a name of its own."""
    (one,) = result.documents
    text = result.texts[one.id]
    documents = {}
    for number in range(count):
        name = f"plan-{number:04d}"
        meta = one.meta.model_copy(update={"title": f"第{number}号县工业发展规划"})
        documents[name] = one.model_copy(update={"id": name, "meta": meta})
    output = Output(
        documents=documents,
        texts=dict.fromkeys(documents, text),
        entities=result.entities,
        findings=result.findings,
        manifest=result.manifest,
    )
    return Desk(output, language)
