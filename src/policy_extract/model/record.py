"""The base of every type of the contract.

Here and beside it annotations are types as they stand, not words for later (no ``from __future__``): pydantic would read the words
again at each start.
"""

from collections.abc import Mapping
from operator import attrgetter, is_
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

#: A record without values, and what puts them where they lie: a frozen one takes none by assignment.
_bare: Any = object.__new__
_put_values = vars(BaseModel)["__dict__"].__set__
#: The setter of what no record keeps. Any function of two would do; this one is of C, and pydantic calls it for every record that it makes.
_keep_nothing: Any = is_


class Record(BaseModel):
    """Base of every contract type: immutable, and strict about unknown fields.

    pydantic keeps beside every instance a set of the fields that were given, which is larger than the record itself. Nobody asks
    for it here, and there are millions of records: one set serves all of a class, ``model_fields_set`` names every field.
    What pydantic puts there is not kept, nor what it puts of fields that are not in the contract, for no record has any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    every_field: ClassVar[frozenset[str]] = frozenset()
    no_field: ClassVar[None] = None
    __pydantic_fields_set__ = property(attrgetter("every_field"), _keep_nothing)
    __pydantic_extra__ = property(attrgetter("no_field"), _keep_nothing)
    __pydantic_private__ = property(attrgetter("no_field"), _keep_nothing)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.every_field = frozenset(cls.model_fields)

    @classmethod
    def _of(cls, values: dict[str, Any]) -> Self:
        """A record of all its fields, in their order: for an ``of`` whose types say what they are, so that nobody checks them again."""
        made: Self = _bare(cls)
        _put_values(made, values)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values in some fields, which are not checked; a field that there is not is refused by KeyError."""
        if deep:
            return super().model_copy(update=update, deep=True)
        values = {**self.__dict__, **(update or {})}
        if len(values) > len(self.every_field):
            raise KeyError(sorted(values.keys() - self.every_field))
        return self._of(values)
