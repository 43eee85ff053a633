"""What a doubt is worth, measured: a small logistic regression on records that were judged by labels.

Plain Newton steps with a ridge; a doubt may only speak against a record, so a weight that would speak for
it is set to nothing and the others are fitted again. Cross-validation leaves out one document at a time, or a twentieth of many.
What a doubt is worth is measured on the records of all rounds; how often a record is right at all, on those of the newest, for
rules learn from every round.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

_RIDGE = 3.0  # on every weight, not on the prior; of 1, 3 and 10 the best calibrated on documents left out
_BESIDE = 3.0  # … beside weights that stay: of few documents, whose records share their faults
_PARTS = 20  # into which many documents are dealt, to be left out by turns
_STEPS = 40
_STILL = 1e-8
_FAR = 6.0  # log odds within which the prior of the newest round is looked for
_MANY = 60  # documents from which on they are left out in parts
_MARKED = 0.30  # at most so many of the records of new documents are marked
_BINS = 10
_UNDATED = "document.no_period"


@dataclass(frozen=True, slots=True)
class Judged:
    """A record as the fit sees it: its document, its doubts, whether it is right, its confidence.

    ``round``: of first contact, with the rules as they were before they learned from it.
    """

    document: str
    doubts: frozenset[str]
    right: bool
    confidence: float = 1.0
    round: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """A fitted model: the log odds without doubts, and what each doubt takes from them."""

    prior: float
    weights: dict[str, float]

    def of(self, doubts: Iterable[str]) -> float:
        """The chance that a record with these doubts is right."""
        return _chance(self.prior + sum(self.weights.get(d, 0.0) for d in doubts))


def _chance(odds: float) -> float:
    """Log odds as a chance; beyond thirty nothing is told apart."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def fit(
    records: Sequence[Judged],
    ridge: float | None = None,
    held: Weights | None = None,
    only: Collection[str] = (),
) -> Weights:
    """Fit prior and weights. Doubts that no record has get no weight; without records all is even.

    ``held``: a prior and weights that were measured before, on other records, and stay as they are; other doubts are fitted beside
    them, with a stronger ridge (``_BESIDE``) and a prior of these records' own, which is not kept: excerpts err more than plans do.
    ``only``: the doubts to fit; a doubt without a weight may have been measured before, and found to say nothing.
    """
    weights = held.weights if held else {}
    ridge = ridge if ridge is not None else _BESIDE if held else _RIDGE
    names = sorted({d for record in records for d in record.doubts} - weights.keys())
    names = [name for name in names if not only or name in only]
    while True:
        fitted = _fit(records, names, ridge, weights)
        speaking_for = [name for name in names if fitted.weights[name] > 0]
        if not speaking_for:
            prior = held.prior if held else _prior_now(fitted, records)
            return Weights(prior, fitted.weights)
        names = [name for name in names if name not in speaking_for]


def cross_validated(
    records: Sequence[Judged],
    ridge: float | None = None,
    held: Weights | None = None,
    only: Collection[str] = (),
) -> list[Judged]:
    """Each record with the confidence of a fit that has not seen its document; ``held`` and ``only`` as for ``fit``."""
    found: list[Judged] = []
    documents = sorted({record.document for record in records})
    parts = _PARTS if len(documents) > _MANY else len(documents)
    for number in range(parts):
        out = set(documents[number::parts])
        fitted = fit([r for r in records if r.document not in out], ridge, held, only)
        found += [replace(r, confidence=fitted.of(r.doubts)) for r in records if r.document in out]
    return found


def _prior_now(fitted: Weights, records: Sequence[Judged]) -> float:
    """The prior with which the newest round's records are right as often as they are trusted."""
    newest = max((record.round for record in records), default=0)
    of_now = [record for record in records if record.round == newest]
    if len(of_now) == len(records):
        return fitted.prior
    right = sum(record.right for record in of_now)
    low, high = fitted.prior - _FAR, fitted.prior + _FAR
    for _ in range(_STEPS):
        middle = (low + high) / 2
        trusted = sum(Weights(middle, fitted.weights).of(r.doubts) for r in of_now)
        low, high = (middle, high) if trusted < right else (low, middle)
    return low


def threshold(records: Sequence[Judged]) -> float:
    """The confidence below which at most three in ten of these records lie, to three decimals.

    Counted are documents with a planning period: one without is doubtful as a whole, and would spend the
    limit alone.
    """
    dated = [r for r in records if _UNDATED not in r.doubts]
    ranked = sorted(record.confidence for record in dated or records)
    if not ranked:
        return 0.5
    allowed = int(len(ranked) * _MARKED)
    below = [v for v in sorted(set(ranked)) if sum(c < v for c in ranked) <= allowed]
    return math.floor(below[-1] * 1000) / 1000 if below else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of one tenth of confidence: how many, their mean confidence, the share that is right."""

    low: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidences can be trusted.

    ``caught``: of the wrong records the share that is marked; ``lowest``: the share of the wrong ones in
    the lowest fifth, ``best_lowest`` the most that could be there; ``risk_coverage`` the mean error over
    all shares of records kept from the surest down; ``calibration_error`` the mean gap between
    confidence and truth, weighted by the bins.
    """

    records: int
    wrong: int
    marked: float
    caught: float
    lowest: float
    best_lowest: float
    risk_coverage: float
    calibration_error: float
    bins: tuple[Bin, ...]


def reliability(records: Sequence[Judged], below: float) -> Reliability | None:
    """The figures of judged records for a threshold; None without records."""
    if not records:
        return None
    count, wrong = len(records), sum(not r.right for r in records)
    marked = [r for r in records if r.confidence < below]
    ranked = sorted(records, key=lambda r: r.confidence)
    fifth = ranked[: max(1, round(count / 5))]
    error = wrong / count
    bins = _bins(records)
    return Reliability(
        records=count,
        wrong=wrong,
        marked=len(marked) / count,
        caught=sum(not r.right for r in marked) / wrong if wrong else 1.0,
        lowest=sum(not r.right for r in fifth) / wrong if wrong else 1.0,
        best_lowest=min(1.0, 0.2 / error) if error else 1.0,
        risk_coverage=_risk_coverage(ranked),
        calibration_error=sum(b.count * abs(b.confidence - b.right) for b in bins) / count,
        bins=bins,
    )


def _bins(records: Sequence[Judged]) -> tuple[Bin, ...]:
    found: list[Bin] = []
    for index in range(_BINS):
        inside = [r for r in records if min(int(r.confidence * _BINS), _BINS - 1) == index]
        if inside:
            mean = sum(r.confidence for r in inside) / len(inside)
            right = sum(r.right for r in inside) / len(inside)
            found.append(Bin(index / _BINS, len(inside), mean, right))
    return tuple(found)


def _risk_coverage(ranked: Sequence[Judged]) -> float:
    """The mean error of the surest 1, 2, 3 … records; records as sure as each other share their errors."""
    total = wrong = kept = 0.0
    index = len(ranked)
    while index:
        level = ranked[index - 1].confidence
        first = index
        while first and ranked[first - 1].confidence == level:
            first -= 1
        rate = sum(not r.right for r in ranked[first:index]) / (index - first)
        for _ in range(index - first):
            wrong, kept = wrong + rate, kept + 1
            total += wrong / kept
        index = first
    return total / len(ranked)


def _fit(
    records: Sequence[Judged], names: Sequence[str], ridge: float, held: Mapping[str, float]
) -> Weights:
    """Newton's steps on the penalised likelihood; column 0 is the prior, what is held is added to each row."""
    place = {name: index for index, name in enumerate(names, 1)}
    rows = [[0, *sorted(place[d] for d in r.doubts if d in place)] for r in records]
    given = [sum(held.get(d, 0.0) for d in r.doubts) for r in records]
    size = len(names) + 1
    weights = [0.0] * size
    if given:  # what is held is made up for first, or the first step goes too far
        weights[0] = -sum(given) / len(given)
    for _ in range(_STEPS if records else 0):
        gradient = [-ridge * w if i else 0.0 for i, w in enumerate(weights)]
        hessian = [[ridge if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        hessian[0][0] = 1e-6
        for row, start, record in zip(rows, given, records, strict=True):
            chance = _chance(start + sum(weights[i] for i in row))
            gap, spread = record.right - chance, chance * (1 - chance)
            for i in row:
                gradient[i] += gap
                for j in row:
                    hessian[i][j] += spread
        step = _solved(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _STILL:
            break
    return Weights(weights[0], {**held, **{name: weights[index] for name, index in place.items()}})


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a positive definite system, by elimination with the largest pivot."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda i: abs(rows[i][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for below in range(column + 1, size):
            factor = rows[below][column] / rows[column][column]
            if factor:
                rows[below] = [
                    b - factor * a for a, b in zip(rows[column], rows[below], strict=True)
                ]
    solution = [0.0] * size
    for i in range(size - 1, -1, -1):
        known = sum(rows[i][j] * solution[j] for j in range(i + 1, size))
        solution[i] = (rows[i][size] - known) / rows[i][i]
    return solution
