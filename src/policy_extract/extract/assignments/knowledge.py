"""What every reader of lists, sentences and tables goes by; built once for a lexicon."""

from __future__ import annotations

from policy_extract.extract.assignments.limits import Limits
from policy_extract.extract.assignments.lists import ListReader
from policy_extract.extract.assignments.names import AgencyNames
from policy_extract.extract.assignments.roles import Roles
from policy_extract.extract.assignments.tasks import Tasks
from policy_extract.extract.assignments.words import RoleWords
from policy_extract.lexicon import Lexicon
from policy_extract.rules import Switches
from policy_extract.tuples import NamedTuple


class Knowledge(NamedTuple):
    """The word lists, who judges a name, reads a list, gives roles, tasks and time limits."""

    lexicon: Lexicon
    switches: Switches
    names: AgencyNames
    roles: Roles
    lists: ListReader
    tasks: Tasks
    limits: Limits

    @classmethod
    def of(cls, lexicon: Lexicon, switches: Switches) -> Knowledge:
        """The knowledge of a lexicon, without the rules that ``switches`` name."""
        names, words = AgencyNames(lexicon, switches), RoleWords(lexicon)
        roles = Roles(words, switches)
        return cls(
            lexicon=lexicon,
            switches=switches,
            names=names,
            roles=roles,
            lists=ListReader(lexicon, names, roles),
            tasks=Tasks(switches),
            limits=Limits(lexicon, words, switches),
        )
