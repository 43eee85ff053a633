"""The noun behind a count where a mark parts it from the number: in a list, or behind what only describes it."""

from __future__ import annotations

from collections.abc import Sequence

from policy_extract.extract.observations.names.gathered_heads import GatheredHeads
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.windows import OF
from policy_extract.lexicon import Lexicon
from policy_extract.measure.quantity import Quantity
from policy_extract.tuples import NamedTuple

#: Signs in which a noun behind its qualities is looked for.
FAR = 90

# an item of a list: nothing that is counted itself
_ITEM = r"[^,;:。!?、()\d]"
_ENDS = r"(?=[,;。(]|$)"
_ENDS_OR_GOES_ON = r"(?=[,;。(]|(?:<naming.name.and>)?$)"  # 80名教师、校长|和20名园长
_WORD = 2  # signs of an item that only names what it does: 仓储、冷链、|分拣|等设施


class Behind(NamedTuple):
    """A count with the noun right behind it, up to ``end``, and where the words behind it end at most."""

    shadow: str
    q: Quantity
    noun: str
    end: int
    limit: int

    @property
    def stop(self) -> int:
        """Where the looking ends."""
        return min(self.limit, self.end + FAR)


class Far(NamedTuple):
    """A noun that stands further on, and where it ends."""

    noun: str
    end: int


class FarNouns:
    """Reads such nouns; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon, peeler: Peeler) -> None:
        words, pattern = lexicon.words, lexicon.pattern
        self._opens_with_verb = peeler.borders.opens_with_verb
        self._gathering = pattern(r"(?:<naming.noun.gathering>)[\u4e00-\u9fff]")
        self._gathered = pattern(
            r"[^;。!?]{0,70}?(?:<naming.noun.gathered>)的([^,;。、的()]{2,30})(?=[,;。、(]|$)"
        )
        self._quality = pattern(r"(?:<naming.noun.qualities>)$")
        self._qualified = pattern(
            r"[、,][^;。!?]{0,70}?(?:<naming.noun.far_qualities>)的([^,;。、的()]{3,30})(?=[,;。、(]|$)"
        )
        self._describing = words("naming", "noun.describing")
        self._described = pattern(
            rf"(?:、{_ITEM}{{2,24}}){{0,4}}、{_ITEM}{{1,24}}?{OF}(?!{_ITEM}{{0,24}}{OF}){_ITEM}{{2,24}}{_ENDS}"
        )
        self._heads = words("naming", "noun.listed_heads")
        self._units = words("naming", "noun.listed_units")
        self._persons = words("naming", "noun.listed_persons")
        self._people = words("naming", "noun.listed_people")
        self._acts = pattern(r"<naming.noun.listed_acts_patterns>")
        self._listed = pattern(
            rf"(?:、{_ITEM}{{2,12}}){{0,3}}、{_ITEM}{{1,12}}?(?:<naming.noun.listed_heads>){_ENDS}"
        )
        self._and_others = pattern(
            rf"(?P<list>(?:、{_ITEM}{{2,16}}){{0,6}}?、{_ITEM}{{1,14}}?)(?<!<naming.noun.not_et_cetera>)"
            rf"(?:<naming.noun.et_cetera>)(?!<naming.noun.not_behind_et_cetera>|\d)(?P<behind>{_ITEM}{{0,24}})"
        )
        self._gathered_in = GatheredHeads(lexicon, peeler)
        self._who = words("naming", "noun.persons")
        self._persons_listed = pattern(
            rf"(?:、{_ITEM}{{0,12}}?(?:<naming.noun.persons>)){{1,6}}"
            rf"(?:{_ENDS_OR_GOES_ON}|(?=<naming.noun.listed_acts_patterns>))"
        )

    def of(self, c: Behind) -> Far | None:
        """The noun that the count is of, or None where the one right behind it is.

        Asked in this order: what is gathered in it, its qualities, what it can do, a list with one head, a list
        with 等 and a head, a list of persons.
        """
        if self._gathering.match(c.shadow, c.q.end):
            found = self._gathered.match(c.shadow, c.q.end, min(c.limit, c.q.end + FAR))
            return Far(found.group(1), found.end()) if found else None
        if c.end >= c.limit or c.shadow[c.end] not in "、,":
            return None
        far = self._behind_qualities(c)
        if far is not None or c.shadow[c.end] != "、":
            return far
        return (
            self._behind_abilities(c)
            or self._one_head(c)
            or self._with_others(c)
            or self._in_list(c)
        )

    def _behind_qualities(self, c: Behind) -> Far | None:
        """“3户以上行业特色鲜明、…作用强的|省级平台示范企业”: the noun stands behind the qualities."""
        found = None
        if self._quality.search(c.noun):
            found = self._qualified.match(c.shadow, c.end, c.stop)
        return Far(found.group(1), found.end()) if found else None

    def _behind_abilities(self, c: Behind) -> Far | None:
        """“200名能够突破关键技术、引领产业发展的|领军人才”: what they can do is told in front of who they are.

        Refused: 3个能源基地、…的园区 (nothing that one can or has); 20名掌握技术的工匠、…: the noun stands before the mark.
        """
        if OF in c.noun or not c.noun.startswith(self._describing):
            return None
        found = self._described.match(c.shadow, c.end, c.stop)
        return Far(c.noun + found.group(), found.end()) if found else None

    def _one_head(self, c: Behind) -> Far | None:
        """“6家竞争力强的证券、基金、期货业法人|机构”: the head of all stands behind the last."""
        found = self._listed.match(c.shadow, c.end, c.stop)
        if found is None or c.noun.endswith(self._heads):
            return None
        items = found.group()[1:].split("、")
        listed = self._suits(c.q, items) and not any(map(self._opens_with_verb, items))
        return Far(c.noun + found.group(), found.end()) if listed else None

    def _with_others(self, c: Behind) -> Far | None:
        """“20个大数据、区块链等|融合应用场景”: 等 gathers all in the head behind it.

        Where no head stands behind it, the list itself is counted: 30名干部、教师|等到村任职.
        Refused: 3家研究院、带动上下游等企业 (an item that does something), 500人、200户等 (numbers of their own),
        20个县有氟中毒、大骨节病等 (的县: what is listed is no part of who is counted).
        """
        if not c.shadow[c.q.end : c.end].replace("\n", "").endswith(c.noun):
            return None
        found = self._and_others.match(c.shadow, c.end, c.stop)
        if found is None or c.q.unit not in (*self._units, *self._persons):
            return None
        items = [item for item in found["list"][1:].split("、") if len(item) > _WORD]
        if any(map(self._opens_with_verb, items)) or any(map(self._acts.search, items)):
            return None
        head = self._gathered_in.of(found["behind"], people=c.q.unit in self._persons)
        if not head:
            return Far(c.noun + found["list"], found.start("behind"))
        end = found.start("behind") + len(head)
        return Far(c.noun + c.shadow[c.end : end], end)

    def _in_list(self, c: Behind) -> Far | None:
        """“60名优秀教师、医生|到农村工作”: all persons whom the list names are counted, up to what they do.

        Refused: 120名科技特派员、服务农业企业: no person behind the mark; 3个教师之家、医生…: no persons are counted.
        """
        if c.q.unit not in self._persons or not c.noun.endswith(self._who):
            return None
        found = self._persons_listed.match(c.shadow, c.end, c.stop)
        return Far(c.noun + found.group(), found.end()) if found else None

    def _suits(self, q: Quantity, items: Sequence[str]) -> bool:
        """The unit counts what the last item ends with, and no item tells what is done.

        Refused: 50名|医生、护士下沉基层医院, 20场|银企对接会、惠及中小企业.
        """
        people = bool(items) and items[-1].endswith(self._people)
        suits = q.unit in (self._persons if people else self._units)
        return suits and not any(map(self._acts.search, items))
