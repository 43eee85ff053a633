"""Ids and names of companies, once it is settled which names mean one company."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from policy_extract.resolve.companies.clusters import Cluster
from policy_extract.resolve.companies.names import CompanyName, CompanyNames
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

    ``used`` maps every name to how often each document uses it, ``taken`` are the gazetteer's keys, which no other
    company gets for its id. An id needs all companies of one core, and of one body, together; a name needs the names
    of its own company alone.
    """

    def __init__(
        self,
        names: CompanyNames,
        used: Mapping[str, Mapping[str, int]],
        taken: Collection[str],
    ) -> None:
        self._names, self._used, self._taken = names, used, taken
        self._own_names: dict[int, str] = {}

    def ids(self, clusters: Iterable[Cluster]) -> dict[int, str]:
        """The id of each company, by its cluster's identity: the gazetteer's key, else the core, else (two of one core) the body.

        Of two companies of one core the one that is called by the bare core keeps it (金梭纺织 and
        金梭; 金梭卫材 goes by its body), so that its id stays when the other turns up.
        """
        all_said = [(id(cluster), self.said(cluster)) for cluster in clusters]
        cores: dict[str, list[tuple[int, Said]]] = {}
        ids: dict[int, str] = {}
        for cluster, said in all_said:
            if said.known is not None:
                ids[cluster] = said.known
            else:
                cores.setdefault(said.core, []).append((cluster, said))
        for core, those in cores.items():
            owners = those if len(those) == 1 else [one for one in those if one[1].bare]
            for cluster, said in those:
                own = len(owners) == 1 and cluster == owners[0][0] and not said.taken
                ids[cluster] = f"company:{core if own else said.body}"
        return _apart(all_said, ids)

    def said(self, cluster: Cluster) -> Said:
        """What the names of one company say, asked for once all are joined."""
        known = cluster.record or cluster.firm
        parsed = self._parsed(cluster)
        core = min((p.core for p in parsed), key=lambda c: (len(c), c))
        return Said(
            known=f"company:{known.key}" if known is not None else None,
            record=cluster.record is not None,
            core=core,
            taken=core in self._taken,
            body=max((p.body for p in parsed), key=lambda b: (len(b), b)),
            bare=any(p.bare for p in parsed),
            whole=plain(self.own_name(cluster)),
        )

    def _parsed(self, cluster: Cluster) -> list[CompanyName]:
        names = [n for n, m in cluster.names.items() if m.rule != "misprint"]
        return [self._names.parse(name) for name in names or cluster.names]

    def own_name(self, cluster: Cluster) -> str:
        """The name that a company is put out under, asked for once all are joined: then it stays."""
        found = self._own_names.get(id(cluster))
        if found is None:
            found = self._own_names[id(cluster)] = self._best(cluster)
        return found

    def _best(self, cluster: Cluster) -> str:
        """The gazetteer's name, else a registered one, else one with its trade, the most used."""
        if cluster.record is not None:
            return cluster.record.name
        return max(
            self._parsed(cluster),
            key=lambda p: (
                p.legal,
                not p.bare,
                sum(self._used[p.text].values()),
                len(p.text),
                p.text,
            ),
        ).text


def _apart(all_said: Iterable[tuple[int, Said]], ids: dict[int, str]) -> dict[int, str]:
    """Where even the bodies are equal (浙江甬金, 江苏甬金), the whole name tells."""
    users: dict[str, list[tuple[int, Said]]] = {}
    for cluster, said in all_said:
        users.setdefault(ids[cluster], []).append((cluster, said))
    for those in users.values():
        if len(those) > 1:
            for cluster, said in those:
                if not said.record:
                    ids[cluster] = f"company:{said.whole}"
    return ids
