"""What tells that a number is promised, planned or assigned: 力争, 预计, 计划, 改厕任务3800座."""

from __future__ import annotations

from policy_extract.extract.observations.assigned import Assigned
from policy_extract.lexicon import Lexicon


class PromisedWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.promise = pattern(
            r"<dating.kind.promise>|到(?<!["
            + lexicon.signs("dating", "kind.before_until")
            + r"].)(?P<year>20\d\d)年"
        )
        self.foretold = pattern(r"<dating.kind.foretold>")
        self.future = words("periods", "report.future")
        self.no_years_ahead = pattern(r"<dating.kind.no_years_ahead>")
        self.bounds = pattern(r"<dating.kind.bounds>")
        self.shares_of = words("naming", "planned.verbs")
        self.planned = pattern(r"(?:<naming.planned.what>)")
        # |预计|全年增长7%; not 年度|预计收入|
        self.expected = pattern(
            r"(?<![^。;:,、\n\u3000 ])(?:<announcing.words.whole_area>)?(?:<dating.kind.expected>)"
        )
        self.planned_then = pattern(r"<dating.kind.planned>")
        # … with nothing but the name of one number behind it
        self.planned_near = pattern(
            r"(?:<dating.kind.planned_near>)(?:<dating.kind.planned_gap>)*$"
        )
        self.assigned = lexicon.once(Assigned)
        self.not_planned = words("dating", "kind.not_planned")
        self.against_plan = pattern(
            r"(?:<dating.kind.against_plan>)[^,;。]{0,12}$|(?:<dating.kind.held_plan>)[^,;。]{0,4}$"
        )
        self.planned_labels = pattern(r"(?:<dating.kind.planned_labels>)$")
        #: How titles of texts end that plan, whether they say for when or not.
        self.planning_titles = words("dating", "kind.planning_titles")
