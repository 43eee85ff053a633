"""Ids and names of companies, once it is settled which names mean one company."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from policy_extract.resolve.companies.clusters import Cluster
from policy_extract.resolve.companies.names import CompanyName, CompanyNames
from policy_extract.resolve.found import plain


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
        all_clusters = tuple(clusters)
        cores: dict[str, list[Cluster]] = {}
        ids: dict[int, str] = {}
        for cluster in all_clusters:
            if cluster.record is not None:
                ids[id(cluster)] = f"company:{cluster.record.key}"
            elif cluster.firm is not None:
                ids[id(cluster)] = f"company:{cluster.firm.key}"
            else:
                core = min((p.core for p in self._parsed(cluster)), key=lambda c: (len(c), c))
                cores.setdefault(core, []).append(cluster)
        for core, those in cores.items():
            owners = those
            if len(those) > 1:
                owners = [c for c in those if any(p.bare for p in self._parsed(c))]
            for cluster in those:
                name = core
                if core in self._taken or len(owners) != 1 or cluster is not owners[0]:
                    name = max((p.body for p in self._parsed(cluster)), key=lambda b: (len(b), b))
                ids[id(cluster)] = f"company:{name}"
        return self._apart(all_clusters, ids)

    def _apart(self, clusters: tuple[Cluster, ...], ids: dict[int, str]) -> dict[int, str]:
        """Where even the bodies are equal (浙江甬金, 江苏甬金), the whole name tells."""
        users: dict[str, list[Cluster]] = {}
        for cluster in clusters:
            users.setdefault(ids[id(cluster)], []).append(cluster)
        for those in users.values():
            if len(those) > 1:
                for cluster in those:
                    if cluster.record is None:
                        ids[id(cluster)] = f"company:{plain(self._best(cluster))}"
        return ids

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
