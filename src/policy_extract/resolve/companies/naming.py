"""Ids and names of companies, once it is settled which names mean one company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from policy_extract.resolve.companies.joining import CompanyJoining
from policy_extract.resolve.found import plain
from policy_extract.tuples import NamedTuple


class Said(NamedTuple):
    """What one company's names say for its id: the ``known`` id of a gazetteer, and whether that is a record's, which no other takes;
    the shortest core, and whether a key of the gazetteer has it ``taken``; the longest body; whether a name is the ``bare`` core; the
    best name in its plain form, ``whole``."""

    known: str | None
    record: bool
    core: str
    taken: bool
    body: str
    bare: bool
    whole: str


class CompanyNaming:
    """Gives companies their ids and names.

    ``taken`` are the gazetteer's keys, which no other company gets for its id. An id needs all companies of one core, and of one
    body, together; a name needs the names of its own company alone.
    """

    def __init__(self, joined: CompanyJoining, taken: Collection[str]) -> None:
        self._joined, self._clusters, self._taken = joined, joined.clusters, taken
        #: The names that companies are put out under, as far as they were asked for, by number.
        self.own_names = [""] * len(joined.clusters)

    def ids(self) -> list[str]:
        """The id of each company, by its number: the gazetteer's key, else the core, else (two of one core) the body.

        Of two companies of one core the one that is called by the bare core keeps it (金梭纺织 and
        金梭; 金梭卫材 goes by its body), so that its id stays when the other turns up.
        """
        clusters, parts = self._clusters, self._joined.parts
        ids = [""] * len(clusters)  # at first the cores
        sharing, called = Counter[str](), Counter[str]()  # companies of a core, and by it
        bare = bytearray(len(clusters))
        cores: dict[str, str] = {}  # each once
        for cluster in clusters:
            known = clusters.known(cluster)
            if known is not None:
                ids[cluster] = f"company:{known.key}"
                continue
            numbers = self._numbers(cluster)
            core = self._core(numbers)
            core = ids[cluster] = cores.setdefault(core, core)
            bare[cluster] = any(map(parts.bare, numbers))
            sharing[core] += 1
            called[core] += bare[cluster]
        for cluster in clusters:
            if clusters.known(cluster) is None:
                core = ids[cluster]
                own = sharing[core] == 1 or (called[core] == 1 and bool(bare[cluster]))
                own = own and core not in self._taken
                ids[cluster] = f"company:{core if own else self._body(self._numbers(cluster))}"
        users = Counter(map(ids.__getitem__, clusters))
        for cluster in clusters:  # where even the bodies are equal, the whole name tells
            if users[ids[cluster]] > 1 and cluster not in clusters.records:
                ids[cluster] = f"company:{plain(self.own_name(cluster))}"
        return ids

    def said(self, cluster: int) -> Said:
        """What the names of one company say, asked for once all are joined."""
        known = self._clusters.known(cluster)
        numbers, parts = self._numbers(cluster), self._joined.parts
        core = self._core(numbers)
        return Said(
            known=f"company:{known.key}" if known is not None else None,
            record=cluster in self._clusters.records,
            core=core,
            taken=core in self._taken,
            body=self._body(numbers),
            bare=any(map(parts.bare, numbers)),
            whole=plain(self.own_name(cluster)),
        )

    def _numbers(self, cluster: int) -> list[int]:
        every = list(self._clusters.names(cluster))
        return [n for n in every if self._clusters.why(n).rule != "misprint"] or every

    def _core(self, numbers: Iterable[int]) -> str:
        return min(map(self._joined.parts.core, numbers), key=_by_length)

    def _body(self, numbers: Iterable[int]) -> str:
        return max(map(self._joined.parts.body, numbers), key=_by_length)

    def own_name(self, cluster: int) -> str:
        """The name that a company is put out under, asked for once all are joined: then it stays.

        The gazetteer's name, else a registered one, else one with its trade, the most used.
        """
        found = self.own_names[cluster]
        if not found:
            record = self._clusters.records.get(cluster)
            best = record.name if record is not None else self._best(self._numbers(cluster))
            found = self.own_names[cluster] = best
        return found

    def _best(self, numbers: list[int]) -> str:
        parts, used = self._joined.parts, self._joined.used
        if len(numbers) == 1:
            return used.texts[numbers[0]]

        def rank(number: int) -> tuple[object, ...]:
            text = used.texts[number]
            bare = parts.bare(number)
            return (parts.legal(number), not bare, used.total(number), len(text), text)

        return used.texts[max(numbers, key=rank)]


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text
