"""Templates as jinja2 has compiled them, kept beside the code (``beside``): code of Python's own, in the form that its compiled code has.

Whoever can write there can change the compiled code of this package, which Python trusts as much.
"""

from __future__ import annotations

import marshal
import sys
from types import CodeType
from typing import Final

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from policy_extract import beside

#: A change of how templates are compiled (the options of their environment) is another number.
FORMAT: Final = 1


class KeptTemplates(BytecodeCache):
    """Asked by jinja2 before it compiles a template, and told when it has."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, where it was kept of these very words and by such a Python and jinja2."""
        data = beside.taken(beside.place(__file__, f"template-{bucket.key[:16]}"))
        head = _head(bucket)
        if data is None or not data.startswith(head):
            return
        try:
            code = marshal.loads(data[len(head) :])
        except (EOFError, TypeError, ValueError):
            return
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what jinja2 has compiled."""
        if bucket.code is not None:
            data = _head(bucket) + marshal.dumps(bucket.code)
            beside.put(beside.place(__file__, f"template-{bucket.key[:16]}"), data)


def _head(bucket: Bucket) -> bytes:
    """All that a template's code depends on."""
    made_by = f"{FORMAT} {sys.version} {jinja2.__version__} {bucket.checksum}"
    return made_by.replace("\n", " ").encode("utf-8") + b"\n"
