"""An indicator's name taken apart: the area and the segment in front of it, by rules in order.

“全市纺织产业规上工业总产值” is 纺织产业 of the document's area; “婺城区规上工业总产值” is another area's. A name
that is known as a whole (数字经济核心产业增加值占GDP比重) is not taken apart.
"""

from __future__ import annotations

import re

from policy_extract.document import Plan
from policy_extract.expressions import expression
from policy_extract.extract.observations.owners.cuts import RULES, Cut
from policy_extract.extract.observations.owners.words import OwnerWords
from policy_extract.extract.observations.places import Around
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon.records import Division
from policy_extract.model import Section
from policy_extract.rules import Said, Switches

_PLACE_HEADING = 16  # signs of a heading that is a place
_OPENING = 2  # signs by which a place below is told from other words at once
_ITEM = 5  # the level of an item's own heading
#: What a heading that names an industry has not.
_PARTED = expression(r"[,，。：:、]")


class Splitter:
    """Takes names apart for one plan."""

    def __init__(self, words: OwnerWords, plan: Plan, switches: Switches) -> None:
        self.words, self._plan = words, plan
        self._rules = switches.on(RULES)
        self._cuts: dict[str, Cut] = {}  # a plan names the same things again and again
        self._place_of: dict[str | None, tuple[str, Section] | None] = {}  # read once for a section
        self.area = plan.meta.area.name if plan.meta.area else ""
        fronts = (self.area[:length] for length in range(1, len(self.area) + 1))
        own = [d for front in fronts for d in words.shorts.get(front, ())]
        if self.area in words.divisions:
            own.append(words.divisions[self.area])
        below = [child for d in own for child in words.below.get(d.code, ())]
        self.full = {d.short: d.name for d in below if d.short}
        self.full |= {called: called for d in below for called in words.named_places.called(d)}
        self.around = Around(words.named_places, self.area)
        self._anywhere = not self.area or words.named_places.upper.get(self.area) == "nation"
        self.own = _own_names(self.area, own, words)
        names = {d.name for d in below} | set(self.full)
        self._below = frozenset(name for name in names if len(name) >= _OPENING)
        self._below_lengths = sorted(set(map(len, self._below)), reverse=True)
        self._below_openings = frozenset(name[:_OPENING] for name in self._below)

    def below(self, words: str) -> str | None:
        """The place below the plan's own that the words open with, the longest: 花溪区|规上工业总产值."""
        if words[:_OPENING] not in self._below_openings:  # as nearly all
            return None
        fronts = (words[:length] for length in self._below_lengths)
        return next((front for front in fronts if front in self._below), None)

    def named_whole(self, short: str, level: str) -> str | None:
        """大连市 of 大连|全|市; None where no place of that level is so called."""
        place = self.words.named_places.shorts.get(short)
        return place if place and place.endswith(level) else None

    def split(self, name: str) -> Cut:
        """Area and segment off the front of a name; the rest is the indicator."""
        found = self._cuts.get(name)
        if found is None:
            found = self._cuts[name] = self._cut(name)
        return found

    def _cut(self, name: str) -> Cut:
        cut = Cut(name)
        for rule in self._rules:
            found: Cut | None = rule.run(self, cut)
            if found is not None:
                cut = found
                if cut.settled:
                    break
        return cut

    def placed(self, name: str, rule: str) -> Cut | None:
        """A name that a place opens which is not the plan's nor below it: 美国|机器人密度, 成都市|城镇化率."""
        places = self.words.named_places
        wide = places.wide(name)
        place = wide or places.division(name) or places.foreign(name)
        area = self.around.upper(wide) if wide else place
        if place is None or area is None:
            return None
        rest = name[len(place) :].lstrip(OF)
        if not rest or (not wide and self.around.relation(place) != "elsewhere"):
            return None
        return Cut(rest, area=area, area_rule=rule, area_words=place)

    def whole(self, name: str) -> bool:
        """A name that the gazetteer knows as a whole, with no industry in front of it."""
        words = self.words
        if name not in words.known or words.measured.match(name):
            return False
        if not name.endswith(words.heads):  # as most
            return True
        head = next((h for h in words.heads if name.endswith(h) and len(name) > len(h)), None)
        return head is None or not name[: -len(head)].endswith(words.by_industry)

    def is_measure(self, words: str) -> bool:
        """What follows a park's name is an indicator: 规上工业总产值, (直管区)规上工业产值, 营业收入."""
        bare = re.sub(r"^\([^()]{2,8}\)", "", words).lstrip(OF)
        if bare in self.words.known or bare in self.words.heads:
            return True
        head = next((h for h in self.words.heads if bare.endswith(h)), "")
        return bool(head) and self.words.general(bare[: -len(head)])  # 工业|产值

    def ends_known(self, words: str) -> bool:
        """The words end with an indicator that is known: 高技术制造业|增加值."""
        return self.is_measure(words) or bool(self.words.known_tails(words))

    def of_other_field(self, name: str) -> bool:
        """A known indicator of a field that is no industry's: 旅游接待人次. Refused: 签约投资额, 产值."""
        tails = [name] if name in self.words.known else self.words.known_tails(name)
        return bool(tails) and self.words.other_field(tails[0])

    def has_owner(self, name: str) -> bool:
        """A name that says itself whose it is: 商场|销售额; 旅游接待人次, of a field of its own.

        Refused: 规上工业亩均税收, 增加值, 上架率, 龙头企业.
        """
        words = self.words
        if self.of_other_field(name):
            return True
        head = next((h for h in words.own_heads if name.endswith(h)), "")
        return bool(head) and len(name) > len(head) and not words.general(name[: -len(head)])

    def other_sector(self, name: str, owner: str) -> bool:
        """A name that says its own branch where the owner before is one: 采矿业…，|制造业|增加值.

        Refused: 规上工业亩均税收 (of the owner's), 增加值, an owner that is no branch (某园区).
        """
        words = self.words
        apart = next((branch for branch in words.apart if name.startswith(branch)), "")
        if apart and owner.endswith(words.industry):
            return apart not in owner  # 主导产业…，|战略性新兴产业增加值
        if not owner.endswith(words.industry) or name.startswith(words.general_starts):
            return False
        ends = [name.find(s) + len(s) for s in words.sectors if s in name]
        return bool(ends) and not owner.endswith(name[: min(ends)])

    def only_of_a_place(self, name: str, owner: str) -> bool:
        """What only a place has, where the owner before is a branch: 工农业…，|财政收入, |农民人均纯收入.

        Refused: 税收, 投资 (a branch has them), an owner that is no branch (某园区).
        """
        return owner.endswith(self.words.industry) and name.endswith(self.words.only_of_places)

    def shared(self, words: str) -> bool:
        """The plan's own area and somebody else: 创新城与主城区|同步实现."""
        own = next((o for o in self.own if words.startswith(o)), "")
        return bool(own) and words.startswith(self.words.place_joints, len(own))

    def owns(self, words: str, verb: str = "") -> bool:
        """The words before a verb are somebody who can have a number: an industry, a body, a place.

        Before 建设 only places: 海绵城市建设… and 项目建设… are nouns.
        """
        if verb in self.words.finding:
            return words.endswith(self.words.finding_owners)
        if verb in self.words.building:
            place = words.endswith(self.words.building_owners)
            return len(words) >= 4 and place and not words.endswith(self.words.no_builders)
        return words.endswith(self.words.owner_ends)

    def of_paragraph(self, start: int, end: int) -> str | None:
        """The place that a paragraph opens with: “西宁市:围绕…”, “五华数字经济产业园。以…为重点”.

        Refused: a kind of place, “产业园：…”, “农民创业园：建成农民创业园12个”.
        """
        match = self.words.lead.match(self._plan.shadow, start, min(end, start + 30))
        if not match:
            return None
        name = match.group(1)
        if name in self.words.divisions:
            return name
        if self.words.named_places.formed(name) == name:
            return name
        does = name.startswith(self.words.verbs)  # “加快建设云岭产业园。”
        if does or not name.endswith(self.words.places) or name in self.words.place_kinds:
            return None
        again = self._plan.shadow.find(name, match.end(), end)
        counted = (
            again >= 0 and self._plan.shadow[again + len(name) : again + len(name) + 1].isdigit()
        )
        return None if counted else name

    def of_heading(self, section_id: str | None) -> tuple[str, Section] | None:
        """The place that the nearest heading above is, which names one: （二）白云山镇, 花溪区基本情况.

        Refused: a heading with more in it (花溪区大数据产业园), the plan's own area.
        """
        if section_id not in self._place_of:
            self._place_of[section_id] = self._heading_place(section_id)
        return self._place_of[section_id]

    def _heading_place(self, section_id: str | None) -> tuple[str, Section] | None:
        for section in self._plan.ancestors(section_id):
            if len(section.title) > _PLACE_HEADING or section.kind != "heading":
                continue
            place = self.words.named_places.at(section.title)
            if place is None or self.words.named_places.wide(place):
                continue
            rest = section.title[len(place) :]
            if rest and rest not in self.words.heading_behind:
                continue
            own = place == self.area or self.around.relation(place) == "own"
            return None if own else (place, section)
        return None

    def of_caption(self, caption: str | None) -> str | None:
        """The place below the plan's that a table's caption opens with: 花溪区主要指标, 白沙镇投资计划表.

        Refused: the plan's own area, one above it, a list of places.
        """
        words = self.words.caption_number.sub("", caption or "")
        place = self.words.named_places.at(words) if words else None
        if place is None or self.words.named_places.wide(place):
            return None
        rest = words[len(place) :]
        if not rest or rest.startswith(self.words.place_joints) or place in self.own:
            return None
        relation = self.around.relation(place)
        return place if relation == "below" or (relation == "unknown" and self.area) else None

    def subject_place(self, words: str) -> str | None:
        """The place that words before a count open with, when a verb follows: 余杭区|培育.

        Refused: 余杭区等, an area elsewhere.
        """
        place = self.below(words) or self.words.named_places.at(words)
        if not place or self.words.named_places.wide(place):
            return None
        rest = words[len(place) :]
        if rest and not self.words.sentence_verb.match(rest):
            return None
        if self.around.relation(self.full.get(place, place)) in ("elsewhere", "own"):
            return None
        return self.full.get(place, place)

    def of_sentence(self, start: int, end: int) -> Said | None:
        """The place below the plan's area that a sentence opens with: “余杭区重点发展…，培育…10家”; any, where the plan has none.

        Refused: a list of places, 余杭区等; a place whose indicator follows (its own rule takes it off).
        """
        shadow = self._plan.shadow
        match = self.words.sentence_lead.match(shadow, start, end)
        at = match.end() if match else start
        place = self.words.named_places.division(shadow[at : min(end, at + 12)])
        wide = self._anywhere and place in self.words.divisions
        if place is None or not (wide or self.around.relation(place) == "below"):
            return None
        behind = at + len(place)
        does = self.words.sentence_verb.match(shadow, behind, end)
        return Said(at, behind) if does else None

    def from_heading(self, sections: tuple[Section, ...]) -> Section | None:
        """The nearest heading that names an industry: “1．纺织服装” over “规上工业总产值达到1000亿元”."""
        for section in sections[:2]:
            title = section.title
            if len(title) <= 14 and section.level >= _ITEM and not _PARTED.search(title):
                parents = self._plan.ancestors(section.id)[1:3]
                if any(w in p.title for p in parents for w in self.words.heading_parents):
                    return section
        return None


def _own_names(area: str, own: list[Division], words: OwnerWords) -> tuple[str, ...]:
    """The names that a plan has for its own area, longest first: 兰溪市, 兰溪; 开发区, 本开发区."""
    names = {d.name for d in own} | {d.short for d in own if d.short} | {area}
    names |= {called for d in own for called in words.named_places.called(d)}
    if words.named_places.upper.get(area) == "nation":
        names |= {w for w, level in words.named_places.upper.items() if level == "nation"}
    names |= {area + words.within} if area.endswith(words.with_within) else set()  # 湘潭市域
    for end in words.platform_ends:
        if area.endswith(end) and area != end:  # 开发区 in a plan of 兰溪经济开发区
            names |= {end, "本" + end}
            names |= {e for e in words.platform_ends if end.endswith(e)}
            names |= {d.short + e for d in own if d.short for e in (end, end[-3:])}
    return tuple(sorted((a for a in names if a), key=lambda a: (-len(a), a)))
