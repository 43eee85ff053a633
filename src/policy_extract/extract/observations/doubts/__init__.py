"""Why a record may be wrong: a closed list of doubts, each with the words that name it to people."""

from policy_extract.extract.observations.doubts.doubter import Doubter
from policy_extract.extract.observations.doubts.listed import DOUBTS
from policy_extract.extract.observations.doubts.look import Doubt
from policy_extract.extract.observations.doubts.words import DoubtWords

__all__ = ["DOUBTS", "Doubt", "DoubtWords", "Doubter"]
