"""What the rules of the title block look at: its lines, the words they look for, what is settled so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from policy_extract.document import is_han
from policy_extract.expressions import expression
from policy_extract.layout.lines import SPELLED, Line
from policy_extract.layout.titles.evidence import TextWords
from policy_extract.layout.titles.labels import Labels
from policy_extract.layout.titles.year_words import YearWords
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.alternation import alternation
from policy_extract.lexicon.records import Division, FiveYearPlan
from policy_extract.measure import numerals
from policy_extract.rules import Rule, Settled
from policy_extract.tuples import NamedTuple

_LEVELS = ("province", "prefecture", "county")
_FAR_DIVISION = 14  # signs behind the head of a title in which a division's name begins

#: Lines from above in which a title block stands.
ZONE = 45

NOTE_MARK = expression(r"\[\d{1,2}\]$")  # …统计公报[1]
_REMARKS = expression(r"(?: ?[(（][^()（）]{2,20}[)）])+$")
# “X政发〔2021〕5号”, the number that an office gives a document
NUMBER = expression(
    r"(?P<office>[\u4e00-\u9fff]{1,12}) ?[\[(〔](?P<year>(?:19|20)\d\d)[\])〕] ?(?:第 ?)?\d{1,5} ?号"
)


@dataclass(frozen=True)
class Draft:
    """The fields of Meta that are settled so far, each with its rule and words; and the lines used."""

    settled: dict[str, Settled[Any]] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    dated: int | None = None  # place of the date's line in the zone

    def get(self, name: str) -> Any:
        """The value of a field, None where nothing settled it."""
        found = self.settled.get(name)
        return found.value if found else None


@dataclass(frozen=True)
class Zone:
    """The lines of a title block with words, and the whole text for what is stated further down."""

    text: str
    plain: str
    lines: Sequence[Line]
    words: TitleWords
    given: dict[str, str]
    heading: Line | None = None  # the line that a block calls the document's heading
    labels: Labels = field(default_factory=Labels)
    below: Sequence[Line] = ()  # the lines with words under the title block

    @cached_property
    def dated(self) -> str:
        """The whole text in its plain form with years in digits, as long as before: 二〇二四年 is 2024年."""
        return numerals.with_digits(self.plain)

    def joined(self, count: int) -> list[Line]:
        """The first lines, a line that says when something is held together with the next that it goes on in.

        “——2023年1月15日在某省” / “第十四届人民代表大会第一次会议上” → one line.
        """
        lines = list(self.lines[:count])
        for at, line in enumerate(lines[:-1]):
            below = lines[at + 1]
            heard = any(word in line.plain for word in self.words.sitting)
            opened = self.words.held.search(line.plain) or (
                line.plain.startswith(self.words.hearing)
                and any(word in line.plain for word in self.words.assembly)
            )
            if opened and not heard and below.plain:
                plain = line.plain + below.plain
                lines[at] = Line(line.number, line.start, below.end, plain, line.cell)
        return lines

    def row(self, line: Line) -> bool:
        """A row of a table, its cells parted by tabs."""
        return line.cell or self.text.count("\t", line.start, line.end) > 1


class Found(NamedTuple):
    """What a rule of the title block found: the settled value, and the lines that it takes."""

    settled: Settled[Any]
    used: frozenset[int] = frozenset()
    dated: int | None = None


_TIES = f"{numerals.JOINTS}—–－"  # between figures, in words as they are written

Run = Callable[[Zone, Draft], Found | None]
TitleRule = Rule[Run]


class TitleWords:
    """The words of title blocks (``layout.toml``) as patterns; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._of_titles(lexicon)
        self._of_places(lexicon)
        self._of_periods(lexicon)
        self._of_kinds(lexicon)

    def _of_titles(self, lexicon: Lexicon) -> None:
        """What a title line is, and who issues."""
        self.serials = frozenset(lexicon.words("tables", "header.serial"))
        pattern = lexicon.pattern
        self.types = lexicon.words("layout", "title.doc_types")
        self.draft = lexicon.words("layout", "title.draft")
        self.printing = lexicon.words("layout", "title.printing")
        self.in_notice = lexicon.words("layout", "title.in_notice")
        self.in_sentence = lexicon.words("layout", "title.in_sentence")
        self.forwarding = lexicon.words("layout", "title.forwarding")
        self.covering = lexicon.words("layout", "title.covering")
        self.announcing = lexicon.words("layout", "title.announcing")
        self.about = lexicon.words("layout", "title.about")
        self.address = lexicon.words("layout", "title.address")
        self.letterhead = lexicon.words("layout", "title.line_ends")
        self.not_issuer = lexicon.words("layout", "title.not_issuer")
        self.reporting = lexicon.words("layout", "title.reporting")
        self.appendix = pattern(rf"(?:<layout.appendix.heads>) ?[\d{SPELLED}]{{0,3}} ?:?$")
        # what stands before the title of an annex on its line
        self.appended = pattern(rf"(?:<layout.appendix.heads>) ?[\d{SPELLED}]{{0,3}} ?[:：]? ?")
        self.path = lexicon.words("layout", "title.path")
        self.carrying_out = lexicon.words("layout", "title.carrying_out")
        # what stands behind a document that is not itself issued: 《…》|确定的重点任务分工方案
        self.more_of_title = pattern(r"(?!<layout.title.behind_quoted>)[^,，。;；:：(（《》\n]{4,}")
        self.captions = pattern("<layout.title.captions_patterns>")
        self.table_captions = pattern(r"(?:<tables.caption.heads>) ?\d")
        self.goes_on = lexicon.words("layout", "title.goes_on")
        self.list_ends = lexicon.words("layout", "title.list_ends")
        self.subject = pattern(
            r"(?:<layout.title.about>)(?:<layout.title.printing>)[《〈]?(?P<title>.{5,60}?)[》〉]?"
            r"(?:<layout.title.notice_ends>)"
        )
        self.forwarded = pattern(
            r"(?:<layout.title.forwarding>).{2,40}?(?P<title>(?:<layout.title.about>).{5,60}?)"
            r"(?:<layout.title.notice_ends>)"
        )
        # the usual title of an opinion: “…人民政府办公厅关于…的实施意见”, of one line or two
        self.opinion = pattern(
            r"(?:[\u4e00-\u9fff()、 ]{2,40}(?:<layout.title.opinion_bodies>)"
            rf"(?: ?(?:<layout.title.and_others>)[\d{SPELLED}]{{0,3}}(?:<layout.title.several>))?)?"
            r"(?:<layout.title.about>)(?!<layout.title.printing>)"
        )
        # 教育部 财政部关于…: bodies of two signs and more, each with the end of a body's name
        self.cosigned = pattern(
            r"(?:[\u4e00-\u9fff]{1,20}(?:<layout.title.opinion_bodies>|<layout.title.centre>) +)+"
            rf"[\u4e00-\u9fff]{{1,20}}?(?=(?:<layout.title.and_others>[\d{SPELLED}]{{0,3}}(?:<layout.title.several>))?"
            r"(?:<layout.title.about>))"
        )
        self.issuer = pattern(
            r"[\u4e00-\u9fff()、]{2,40}?(?:<layout.title.issuer_ends>)(?=$|[ 、,])"
        )

        self.body_ends = lexicon.words("layout", "title.opinion_bodies")
        # 某县人民政府县长 张三, who gives a report
        self.head_of = pattern(
            r"(?P<body>[\u4e00-\u9fff]{2,18}?(?:<layout.title.government>))"
            r"(?:<layout.title.government_heads>)(?=$|[ 、,])"
        )

    def _of_places(self, lexicon: Lexicon) -> None:
        """Whose a document is: by its title, its speaker, whom it addresses, its number, its bodies."""
        pattern = lexicon.pattern
        self.platform = pattern(r"[\u4e00-\u9fff]{2,12}?(?:<layout.platform.ends>)")
        # “石桥县人民政府…”: a place by the form of its name. Refused: 城市, 园区, 社区
        self.place = pattern(
            r"(?:<layout.place.before>)?((?![^省市县区州盟旗]{0,6}(?:<layout.place.not_opening>))"
            r"[\u4e00-\u9fff]{2,6}?(?:<layout.place.ends>))"
            r"(?!(?!<layout.place.governing>)(?:<layout.place.not_following>))"
        )
        self.epithet = pattern("(?:<layout.place.epithets>)")
        self.acting = lexicon.words("layout", "place.acting")
        self.ministries = lexicon.words("agency_forms", "fields.ministries")
        self.several = pattern(
            rf"(?:<layout.title.and_others>)[\d{SPELLED}]{{0,3}}(?:<layout.title.several>)"
        )
        self.state = lexicon.words("layout", "place.state")
        self.country = lexicon.words("layout", "place.country")
        self.contests = lexicon.words("layout", "place.contests")
        self.no_state_behind = lexicon.words("layout", "place.no_state_behind")
        self.branch = pattern(
            r"(?:<layout.place.branches_of>)(?P<where>[\u4e00-\u9fff]{2,9}?)(?:<layout.place.branches>)"
        )
        self.speaker = pattern(
            r"(?:<layout.place.speaking>)(?P<body>[\u4e00-\u9fff]{0,14}?(?:<layout.place.governing>)"
            r"|<layout.place.state>)"
        )
        self.speech = pattern(
            r"(?:<layout.place.before_assembly>)(?P<where>.{4,40}?)(?:<layout.place.sitting>)"
        )
        self.assembly = lexicon.words("layout", "place.assembly")
        self.hearing = lexicon.words("layout", "place.before_assembly")
        self.sitting = lexicon.words("layout", "place.sitting")
        # a day with the word that says where: 2023年1月15日在某省
        self.held = pattern(
            r"(?:19|20)\d\d\D{1,3}\d{1,2}\D{1,3}\d{1,2}\D{1,2}(?<=<layout.place.before_assembly>)"
        )
        self.to_all = lexicon.words("layout", "place.addressed_by_state")
        self.addressing = lexicon.words("layout", "place.addressing")
        self.to_own = lexicon.words("layout", "place.addressed_by_city")
        self.state_numbers = lexicon.words("layout", "place.numbers_of_state")
        self.not_of_state = lexicon.words("layout", "place.not_of_state")
        self.whole = lexicon.words("layout", "place.whole")[0]
        self.upper = lexicon.words("layout", "place.upper")
        self.no_short_behind = lexicon.words("layout", "place.no_short_behind")
        self.no_short_next = lexicon.words("layout", "place.no_short_next")
        self.provinces_by_short = {
            d.short: d.name for d in lexicon.divisions if d.short and d.level == "province"
        }
        self.kinds = frozenset(lexicon.words("layout", "place.ends"))
        self.before_place = lexicon.words("layout", "place.before")
        self.divisions: dict[str, Division] = {
            d.name: d for d in lexicon.divisions if len(d.name) >= 2
        }
        self._lengths = sorted({len(name) for name in self.divisions})
        self.shorts = frozenset(d.short for d in lexicon.divisions if d.short)
        unused = lexicon.words("layout", "place.not_numbering")
        self.by_text = TextWords(lexicon)
        self.provinces = {d.abbr: d for d in lexicon.divisions if d.abbr and d.abbr not in unused}

    def _of_periods(self, lexicon: Lexicon) -> None:
        """Which years it is about."""
        pattern = lexicon.pattern
        self.stated_period = pattern(
            r"(?:<layout.period.heads>)[限间]?(?:为|是|:)? ?(?P<start>(?:19|20)\d\d) ?年?[-~至到]{1,2} ?"
            r"(?P<end>(?:19|20)\d\d)"
        )
        self.outlook = pattern(
            r"(?:<layout.period.outlook>)[^。]{0,8}?(?P<year>20\d\d) ?年"
            rf"|(?P<before>20\d\d|二[{SPELLED}〇零0]{{3}}) ?年(?:<layout.period.outlook_ends>)"
        )
        self.planning = lexicon.words("layout", "period.planning")
        self.years_by_text = YearWords(lexicon)
        self.report_plans = pattern(r"(?P<year>20\d\d) ?(?:<layout.period.report_plans>)")
        self.report_looks_back = pattern(r"(?P<year>20\d\d) ?(?:<layout.period.report_looks_back>)")
        self.ordinal = pattern(
            r"第(?P<number>十[一二三四五六七]?)个?(?:<layout.period.ordinal_ends>)"
        )
        self.plans: dict[str, FiveYearPlan] = {p.name: p for p in lexicon.five_year_plans}
        names = alternation(self.plans)
        self.plan = lexicon.compiled(rf"[“\"]?({names})[”\"]?")
        self.yearly = pattern(
            r"(?:19|20)\d\d(?:<layout.period.year_ends>)[\u4e00-\u9fff]{0,6}(?:<layout.title.doc_types>)$"
        )
        # the time in front of a place: 2024年度|某市…, 2021—2023年|某市…, 2024年1-11月份|某市…, 2024年上半年|某市…, 上半年|某市…
        several = rf"(?:<layout.period.first>)?[\d{SPELLED}]{{1,3}}(?:[{_TIES}]{{1,2}}[\d{SPELLED}]{{1,3}})?"
        self.of_year = pattern(
            rf"^(?:(?:19|20)\d\d ?[{_TIES}]{{0,2}} ?)+(?:<layout.period.year_ends>)"
            rf"(?:{several}(?:<periods.report.months>|<periods.date.quarters>)|<periods.date.halves>)?"
            r"|^(?:<periods.date.halves>)"
        )

    def _of_kinds(self, lexicon: Lexicon) -> None:
        """What kind of document it is."""
        self.genres = {
            name: lexicon.words("layout", f"genre.{name}")
            for name in ("work_report", "action_plan", "opinion", "list", "plan", "notice", "other")
        }
        self.no_plan = lexicon.words("layout", "genre_text.no_plan")

    def opens(self, before: str) -> bool:
        """A division's name begins here: at the head, behind a mark or behind the division above it.

        Refused: a name inside a longer one, as 云县 in 青云县.
        """
        head = self.of_year.sub("", before)
        for word in self.before_place:
            head = head.removeprefix(word)
        head = head.strip(' “”"')
        if not head or not is_han(head[-1]):
            return True
        return head in self.divisions or head in self.shorts or head.endswith(self.upper)

    @cached_property
    def short_lower(self) -> frozenset[str]:
        """Short names of the divisions below provinces."""
        named = self.divisions.values()
        return frozenset(d.short for d in named if d.short and d.level != "province")

    def opens_with_division(self, words: str) -> bool:
        """Whether the full name of a division stands at the head of the words."""
        return any(words[:length] in self.divisions for length in self._lengths)

    def division_in(self, words: str) -> str | None:
        """The lowest division that the words open with or name: 浙江省金华市 → 金华市."""
        found: list[tuple[int, int, str]] = []
        met: set[str] = set()
        for position in range(min(_FAR_DIVISION + 1, len(words))):
            for length in self._lengths:
                name = words[position : position + length]
                division = self.divisions.get(name) if name not in met else None
                if division is not None:
                    met.add(name)
                    if self.opens(words[:position]):
                        found.append((position, _LEVELS.index(division.level), name))
        best: tuple[int, int, str] | None = None
        for place in sorted(found):
            if best is None or (place[1] > best[1] and place[0] <= best[0] + max(4, len(best[2]))):
                best = place
        return best[2] if best else None


def bare(words: str) -> str:
    """A title without its years and remarks in brackets and the mark of a footnote at the end."""
    return _REMARKS.sub("", NOTE_MARK.sub("", words.strip(' “”"'))).strip()
