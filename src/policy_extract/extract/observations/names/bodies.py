"""Bodies, the words for those who stand somehow, give or get something: 市县, 企业, 断面, 老人."""

from __future__ import annotations

#: A body as a piece of a pattern, with the edges of its word: 市县, 学校(园). Refused: 上|市|公司, 市|级园区, 企业|家.
BODY = (
    r"(?:<naming.noun.standing>|<naming.noun.facilities>|<naming.noun.acting>|<naming.noun.bodies>|<naming.noun.persons>)"
    r"(?<!<naming.noun.no_bodies>)(?:\([^()]{1,8}\))?(?!<naming.noun.inside_words>)"
)
