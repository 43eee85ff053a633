"""The words that the rules of ``procedures`` go by, out of ``procedures.toml``."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon

_WITHIN = r"[^,;。:]"  # a sign of one clause


class ProcedureWords:
    """The words of procedures, compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._of_money(lexicon)
        self._of_checks(lexicon)
        self._of_things(lexicon)
        self.units: frozenset[str] = self.institute_units.union(
            self.rhythm_units, self.score_units, self.seat_units, self.length_units, self.team_units
        )
        #: One of these stands in a sentence in which a rule says ``needs=told(…)``, or it has nothing to say.
        self.told = lexicon.pattern(
            r"×|÷|\*|<procedures.fine.named>|<procedures.grant.gives>|<procedures.per.every>|<procedures.sample.always>"
            r"|<procedures.sample.chance>|<procedures.definition.means>|<procedures.advice.gives>"
            r"|<procedures.advice.values>|<procedures.formula.words>"
        )

    def _of_money(self, lexicon: Lexicon) -> None:
        """Fines, grants, and what another number is counted by."""
        words, pattern = lexicon.words, lexicon.pattern
        self.fined = pattern(r"<procedures.fine.named>")
        self.then = pattern(r"的(?:<procedures.condition.then>)")
        self.fine_opens = words("procedures", "fine.opens")
        self.imposed = pattern(
            rf"(?<!(?:<procedures.fine.glued>))(?:<procedures.fine.imposes>)(?!<procedures.fine.goes_on>){_WITHIN}{{0,14}}$"
        )
        self.gives = pattern(r"<procedures.grant.gives>")
        self.gives_now = pattern(r"(?:<procedures.grant.gives>)$")
        self.gives_each = pattern(r"<procedures.grant.each>")
        self.gives_weakly = pattern(r"<procedures.grant.weak>")
        self.gives_to = pattern(r"\d(?:<procedures.beside.more>)?(?:<procedures.grant.receivers>)")
        self.gives_all = pattern(r"<procedures.grant.told>")
        self.limits = words("procedures", "grant.limits")
        self.per_done = pattern(r"(?:<procedures.per.every>)(?:<procedures.per.verbs>)$")
        self.per_gives = pattern(rf",?{_WITHIN}{{0,8}}?(?:<procedures.per.gives>)")

    def _of_checks(self, lexicon: Lexicon) -> None:
        """Samples, how often, opening hours, scores."""
        words, pattern = lexicon.words, lexicon.pattern
        self.sampled = pattern(rf"(?:<procedures.sample.always>){_WITHIN}{{0,6}}$")
        self.checked = pattern(
            rf"(?:<procedures.sample.checks>)(?!<procedures.sample.measured>){_WITHIN}{{0,6}}$"
        )
        self.by_chance = pattern(r"<procedures.sample.chance>")
        every = r"(?:<procedures.rhythm.every>) ?(?:\d+(?:[-~]\d+)?)? ?"
        within = r"[^,;。:\d]{0,14}$"
        self.rhythm_units: frozenset[str] = frozenset(words("procedures", "rhythm.units"))
        self.often = pattern(rf"{every}(?:<procedures.rhythm.short>){within}")
        self.yearly = pattern(rf"{every}(?:<procedures.rhythm.year>){within}")
        self.single = words("procedures", "rhythm.single")
        self.advised = pattern(
            r"(?:(?:<procedures.advice.by>)[^,。;:]{0,6}?(?:<procedures.advice.gives>)"
            r"|(?:<procedures.advice.values>)(?!<procedures.advice.reached>))(?!<procedures.beside.of>)"
        )
        self.checks_often = pattern(r"<procedures.rhythm.checks>")
        self.held = pattern(r"<procedures.rhythm.held>")
        self.opening = pattern(
            r"(?<!<procedures.opening.not_behind>)(?:<procedures.opening.words>)"
        )
        self.meetings = pattern(r"<procedures.rhythm.meetings>")
        self.score_units: frozenset[str] = frozenset(words("procedures", "score.units"))
        self.scored = words("procedures", "score.before")
        self.graded = pattern(rf"{_WITHIN}{{0,4}}?(?:<procedures.score.grades>)")
        self.weights = words("procedures", "score.weight")
        self.weighs = pattern(r"(?:<procedures.beside.of>)?(?:<procedures.score.weight>)")

    def _of_things(self, lexicon: Lexicon) -> None:
        """Institutes, vehicles, places, teams, those that do not, what words mean."""
        words, pattern = lexicon.words, lexicon.pattern
        self.institutes = words("procedures", "institute.before")
        self.institute_units: frozenset[str] = frozenset(words("procedures", "institute.units"))
        self.seat_units: frozenset[str] = frozenset(words("procedures", "seats.units"))
        self.vehicle = pattern(
            r"(?:<procedures.beside.bound>)?(?:<procedures.beside.of>)?[\u4e00-\u9fff]{0,8}?(?:"
            r"(?:<procedures.seats.vehicles>)(?!<procedures.seats.not_before>)"
            r"|(?:<procedures.seats.any_vehicle>)(?=[,;。、)]|<procedures.beside.joint>|$))"
        )
        self.clock = pattern(r"\d ?(?:<procedures.clock.hours>) ?$")
        self.length_units: frozenset[str] = frozenset(words("procedures", "position.units"))
        self.distance = pattern(
            rf"(?<!(?:<procedures.position.other>))(?:<procedures.position.from>){_WITHIN}{{0,14}}$"
        )
        self.sides = words("procedures", "position.sides")
        self.team_units: frozenset[str] = frozenset(words("procedures", "team.units"))
        self.team = pattern(
            r"(?:<procedures.beside.of>)?[\u4e00-\u9fff]{0,6}?(?:<procedures.team.words>|<procedures.team.formed>)"
        )
        self.shortfall = pattern(
            r"(?:<procedures.beside.bound>)?(?:<procedures.beside.of>)?[\u4e00-\u9fff]{0,10}?"
            r"(?:(?:<procedures.shortfall.not>)(?:<procedures.shortfall.verbs>)[\u4e00-\u9fff]{0,6}"
            r"|<procedures.shortfall.events>)(?=[,;。、)]|$)"
        )
        self.means = pattern(
            r"(?:<procedures.definition.means>)(?!<procedures.definition.not_means>)"
        )
        self.promised = pattern(r"<refusals.counting.verbs>")
        self.body = pattern(
            r"(?:<procedures.criterion.body>)(?:\([^()]{1,12}\))?"
            rf"(?:(?!<procedures.criterion.rates>){_WITHIN}){{0,8}}$"
        )
        self.body_units = frozenset(words("procedures", "criterion.units"))
        self.body_pair = pattern(r"/\d+ ?(?:<procedures.criterion.units>)")
        self.averaged = pattern(r"<procedures.criterion.averaged>")
        self.criterion = pattern(
            r"(?:<procedures.criterion.measures>)(?:<procedures.criterion.leads>)?$"
        )
        self.of_which = pattern(
            r"(?:<procedures.criterion.persons>)"
            rf"|(?:<procedures.beside.of>)(?!{_WITHIN}{{0,6}}?(?:<procedures.criterion.aims>))[\u4e00-\u9fff]"
        )
        self.of_age = pattern(
            r"(?:<procedures.beside.of>)?[\u4e00-\u9fff]{0,4}?(?:<measures.people.behind>)"
        )
        self.formula = pattern(r"<procedures.formula.words>")
        self.cut_units = words("procedures", "cut.units")
        self.cut_openings = frozenset(unit[0] for unit in self.cut_units)
