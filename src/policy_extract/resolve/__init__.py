"""Mentions to entities across documents: normalise, block, score, judge, explain."""

from policy_extract.resolve.resolver import Resolver, resolve

__all__ = ["Resolver", "resolve"]
