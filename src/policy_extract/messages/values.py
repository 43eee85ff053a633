"""Values of closed lists in words, wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "kind.target": ("目标", "target"),
    "kind.actual": ("现状", "actual"),
    "measure.increase": ("增加", "increase"),
    "measure.decrease": ("减少", "decrease"),
    "measure.growth_rate": ("增速", "growth rate"),
    "measure.change_points": ("百分点变动", "change in points"),
    "measure.multiple": ("倍数", "multiple"),
    "measure.share": ("占比", "share"),
    "measure.level": ("水平", "level"),
    "role.lead": ("牵头", "lead"),
    "role.support": ("配合", "support"),
    "role.responsible": ("负责", "responsible"),
    "about.area": ("本地区", "the area"),
    "about.segment": ("部分", "a segment"),
    "about.project": ("项目", "a project"),
    "about.company": ("企业", "a company"),
    "about.elsewhere": ("其他地区", "another area"),
}
