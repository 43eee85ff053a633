"""Parts of a text that look back or ahead, and texts that give account."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class ReviewWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        self.since = lexicon.words("periods", "date.since")
        self.back, self.forward = (
            pattern("<periods.review.back>|<periods.review.back_patterns>"),
            pattern("<periods.review.forward>"),
        )
        self.forward_of_accounts = pattern("<periods.review.forward_of_accounts>")
        self.back_last = pattern(
            "(?:<periods.review.back>|<periods.review.back_patterns>)(?![\\u4e00-\\u9fff])|(?:<periods.review.back>)(?:<naming.name.and>)"
        )
        self.forward_ends = pattern(
            "(?:<periods.review.forward>)(?:<periods.review.forward_tails_patterns>)?$"
        )
        self.tackling = pattern("<periods.review.tackling_patterns>")
        self.back_ends, self.doing = (
            pattern(
                "(?:<periods.review.back_ends>)$|(?<=..)(?:<periods.review.back_ends_behind>)$"
            ),
            pattern("<periods.review.doing>"),
        )
        self.account = pattern(
            r"(?:<periods.report.accounts>|<periods.report.account_patterns>|<periods.report.account_of_part>|<periods.report.account_of_work>|<periods.report.evaluations>)"
            r"(?:<periods.report.account_tails>)?$|<periods.report.told_to_others>"
        )
        self.coming = pattern(r"<dating.kind.coming>")
        self.next_steps = pattern(r"(?<![^。;:\n\u3000 ])(?:<dating.kind.next_steps>)")
