"""Names that mean many bodies at once: 市级相关部门, 各乡镇（街道）, 各县（市、区）, 属地政府, 大数据企业."""

from __future__ import annotations

from policy_extract.lexicon import Lexicon

_FILE = "agency_resolution"


class Collectives:
    """Knows a collective name and its class of wording; built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._fronts = words(_FILE, "collective_fronts")
        self._insides = words(_FILE, "collective_insides")
        self._ends = words(_FILE, "collective_ends")
        self._whole = frozenset(words(_FILE, "collective_whole"))
        self._each = "".join(words(_FILE, "each")[:1])
        self._same = [
            (other, "" if word == "drop" else word)
            for word, others in lexicon.table(_FILE, "same_collective").items()
            for other in (others if isinstance(others, tuple) else ())
        ]
        self._classes = {
            wording: name
            for name, wordings in lexicon.table(_FILE, "collective_class").items()
            for wording in (name, *(wordings if isinstance(wordings, tuple) else ()))
        }

    def is_one(self, text: str) -> bool:
        """Whether a name means many bodies at once.

        Refused: 云山街道, 永昌街道办事处, a single town; 开发区, a park.
        """
        return (
            text.startswith(self._fronts)
            or text.endswith(self._ends)
            or any(inside in text for inside in self._insides)
            or self._reduced(text) in self._whole
        )

    def wording(self, skeleton: str) -> str:
        """The class of a collective name's wording: 各相关部门 and 有关单位 are one, 各乡镇（街道） and 各镇街 too.

        Where the word that made it collective falls away, it stays: 各银行 is never the same as one 银行.
        """
        core = self._reduced(skeleton)
        if core in self._classes:
            return self._classes[core]
        return core if core and self.is_one(core) else self._each + (core or skeleton)

    def _reduced(self, core: str) -> str:
        for other, word in self._same:
            core = core.replace(other, word)
        return core
