"""Whole plans: a title, what stands above the first heading, sections with paragraphs, lists, tables, duties, annexes."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.dialects import DRAWN
from strategies.tables import Sheet, indicator_sheets, odd_sheets
from strategies.texts import (
    PLACES,
    Heading,
    headings,
    lines_between,
    noise,
    paragraphs,
    spoiled_lines,
)

Part = str | Heading | Sheet


@dataclass(frozen=True)
class Drafted:
    """A plan as it was meant: its title and its parts in order; a part that is a text is one line."""

    title: str
    parts: tuple[Part, ...]

    def text(self, dialect: str = "row tabs", end: str = "\n") -> str:
        """The plan as plain text, its tables drawn in a dialect."""
        lines = [self.title, ""]
        for part in self.parts:
            if isinstance(part, Sheet):
                lines += [part.caption, DRAWN[dialect](part.all_rows), "", ""]
            else:
                lines.append(str(part))
        return "\n".join(lines).replace("\n", end) + end


def titles() -> st.SearchStrategy[str]:
    """A title with place, matter and period, as plans have them."""
    return st.builds(
        "{}{}".format,
        st.sampled_from(PLACES),
        st.sampled_from(
            ("工业发展“十四五”规划", "国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "制造业高质量发展行动计划（2021—2023年）",
             "2024年政府工作报告", "人民政府办公室关于推进数字经济发展的若干意见", "创新发展规划")
        ),
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn, *, tables: bool = True, odd: bool = True) -> Drafted:
    """A plan of up to a dozen parts; ``odd``: also tables with holes, lines between and marks that open nothing."""
    parts: list[st.SearchStrategy[Part]] = [headings(), paragraphs(), paragraphs()]
    if tables:
        parts.append(indicator_sheets())
    if odd:
        parts += [odd_sheets(), lines_between]
    return Drafted(draw(titles()), tuple(draw(st.lists(st.one_of(parts), min_size=1, max_size=12))))


@st.composite
def spoiled_texts(draw: st.DrawFn) -> str:
    """A plan's text with noise in its lines, lines lost, doubled and joined, tables in any dialect."""
    plan = draw(plans())
    lines = plan.text(draw(st.sampled_from([*DRAWN]))).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.integers(0, 5))
        if what == 0:
            lines[at] = draw(spoiled_lines(st.just(lines[at])))
        elif what == 1:
            lines[at : at + 1] = []
        elif what == 2:
            lines[at:at] = lines[at : at + 2]
        elif what == 3:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        elif what == 4:
            lines.insert(at, draw(noise))
        else:
            lines[at] = draw(st.sampled_from(("\t", "\u3000\u3000", "> ", "- ", "| "))) + lines[at]
        lines = lines or [""]
    return draw(st.sampled_from(("\n", "\n", "\r\n", "\n\n"))).join(lines)
