"""Hostile files, all in one run: each is refused for a reason or read, and costs the others nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hostile_files import FILES, put
from policy_extract.pipeline import Result, extract
