"""Bodies: what reforms made of them, branches, the Party, the nation, many at once; and pairs that a person should judge."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from policy_extract.errors import GazetteerError
from policy_extract.lexicon import Lexicon, load
from policy_extract.lexicon.records import Judgement
from policy_extract.model import (
    Assignment,
    Document,
    DocumentSource,
    Entities,
    Entity,
    Meta,
    Ref,
    Source,
    Span,
)
from policy_extract.resolve import Resolver
from policy_extract.resolve.agencies.changes import Changes


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(local=False)


@pytest.fixture(scope="module")
def resolver(lexicon: Lexicon) -> Resolver:
    return Resolver(lexicon)


def plan(name: str, area: str, *bodies: str) -> Document:
    return Document(
        id=name,
        source=DocumentSource(path="", sha256="", format="txt", encoding="utf-8", chars=0),
        meta=Meta(area=Ref(name=area)),
        assignments=tuple(
            Assignment(
                id=f"a{number}",
                agency=body,
                role="lead",
                scope=Span(start=0, end=0),
                source=Source(start=0, end=len(body), quote=body),
            )
            for number, body in enumerate(bodies)
        ),
    )


def resolved(resolver: Resolver, *plans: Document) -> tuple[dict[str, dict[str, str]], Entities]:
    """The entity of every body by plan and name, and the entities."""
    filled, entities = resolver.resolve(plans, {})
    return {d.id: {a.agency: a.entity or "" for a in d.assignments} for d in filled}, entities


def ids(resolver: Resolver, area: str, *bodies: str) -> dict[str, str]:
    return resolved(resolver, plan("p", area, *bodies))[0]["p"]


def entity(entities: Entities, name: str) -> Entity:
    (found,) = [e for e in entities.entities if e.id == name]
    return found


def links(entities: Entities, name: str) -> list[tuple[str, str, str]]:
    return [(r.type, r.target, r.evidence) for r in entity(entities, name).relations]


# ---- reforms ---------------------------------------------------------------------------------------------------


def test_a_body_is_the_one_that_answers_today_and_its_alias_says_so(resolver: Resolver) -> None:
    found, entities = resolved(
        resolver, plan("2015", "南通市", "市工商局"), plan("2024", "南通市", "市市场监管局")
    )
    today = "agency:320600:市场监督管理"
    assert found["2015"]["市工商局"] == found["2024"]["市市场监管局"] == today
    body = entity(entities, today)
    assert (
        body.name == "南通市市场监督管理局"
    )  # the name of before is never the entity's where another is known
    assert {a.text: a.rule for a in body.aliases} == {
        "市工商局": "renamed",
        "市市场监管局": "short_name",
    }
    assert body.relations == ()


def test_two_that_a_plan_names_side_by_side_are_two_in_it_and_in_no_other(
    resolver: Resolver,
) -> None:
    old = plan("old", "南通市", "市工商局", "市质监局")
    other = plan("other", "南通市", "市质监局")
    new = plan("new", "南通市", "市市场监管局")
    found, entities = resolved(resolver, old, other, new)
    today = "agency:320600:市场监督管理"
    assert found["old"] == {
        "市工商局": "agency:320600:工商行政管理",
        "市质监局": "agency:320600:质量技术监督",
    }
    assert found["other"]["市质监局"] == found["new"]["市市场监管局"] == today
    for body in found["old"].values():
        assert links(entities, body) == [("succeeded_by", today, "gazetteer")]
        assert entity(entities, body).known


@pytest.mark.parametrize(
    ("area", "left", "right", "one"),
    [
        ("南通市", "市环保局", "市生态环境局", True),  # one body under two names, however careless
        ("南通市", "市水利局", "市水务局", False),
        ("青海省", "省乡村振兴局", "省农业农村厅", False),
        ("包头市", "市文旅局", "市文旅广电局", True),
        ("南通市", "省工商局", "市质监局", False),  # of two divisions: neither is beside the other
    ],
)
def test_beside_each_other(resolver: Resolver, area: str, left: str, right: str, one: bool) -> None:
    found = ids(resolver, area, left, right)
    assert (found[left] == found[right]) is one


def test_beside_is_asked_for_each_division(resolver: Resolver) -> None:
    found = ids(resolver, "南通市", "省工商局", "市质监局")
    assert found == {
        "省工商局": "agency:320000:市场监督管理",
        "市质监局": "agency:320600:市场监督管理",
    }


def test_the_level_of_government_decides(resolver: Resolver) -> None:
    assert ids(resolver, "南通市", "市食药监局")["市食药监局"] == "agency:320600:市场监督管理"
    _, entities = resolved(resolver, plan("p", "江苏省", "省食药监局", "省药监局", "省市场监管局"))
    assert links(entities, "agency:320000:食品药品监督管理") == [
        ("succeeded_by", "agency:320000:市场监督管理", "gazetteer"),
        ("succeeded_by", "agency:320000:药品监督管理", "gazetteer"),
    ]


def test_what_gave_only_a_part_away_has_no_successor(resolver: Resolver) -> None:
    _, entities = resolved(resolver, plan("p", "南通市", "市科技局", "市农业农村局", "市工信局"))
    assert links(entities, "agency:320600:科学技术") == []


def test_ids_do_not_depend_on_other_plans_nor_on_their_order(resolver: Resolver) -> None:
    plans = [
        plan("a", "南通市", "市工商局", "市质监局", "市扶贫办"),
        plan("b", "南通市", "市市场监管局", "工商局", "市乡村振兴局", "市农业农村局"),
        plan("c", "江苏省", "省工商局", "市工商局", "水利厅", "各设区市"),
        plan("d", "全国", "工商总局", "卫生健康委", "各地"),
    ]
    alone = {p.id: resolved(resolver, p)[0][p.id] for p in plans}
    whole, entities = resolved(resolver, *plans)
    assert whole == alone
    for order in permutations(plans):
        found, same = resolved(resolver, *order)
        assert found == alone
        assert same == entities


def test_changes_end(lexicon: Lexicon) -> None:
    changes = Changes(lexicon.agencies_changed)
    keys = {record.key for record in lexicon.agencies}
    for change in lexicon.agencies_changed:
        for level in ("nation", "province", "prefecture", "county"):
            today = changes.today(change.body, level)
            assert today in keys
            assert changes.today(today, level) == changes.settled(today, level) == today
    round_trip = [
        c.model_copy(update={"body": c.successor[0], "successor": (c.body,)})
        for c in lexicon.agencies_changed[:1]
    ]
    assert Changes((lexicon.agencies_changed[0], *round_trip)).today("工业和信息化", "county")


def test_a_change_of_a_body_that_no_record_describes_is_refused(tmp_path: Path) -> None:
    line = "key,body,successor,how,year,levels,note\nx,舟橹管理,市场监督管理,renamed,2018,,\n"
    (tmp_path / "agencies_changed.csv").write_text(line, encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"agencies_changed\.csv.*x.*舟橹管理"):
        load([tmp_path])


def test_a_judgement_wins_over_a_reform(lexicon: Lexicon) -> None:
    line = Judgement(
        key="1", type="agency", left="市市场监管局", right="市工商局", verdict="different"
    )
    judged = Resolver(replace(lexicon, judgements=(line,)))
    found = ids(judged, "南通市", "市工商局")
    assert found["市工商局"] == "agency:320600:市场监督管理:市工商局"


# ---- branches --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "branch", "serves", "superior"),
    [
        ("兰溪市", "生态环境兰溪分局", "330781", "金华市生态环境局"),
        ("兰溪市", "金华市自然资源和规划局兰溪分局", "330781", "金华市资规局"),
        ("兰溪市", "市资规局开发区分局", "330781", "市自然资源和规划局"),
        ("兰溪市", "市税务局", "330781", "国家税务总局金华市税务局"),
        ("金华市", "市税务局", "330700", "国家税务总局"),
        ("兰溪市", "人行兰溪市支行", "330781", "人行金华市分行"),
        ("兰溪市", "兰溪海关", "330781", "海关总署"),
        ("兰溪市", "金华海关驻兰溪办事处", "330781", "金华海关"),
        ("兰溪市", "国网兰溪供电公司", "330781", "国网金华供电公司"),
    ],
)
def test_a_branch_is_a_body_of_the_division_it_serves(
    resolver: Resolver, area: str, branch: str, serves: str, superior: str
) -> None:
    found, entities = resolved(resolver, plan("p", area, branch, superior))
    below, above = found["p"][branch], found["p"][superior]
    assert below != above
    assert entity(entities, below).division == serves
    assert links(entities, below) == [("branch_of", above, "gazetteer")]


def test_the_nearest_superior_that_the_corpus_names(resolver: Resolver) -> None:
    found, entities = resolved(
        resolver,
        plan("p", "兰溪市", "市税务局", "省税务局", "国家税务总局", "市水利局", "省水利厅"),
    )
    assert links(entities, found["p"]["市税务局"]) == [
        ("branch_of", "agency:330000:税务", "gazetteer")
    ]
    assert links(entities, found["p"]["市水利局"]) == []  # no branch: only guided from above


# ---- the nation, the Party, many at once -------------------------------------------------------------------------


def test_bare_names_in_plans_of_the_nation_are_the_nation_s(resolver: Resolver) -> None:
    assert set(ids(resolver, "全国", "发展改革委", "医保局", "烟草局", "人民银行").values()) == {
        "agency:100000:国家发展和改革委员会",
        "agency:100000:国家医疗保障局",
        "agency:100000:国家烟草专卖局",
        "agency:100000:中国人民银行",
    }
    assert ids(resolver, "兰溪市", "医保局")["医保局"] == "agency:330781:医疗保障"


def test_the_party_in_all_spellings(resolver: Resolver) -> None:
    same = [
        "市委组织部",
        "组织部",
        "兰溪市委组织部",
        "中共兰溪市委组织部",
        "中共兰溪市委员会组织部",
    ]
    assert set(ids(resolver, "兰溪市", *same).values()) == {"agency:330781:组织部"}
    others = ["市委金融办", "市金融办", "市委办", "市府办", "市委", "市政府", "市委市政府"]
    assert len(set(ids(resolver, "兰溪市", *others).values())) == len(others)


def test_a_new_area_that_is_a_division_has_a_government(resolver: Resolver) -> None:
    found = ids(resolver, "天津市", "滨海新区", "滨海新区政府", "滨海新区管委会", "东疆新区管委会")
    assert found == {
        "滨海新区": "agency:120116:人民政府",
        "滨海新区政府": "agency:120116:人民政府",
        "滨海新区管委会": "agency:120116:管理委员会",
        "东疆新区管委会": "agency:120000:东疆新区管理委员会",
    }


@pytest.mark.parametrize(
    ("many", "single"),
    [
        ("各银行", "银行"),
        ("各专项行动工作组", "专项行动工作组"),
        ("各街道", "云山街道"),
        ("各开发区", "开发区"),
        ("各县（市、区）", "市政府"),
        ("相关部门", "市教育局"),
    ],
)
def test_many_are_never_one(resolver: Resolver, many: str, single: str) -> None:
    found, entities = resolved(resolver, plan("p", "兰溪市", many, single))
    assert entity(entities, found["p"][many]).type == "collective"
    assert entity(entities, found["p"][single]).type == "agency"
    assert found["p"][many] != found["p"][single]


def test_one_collective_for_a_division_and_a_class_of_wording(resolver: Resolver) -> None:
    classes = [
        ("各乡镇（街道）", "各镇街", "各乡镇、街道", "乡镇（街道）"),
        ("各县（市、区）", "各区县", "各县（市、区）人民政府"),
        ("市级有关部门", "各有关单位", "市直相关部门", "市级相关部门和单位"),
        ("各地", "各地区"),
        ("属地政府", "属地"),
    ]
    found = ids(resolver, "金华市", *(name for those in classes for name in those))
    kinds = [{found[name] for name in those} for those in classes]
    assert [len(kind) for kind in kinds] == [1] * len(classes)
    assert len(set.union(*kinds)) == len(classes)


def test_local_records_take_no_general_body_away(lexicon: Lexicon) -> None:
    ours = {record.key: record.division for record in load().agencies}
    assert {r.key for r in lexicon.agencies if ours.get(r.key, "?") != r.division} == set()


# ---- pairs for a person ------------------------------------------------------------------------------------------


def pairs(resolver: Resolver, area: str, *bodies: str) -> list[tuple[str, str]]:
    linking = resolver.link([plan("p", area, *bodies)], {})
    _, entities = linking.fill({})
    return [(p.left, p.right) for p in linking.weighed(entities).pairs]


@pytest.mark.parametrize(
    ("left", "right", "worth"),
    [
        ("市创城办", "市创城指挥部", True),
        ("市重点工程建设中心", "市工程建设中心", True),
        ("市制造业高质量发展专班", "市制造业专班", True),
        ("市数智中心", "市委数智中心", False),  # Party and government
        ("市数智中心", "省数智中心", False),  # two divisions
        ("市创城领导小组", "市创城领导小组办公室", False),
        ("市教育局", "市教体局", False),  # both known
        ("市数智局", "市数智局开发区分局", False),
        ("市数智中心", "市渔港中心", False),
        ("市数智中心", "各数智中心", False),
    ],
)
def test_pairs_worth_a_persons_time(resolver: Resolver, left: str, right: str, worth: bool) -> None:
    assert bool(pairs(resolver, "兰溪市", left, right)) is worth
