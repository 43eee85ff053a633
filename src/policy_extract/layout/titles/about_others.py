"""Title block: titles that name another document, and what they do with it."""

from __future__ import annotations

from policy_extract.layout.titles.zone import TitleWords, bare

_LONGEST = 20  # signs of a title behind the document that it names


def acts_on(words: TitleWords, joined: str) -> bool:
    """A title of its own that names another document: 某市人民政府关于贯彻落实《…若干政策措施》的实施意见.

    Refused: a line that only names one (《…规划》解读), one that goes on in its sentence (《…意见》,提出如下措施).
    """
    head, _, tail = joined.rpartition("》")
    if not head or not words.opinion.match(joined) or len(tail) > _LONGEST:
        return False
    about = head.rpartition("《")[0]
    return any(w in about for w in words.carrying_out) and bare(tail).endswith(words.types)


def carries_out(words: TitleWords, before: str) -> bool:
    """Whether the words before 《 carry the document out, and do not issue it: 关于印发某区落实《…条例》工作方案的通知."""
    last = max(before.rfind(word) for word in words.printing)
    return any(word in before[last:] for word in words.carrying_out)


def in_quotes(plain: str, at: int) -> bool:
    """Whether a place of a line stands inside 《》: 为落实《某省人民政府关于印发…方案的通知》."""
    return plain.count("《", 0, at) > plain.count("》", 0, at)
