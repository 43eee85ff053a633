"""Title block: titles that name another document, and what they do with it."""

from __future__ import annotations

from policy_extract.layout.titles.zone import TitleWords, bare

_SHORTEST, _LONGEST = 3, 20  # signs of a title behind the document that it names
_MARKS = ",;:!?"


def acts_on(words: TitleWords, joined: str) -> bool:
    """A title of its own that names another document: 某市人民政府关于贯彻落实《…若干政策措施》的实施意见.

    So is 2021年省《政府工作报告》重点任务分工方案. Refused: a line that only names one (《…规划》解读), one that
    goes on in its sentence (《…意见》,提出如下措施).
    """
    head, _, tail = joined.rpartition("》")
    kind = bare(tail)
    if joined.count("《") != joined.count("》") or "《" in tail:
        return False  # the last line of a title over several; a line of a sentence that names many
    if not head or any(sign in joined for sign in _MARKS) or not _SHORTEST <= len(kind) <= _LONGEST:
        return False
    return kind.endswith(words.types)


def issued(words: TitleWords, before: str, after: str) -> bool:
    """Whether the document in 《》 is what a notice issues: 关于印发《…规划》的通知, 现将《…方案》印发给你们.

    Refused: one that only says whose tasks are divided (关于印发《政府工作报告》重点任务分工方案的通知, 现将
    《政府工作报告》确定的任务进行分解), or that is carried out (印发某区落实《…条例》工作方案).
    """
    last = max(before.rfind(word) for word in words.printing)
    if last < 0 or any(word in before[last:] for word in words.carrying_out):
        return False
    goes_on = words.more_of_title.match(after)
    if goes_on is not None and any(word in goes_on.group() for word in words.covering):
        return False  # what is issued is named up to 的通知
    return goes_on is None or any(word in goes_on.group() for word in words.printing)


def in_quotes(words: TitleWords, plain: str, at: int) -> bool:
    """Whether a place of a line stands inside 《》 of what is carried out: 为落实《某省人民政府关于印发…方案的通知》."""
    inside = plain.count("《", 0, at) > plain.count("》", 0, at)
    before = plain[: plain.rfind("《", 0, at)] if inside else ""
    return any(word in before for word in words.carrying_out)
