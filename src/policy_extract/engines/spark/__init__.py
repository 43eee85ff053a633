"""Documents on many machines, by Spark. Nothing else in this package knows PySpark, and nothing imports it before it is asked for."""

from policy_extract.engines.spark.documents import Spark
from policy_extract.engines.spark.session import EngineError, ready
from policy_extract.engines.spark.tables import only_table

__all__ = ["EngineError", "Spark", "only_table", "ready"]
