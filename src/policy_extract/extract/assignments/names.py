"""Is this a body that can answer for a task? Names of agencies by their form.

Plans name hundreds of bodies that no list knows (市制高办, 稀土高新区管委会), so a name is judged
by its parts: the level before it (市, 省, 各), the field (发展改革, 科技), the ending (委, 局). The rules
stand in ``JUDGING`` in the order in which they are asked; the first that speaks settles it.
All words are in ``gazetteers/general/agency_forms.toml``, whole names in the ``agencies`` files.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from policy_extract.expressions import expression
from policy_extract.extract.assignments.forms import FILE, NameForms, bare
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Rule, Switches

STAGE, REFUSE = "assignments.body", "assignments.refuse"

#: What a piece of text can be: no name, a party that may be anybody, a public body.
NONE, PARTY, BODY = 0, 1, 2

_SPACE = expression(r"\s+")
_SHAPE = expression(r"[\u4e00-\u9fffA-Za-z0-9·()\[\]、/&-]{2,36}")
_MAX_NAME = 32
_MAX_LEVEL = 12
_MANY = 4096  # names that are remembered: a plan names the same ones again and again

Judge = Callable[["AgencyNames", str], int | None]


class AgencyNames:
    """Judges names by their form; built once for a lexicon. All names are in shadow form."""

    def __init__(self, lexicon: Lexicon, switches: Switches = Switches()) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicon.words(FILE, name)

        self._switches = switches
        self._rules: tuple[Rule[Judge], ...] = switches.on(JUDGING)
        self._judged: Callable[[str], int] = lru_cache(maxsize=_MANY)(self._judge)
        cores = [c for agency in lexicon.agencies for c in agency.core if "{" not in c]
        self._known = frozenset((*words("fields.ministries"), *cores))
        self.forms = NameForms(lexicon, self._known)
        self._whole = frozenset((*words("bodies.whole"), *cores))
        self._group_names = words("groups.words")
        self._groups, self._branches = frozenset(self._group_names), words("groups.branches")
        self._fields = frozenset(words("fields.words"))
        self._endings = words("fields.endings")
        self._offices = lexicon.pattern(
            rf"(?=(?:<{FILE}.offices.before>)*(?:<{FILE}.offices.words>)$)"
            rf"|(?<=[{lexicon.signs(FILE, 'offices.of')}])(?:<{FILE}.offices.sign>)$"
        )
        self._governing = words("offices.governing")
        self._not_names = frozenset(words("names.not_names"))
        self._false = words("names.false_endings")
        self._clause = lexicon.pattern(f"<{FILE}.names.clause_patterns>")
        self._in_names = lexicon.pattern(f"<{FILE}.names.verbs_in_names_patterns>")
        self._quantity = lexicon.pattern(r"\d+(?:<agency_forms.names.counted>|\.\d|-)")
        self._strong = words("names.strong_suffixes")
        self._short = frozenset(words("names.short_suffixes"))
        self._body = words("names.body_suffixes")
        self._generic = words("names.generic_suffixes")
        self._place = words("names.place_suffixes")

    def judge(self, name: str) -> int:
        """``BODY``, ``PARTY`` or ``NONE`` for a piece of shadow text.

        BODY: 市发改委, 省工业和信息化厅(省国防科工办), 各县(市、区)人民政府, 团市委, 通创办.
        PARTY, may answer for a task beside bodies: 大数据企业, 崇川区, 黄河上游水电开发有限公司.
        NONE: 上海, 兰江, 新发展格局, 一网通办, 2025年底前完成, and whole clauses.
        """
        return self._judged(name)

    def _judge(self, name: str) -> int:
        plain = bare(name)
        if len(plain) < 2:
            plain = self.forms.divided(name)  # 镇(街道), 县(市、区)
        if len(plain) < 2:
            return NONE
        for rule in self._rules:
            kind = rule.run(self, plain)
            if kind is not None:
                return kind
        return NONE

    def shaped(self, name: str) -> bool:
        """True for a piece that can be a name where a label says that names follow.

        稀土高新区, 中国电信包头 pass. Refused: clauses (2023年底前完成, 详见附件), signs (—, /).
        """
        plain = _SPACE.sub("", name)
        inner = bare(name)
        if not _SHAPE.fullmatch(plain) or plain.isascii() or len(inner) < 2:
            return False
        if inner in self._not_names and len(inner) == 2:
            return False
        return not self._is_clause(inner) and not self._quantity.search(inner)

    def is_known(self, name: str) -> bool:
        """True for a whole name that a gazetteer has: 中央和国家机关工委."""
        return name in self._known

    def is_listed(self, name: str) -> bool:
        """True for a name of a gazetteer, with its level or without: 人民银行, 市供电公司."""
        return bool(self.listed(name) or self.known(name))

    def is_group(self, name: str) -> bool:
        """True for a group owned by the state or a branch of one, which answers for tasks as a body does."""
        return self._switches.has(GROUP) and self.group(name) is not None

    def office(self, name: str) -> int:
        """How long the office behind a body's name is: 市工信局局长 → 2, 市财政局长 → 1; else 0.

        Refused: who heads a government or a committee (市长, 市委书记, 市政府秘书长); 市教育局 alone.
        """
        if not self._switches.has(OFFICE):
            return 0
        return self.held(name)

    def held(self, name: str) -> int:
        """The rule of ``office``."""
        for office in self._offices.finditer(name):
            body = name[: office.start()]
            if body.endswith(self._governing):
                return 0
            if self.judge(body) == BODY:
                return len(name) - len(body)
        return 0

    def of_fields(self, plain: str) -> int | None:
        """BODY for fields that share an ending: 各级农业农村、财政部门."""
        return BODY if self.forms.together(plain, 0) == len(plain) else None

    def no_name(self, plain: str) -> int | None:
        """NONE for words that read like a body: 总部, 干部, 部门."""
        return NONE if plain in self._not_names else None

    def listed(self, plain: str) -> int | None:
        """BODY for a whole name that a gazetteer has: 财政部, 人民银行."""
        return BODY if plain in self._known else None

    def clause(self, plain: str) -> int | None:
        """NONE for a clause: 市科技局提供的服务; what is too long for a name is one.

        A verb may stand inside a name: 水资源利用中心, 推动长江经济带发展领导小组.
        """
        return NONE if len(plain) > _MAX_NAME or self._is_clause(plain) else None

    def _is_clause(self, plain: str) -> bool:
        return self._clause.search(plain) is not None and (
            self._clause.search(self._in_names.sub("", plain)) is not None
        )

    def counted(self, plain: str) -> int | None:
        """NONE for what holds a count or date: 2025年底前完成."""
        return NONE if self._quantity.search(plain) else None

    def false_ending(self, plain: str) -> int | None:
        """NONE for endings of other things: 新发展格局, 一网通办."""
        return NONE if plain.endswith(self._false) else None

    def known(self, plain: str) -> int | None:
        """BODY for a listed name behind its level (市总工会), or a field with its ending (省科技厅)."""
        room = min(len(plain) - 1, _MAX_LEVEL)
        stops = [len(plain) - len(e) for e in self._endings if plain.endswith(e)]
        for cut in range(room):
            known = plain[cut:] in self._whole or any(plain[cut:s] in self._fields for s in stops)
            if known and self.forms.levels.fullmatch(plain, 0, cut):
                return BODY
        return None

    def collective(self, plain: str) -> int | None:
        """BODY for bodies of a class: 各有关部门, 各乡镇."""
        return BODY if self.forms.collective.fullmatch(plain) else None

    def anybody(self, plain: str) -> int | None:
        """PARTY for companies, schools and whoever else: 大数据企业."""
        return PARTY if plain.endswith(self._generic) else None

    def group(self, plain: str) -> int | None:
        """PARTY for a group owned by the state, and for a branch of one: 中国石油, 国网贵阳供电公司."""
        branch = plain.endswith(self._branches) and plain.startswith(self._group_names)
        return PARTY if branch or plain in self._groups else None

    def strong(self, plain: str) -> int | None:
        """BODY for an ending of bodies alone: two signs before one (通创办), one before a longer (区政府)."""
        endings = [s for s in self._strong if plain.endswith(s)]
        if not endings:
            return None
        longest = max(endings, key=len)
        needed = 2 if longest in self._short else 1
        return BODY if len(plain) - len(longest) >= needed else None

    def weak(self, plain: str) -> int | None:
        """BODY for an ending that other things have too, behind a level (市图书馆); else PARTY."""
        if not plain.endswith(self._body):
            return None
        return BODY if len(plain) > 3 and self.forms.level.match(plain) else PARTY

    def place(self, plain: str) -> int | None:
        """PARTY for a place that answers as a body: 崇川区."""
        return PARTY if plain.endswith(self._place) else None


NOT_A_NAME: Rule[Judge] = Rule(
    "body.not_a_name", REFUSE, "并非机构的词", "a word that is no body",
    "leaves out 总部, 干部, 部门, which end as bodies do", "市委组织部", AgencyNames.no_name,
)  # fmt: skip
LISTED: Rule[Judge] = Rule(
    "body.listed", STAGE, "词表中的机构", "a body of a gazetteer",
    "takes 财政部, 人民银行, 国铁集团", "", AgencyNames.listed,
)  # fmt: skip
TOGETHER: Rule[Judge] = Rule(
    "body.fields", STAGE, "共用词尾的领域", "fields that share an ending",
    "发展改革、财政等部门, 各级农业农村、财政部门: one name", "市财政局、税务部门, which are two",
    AgencyNames.of_fields,
)  # fmt: skip
CLAUSE: Rule[Judge] = Rule(
    "body.clause", REFUSE, "并非名称的分句", "a clause is no name",
    "leaves out 市科技局提供的服务 and whole clauses",
    "市科技局; 省水资源利用中心, 市推动长江经济带发展领导小组: a verb inside a name", AgencyNames.clause,
)  # fmt: skip
COUNTED: Rule[Judge] = Rule(
    "body.counted", REFUSE, "含数量或日期", "a count or date is no name",
    "leaves out 2025年6月底, 三个园区5家", "12345热线办公室, a number that counts nothing",
    AgencyNames.counted,
)  # fmt: skip
FALSE_ENDING: Rule[Judge] = Rule(
    "body.false_ending", REFUSE, "貌似机构的词尾", "an ending that only looks like a body's",
    "leaves out 新发展格局, 一网通办, 政务服务大厅", "市公安局", AgencyNames.false_ending,
)  # fmt: skip
KNOWN: Rule[Judge] = Rule(
    "body.known", STAGE, "层级加领域", "a field behind its level",
    "takes 市总工会, 省科技厅, 某某市税务局", "市某某厂: a field that nobody listed", AgencyNames.known,
)  # fmt: skip
COLLECTIVE: Rule[Judge] = Rule(
    "body.collective", STAGE, "集合称谓", "bodies of a class",
    "takes 各有关部门, 市级相关部门, 各乡镇", "各类主体", AgencyNames.collective,
)  # fmt: skip
ANYBODY: Rule[Judge] = Rule(
    "body.anybody", STAGE, "一般主体", "a party that may be anybody",
    "大数据企业, 供电公司 may stand beside bodies in a list", "a list of companies alone",
    AgencyNames.anybody,
)  # fmt: skip
GROUP: Rule[Judge] = Rule(
    "body.state_group", STAGE, "中央企业", "a group owned by the state",
    "takes 中国石油, 国家能源集团 beside bodies, and alone where a verb says that they answer",
    "某某石油, a company that nobody listed", AgencyNames.group,
)  # fmt: skip
STRONG: Rule[Judge] = Rule(
    "body.ending", STAGE, "机构词尾", "an ending that only bodies have",
    "takes 通创办, 稀土高新区管委会, 三江源国家公园管理局", "一办, two signs before 办 are needed",
    AgencyNames.strong,
)  # fmt: skip
WEAK: Rule[Judge] = Rule(
    "body.weak_ending", STAGE, "常见词尾加层级", "a common ending behind a level",
    "takes 市图书馆, 省疾控中心", "创新中心 without a level", AgencyNames.weak,
)  # fmt: skip
PLACE: Rule[Judge] = Rule(
    "body.place", STAGE, "地方", "a place that answers as a body",
    "崇川区, 达茂旗, 镇（街道） may stand beside bodies in a list", "上海, a place without such an ending",
    AgencyNames.place,
)  # fmt: skip

OFFICE: Rule[Callable[[AgencyNames, str], int]] = Rule(
    "body.office", STAGE, "机构加职务", "the body of an office-holder",
    "市工信局局长牵头, 市财政局长牵头: the body is 市工信局, 市财政局",
    "市长, 市委书记, 分管副市长: an office without a department", AgencyNames.held,
)  # fmt: skip

#: In the order in which they are asked; the first that speaks settles what a name is.
JUDGING: tuple[Rule[Judge], ...] = (
    NOT_A_NAME, LISTED, TOGETHER, CLAUSE, COUNTED, FALSE_ENDING, KNOWN, COLLECTIVE, GROUP, ANYBODY, STRONG, WEAK, PLACE,
)  # fmt: skip
