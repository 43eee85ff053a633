"""In a worker: which entities lie in one block, and what is said of two of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from policy_extract.engines.spark.firms import Ground, words_of
from policy_extract.model import Entity
from policy_extract.resolve import Resolver
from policy_extract.resolve.agencies import matching as agency_matching
from policy_extract.resolve.agencies.resolver import AgencyResolver
from policy_extract.resolve.areas import matching as area_matching
from policy_extract.resolve.areas.resolver import AreaResolver
from policy_extract.resolve.companies import matching as company_matching
from policy_extract.resolve.companies.words import CompanyPairs
from policy_extract.resolve.divisions import Place
from policy_extract.resolve.found import RANK_WRITTEN, Found
from policy_extract.resolve.indicators import matching as indicator_matching
from policy_extract.resolve.indicators.resolver import IndicatorResolver
from policy_extract.resolve.judgements import judged_type
from policy_extract.resolve.matching import Match, Name, Pairs, Weights
from policy_extract.resolve.pairs import FULL, Pair, form_of, neighbours, weighed
from policy_extract.shelf import Room
from policy_extract.tuples import NamedTuple

#: The block of an entity, and the signs by which it is told from others there.
BLOCKS: Final = "struct<kind: string, form: string, blocks: array<string>>"
#: The pairs of a block, and what its members share where not all are weighed.
MEETING: Final = (
    "struct<pairs: array<struct<left: string, right: string>>, sign: string, names: int>"
)


class _Told(NamedTuple):
    """A kind with its weights, for names that ``named`` made."""

    kind: Pairs
    weights: Weights


def named(spelled: Sequence[Mapping[str, Any]]) -> list[Name]:
    """Spellings, each with what its document told of it in the place of that document."""
    return [Name(one["text"], Place(document=one["told"] or "")) for one in spelled]


class _Areas(AreaResolver):
    """Areas that their documents have resolved."""

    def resolve(self, name: Name) -> Found:
        """The area as it was told."""
        return Found(name.place.document, "area", "", RANK_WRITTEN, "", 0.0)


def _parts_told(name: Name) -> agency_matching.Parts:
    return agency_matching.Parts(*json.loads(name.place.document))


@lru_cache(maxsize=1)
def _kinds(ground: Ground) -> dict[str, _Told]:
    made = words_of(ground)
    resolver = Resolver(made.lexicon)
    areas = _Areas(resolver.known.areas, made.divisions, made.judgements, Room())
    agencies = AgencyResolver(made.lexicon, made.divisions, areas, made.judgements, Room())
    agencies.take_parts_from(_parts_told)
    indicators = IndicatorResolver(
        resolver.indicator_names, resolver.indicator_matcher, made.judgements
    )
    return {
        "area": _Told(areas, area_matching.WEIGHTS),
        "agency": _Told(agencies, agency_matching.WEIGHTS),
        "company": _Told(CompanyPairs(made.words), company_matching.WEIGHTS),
        "indicator": _Told(indicators, indicator_matching.WEIGHTS),
    }


def _kind(type: str) -> str:
    return "agency" if type == "collective" else type


def blocks(ground: Ground) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Where an entity (``type``, ``spelled``) lies: see ``BLOCKS``."""
    kinds = _kinds(ground)

    def of(row: Mapping[str, Any]) -> dict[str, Any]:
        name, names = _kind(row["type"]), named(row["spelled"])
        kind = kinds[name].kind
        found = dict.fromkeys(block for one in names for block in kind.blocks(one))
        return {"kind": name, "form": form_of(names, kind), "blocks": list(found)}

    return of


def meeting(ground: Ground) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Who is weighed against whom in a block (``kind``, ``block``, ``members``: ``entity``, ``form``): see ``MEETING``."""
    kinds = _kinds(ground)

    def of(row: Mapping[str, Any]) -> dict[str, Any]:
        forms = {one["entity"]: one["form"] for one in row["members"]}
        crowded = len(forms) > FULL
        asked = neighbours(forms) if crowded else combinations(sorted(forms), 2)
        return {
            "pairs": [{"left": left, "right": right} for left, right in asked],
            "sign": kinds[row["kind"]].kind.shared(row["block"]) if crowded else None,
            "names": len(forms),
        }

    return of


def weighing(ground: Ground) -> Callable[[Mapping[str, Any]], bytes | None]:
    """Two entities (``left``, ``right``: ``data``, ``spelled``) as a pair for people to judge; None for none."""
    kinds, judgements = _kinds(ground), words_of(ground).judgements

    def of(row: Mapping[str, Any]) -> bytes | None:
        left, right = (Entity.model_validate_json(row[side]["data"]) for side in ("left", "right"))
        kind, weights = kinds[_kind(left.type)]
        lefts, rights = (named(row[side]["spelled"]) for side in ("left", "right"))
        pair = weighed(left, right, lefts, rights, kind, weights)
        if pair is None:
            return None
        called = [[alias.text for alias in one.aliases] for one in (left, right)]
        if judgements.spoken(judged_type(pair.type), *called):
            return None
        return json.dumps({**pair._asdict(), "match": pair.match._asdict()}).encode()

    return of


def pair_of(data: bytes) -> Pair:
    """A pair out of its bytes."""
    found = json.loads(data)
    match = found["match"]
    match["features"] = tuple(match["features"])
    return Pair(**{**found, "documents": tuple(found["documents"]), "match": Match(**match)})
