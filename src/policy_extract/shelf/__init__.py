"""What a run lays down in its first pass and takes up in its second: in memory for a few documents, in an SQLite file for many.

The file goes with the run. Nothing is read that another run has written.
"""

from policy_extract.shelf.lookup import Lookup
from policy_extract.shelf.pile import Pile
from policy_extract.shelf.room import FEW, Room
from policy_extract.shelf.shelved import Shelf, document_packed, document_unpacked

__all__ = ["FEW", "Lookup", "Pile", "Room", "Shelf", "document_packed", "document_unpacked"]
