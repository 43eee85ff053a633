"""What tells that a number is so already: 去年, 截至目前, 已建成, 全市共有灌区36处."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon


class DoneWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.turns = pattern(r"<dating.kind.turns>")
        self.words = words("dating", "kind.done")
        self.reported = pattern(
            r"<dating.kind.reported>|(?<![\u4e00-\u9fff])(?<![\u4e00-\u9fff]\n)(?:<announcing.words.whole_area>)?(?:<dating.kind.of_country>)"
        )
        self.present = pattern(r"(?<!<dating.kind.not_now>)(?:<dating.kind.present>)")
        # 依托|现有园区，建设…
        self.put_to_use = pattern(r"(?:<dating.kind.put_to_use>)[^,;。:]{0,8}$")
        self.size = pattern(r"<dating.kind.size>")
        self.reached = pattern(r"<dating.kind.reached>")
        # 据通报，|去年全县…, 至|去年底
        self.past = pattern(
            r"\s*(?:[^,。;:\n]{1,30},){0,2}(?:<announcing.words.whole_area>)?(?:<dating.kind.past_until>)?"
            r"(?:<dating.kind.past>)(?!(?:<dating.kind.not_past>))"
        )
        self.turned_done = pattern(
            r"[,;)](?:<announcing.words.whole_area>)?(?:<dating.kind.turned_done>)(?!<dating.kind.turned_not>)"
        )
        self.of_which = pattern(r"\s*(?:<dating.kind.of_which>)")
        self.by_now = pattern(
            r"(?<!<dating.kind.not_now>)(?:<dating.kind.by_now>)(?!<dating.kind.now_base>)"
        )
        # 现有|水库82座, 全市|共有|灌区36处: with how many, in the same clause
        self.there_now = pattern(
            r"(?:(?<!<dating.kind.not_now>)(?P<there><dating.kind.there_by_now>)|(?:^|[,;。:\n]|<announcing.words.whole_area>)(?P<also><dating.kind.there_in_all>))"
            r"(?!<dating.kind.now_base>|<dating.kind.not_there>)[^,;。:、\d]{1,16}(?=\d)"
        )
        self.done_to_it = pattern(
            r"<refusals.counting.verbs>|<dating.kind.does>|<dating.kind.more_of_it>|<dating.change.verbs>"
            r"|<naming.worked.verbs>|<naming.work.done>|<dating.kind.to_be_done>"
        )
        self.more_of_it = pattern(r"<dating.kind.more_of_it>")
        self.share_of_it = pattern(r"(?:<dating.kind.share_of_it>)")
        self.does = pattern(
            r"[\s,;]*(?:<announcing.words.whole_area>|[\u4e00-\u9fff]{2,4}(?=<dating.kind.in_all>))?"
            r"(?:<dating.kind.in_all>)?(?!<dating.kind.does_not>)(?:<dating.kind.does>)(?!<dating.kind.does_rates>)"
        )
        self.there_is = pattern("<dating.kind.there_is>")
        self.reaches = pattern("<dating.kind.reaches>")
        self.reached_now = words("dating", "kind.reaches")
        self.all_there_is = pattern("<dating.kind.all_there_is>")
        self.stocks = words("dating", "kind.stocks")
        self.is_words = words("dating", "kind.is")
