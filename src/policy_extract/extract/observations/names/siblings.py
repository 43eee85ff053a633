"""A name that is one of a kind takes over what the one before it said of its kind: 种植玉米…、|大豆|; 财政支出年初预算…，|调整预算|."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class Siblings:
    """Completes such names; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        sides = lexicon.table("naming", "sides").items()
        self._sides = {word: others for word, others in sides if isinstance(others, tuple)}
        self._grown = frozenset(words("naming", "turn.grown"))
        self._beasts = frozenset(words("naming", "siblings.beasts"))
        self._growing = lexicon.pattern(
            r"(?P<does>[^、]{0,6}?(?:<naming.siblings.acts>))(?P<what><naming.turn.grown>)"
        )
        self._stages = frozenset(words("naming", "siblings.budgets"))
        self._summed = words("naming", "tail.summed")
        self._budget = lexicon.pattern(
            r"(?P<whose>.{2,}(?:<naming.tail.summed>))(?:<naming.siblings.budgets>)"
        )

        self._budgets = words("naming", "label.budgets")
        self._of_budget = lexicon.pattern(
            r"(?P<level>(?:<naming.label.budget_levels>)?)(?P<side><naming.label.budget_sides>)"
        )
        self._air = frozenset(words("refusals", "announced.air_grades"))
        self._days = words("refusals", "announced.air_counted")[0]
        self._schooled = frozenset(words("naming", "siblings.schooled"))
        self._level = lexicon.pattern(
            r"(?P<level>.{0,8}?(?:<naming.siblings.school_levels>))(?:<naming.siblings.schooled>)?"
        )
        self._yields = {
            kind: words("naming", f"siblings.yields_{kind}") for kind in ("mass", "area", "count")
        }

    def yield_of(self, name: str, previous: str | None, kind: str) -> str | None:
        """After 粮食总产量 in tonnes, “稻谷” in tonnes → 稻谷产量; after 粮食种植面积 in mu → 稻谷种植面积. None for any other name.

        Refused: a number of another kind (稻谷1200亩 behind a yield), what is not grown (发电量…，水电).
        """
        if not previous or name not in self._grown:
            return None
        measures = (m for m in self._yields.get(kind, ()) if previous.endswith(m))
        measure = next(measures, "")
        return name + measure.removeprefix("总") if measure else None

    def days_of(self, name: str) -> str | None:
        """“轻度污染” of 18 days → 轻度污染天数; None for any other name."""
        return name + self._days if name in self._air else None

    def schooled_of(self, name: str, previous: str | None) -> str | None:
        """After 普通高中 or 普通高中招生, “在校生” → 普通高中在校生; None for any other name.

        Refused: 在校学生 behind 各级各类学校, which is no level; 小学专任教师, which says its own.
        """
        told = self._level.fullmatch(previous) if previous and name in self._schooled else None
        return told["level"] + name if told else None

    def of_budget(self, name: str, previous: str | None) -> str | None:
        """Below 政府性基金预算 “收入” → 政府性基金预算收入, “市本级支出” → 市本级政府性基金预算支出; None for any other name.

        Refused: 税收收入, 上级补助收入: they say which; 收入 behind anything but a heading that names a budget.
        """
        found = self._of_budget.fullmatch(name) if previous in self._budgets else None
        return f"{found['level']}{previous}{found['side']}" if found else None

    def side_of(self, name: str, previous: str | None) -> str | None:
        """After 城镇居民人均住房面积, “农村居民” → 农村居民人均住房面积; None for any other name, and where nothing stands behind the side."""
        sides = self._sides.get(name) if previous else None
        other = next((side for side in sides or () if previous and previous.startswith(side)), "")
        rest = previous[len(other) :] if previous and other else ""
        return name + rest if len(rest) > 1 else None

    def grown_of(self, name: str, previous: str | None) -> str | None:
        """After 平均每亩收获玉米, “大豆” → 平均每亩收获大豆; None for any other name.

        Refused: 出栏生猪20万头，蔬菜5万亩 (no beast), 优质小麦20万亩，玉米10万亩 (nothing is done).
        """
        before = self._growing.fullmatch(previous) if previous and name in self._grown else None
        if before is None or (name in self._beasts) != (before["what"] in self._beasts):
            return None
        return before["does"] + name

    def budget_of(self, name: str, previous: str | None) -> str | None:
        """After 财政支出年初预算, “调整预算” → 财政支出调整预算, “支出” → 财政支出; None for any other name.

        Refused: 调整预算 after what is neither income nor spending, 收入 after 财政支出年初预算.
        """
        if not previous or (name not in self._stages and name not in self._summed):
            return None
        before = self._budget.fullmatch(previous)
        whose = before["whose"] if before else previous
        if name in self._stages:
            return whose + name if whose.endswith(self._summed) else None
        return whose if before and whose.endswith(name) else None
