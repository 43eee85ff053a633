"""All that names the numbers of a sentence, put together for a lexicon."""

from __future__ import annotations

from policy_extract.extract.observations.names.by_next import ByNext
from policy_extract.extract.observations.names.clauses import ClauseReader
from policy_extract.extract.observations.names.complete import Completion
from policy_extract.extract.observations.names.each import EachWords
from policy_extract.extract.observations.names.far_nouns import FarNouns
from policy_extract.extract.observations.names.front_reader import FrontReader
from policy_extract.extract.observations.names.fronts import Fronts
from policy_extract.extract.observations.names.group import Grouper
from policy_extract.extract.observations.names.list_labels import ListLabels
from policy_extract.extract.observations.names.name_clause import Reading
from policy_extract.extract.observations.names.next_nouns import NextNouns
from policy_extract.extract.observations.names.nouns import Nouns
from policy_extract.extract.observations.names.parts import Parts
from policy_extract.extract.observations.names.project_money import ProjectMoney
from policy_extract.extract.observations.names.shared_places import SharedPlaces
from policy_extract.extract.observations.names.turns import Turns
from policy_extract.extract.observations.names.words import NameWords
from policy_extract.extract.observations.names.works import Works
from policy_extract.extract.observations.peeler import Peeler
from policy_extract.extract.observations.places import PlaceWords
from policy_extract.extract.observations.refusals.words import RefusalWords
from policy_extract.lexicon import Lexicon
from policy_extract.measure.bounds import Bounds
from policy_extract.rules import Switches


def clause_reader(
    lexicon: Lexicon, peeler: Peeler, nouns: Nouns, refusals: RefusalWords, switches: Switches
) -> ClauseReader:
    """The reader of names, with the rules that are switched on."""
    places, names = lexicon.once(PlaceWords), NameWords(lexicon)
    reading = Reading(
        names,
        peeler,
        nouns,
        refusals,
        Completion(lexicon),
        Bounds(lexicon),
        places,
        Parts(lexicon, switches),
        EachWords(lexicon),
        SharedPlaces(lexicon, places, switches),
        ProjectMoney(lexicon),
        FarNouns(lexicon, peeler),
        NextNouns(lexicon, peeler, nouns, refusals),
    )
    turns = Turns(lexicon, names, peeler, switches)
    works = Works(lexicon, peeler, reading.completion.deeds, switches)
    front = FrontReader(reading, turns, works, Fronts(lexicon, switches))
    by_next, labels = ByNext(lexicon, switches), ListLabels(lexicon)
    return ClauseReader(reading, Grouper(lexicon, switches), front, by_next, labels, switches)
