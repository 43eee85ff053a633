"""Whether gazetteers of users go with the rules: all that is built of word lists is built once, before a plan is read.

Some lists mean one word, or as many as another; some stand where a regular expression takes words of one length alone.
What a rule stumbles over when it is built is told of the list that it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from policy_extract.errors import PolicyExtractError
from policy_extract.lexicon import Lexicon
from policy_extract.lexicon.broken import BrokenGazetteer

Built = TypeVar("Built")


def built(lexicon: Lexicon, build: Callable[[Lexicon], Built]) -> Built:
    """What ``build`` makes of a lexicon that holds lists of users, tried with all that a run builds.

    Raises GazetteerError that names the file and the list that the rules cannot be built with.
    """
    found = _tried(lexicon, build)
    if not isinstance(found, Exception):
        return found
    for name, own in lexicon.own_lists.items():
        its = _tried(lexicon.with_own(name), build)
        if isinstance(its, Exception):
            raise _unfit(own.path, name.partition(".")[2], its) from its
    path = next((own.path for own in lexicon.own_lists.values()), Path("-"))
    raise _unfit(path, "-", found) from found


def _unfit(path: Path, name: str, error: Exception) -> BrokenGazetteer:
    reason = f"{type(error).__name__}: {error}"
    return BrokenGazetteer(path, name, "gazetteer.unfit", error=reason)


def _tried(lexicon: Lexicon, build: Callable[[Lexicon], Built]) -> Built | Exception:
    """What was built, or what went wrong. Raises what says itself which gazetteer is broken."""
    from policy_extract.findings import find
    from policy_extract.model import Entities
    from policy_extract.resolve import Resolver

    try:
        found = build(lexicon)
        Resolver(lexicon)
        find((), Entities(entities=()), lexicon)
    except PolicyExtractError:
        raise
    except Exception as error:  # whatever a rule stumbles over
        return error
    return found
