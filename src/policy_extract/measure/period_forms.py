"""The forms of a time as patterns, each a named group; <periods.…> are word lists of the gazetteer."""

from __future__ import annotations

import re

from policy_extract.lexicon import Lexicon
from policy_extract.measure import numerals

_Y, _M, _D = numerals.YEAR, numerals.MONTH, numerals.DAY
CN, COUNT = "[一二三四五六七八九十]", "[一二两三四五六七八九十]"
YEAR = r"(?:19|20)\d\d"
_CN_YEAR = numerals.YEAR_BY_SIGN
#: Digits set wide: 2 0 2 5年.
_WIDE = r"(?<!\d)(?<![\d.] )[12] [09] \d \d"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DASH = r" ?(?:-{1,2}|~|至|到) ?"
_ONE, _AGO, _COUNTED = "一前个"
_LATE, _END = "[底末]", "[底末初]"
_BEFORE = r"(?:<periods.suffix.before>)"
_YEAR_PART = rf"(?:{_Y}?(?:<periods.date.year_part>)|中(?=<periods.date.middle_before>))"
_MONTHS_END = rf"{_M}份?(?! ?\d)"
_NTH = "第?"


def _led(signs: str, *forms: str) -> str:
    """Forms that begin with one of these signs; one look passes them over where none stands."""
    return f"(?=[{signs}])(?:{'|'.join(forms)})"


DATES = (
    _led(
        r"\d",
        rf"(?P<range>(?<!\d)(?P<r1>{YEAR}) ?{_Y}?(?: ?(?P<rm1>\d{{1,2}}) ?{_M})?{_DASH}(?P<r2>{YEAR}|\d\d(?= ?{_Y}))"
        rf"(?: ?{_Y}(?: ?(?P<rm2>\d{{1,2}}) ?{_M})?)?(?!\d){_LATE}?(?:<periods.date.between>)?)",
        rf"(?P<dotted>(?<![\d.])(?P<dy1>{YEAR})\.(?P<dm1>{_MONTH}){_DASH}(?P<dy2>{YEAR})\.(?P<dm2>{_MONTH})(?![\d.]))",
        rf"(?P<months>(?:(?<!\d)(?P<my>{YEAR}) ?{_Y} ?|(?<![\d.{_Y}-]))(?P<m1>{_MONTH}) ?{_M}?{_DASH}(?P<m2>{_MONTH}) ?{_MONTHS_END})",
        rf"(?P<date>(?<!\d)(?P<y>{YEAR}) ?{_Y} ?(?P<m>\d{{1,2}}) ?{_M}(?:<periods.date.month_tail_patterns>| ?(?P<d>\d{{1,2}}) ?{_D})?"
        rf"(?P<m_end>{_YEAR_PART})?(?P<m_rel>{_BEFORE}|<periods.date.since>)?)",
        rf"(?P<iso>(?<!\d)(?P<iy>{YEAR})[-./](?P<im>\d{{1,2}})[-./](?P<id>\d{{1,2}})(?!\d))",
    ),
    rf"(?P<cnrange>(?P<cy1>{_CN_YEAR}){_Y}?{_DASH}(?P<cy2>{_CN_YEAR}){_Y}{_LATE}?(?:<periods.date.between>)?)",
    rf"(?P<wide>(?P<wy>{_WIDE}) ?{_Y}(?P<w_end>{_END})?(?P<w_rel>{_BEFORE})?)",
    rf"(?P<cndate>(?P<cy>{_CN_YEAR})(?:{_Y}(?:(?P<cm>{CN}{{1,2}}){_M}"
    rf"(?:(?P<cd>{CN}{{1,3}}){_D})?)?(?P<c_end>{_END})?(?P<c_rel>{_BEFORE})?"
    rf"|(?=<periods.date.outlook_year_before>)))",
    rf"(?P<quarter>(?:(?<!\d)(?P<qy>{YEAR}) ?{_Y} ?)?(?P<q_first>{_AGO})?(?P<q_nth>{_NTH})(?<!<periods.date.not_quarter>)(?P<q>{COUNT}|[1-4])(?P<q_many>{_COUNTED})? ?(?:<periods.date.quarters>)(?![{_ONE}末])"
    rf"|(?P<qhy>{YEAR}) ?{_Y} ?(?P<qh><periods.date.halves>))",
    _led(
        r"\d",
        rf"(?P<year>(?<!\d)(?P<yy>{YEAR})[ \n]?{_Y}度?(?!代)(?P<y_end>{_YEAR_PART})?"
        rf"(?:(?:<periods.years.from>)(?P<y_count>\d{{1,2}}|{COUNT}) ?{_Y}(?:<periods.years.inside>)"
        rf"|(?P<y_rel><periods.date.around>|{_BEFORE}|<periods.date.since>))?)",
        rf"(?P<bare>(?<![\d.A-Za-z])(?P<by>20[0-4]\d)"
        rf"(?=、(?:19|20)\d\d ?(?:{_Y}|<periods.date.running>)|<periods.date.running>|[/]))",
        rf"(?P<short>(?<![^,。;:\n<periods.short.before>])(?P<sy>[0-3]\d){_Y}度?(?P<sy_end>{_END})?(?P<sy_rel>(?<={_LATE}){_AGO})?"
        rf"(?!<periods.short.not_behind>|的(?!\d)))",
    ),
)
RELATIVE = (
    rf"(?P<led_part>(?:<periods.shift.led>) ?(?:(?P<lp>{_MONTH}) ?{_M}(?:<periods.date.month_tail_patterns>|{_END}| ?(?P<lpd>\d{{1,2}}) ?{_D})?(?!{_DASH}\d)"
    rf"|(?P<lph><periods.date.halves>))(?P<lp_rel>{_BEFORE}|<periods.date.since>)?)",
    rf"(?P<led_months>(?:(?P<lm_now><periods.this.led>)|<periods.shift.led>) ?(?P<lm1>{_MONTH}) ?{_M}?{_DASH}(?P<lm2>{_MONTH}) ?{_MONTHS_END})",
    rf"(?P<led_first>(?:(?P<lf_now><periods.this.led>)|<periods.shift.led>) ?{_AGO}(?P<lf>\d{{1,2}}|{COUNT}){_COUNTED}{_M})",
    rf"(?P<led_quarter>(?:(?P<lq_now><periods.this.led>)|<periods.shift.led>) ?(?P<lq_first>{_AGO})?{_NTH}(?P<lq>{COUNT}|[1-4]){_COUNTED}? ?(?:<periods.date.quarters>)(?![{_ONE}末]))",
    _led(
        r"\d",
        rf"(?P<month>(?<![\d{_Y}.])(?P<mm>1[0-2]|[1-9]) ?{_M}(?: ?(?P<md>\d{{1,2}}) ?{_D})?"
        rf"(?:(?P<mm_own>(?:<periods.date.month_tail_patterns>)?(?:<periods.date.own_month>)|(?:<periods.date.month_tail_patterns>)(?!{_BEFORE}))|(?P<mm_end><periods.date.month_part>)?(?P<mm_rel>{_BEFORE})?)"
        rf"(?(mm_own)|(?(mm_rel)|(?=[,、。;)]|<periods.date.month_before>|$))))",  # “6月底前”, “6月当月”, “6月份” are times whatever follows
    ),
    rf"(?P<same>(?:<periods.this.same>)(?:(?P<sm>\d{{1,2}}) ?{_M})?)",
    r"(?P<own>(?<![^,。;:、(\n])(?:<periods.this.own>)(?=<periods.this.own_before>))",
    r"(?P<opening>(?<=<periods.base.before_opening>)(?:<periods.this.opening>))",
    rf"(?P<this>(?P<tw><periods.this.year>)(?P<th><periods.date.halves>|底)?"
    rf"(?:(?P<tm>{_MONTH}) ?{_M}(?:(?P<td>\d{{1,2}}) ?{_D})?)?(?P<t_rel>{_BEFORE})?"
    rf"|(?P<half>(?<!{_Y})(?:<periods.date.halves>))(?P<h_rel>{_BEFORE})?)",
    rf"(?P<shifted>(?<!<periods.shift.not_before>)(?:(?P<earlier><periods.shift.earlier>)|(?P<later><periods.shift.later>)|(?P<previous><periods.shift.before>)"
    rf"|(?P<following>(?<!<periods.shift.not_following>)(?:<periods.shift.following>)))(?P<sh_end>{_LATE})?(?!<periods.shift.not_behind>))",
    r"(?P<whole>(?:<periods.this.whole>)(?!<periods.this.whole_not>))",
    rf"(?P<first_months>{_AGO}(?P<fm>\d{{1,2}}|{COUNT}){_COUNTED}{_M})",
    r"(?P<outlook><periods.this.outlook>)",
    rf"(?P<ahead>(?:(?P<a_this><periods.ahead.from_this>)|(?P<a_next><periods.ahead.from_next>)"
    rf"|(?<![^,。;:、(\n])(?:(?P<a_last><periods.ahead.last>)|(?P<a_first><periods.ahead.first>)))(?P<an>{COUNT}){_COUNTED}?{_Y}(?!<periods.past.not_behind>))",
    r"(?P<in_plan>(?<!<periods.this.of_another_plan>)(?<!<periods.this.of_one_before>)(?:<periods.this.in_plan>))",
)
YEARS = (
    rf"(?P<these>(?:<periods.past.these>)(?P<tn>\d{{1,2}}|{COUNT}) ?{_Y}(?!<periods.past.not_behind>))",
    rf"(?P<past>(?<!<periods.past.not_before>)(?:<periods.past.lead>)的?(?P<pn>\d{{1,2}}|{COUNT}) ?{_Y}来?(?!<periods.past.not_behind>)"
    rf"|(?<!{CN}|\d|<periods.years.not_before>)(?P<pn2>\d{{1,2}}|{COUNT}) ?{_Y}来(?!临))",
    rf"(?P<span>(?:(?P<s_lead><periods.years.lead>) ?)?(?P<n>(?<!\d)\d{{1,2}}(?:-\d{{1,2}})?|{COUNT})"
    rf"(?:到(?:{CN}|\d)+)? ?{_Y}(?P<s_tail><periods.years.about>)?\n?(?P<s_in><periods.years.within>)"
    r"(?!(?<=<periods.years.between>)<periods.years.not_between_patterns>)"
    rf"|(?:<periods.years.open>) ?(?P<n2>\d{{1,2}}|{COUNT})(?:至(?:{CN}|\d)+|-\d{{1,2}})? ?{_Y}"
    rf"|(?<!{CN}|\d|<periods.years.not_before>)(?P<n4>(?!{_ONE}){COUNT}){_Y}"
    rf"(?=\n?(?:<periods.span.verbs>))(?!\n?[\u4e00-\u9fff]{{1,6}}(?:<periods.years.programmes>))"
    rf"|(?:<periods.years.short_lead>) ?(?P<n3>\d{{1,2}}(?:-\d{{1,2}})?|{COUNT}) ?{_Y}"
    rf"(?=[,、]|<periods.years.goes_on>|$))",
)


def digits(lexicon: Lexicon) -> str:
    """Digits with what follows them in every form that begins with some: 2021年, 2021-, 2021.3, 6月, 3个季度, 2O25, 2 0 2 5.

    Most numbers of a text are no times, and the forms are many.
    """
    running = "".join(re.escape(word[0]) for word in lexicon.words("periods", "date.running"))
    return rf"\d+[{_behind(lexicon)}]|\d{{4}}[./、{running}]"


def behind_count(lexicon: Lexicon) -> str:
    """What follows a numeral in every form that begins with one: 三年, 一季度, 二〇二五, 十四五. Refused: 一批."""
    return rf"[\d{_behind(lexicon)}]"


def _behind(lexicon: Lexicon) -> str:
    """The signs that may follow the first digits or the first numeral of a time, for a class."""
    quarters = "".join(re.escape(word[0]) for word in lexicon.words("periods", "date.quarters"))
    signs = f"{numerals.JOINTS}{numerals.SIGNS[:13]}Oo"
    return rf" \n{_Y}{_M}{_COUNTED}{quarters}{signs}"


def plan_form(names: str) -> str:
    """A planning period by name; a bare 十四五期间 that misses its quotes needs its suffix."""
    return (
        rf"(?P<plan>[“\"] ?({names}) ?[”\"](?!(?:<periods.years.document_kinds>)?(?:<periods.years.documents>)(?!期))"
        rf"|(?<!{CN})(?:{names})(?=[”\"]?(?:<periods.years.bare_behind>)|[前后]{COUNT}{_Y}))"
        rf"(?P<plan_part>[”\"]? ?(?:<periods.suffix.since>|<periods.suffix.start>|<periods.suffix.end>|<periods.suffix.whole>))?"
        rf"(?:的?(?P<slice><periods.slice.first>|<periods.slice.last>)(?P<sn>{COUNT}){_Y}|(?P<plan_before><periods.suffix.before>))?"
    )
