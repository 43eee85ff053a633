"""Observations: candidates → refuse → group → name → own → date → measure → one constructor."""

from policy_extract.extract.observations.finder import ObservationFinder, Trail

__all__ = ["ObservationFinder", "Trail"]
