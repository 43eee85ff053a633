"""Works that are finished, due or stood there already: 6月底前完工, 2000年底前建成的老旧小区."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class WorkWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.due = pattern(
            r"\([^()]{0,12}(?:<dating.due.words>)[^()]*(?:<dating.due.bodies>)[^()]*\)"
        )
        # 迁建项目6月底|前完工
        self.finished = pattern(
            r"(?:<periods.suffix.before>)?\s*(?:<dating.work.quite>)?(?:<dating.work.finished>)"
        )
        # …通车|，建成绿道65公里
        self.quite_done = pattern(r"(?:<dating.work.finished>)*")
        self.builds = pattern(r"(?:<dating.work.builds>)")
        # 2000年底前|建成的老旧小区, 2000年以前|的老旧小区
        self.of_then = words("dating", "work.of")
        # |上年度|审计工作报告反映的412个问题, |上年度|结转的23个项目
        self.found_then = pattern(
            r"(?:<dating.work.of_year>)?(?:(?:<dating.work.reports>)[^,;。:\d]{0,8}?(?:<dating.work.found>)|(?:<dating.work.carried>))(?:<dating.work.of>)"
        )
        self.built_then = pattern(
            r"(?P<built><dating.work.built>)?(?:<dating.work.of>)(?!\d)|(?:<dating.work.built>)(?=<dating.work.old>)"
        )
