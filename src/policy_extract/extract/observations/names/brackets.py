"""What a bracket behind a number tells of a part, and what goes on behind it: 保有量6.8万辆（其中新能源0.3万辆），|增长5%."""

from __future__ import annotations

from policy_extract.extract.observations.drafts import INTERRUPTED
from policy_extract.extract.observations.names.thread import Thread
from policy_extract.rules import Rule


def opened(shadow: str, thread: Thread, start: int) -> bool:
    """Whether a bracket opens right behind the last number and holds the one at ``start``.

    Refused: 保费收入（含健康险12亿元）86亿元: the words in front of the bracket name the number behind it.
    """
    told = thread.subject is not None and shadow.startswith("(", thread.end)
    return told and shadow.find(")", thread.end, start) < 0


def behind(shadow: str, thread: Thread, outer: Thread | None, start: int) -> Thread | None:
    """What was said in front of the bracket, where it closed before the number at ``start``; else None."""
    closing = -1 if outer is None else shadow.find(")", thread.end, start)
    if outer is None or outer.subject is None or closing < 0:
        return None
    subject = outer.subject
    if thread.subject is None or thread.subject.words != subject.words:
        subject = subject._replace(rule=INTERRUPTED)
    return outer._replace(end=closing + 1, subject=subject, units=thread.units)


OUTER = Rule(
    "name.outer", "name", "括注之后承前", "what a bracket interrupts",
    "汽车保有量6.8万辆（其中新能源0.3万辆），增长5%: the growth is of all of them; 旅游收入21亿元（含门票2亿元），增长9%",
    "保有量6.8万辆（其中新能源0.3万辆，增长5%）: inside it", behind,
)  # fmt: skip
