"""Doubts of a value: its unit, its measure, a crowd of numbers, another value close by."""

from __future__ import annotations

from policy_extract.extract.observations.doubts.look import Look

_CROWD = 5  # numbers of one sentence


def unusual_unit(look: Look) -> bool:
    """A unit that the gazetteer does not have for the indicator."""
    value, units = look.fields.value.value, look.words.units(look.name)
    return bool(units and value and value.unit and value.unit not in units)


def odd_unit(look: Look) -> bool:
    """A unit that indicators of plans seldom have."""
    value = look.fields.value.value
    return bool(value and value.unit and value.unit not in look.words.amounts)


def unit_of_share(look: Look) -> bool:
    """A share without %, or % of a thing that is no share."""
    value = look.fields.value.value
    if value is None or look.fields.measure.value not in ("level", "share"):
        return False
    share_name = look.name.endswith(look.words.share_ends)
    return share_name != (value.unit in ("%", "‰", "个百分点"))


def level_for_rate(look: Look) -> bool:
    """A level, though its clause speaks of growth."""
    if look.fields.measure.value != "level" or look.in_cell:
        return False
    start, end = look.fields.around
    around = look.plan.shadow[start:end].replace(look.name, "")  # 增加值 is no word of growth
    return look.words.rate_words.search(around) is not None


def crowded(look: Look) -> bool:
    """Five numbers or more stand in the sentence."""
    return look.fields.numbers >= _CROWD


def restated_close(look: Look) -> bool:
    """The same is stated close by with another value."""
    return look.repeated
