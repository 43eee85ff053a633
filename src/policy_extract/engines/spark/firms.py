"""What a worker of Spark does with names of companies: keys of a name, whether two are linked, the companies of linked names.

Everything is asked of the functions of the local engine; each worker makes its words from the recipe once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from policy_extract.lexicon import Lexicon, load
from policy_extract.resolve.companies.misprints import mistaken_keys, right_keys
from policy_extract.resolve.companies.openings import opening, whole
from policy_extract.resolve.companies.resolver import CompanyResolver
from policy_extract.resolve.companies.words import CompanyWords
from policy_extract.resolve.divisions import DivisionIndex, Place
from policy_extract.resolve.found import plain
from policy_extract.resolve.judgements import Judgements
from policy_extract.resolve.matching import Name
from policy_extract.tuples import NamedTuple
from policy_extract.work import Recipe

#: Sides of a key: a name that is it, one that goes on behind it; one that may be mistaken, one that it may be mistaken for.
WHOLE, BEGUN, WRONG, RIGHT = 0, 1, 2, 3
KEYS: Final = "array<struct<key: string, side: int>>"
#: What is known of names whatever others there are, as nodes that they are linked to.
NODES: Final = "array<string>"
COMPANIES: Final = (
    "array<struct<number: int, known: string, record: boolean, core: string, taken: boolean, body: string, bare: boolean,"
    " whole: string, names: array<struct<name: string, document: string, own: string, rank: int, rule: string,"
    " score: double, division: string>>>>"
)


@dataclass(frozen=True)
class Ground:
    """What the words for names are made from: gazetteers, and the codes of divisions around the documents."""

    recipe: Recipe
    nearby: frozenset[str] = frozenset()


class Words(NamedTuple):
    """All that names of companies are settled with."""

    lexicon: Lexicon
    divisions: DivisionIndex
    judgements: Judgements
    words: CompanyWords


@lru_cache(maxsize=1)
def words_of(ground: Ground) -> Words:
    """The words, made once in a worker."""
    lexicon = load(ground.recipe.folders, local=ground.recipe.local)
    divisions, judgements = DivisionIndex(lexicon), Judgements(lexicon.judgements)
    words = CompanyWords.of(lexicon, divisions, judgements, ground.nearby)
    return Words(lexicon, divisions, judgements, words)


def keys(ground: Ground) -> Callable[[str], list[dict[str, Any]]]:
    """The keys of a name (see ``KEYS``): names that share none are not one company, and not a misprint of each other."""
    names, matcher = words_of(ground).words

    def of(text: str) -> list[dict[str, Any]]:
        name = names.parse(text)
        own = (*whole(name), f"plain:{plain(text)}")
        found = [(key, WHOLE) for key in own]
        found += [(key, BEGUN) for key in opening(name, names)]
        found += [(_written(key), WRONG) for key in mistaken_keys(name, matcher.confusable)]
        found += [(_written(key), RIGHT) for key in right_keys(name, matcher.confusable)]
        return [{"key": key, "side": side} for key, side in dict.fromkeys(found)]

    return of


def _written(key: tuple[str, int, frozenset[str], bool]) -> str:
    body, core, business, group = key
    return f"misprint:{body}:{core}:{','.join(sorted(business))}:{int(group)}"


def links(ground: Ground) -> Callable[[Mapping[str, Any]], bool]:
    """Whether two names (``left``, ``right``) may come into one company by what they themselves say.

    ``side`` is that of the right one's key. Of two names that do not link, neither is looked at when the other is joined.
    """
    names, matcher = words_of(ground).words

    def of(pair: Mapping[str, Any]) -> bool:
        left, right = pair["left"], pair["right"]
        if pair["side"] == RIGHT:
            return matcher.misprint(right, left) is not None
        regions = names.parse(left).regions, names.parse(right).regions
        return not names.apart(*regions) and matcher.judge(left, right).verdict == "same"

    return of


def nodes(ground: Ground) -> Callable[[str], list[str]]:
    """What a name is linked to whatever other names there are: a record of the gazetteer, a regional firm, a judgement."""
    made = words_of(ground)
    judged = {
        one
        for left, right, verdict in made.judgements.names("company")
        if verdict == "same"
        for one in (left, right)
    }

    def of(text: str) -> list[str]:
        known, form = made.words.matcher.known(text), plain(text)
        found = [f"known:{known}"] if known is not None else []
        return found + ([f"judged:{form}"] if form in judged else [])

    return of


def records(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Links that the gazetteers have: the name of each record and its node, and names that people judged to be one."""
    for record in lexicon.companies:
        yield record.name, f"known:{record.key}"
    for left, right, verdict in Judgements(lexicon.judgements).names("company"):
        if verdict == "same":
            yield f"judged:{left}", f"judged:{right}"


def companies(ground: Ground) -> Callable[[list[Mapping[str, Any]]], list[dict[str, Any]]]:
    """The companies of all names that are linked (``name``, ``uses``: ``document``, ``count``), joined as the local engine does.

    A name that means another company in another document comes with each of its documents, any other once, without one.
    """
    made = words_of(ground)

    def of(linked: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
        used = {
            one["name"]: {use["document"]: use["count"] for use in one["uses"]}
            for one in sorted(linked, key=lambda one: str(one["name"]))
        }
        resolver = CompanyResolver(
            made.lexicon, made.divisions, made.judgements, used, ground.nearby, made.words
        )
        found: dict[int, list[dict[str, Any]]] = {}
        for name, uses in used.items():
            for document in sorted(uses) if resolver.by_document(name) else [None]:
                asked = Name(name, Place(document=document or ""))
                told = _told(resolver, asked, document)
                found.setdefault(resolver.company_of(asked), []).append(told)
        return [
            {"number": number, **said._asdict(), "names": found.get(cluster, [])}
            for number, (cluster, said) in enumerate(resolver.companies())
        ]

    return of


def parent(ground: Ground) -> Callable[[Mapping[str, Any]], str | None]:
    """The id of the company that the gazetteers put above that of a name (``name``, ``known``, ``record``); None for none."""
    made = words_of(ground)
    records = {f"company:{record.key}": record for record in made.lexicon.companies}

    def of(row: Mapping[str, Any]) -> str | None:
        known = (
            records[row["known"]]
            if row["record"]
            else made.words.matcher.regional.read(row["name"])
        )
        return f"company:{known.parent}" if known is not None and known.parent else None

    return of


def _told(resolver: CompanyResolver, asked: Name, document: str | None) -> dict[str, Any]:
    found = resolver.resolve(asked)
    return {
        "name": asked.text, "document": document, "own": found.name, "rank": found.rank,
        "rule": found.rule, "score": found.score, "division": found.division,
    }  # fmt: skip
