"""Observations from prose and tables: one value, of one indicator, for one area, at one time."""

from policy_extract.extract.observations.finder import ObservationFinder

__all__ = ["ObservationFinder"]
