"""What leads up to a time or a number, and how far a time carries: 到2025年, 其中：, 一、"""

from __future__ import annotations

from policy_extract.layout.lines import SPELLED
from policy_extract.lexicon import Lexicon


class LeadWords:
    """Made once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self.joined = pattern(r"\s*(?:<dating.lists.joined>)\s*(?:<dating.carry.until>)?\s*")
        self.until = words("dating", "carry.until")
        self.led_in = pattern(
            rf"\s*(?:[{SPELLED}](?:<dating.carry.item_ends>))?(?:<announcing.words.whole_area>)?(?:<dating.work.leads>)*"
        )
        self.aims = words("dating", "carry.aims")
        self.led_up = lexicon.compiled(
            rf"[{lexicon.signs('dating', 'kind.before_until')}](?:{'|'.join(self.until)})$"
        )
        self.aim_label = pattern(r"(?:<dating.carry.aim_labels>)(?=[。:,])")
        self.lead = "".join(words("dating", "carry.lead")) + " "
        self.led_by = words("periods", "report.led_by")
        self.behind = words("dating", "carry.behind")
        self.behind_ours = words("dating", "carry.ours")
        self.spoken_of = words("dating", "carry.spoken_of")
        self.of_now = pattern(r"<dating.carry.of_now>")
        self.joints = words("dating", "carry.joints")
        self.mark = pattern(
            rf"[-—–●■◆□○▪★•·①-⑳]|\(?[{SPELLED}\d]{{1,3}}[.)]|[{SPELLED}](?:<dating.carry.item_ends>)"
            rf"|(?:<dating.carry.item_opens>)[{SPELLED}]"
        )
        self.told_of = pattern(r"<dating.carry.told_of>")
        self.year = pattern(r"20\d\d")
        self.label = pattern(
            r"(?:(?P<back><dating.kind.label_back>)|(?P<ahead><dating.kind.label_ahead>))$"
        )
        self.before_then = words("periods", "suffix.before")
