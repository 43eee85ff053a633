"""The words by which a text says for which years it plans, as patterns."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon
from policy_extract.measure.period_forms import COUNT

_COUNT = rf"\d{{1,2}}|{COUNT}"


class YearWords:
    """The words of ``[period]`` in ``layout.toml`` for years in the text; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.pattern
        sign = "(?:<layout.period.year>)"
        years = (
            rf"(?:(?:{_COUNT}) ?(?:<layout.period.through>){{1,2}} ?)?(?P<count>{_COUNT}) ?{sign}"
        )
        self.running = pattern(
            rf"(?P<year>(?:19|20)\d\d) ?{sign}?(?:<layout.period.running>),?"
            rf"(?:<layout.period.taking>)? ?{years}(?:<layout.period.taken>)"
        )
        self.spell = pattern(
            rf"(?<![\u4e00-\u9fff])(?:<layout.period.taking>) ?{years}(?:<layout.period.taken>)"
        )
        self.summary = pattern(
            rf"(?:19|20)\d\d ?{sign}[^\d。,;]{{0,16}}(?:<layout.period.summing>)"
            rf"(?:<layout.period.joints>) ?(?P<year>(?:19|20)\d\d) ?{sign}"
        )
        self.target = pattern(rf"(?:<layout.period.until>) ?(20\d\d) ?{sign}")
        self.dated = pattern(
            rf"(?<!\d)(20\d\d) ?{sign} ?\d{{1,2}} ?(?:<layout.period.month>)"
            r"|(?<!\d)(20\d\d)[-./]\d{1,2}(?!\d)"
        )
        self.lists = lexicon.words("layout", "period.lists")
        self.aims = lexicon.words("layout", "period.aims")
        #: Nationwide counts as titles name them, with the year that they are of.
        self.censuses: dict[str, int] = {
            name: year
            for name, year in lexicon.table("periods", "censuses").items()
            if isinstance(year, int)
        }
