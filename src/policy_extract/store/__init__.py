"""What an earlier run into the same OUT has made of each document, and of all of them: a run does again what has changed.

It lies in the tool's own folder of OUT, as JSON in an SQLite file, under a key of everything that the outcome depends on
(``ground``, ``contents``). It may be lost, broken or foreign at any time: then a run does all the work, and says so.
"""

from policy_extract.store.database import PLACE
from policy_extract.store.kept import LastRun, Settled, Store

__all__ = ["PLACE", "LastRun", "Settled", "Store"]
