"""The report: ``report/index.html``, offline, in one file up to ``SINGLE`` bytes, else a page for each plan beside it.

What is shown are ``desk``'s rows. Python makes data (``plan`` a plan, ``lists`` the corpus) and the overview; the
scripts under ``static/`` make a view of the data when it is opened, with text nodes only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policy_extract.desk import Desk
from policy_extract.writers.html.elsewhere import Elsewhere
from policy_extract.writers.html.islands import island
from policy_extract.writers.html.lists import Lists
from policy_extract.writers.html.overview import overview
from policy_extract.writers.html.pages import Pages
from policy_extract.writers.html.plan import plan

#: The folder in the output folder.
FOLDER: Final = "report"

#: How many bytes of plans one file holds: mail takes it, a phone opens it. Above, each plan has its page.
SINGLE: Final = 8_000_000


def render(desk: Desk, single: int = SINGLE) -> Iterator[tuple[str, bytes]]:
    """The report's files: names in the output folder and bytes, the index last."""
    pages, elsewhere = Pages(desk), Elsewhere(desk)
    held: (
        list[tuple[str, str, str]] | None
    ) = []  # id, title, data; None once they are too many for one file
    size = 0
    for document in desk.documents:
        data = island(plan(desk, document, elsewhere))
        title = desk.title(document)
        if held is None:
            yield _plan_page(pages, document.id, title, data)
            continue
        held.append((document.id, title, data))
        size += len(data.encode("utf-8"))
        if size > single:
            yield from (_plan_page(pages, *one) for one in held)
            held = None
    lists = [(name, island(data)) for name, data in Lists(desk).islands()]
    plans = [(f"plan:{name}", data) for name, _, data in held or ()]
    mode = "single" if held is not None else "index"
    index = pages.page(mode, desk.say("report.title"), (*lists, *plans), seen=overview(desk))
    yield f"{FOLDER}/index.html", index


def _plan_page(pages: Pages, name: str, title: str, data: str) -> tuple[str, bytes]:
    page = pages.page("plan", title, [(f"plan:{name}", data)], plan=name)
    return f"{FOLDER}/plans/{name}.html", page
