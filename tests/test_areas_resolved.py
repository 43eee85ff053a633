"""Which place a name means: platforms inside their document, lists, parts, towns, divisions of before, no place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from policy_extract.lexicon import Lexicon, load
from policy_extract.lexicon.records import Area, Judgement
from policy_extract.model import (
    Document,
    DocumentSource,
    Entities,
    Entity,
    Mention,
    Meta,
    Observation,
    Project,
    Ref,
    Source,
)
from policy_extract.resolve import Resolver
from policy_extract.resolve.areas.matching import WEIGHTS
from policy_extract.resolve.divisions import DivisionIndex
from policy_extract.resolve.pairs import Pair


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(local=False)


def plan(id: str, area: str, *names: str, text: str = "", firms: tuple[str, ...] = ()) -> Document:
    """A plan whose observations are for these areas; ``text`` is what else it says."""
    whole = "，".join((*names, *firms, text))

    def at(words: str) -> Source:
        start = whole.index(words)
        return Source(start=start, end=start + len(words), quote=words)

    return Document(
        id=id,
        source=DocumentSource(path="", sha256="", format="txt", encoding="utf-8", chars=len(whole)),
        meta=Meta(area=Ref(name=area) if area else None),
        mentions=tuple(Mention(type="company", rule="test", source=at(firm)) for firm in firms),
        observations=tuple(
            Observation(
                id=f"o{number}",
                indicator=Ref(name="规上工业总产值"),
                area=Ref(name=name),
                measure="level",
                kind="target",
                source=at(name),
            )
            for number, name in enumerate(names)
        ),
    )


def meant(
    lexicon: Lexicon, *plans: Document, texts: dict[str, str] | None = None
) -> tuple[dict[str, dict[str, str | None]], dict[str, Entity]]:
    filled, entities = Resolver(lexicon).resolve(plans, texts or {})
    return _areas(filled), {entity.id: entity for entity in entities.entities}


def _areas(filled: tuple[Document, ...]) -> dict[str, dict[str, str | None]]:
    return {d.id: {o.area.name: o.area.entity for o in d.observations} for d in filled}


def test_a_bare_word_means_the_only_platform_of_its_kind_that_its_document_names(
    lexicon: Lexicon,
) -> None:
    found, known = meant(
        lexicon,
        plan("one", "兰溪市", "橹山创新城", "创新城"),
        plan("two", "兰溪市", "橹山创新城", "云岫创新城", "创新城"),
        plan("none", "兰溪市", "创新城"),
    )
    assert found["one"]["创新城"] == found["one"]["橹山创新城"] == "area:330781:橹山创新城"
    assert found["two"]["创新城"] == "area:330781:创新城@two"
    assert found["none"]["创新城"] == "area:330781:创新城@none"
    assert known["area:330781:创新城@two"].known is False
    assert known["area:330781:创新城@two"].attributes.parent is None


@pytest.mark.parametrize("platform", ["橹山新城", "橹山高新区"])
def test_a_kind_is_the_whole_word(lexicon: Lexicon, platform: str) -> None:
    """创新城 is no 新城, and 高新区 is no 新区."""
    bare = {"橹山新城": "创新城", "橹山高新区": "新区"}[platform]
    found, _ = meant(lexicon, plan("a", "兰溪市", platform, bare))
    assert found["a"][bare] == f"area:330781:{bare}@a"


def test_the_documents_own_platform_is_what_a_bare_word_means_there(lexicon: Lexicon) -> None:
    plans = (
        plan("own", "橹山高新技术产业开发区", "开发区", "高新区", "云岫高新区"),
        plan("city", "兰溪市", "橹山高新区"),
    )
    found, _ = meant(lexicon, *plans)
    own = found["own"]
    assert own["开发区"] == own["高新区"] != own["云岫高新区"]


def test_the_text_may_say_that_there_are_several(lexicon: Lexicon) -> None:
    text = "推进橹山创新城建设。、光电创新城、师大创新城、光电创新城、"
    a = plan("a", "兰溪市", "橹山创新城", "创新城")
    found, _ = meant(lexicon, a, texts={"a": text})
    assert found["a"]["创新城"] == "area:330781:创新城@a"


def test_in_the_plan_of_a_province_a_bare_word_is_any_of_its_kind(lexicon: Lexicon) -> None:
    found, _ = meant(
        lexicon, plan("a", "浙江省", "数字开发区", "开发区", "浙江自贸试验区", "自贸区")
    )
    assert found["a"]["开发区"] == "area:330000:开发区@a"
    assert found["a"]["自贸区"] == found["a"]["浙江自贸试验区"] == "area:330000:自由贸易试验区"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("兰溪高新技术产业开发区", "兰溪高新区", True),
        ("兰溪经济开发区", "浙江兰溪经济开发区", True),
        ("兰溪市省级经济开发区", "兰溪经济开发区", True),
        ("橹山省级旅游度假区", "橹山旅游度假区", True),
        ("兰溪经济开发区", "兰溪经济技术开发区", False),
        ("兰溪经济开发区", "兰溪经济开发区江南片", False),
        ("橹山科创城", "橹山创新城", False),
        ("台州湾新区", "台州新区", False),
    ],
)
def test_what_makes_another_platform_and_what_does_not(
    lexicon: Lexicon, left: str, right: str, same: bool
) -> None:
    found, _ = meant(lexicon, plan("a", "浙江省", left), plan("b", "浙江省", right))
    assert (found["a"][left] == found["b"][right]) is same


def test_a_part_of_a_platform_lies_in_it(lexicon: Lexicon) -> None:
    found, known = meant(lexicon, plan("a", "兰溪市", "兰溪经济开发区江南片", "兰溪经济开发区"))
    part, whole = (known[str(id)] for id in found["a"].values())
    assert [(r.type, r.target) for r in part.relations] == [("part_of", whole.id)]
    assert part.attributes.parent == whole.id
    assert whole.attributes.parent == "area:330781"
    assert (part.attributes.level, whole.attributes.level) == ("platform", "platform")


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("武义县、磐安县", ("330723", "330727")),
        ("磐安、武义和浦江等地", ("330723", "330726", "330727")),
        ("武义县磐安县", ("330723", "330727")),
        ("婺城区（金华经济技术开发区）", ("330700:经济技术开发区", "330702")),
        ("兰江、云山街道", ("330700:云山街道", "330700:兰江街道")),
    ],
)
def test_several_places_in_one_name_are_an_area_of_their_own(
    lexicon: Lexicon, name: str, members: tuple[str, ...]
) -> None:
    found, known = meant(lexicon, plan("a", "金华市", name, "武义县", "磐安县"))
    id = str(found["a"][name])
    assert id == "area:" + "+".join(members)
    together = known[id]
    assert together.attributes.parent is together.attributes.level is None
    assert {r.target for r in together.relations} <= {f"area:{member}" for member in members}
    assert id not in (found["a"]["武义县"], found["a"]["磐安县"])


@pytest.mark.parametrize("name", ["和平区", "呼和浩特市", "和田市"])
def test_a_joint_inside_a_name_parts_nothing(lexicon: Lexicon, name: str) -> None:
    found, _ = meant(lexicon, plan("a", name, name))
    assert "+" not in str(found["a"][name])


def test_the_same_place_twice_in_one_name_is_that_place(lexicon: Lexicon) -> None:
    found, _ = meant(lexicon, plan("a", "金华市", "武义县（武义）"))
    assert found["a"]["武义县（武义）"] == "area:330723"


def test_a_towns_short_name_means_the_only_one_that_its_document_names(lexicon: Lexicon) -> None:
    found, known = meant(
        lexicon,
        plan("one", "兰溪市", "橹山街道", "橹山"),
        plan("two", "兰溪市", "橹山街道", "橹山镇", "橹山"),
        plan("none", "兰溪市", "橹山"),
    )
    assert found["one"]["橹山"] == "area:330781:橹山街道"
    assert found["two"]["橹山"] == found["none"]["橹山"] == "area:330781:橹山"
    assert known["area:330781:橹山街道"].attributes.level == "township"


def test_an_enterprise_or_a_body_in_a_column_of_places_is_no_area(lexicon: Lexicon) -> None:
    names = ("橹山集团", "云岫动力", "橹山开发区管委会", "续建")
    found, known = meant(lexicon, plan("a", "兰溪市", *names, firms=("云岫动力",)))
    assert set(found["a"].values()) == {None}
    assert [e for e in known.values() if e.type == "area" and e.id != "area:330781"] == []


def test_the_place_of_a_project_that_is_none_stays_as_written(lexicon: Lexicon) -> None:
    source = Source(start=0, end=4, quote="橹山集团")
    project = Project(id="p", name="甲", place=Ref(name="橹山集团"), rule="test", source=source)
    document = plan("a", "兰溪市").model_copy(update={"projects": (project,)})
    (filled,), _ = Resolver(lexicon).resolve([document], {"a": "橹山集团"})
    assert filled.projects[0].place == Ref(name="橹山集团", entity=None)


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("富阳市", "富阳区"),  # upgraded
        ("绍兴县", "柯桥区"),
        ("襄樊市", "襄阳市"),  # renamed
        ("毕节地区", "毕节市"),
        ("玉环县", "玉环市"),
    ],
)
def test_a_division_of_another_name_today_is_the_same(
    lexicon: Lexicon, former: str, today: str
) -> None:
    found, _ = meant(lexicon, plan("a", "", former), plan("b", "", today))
    assert found["a"][former] == found["b"][today]


def test_a_division_that_another_took_in_is_another(lexicon: Lexicon) -> None:
    found, known = meant(lexicon, plan("a", "杭州市", "下城区", "拱墅区", "江干区"))
    gone = known[str(found["a"]["下城区"])]
    assert gone.id == "area:330103"
    assert gone.known
    assert (gone.attributes.level, gone.attributes.parent) == ("county", "area:330100")
    assert [(r.type, r.target) for r in gone.relations] == [
        ("merged_into", found["a"]["拱墅区"]),
    ]
    parted = known[str(found["a"]["江干区"])]
    assert parted.relations == ()  # neither 上城区 nor 钱塘区 is named


def test_former_divisions_are_told_apart_from_those_of_today(lexicon: Lexicon) -> None:
    today = {division.code: division for division in lexicon.divisions}
    index = DivisionIndex(lexicon)
    assert len(lexicon.divisions_changed) > 250
    for change in lexicon.divisions_changed:
        assert set(change.to) <= set(today), change
        assert all(to[:2] == change.code[:2] for to in change.to), change
        assert change.parent in today, change
        if change.change in ("merged", "split"):
            assert change.code not in today, change
            assert (len(change.to) > 1) is (change.change == "split"), change
        else:
            assert len(change.to) == 1, change
            assert today[change.to[0]].name != change.name, change
            ends = change.name[-1] == today[change.to[0]].name[-1]
            assert ends is (change.change == "renamed"), change
    shared = Counter((c.name, c.to) for c in lexicon.divisions_changed)
    assert max(shared.values()) == 1
    assert set(index.former).isdisjoint(index.by_code)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("重庆市江北区政府工作报告", "500105"),
        ("2024年宁波市江北区政府工作报告", "330205"),
        ("关于宁波市江北区2024年计划执行情况的报告", "330205"),
        ("2024年江北区政府工作报告", None),  # of which of the two, nothing says
    ],
)
def test_a_title_says_in_which_city_a_district_of_many_lies(
    lexicon: Lexicon, title: str, code: str | None
) -> None:
    document = plan("report", "江北区", "江北区")
    document = document.model_copy(
        update={"meta": document.meta.model_copy(update={"title": title})}
    )
    found, _ = meant(lexicon, document)
    assert found["report"]["江北区"] == (f"area:{code}" if code else "area:-:江北区@report")


def test_a_name_of_many_places_is_known_in_its_document_alone(lexicon: Lexicon) -> None:
    found, known = meant(lexicon, plan("a", "兰溪市", "鼓楼区"), plan("b", "", "鼓楼区"))
    assert found["a"]["鼓楼区"] == "area:-:鼓楼区@a"
    assert found["b"]["鼓楼区"] == "area:-:鼓楼区@b"
    assert known["area:-:鼓楼区@a"].division is None


def test_a_word_of_one_document_has_one_key_in_all_versions_of_a_plan(lexicon: Lexicon) -> None:
    filled, _ = Resolver(lexicon).resolve(
        [plan("draft", "兰溪市", "创新城"), plan("final", "兰溪市", "创新城")], {}
    )
    draft, final = (document.observations[0] for document in filled)
    assert draft.area.entity != final.area.entity
    assert draft.key == final.key
    assert draft.key is not None
    assert draft.key.startswith("area:330781:创新城|")


def _judged(lexicon: Lexicon, left: str, right: str, verdict: str) -> Lexicon:
    line = Judgement.model_validate(
        {"key": "j", "type": "area", "left": left, "right": right, "verdict": verdict}
    )
    return replace(lexicon, judgements=(line,))


def test_a_person_has_the_last_word(lexicon: Lexicon) -> None:
    plans = (plan("a", "兰溪市", "橹山科创城", "橹山科技创新城"), plan("b", "橹山科创城", "科创城"))
    apart, _ = meant(lexicon, plans[0])
    assert len(set(apart["a"].values())) == 2
    judged = _judged(lexicon, "橹山科技创新城", "橹山科创城", "same")
    found, _ = meant(judged, plans[0])
    assert set(found["a"].values()) == {"area:330781:橹山科技创新城"}
    parted = _judged(lexicon, "兰溪高新区", "兰溪高新技术产业开发区", "different")
    found, _ = meant(parted, plan("a", "兰溪市", "兰溪高新区", "兰溪高新技术产业开发区"))
    assert len(set(found["a"].values())) == 2


def test_a_person_has_the_last_word_on_a_documents_own_platform(lexicon: Lexicon) -> None:
    own = plan("own", "兰溪科创城", "兰溪科创城", "科创城")
    judged = _judged(lexicon, "兰溪科技创新城", "兰溪科创城", "same")
    found, _ = meant(judged, own)
    assert set(found["own"].values()) == {"area:330781:科技创新城"}


def test_a_gazetteers_bare_word_speaks_in_documents_of_its_division_alone(lexicon: Lexicon) -> None:
    record = Area(key="330781:橹山园", name="橹山创新城", short=("创新城", "橹山"), parent="330781")
    known = replace(lexicon, areas=(record,))
    found, _ = meant(
        known,
        plan("county", "兰溪市", "创新城"),
        plan("city", "金华市", "创新城", "橹山创新城"),
        plan("far", "南通市", "橹山创新城"),
    )
    assert found["county"]["创新城"] == found["city"]["橹山创新城"] == "area:330781:橹山园"
    assert found["city"]["创新城"] == "area:330781:橹山园"  # the only one that it names
    assert found["far"]["橹山创新城"] == "area:320600:橹山创新城"


def _pairs(lexicon: Lexicon, *plans: Document) -> list[Pair]:
    linking = Resolver(lexicon).link(plans, {})
    _, entities = linking.fill({})
    return [
        pair
        for pair in linking.weighed(Entities(entities=entities.entities)).pairs
        if pair.type == "area"
    ]


@pytest.mark.parametrize(
    ("left", "right", "feature"),
    [
        ("橹山科创城", "橹山科技创新城", "class_shortened"),
        ("橹山科创产业园", "橹山科技创新产业园", "own_shortened"),
        ("橹山岫云创新城", "橹山岫芸创新城", "one_sign"),
        ("橹山街道", "橹山镇", "class_of_town"),
        ("兰溪开发区", "兰溪经济技术开发区", "class_vague"),
    ],
)
def test_names_that_may_be_one_are_put_to_a_person(
    lexicon: Lexicon, left: str, right: str, feature: str
) -> None:
    (pair,) = _pairs(lexicon, plan("a", "兰溪市", left), plan("b", "兰溪市", right))
    assert {pair.left, pair.right} == {left, right}
    assert feature in pair.match.features
    assert pair.match.verdict == "unsure"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("橹山江南片区", "橹山江北片区"),
        ("橹山一期产业园", "橹山二期产业园"),
        ("橹山创新城", "橹山产业园"),
        ("橹山创新城", "云岫创新城"),
        ("兰溪经济开发区", "兰溪经济开发区江南片"),
        ("兰溪经济开发区", "金华经济开发区"),
        ("创新城", "橹山创新城"),
        ("武义县、磐安县", "武义县"),
    ],
)
def test_names_that_are_two_are_put_to_nobody(lexicon: Lexicon, left: str, right: str) -> None:
    assert _pairs(lexicon, plan("a", "金华市", left), plan("b", "金华市", right)) == []


def test_every_feature_has_its_points_and_every_veto_is_a_feature() -> None:
    assert WEIGHTS.vetoes <= set(WEIGHTS.points)
