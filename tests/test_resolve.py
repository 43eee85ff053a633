"""Entities of whole corpora: filled in everywhere, explained, stable, whatever the order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_extract.lexicon import Lexicon, load
from policy_extract.lexicon.records import Company, Judgement
from policy_extract.model import (
    Assignment,
    Attributes,
    Document,
    DocumentSource,
    Entities,
    Entity,
    Mention,
    Meta,
    Observation,
    Period,
    Project,
    Ref,
    Responsible,
    Source,
    Span,
    Value,
)
from policy_extract.resolve import Resolver, resolve
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.known import KnownEntities


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


@pytest.fixture(scope="module")
def general() -> Lexicon:
    return load(local=False)


def span(text: str, words: str, nth: int = 0) -> Source:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Source(start=at, end=at + len(words), quote=words)


def company(text: str, words: str, nth: int = 0) -> Mention:
    return Mention(type="company", rule="test", source=span(text, words, nth))


def assignment(text: str, words: str, nth: int = 0) -> Assignment:
    return Assignment(
        id=f"a{nth}-{words}",
        agency=words,
        role="lead",
        scope=Span(start=0, end=0),
        source=span(text, words, nth),
    )


def observation(text: str, quote: str, indicator: str, area: str, **more: object) -> Observation:
    return Observation(
        id=f"o-{indicator}-{quote}",
        indicator=Ref(name=indicator),
        area=Ref(name=area),
        measure="level",
        kind="target",
        source=span(text, quote),
        **more,  # type: ignore[arg-type]
    )


def document(name: str, text: str, area: str | None, *records: object, **meta: object) -> Document:
    def those(kind: type) -> tuple[object, ...]:
        return tuple(record for record in records if isinstance(record, kind))

    return Document(
        id=name,
        source=DocumentSource(
            path=name, sha256="", format="txt", encoding="utf-8", chars=len(text)
        ),
        meta=Meta(area=Ref(name=area) if area else None, **meta),  # type: ignore[arg-type]
        observations=those(Observation),  # type: ignore[arg-type]
        assignments=those(Assignment),  # type: ignore[arg-type]
        projects=those(Project),  # type: ignore[arg-type]
        mentions=those(Mention),  # type: ignore[arg-type]
    )


def by_id(entities: Entities) -> dict[str, Entity]:
    return {entity.id: entity for entity in entities.entities}


TEXT = (
    "兰溪市经济和信息化局\n浙江盘毂动力科技有限公司和盘毂动力，到2025年规上工业总产值突破1400亿元"
    "（责任单位：市经信局、市级相关部门）兰江街道"
)


def full_document(name: str = "plan") -> Document:
    return document(
        name,
        TEXT,
        "兰溪市",
        company(TEXT, "浙江盘毂动力科技有限公司"),
        company(TEXT, "盘毂动力", 1),
        Mention(
            type="time",
            rule="test",
            source=span(TEXT, "2025年"),
            norm=Period(start="2025", end="2025"),
        ),
        Mention(type="agency", rule="test", source=span(TEXT, "市经信局")),
        assignment(TEXT, "市经信局"),
        assignment(TEXT, "市级相关部门"),
        observation(
            TEXT,
            "突破1400亿元",
            "规上工业总产值",
            "兰溪市",
            responsible=(Responsible(agency="市经信局", role="lead"),),
        ),
        Project(
            id="p",
            name="项目",
            company=Ref(name="浙江盘毂动力科技有限公司"),
            place=Ref(name="兰江街道"),
            rule="test",
            source=span(TEXT, "浙江盘毂动力科技有限公司"),
        ),
        issuers=(Ref(name="兰溪市经济和信息化局"),),
    )


def test_every_reference_gets_its_entity(lexicon: Lexicon) -> None:
    (filled,), entities = resolve([full_document()], {"plan": TEXT}, lexicon)
    known = by_id(entities)
    agency = "agency:330781:经济和信息化"
    assert filled.meta.area == Ref(name="兰溪市", entity="area:330781")
    assert filled.meta.issuers == (Ref(name="兰溪市经济和信息化局", entity=agency),)
    assert [m.entity for m in filled.mentions] == ["company:盘毂", "company:盘毂", None, agency]
    assert [a.entity for a in filled.assignments] == [agency, "agency:330781:相关部门"]
    (seen,) = filled.observations
    assert seen.area.entity == "area:330781"
    assert seen.responsible[0].entity == agency
    assert seen.indicator.entity in known
    assert known[seen.indicator.entity].type == "indicator"
    (project,) = filled.projects
    assert project.company == Ref(name="浙江盘毂动力科技有限公司", entity="company:盘毂")
    assert project.place == Ref(name="兰江街道", entity="area:330781:兰江街道")
    assert known["agency:330781:相关部门"].type == "collective"


def test_nothing_but_entities_and_keys_changes(lexicon: Lexicon) -> None:
    before = full_document()
    (after,), _ = resolve([before], {"plan": TEXT}, lexicon)

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in ("entity", "key")}
        return [bare(v) for v in value] if isinstance(value, list) else value

    assert bare(after.model_dump(mode="json")) == bare(before.model_dump(mode="json"))
    assert Document.model_validate(after.model_dump()) == after


def test_an_entity_says_who_it_is_and_why(lexicon: Lexicon) -> None:
    _, entities = resolve([full_document()], {"plan": TEXT}, lexicon)
    firm = by_id(entities)["company:盘毂"]
    assert (firm.type, firm.name) == ("company", "浙江盘毂动力科技有限公司")
    assert [(a.text, a.count, a.rule, a.documents) for a in firm.aliases] == [
        ("浙江盘毂动力科技有限公司", 1, "exact", ("plan",)),
        ("盘毂动力", 1, "short_name", ("plan",)),
    ]
    assert firm.aliases[0].score == 100.0
    assert 75 <= firm.aliases[1].score <= 100
    body = by_id(entities)["agency:330781:经济和信息化"]
    assert (body.name, body.division) == ("兰溪市经济和信息化局", "330781")
    assert [(a.text, a.count, a.rule) for a in body.aliases] == [
        ("兰溪市经济和信息化局", 1, "exact"),
        ("市经信局", 1, "short_name"),
    ]


def test_an_observation_gets_the_key_of_what_it_claims(lexicon: Lexicon) -> None:
    def keys(*seen: Observation) -> list[str]:
        (filled,), _ = resolve([document("a", TEXT, "兰溪市", *seen)], {"a": TEXT}, lexicon)
        return [o.key for o in filled.observations]

    def seen(name: str = "规上工业总产值", area: str = "兰溪市", **more: object) -> Observation:
        return observation(TEXT, "突破1400亿元", name, area).model_copy(update=more)

    year = Period(start="2025", end="2025")
    plain, written_out, parted = keys(
        seen(time=year),
        seen("规模以上工业总产值", "兰溪", time=year, value=Value(low=1, high=1, comparator="=")),
        seen(time=Period(start=None, end="2030"), segment="纺织 |产业", kind="actual"),
    )
    indicator = plain.split("|")[1]
    assert plain == f"area:330781|{indicator}||level|2025|target"
    assert indicator.startswith("indicator:")
    assert written_out == plain  # other words for the same, another value
    assert parted == f"area:330781|{indicator}|纺织｜产业|level|../2030|actual"
    assert keys(seen()) == [f"area:330781|{indicator}||level||target"]


def test_entities_say_what_the_gazetteers_know_of_them(lexicon: Lexicon) -> None:
    known = resolve([full_document()], {"plan": TEXT}, lexicon)[1]
    by = by_id(known)
    assert by["area:330781"].known
    assert by["area:330781"].attributes == Attributes(level="county", parent="area:330700")
    assert by["area:330781:兰江街道"].known  # by gazetteers/local
    assert by["area:330781:兰江街道"].attributes == Attributes(
        level="township", parent="area:330781"
    )
    (output,) = (e for e in known.entities if e.type == "indicator")
    assert output.known
    assert (output.attributes.domain, output.attributes.unit) == ("industry", "亿元")
    assert by["agency:330781:经济和信息化"].known  # the kind of body, of any city
    assert by["agency:330781:经济和信息化"].attributes == Attributes()


def test_what_no_gazetteer_has_is_not_known(general: Lexicon) -> None:
    plan = document(
        "a",
        TEXT,
        "兰溪市",
        company(TEXT, "盘毂动力", 1),
        observation(TEXT, "突破1400亿元", "白鹭湿地观鸟塔", "兰溪市"),
    )
    _, entities = resolve([plan], {"a": TEXT}, general)
    told = {e.type: (e.known, e.attributes) for e in entities.entities if e.type != "area"}
    town = KnownEntities(general, DivisionIndex(general))
    assert not town.known("area:330781:兰江街道", "area")
    assert town.attributes("area:330781:兰江街道", "area").parent == "area:330781"
    assert town.attributes("area:-:兰江街道", "area").parent is None
    assert town.attributes("area:330000", "area") == Attributes(
        level="province", parent="area:100000"
    )
    assert town.known("area:100000", "area")
    assert town.attributes("area:100000", "area").parent is None
    assert told == {"company": (False, Attributes()), "indicator": (False, Attributes())}


def corpus() -> tuple[list[Document], dict[str, str]]:
    texts = {
        "a": "市发改局、商务局、市场监管局；盘毂动力、风登环保、金梭",
        "b": "市发改委；浙江盘毂动力科技有限公司、浙江凤登环保股份有限公司",
        "c": "金梭纺织、金梭；区招商局、开发区管委会",
    }
    documents = [
        document(
            "a",
            texts["a"],
            "兰溪市",
            *(assignment(texts["a"], n) for n in ("市发改局", "商务局", "市场监管局")),
            *(company(texts["a"], n) for n in ("盘毂动力", "风登环保", "金梭")),
        ),
        document(
            "b",
            texts["b"],
            "金华市",
            assignment(texts["b"], "市发改委"),
            *(
                company(texts["b"], n)
                for n in ("浙江盘毂动力科技有限公司", "浙江凤登环保股份有限公司")
            ),
        ),
        document(
            "c",
            texts["c"],
            "兰溪经济开发区",
            *(assignment(texts["c"], n) for n in ("区招商局", "开发区管委会")),
            company(texts["c"], "金梭纺织"),
            company(texts["c"], "金梭", 1),
        ),
    ]
    return documents, texts


def test_the_order_of_documents_does_not_matter(general: Lexicon) -> None:
    documents, texts = corpus()
    forth, entities = resolve(documents, texts, general)
    back, again = resolve(documents[::-1], texts, general)
    assert again.model_dump_json() == entities.model_dump_json()
    assert [d.model_dump_json() for d in back[::-1]] == [d.model_dump_json() for d in forth]
    assert [e.id for e in entities.entities] == sorted(e.id for e in entities.entities)


def test_a_resolver_can_be_used_again(general: Lexicon) -> None:
    documents, texts = corpus()
    resolver = Resolver(general)
    first = resolver.resolve(documents, texts)[1].model_dump_json()
    resolver.resolve(documents[:1], texts)
    assert resolver.resolve(documents, texts)[1].model_dump_json() == first


def test_ids_stay_when_documents_are_added(general: Lexicon) -> None:
    documents, texts = corpus()
    alone: dict[tuple[str, int], str | None] = {}
    for one in documents[1:]:
        (filled,), _ = resolve([one], texts, general)
        alone |= {(one.id, i): m.entity for i, m in enumerate(filled.mentions)}
        alone |= {(one.id, 100 + i): a.entity for i, a in enumerate(filled.assignments)}
    together, entities = resolve(documents, texts, general)
    for filled in together[1:]:
        for i, mention in enumerate(filled.mentions):
            assert mention.entity == alone[filled.id, i]
        for i, given in enumerate(filled.assignments):
            assert given.entity == alone[filled.id, 100 + i]
    # The better name of another document is taken, the id is the same.
    assert by_id(entities)["company:盘毂"].name == "浙江盘毂动力科技有限公司"


def test_ids_are_the_same_with_and_without_local_gazetteers(
    lexicon: Lexicon, general: Lexicon
) -> None:
    documents, texts = corpus()
    documents = [*documents, full_document()]
    texts = {**texts, "plan": TEXT}
    ours = [[m.entity for m in d.assignments] for d in resolve(documents, texts, lexicon)[0]]
    theirs = [[m.entity for m in d.assignments] for d in resolve(documents, texts, general)[0]]
    assert ours == theirs


def test_it_works_without_any_known_name(general: Lexicon) -> None:
    nameless = Lexicon(word_lists=general.word_lists)
    (filled,), entities = resolve([full_document()], {"plan": TEXT}, nameless)
    assert all(m.entity for m in filled.mentions if m.type != "time")
    assert all(a.entity for a in filled.assignments)
    assert filled.meta.area is not None
    assert filled.meta.area.entity == "area:-:兰溪市"
    assert {e.type for e in entities.entities} == {
        "company",
        "agency",
        "collective",
        "area",
        "indicator",
    }


def test_a_misprint_is_the_same_company_and_is_never_its_name(general: Lexicon) -> None:
    documents, texts = corpus()
    _, entities = resolve(documents, texts, general)
    firm = by_id(entities)["company:凤登"]
    assert firm.name == "浙江凤登环保股份有限公司"
    assert {(a.text, a.rule) for a in firm.aliases} == {
        ("浙江凤登环保股份有限公司", "exact"),
        ("风登环保", "misprint"),
    }


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("浙江海陵纺织有限公司", "330000"),
        ("兰溪市海陵纺织有限公司", "330781"),
        ("浙江海陵药业（兰溪）有限公司", "330781"),
        ("江苏移动", "320000"),
        ("国网西安供电公司", "610100"),
        ("海陵纺织有限公司", None),
        ("浙江海陵", None),  # no registered name: 浙江 may be a part of it
        ("安康海陵纺织有限公司", None),  # 安康 is a word that firms of any city bear
    ],
)
def test_a_company_lies_in_the_division_that_its_registered_name_states(
    general: Lexicon, name: str, division: str | None
) -> None:
    _, entities = resolve(
        [document("a", name, "兰溪市", company(name, name))], {"a": name}, general
    )
    assert [e.division for e in entities.entities if e.type == "company"] == [division]


def test_a_regional_firm_belongs_to_its_group(general: Lexicon) -> None:
    text = "江苏移动、中国移动"
    named = [company(text, "江苏移动"), company(text, "中国移动")]
    _, entities = resolve([document("a", text, "南通市", *named)], {"a": text}, general)
    firm = by_id(entities)["company:china-mobile-320000"]
    assert [(r.type, r.target) for r in firm.relations] == [
        ("subsidiary_of", "company:china-mobile")
    ]


def test_an_ambiguous_bare_name_takes_the_company_of_its_own_document(general: Lexicon) -> None:
    texts = {
        "a": "海陵纺织、海陵",
        "b": "海陵化工、海陵",
        "c": "海陵",
    }
    documents = [
        document(
            "a",
            texts["a"],
            "南通市",
            company(texts["a"], "海陵纺织"),
            company(texts["a"], "海陵", 1),
        ),
        document(
            "b",
            texts["b"],
            "南通市",
            company(texts["b"], "海陵化工"),
            company(texts["b"], "海陵", 1),
        ),
        document("c", texts["c"], "南通市", company(texts["c"], "海陵")),
    ]
    (a, b, c), _ = resolve(documents, texts, general)
    assert a.mentions[0].entity == a.mentions[1].entity == "company:海陵纺织"
    assert b.mentions[0].entity == b.mentions[1].entity == "company:海陵化工"
    assert c.mentions[0].entity == "company:海陵"


def test_a_subsidiary_points_to_its_parent_when_both_are_there(lexicon: Lexicon) -> None:
    words = "欣旺达和浙江锂威能源科技有限公司"
    both = document(
        "a", words, "兰溪市", company(words, "欣旺达"), company(words, "浙江锂威能源科技有限公司")
    )
    (filled,), entities = resolve([both], {"a": words}, lexicon)
    parent, child = (m.entity for m in filled.mentions)
    assert parent != child
    relations = by_id(entities)[child or ""].relations
    assert [(r.type, r.target, r.evidence) for r in relations] == [
        ("subsidiary_of", parent, "gazetteer")
    ]
    alone = document("a", words, "兰溪市", company(words, "浙江锂威能源科技有限公司"))
    _, entities = resolve([alone], {"a": words}, lexicon)
    assert all(not e.relations for e in entities.entities)  # no link to what is not there


@pytest.mark.parametrize("same", [True, False])
def test_a_judgement_on_companies_is_honoured(general: Lexicon, same: bool) -> None:
    words = "海陵纺织、海陵科技；青松"
    left, right = ("海陵纺织", "青松") if same else ("海陵纺织", "海陵科技")
    judged = replace(
        general,
        judgements=(
            Judgement(
                key="k",
                type="company",
                left=left,
                right=right,
                verdict="same" if same else "different",
            ),
        ),
    )
    plan = document("a", words, "南通市", company(words, left), company(words, right))
    for lexicon, one in ((general, not same), (judged, same)):
        (filled,), _ = resolve([plan], {"a": words}, lexicon)
        assert (filled.mentions[0].entity == filled.mentions[1].entity) is one


def test_judgements_on_other_names_are_honoured(general: Lexicon) -> None:
    words = "市创通办、市通创办"
    judgements = (
        Judgement(key="1", type="agency", left="市通创办", right="市创通办", verdict="same"),
        Judgement(
            key="2", type="indicator", left="甲指标数量", right="甲指标数", verdict="different"
        ),
        Judgement(key="3", type="indicator", left="乙指标", right="丙指标", verdict="same"),
    )
    plan = document(
        "a",
        words,
        "南通市",
        assignment(words, "市创通办"),
        assignment(words, "市通创办"),
        *(
            observation(words, "市", n, "南通市")
            for n in ("甲指标数量", "甲指标数", "乙指标", "丙指标")
        ),
    )
    (filled,), entities = resolve([plan], {"a": words}, replace(general, judgements=judgements))
    assert len({a.entity for a in filled.assignments}) == 1
    one, other, third, fourth = (o.indicator.entity for o in filled.observations)
    assert one != other
    assert third == fourth
    rules = {a.text: a.rule for e in entities.entities for a in e.aliases}
    assert rules["市创通办"] == rules["甲指标数"] == rules["丙指标"] == "judgement"


def test_a_gazetteer_line_joins_and_undoes(general: Lexicon) -> None:
    words = "云溪、赛博维"
    plan = document("a", words, "南通市", company(words, "云溪"), company(words, "赛博维"))
    record = Company(key="saibo", name="赛博维科技有限公司", short="赛博维|云溪")
    (filled,), entities = resolve([plan], {"a": words}, replace(general, companies=(record,)))
    assert [m.entity for m in filled.mentions] == ["company:saibo", "company:saibo"]
    assert by_id(entities)["company:saibo"].name == "赛博维科技有限公司"
    (filled,), _ = resolve([plan], {"a": words}, general)
    assert [m.entity for m in filled.mentions] == ["company:云溪", "company:赛博维"]


def test_the_division_is_told_by_the_issuers_when_the_area_does_not(general: Lexicon) -> None:
    words = "兰溪市发展和改革局；市经信局；金兰创新城"
    plan = document(
        "a",
        words,
        "金兰创新城",
        assignment(words, "市经信局"),
        issuers=(Ref(name="兰溪市发展和改革局"),),
    )
    (filled,), _ = resolve([plan], {"a": words}, general)
    assert filled.meta.area == Ref(name="金兰创新城", entity="area:330781:金兰创新城")
    assert filled.assignments[0].entity == "agency:330781:经济和信息化"


def test_names_at_one_place_are_counted_once(general: Lexicon) -> None:
    words = "（责任单位：市经信局）"
    plan = document(
        "a",
        words,
        "兰溪市",
        assignment(words, "市经信局"),
        Mention(type="agency", rule="test", source=span(words, "市经信局")),
    )
    _, entities = resolve([plan], {"a": words}, general)
    body = by_id(entities)["agency:330781:经济和信息化"]
    assert [(a.text, a.count) for a in body.aliases] == [("市经信局", 1)]


@pytest.mark.parametrize(
    ("name", "area", "full"),
    [
        ("市发改委", "南通市", "南通市发展和改革委员会"),
        ("市发改局", "兰溪市", "兰溪市发展和改革局"),
        ("省工信厅", "西宁市", "青海省工业和信息化厅"),
        ("市监局", "德清县", "德清县市场监督管理局"),
        ("县府办", "德清县", "德清县人民政府办公室"),
        ("市委改革办", "金华市", "中共金华市委全面深化改革委员会办公室"),
        ("市委未来办", "金华市", "中共金华市委未来办"),
        ("市政府未来办", "金华市", "金华市人民政府未来办"),
        ("三江源国家公园管理局", "青海省", "三江源国家公园管理局"),
        ("金华海关兰溪办公区", "兰溪市", "金华海关兰溪办公区"),
        ("公安", "云南省", "云南省公安厅"),
        ("公安", "南通市", "南通市公安局"),
        ("区卫健委", "浦东新区", "浦东新区卫生健康委员会"),
        ("州发展改革委", "海西蒙古族藏族自治州", "海西蒙古族藏族自治州发展和改革委员会"),
        ("自治区党委网信办", "内蒙古自治区", "中共内蒙古自治区委网络安全和信息化委员会办公室"),
    ],
)
def test_full_names_are_built_where_the_form_is_regular(
    general: Lexicon, name: str, area: str, full: str
) -> None:
    plan = document("a", name, area, assignment(name, name))
    (filled,), entities = resolve([plan], {"a": name}, general)
    assert by_id(entities)[filled.assignments[0].entity or ""].name == full


def test_gazetteers_write_no_key_of_an_agency_twice_over_names(lexicon: Lexicon) -> None:
    """A short name that stands in two general records would resolve by the order of the file."""
    seen: dict[tuple[str, str], str] = {}
    for record in lexicon.agencies:
        for name in record.core:
            assert seen.setdefault((record.division, name), record.key) == record.key, name


def test_parents_in_the_gazetteer_exist(lexicon: Lexicon) -> None:
    keys = {record.key for record in lexicon.companies}
    assert {record.parent for record in lexicon.companies if record.parent} <= keys
