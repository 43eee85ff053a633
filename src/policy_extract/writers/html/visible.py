"""Words of a plan on a page: signs that turn the direction of writing, or that nobody sees, by their names."""

from policy_extract.visible import coded as visible

__all__ = ["visible"]
