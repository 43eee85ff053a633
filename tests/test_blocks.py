"""Layout by blocks: what a reader knows for sure is taken, nothing is guessed beside it."""

from __future__ import annotations

from policy_extract.document import Block, BlockKind, Plan, Sourced
from reading import layouter

BODY = "产业体系逐步完善，创新能力持续增强，绿色转型稳步推进，开放合作不断深化。"


def laid_out(*parts: tuple[BlockKind, str, int | None]) -> Plan:
    text, blocks = "", []
    for kind, words, level in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words + "\n"
    return layouter().lay_out("case", Sourced(text, tuple(blocks)))


def test_headings_make_a_tree() -> None:
    plan = laid_out(
        ("heading", "甲市工业发展规划（2023—2027年）", 1),
        ("heading", "发展基础", 2),
        ("heading", "主要成就", 3),
        ("paragraph", BODY, None),
        ("heading", "发展目标", 2),
        ("paragraph", BODY, None),
    )
    assert plan.meta.title == "甲市工业发展规划（2023—2027年）"
    assert [(s.level, s.title, s.parent) for s in plan.sections] == [
        (3, "发展基础", None), (4, "主要成就", "s1"), (3, "发展目标", None),
    ]  # fmt: skip


def test_a_heading_of_the_first_level_is_the_title_whatever_it_ends_with() -> None:
    plan = laid_out(
        ("heading", "迈向绿色的甲市", 1), ("heading", "目标", 2), ("paragraph", BODY, None)
    )
    assert plan.meta.title == "迈向绿色的甲市"


def test_paragraphs_are_not_joined_and_their_lines_are() -> None:
    first, second = (
        "全市规上工业产值力争在五年之内达到\n九百亿元的水平",
        "高新技术企业数量稳步增加并超过全省平均",
    )
    plan = laid_out(
        ("heading", "一、目标", 2), ("paragraph", first, None), ("paragraph", second, None)
    )
    bodies = [plan.text[p.start : p.end] for p in plan.paragraphs if p.kind == "body"]
    assert bodies == [first, second]


def test_furniture_yields_nothing() -> None:
    plan = laid_out(
        ("heading", "一、目标", 2),
        ("furniture", "甲市人民政府公报第3期", None),
        ("paragraph", BODY, None),
    )
    assert [plan.text[r.start : r.end] for r in plan.residue] == ["甲市人民政府公报第3期"]
    assert all("公报" not in plan.text[p.start : p.end] for p in plan.paragraphs)


def test_notes_are_notes() -> None:
    plan = laid_out(
        ("heading", "一、目标", 2),
        ("paragraph", BODY, None),
        ("note", "规上工业是指规模以上工业企业", None),
    )
    assert [p.kind for p in plan.paragraphs] == ["heading", "body", "note"]
    assert plan.sections[-1].kind == "note"


def test_a_box_ends_where_its_block_ends() -> None:
    text = f"一、任务\n{BODY}\n重大工程\n{BODY}\n{BODY}\n"
    start, end = text.index("重大工程"), text.rindex(BODY)
    plan = layouter().lay_out("case", Sourced(text, (Block("box", start, end),)))
    assert [s.kind for s in plan.sections] == ["heading", "box"]
    assert [p.kind for p in plan.paragraphs] == ["heading", "body", "heading", "box", "body"]
    assert plan.sections[1].end == end


def test_blocks_outside_the_text_do_not_crash() -> None:
    odd = (Block("heading", 90, 99, 1), Block("paragraph", 3, 3), Block("note", 0, 500))
    layouter().lay_out("case", Sourced("甲\n乙\n", odd))


def test_a_plain_text_and_no_blocks_are_the_same() -> None:
    text = f"甲市规划\n\n一、目标\n{BODY}\n"
    assert layouter().lay_out("case", text) == layouter().lay_out("case", Sourced(text))
