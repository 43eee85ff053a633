"""The second pass spread over Spark: names, entities, pairs and findings as jobs on frames.

What is asked of documents, names and values are the local engine's own functions (``resolve``, ``findings``), each of what shares
a key: so both engines say the same. Modules whose functions run in Spark's workers: ``filling``, ``reducing``, ``alike``, ``judging``, ``parts``;
``jobs`` puts them together, ``second`` gathers what the asking machine writes. PySpark is imported when a run asks for it.
"""

from policy_extract.spread.second import SecondPass

__all__ = ["SecondPass"]
