"""The packaged gazetteers as they were compiled: the same words as those of the files, or none."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from policy_extract import beside, code, digests
from policy_extract.lexicon import Lexicon, sealed
from policy_extract.lexicon import load as of_files
from policy_extract.lexicon.load import Shelf
from policy_extract.lexicon.records import RECORD_FILES
from policy_extract.resolve.indicators.names import IndicatorNames

_LOAD = sys.modules[Shelf.__module__]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a process that keeps compiled code keeps them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "compiled.json"


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small set of gazetteers that a test may change."""
    base = tmp_path / "gazetteers"
    for name, words in _FILES.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    monkeypatch.setattr(_LOAD, "gazetteer_dir", lambda: base)
    return base


_FILES = {
    "general/units.toml": '[[unit]]\nname="亩"\naliases=["亩地"]\nbase="平方米"\nscale="2000/3"\nkind="area"\n'
    '[[unit]]\nname="斤"\nbase="千克"\nscale=0.5\nkind="mass"\n',
    "general/indicators/health.toml": '[[indicator]]\nkey="beds"\nname="床位数"\n[[indicator]]\nkey="gone"\nname="别的"\n',
    "general/words.toml": 'some = ["长一些", "短"]\n[numbers]\nwhole = 3\npart = 0.5\n[forms]\npatterns = ["第\\\\d+"]\n',
    "general/divisions.csv": "code,name,level,parent,short\n330000,浙江省,province,,浙江\n",
    "local/indicators.toml": '[[indicator]]\nkey="own"\nname="本地的"\n[[remove]]\nkey="gone"\n',
}


def state(shelf: Shelf) -> dict[str, Any]:
    """All that stands on a shelf; also in which order, and which fields a record was given."""
    records = {
        kind: [(key, one, sorted(one.model_fields_set)) for key, one in found.items()]
        for kind, found in shelf.records.items()
    }
    words = {file: list(lists.items()) for file, lists in shelf.words.items()}
    types = {name: type(value) for lists in shelf.words.values() for name, value in lists.items()}
    return {
        "records": records,
        "words": words,
        "types": types,
        "homes": shelf.homes,
        "local": shelf.local_keys,
        "fingerprint": shelf.lexicon().fingerprint,
        "folders": shelf.folders,
    }


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no file may be parsed."""

    def parsed(*_: object) -> None:
        raise AssertionError("a gazetteer was parsed")

    monkeypatch.setattr(Shelf, "_put", parsed)


def parses(place: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether another start parses the files."""
    seen: list[object] = []
    put = Shelf._put
    with monkeypatch.context() as patch:
        patch.setattr(
            Shelf,
            "_put",
            lambda self, file, *, ours: (seen.append(file), put(self, file, ours=ours)),
        )
        Shelf.packaged(place=place)
    return bool(seen)


def test_what_was_compiled_is_what_was_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All gazetteers of the package, to the last field."""
    first = Shelf.packaged(place=place)
    assert place.is_file()
    unread(monkeypatch)
    second = Shelf.packaged(place=place)
    assert state(second) == state(first)
    assert second.lexicon() == first.lexicon()
    assert second.lexicon().key
    assert set(first.records) == set(RECORD_FILES)


@pytest.mark.usefixtures("packaged")
def test_removed_records_fractions_and_numbers_come_back(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Shelf.packaged(place=place)
    unread(monkeypatch)
    second = Shelf.packaged(place=place)
    assert state(second) == state(first)
    assert list(second.records["indicators"]) == ["beds", "own"]
    assert ("indicators", "gone") in second.homes
    assert [str(unit.scale) for unit in second.lexicon().units] == ["2000/3", "1/2"]
    assert isinstance(second.words["words"]["numbers.whole"], int)


def test_what_was_compiled_is_not_read_where_nobody_has_written(
    place: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files are told by their states; a file that was written just now is read again."""
    monkeypatch.setattr(beside, "place", lambda _, name: place.with_name(f"{name}.json"))
    digests._known.cache_clear()
    seen: list[Path] = []

    def noted(path: Path) -> str:
        seen.append(path)
        return of_file(path)

    of_file = _LOAD.read
    monkeypatch.setattr(_LOAD, "read", noted)
    new = Shelf.packaged().lexicon()
    assert len(seen) == len(_FILES)
    Shelf.packaged()
    assert len(seen) == 2 * len(_FILES)
    monkeypatch.setattr(digests, "_NEW", -(10**18))
    assert Shelf.packaged().lexicon() == new
    assert len(seen) == 3 * len(_FILES)
    assert Shelf.packaged().lexicon() == new
    digests._known.cache_clear()
    assert Shelf.packaged().lexicon() == new
    assert len(seen) == 3 * len(_FILES)
    (packaged / "general/words.toml").write_text('some = ["短"]\n', "utf-8")
    assert Shelf.packaged().lexicon() != new
    digests._known.cache_clear()


@pytest.mark.usefixtures("packaged")
def test_folders_of_users_go_over_it(place: Path, tmp_path: Path) -> None:
    """They are read and checked as ever, and are not compiled."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "units.toml").write_text(
        '[[add_aliases]]\nkey="亩"\naliases=["市亩"]\n', encoding="utf-8"
    )
    lexicons: list[Lexicon] = []
    for _ in range(2):
        shelf = Shelf.packaged(place=place)
        shelf.add(own)
        lexicons.append(shelf.lexicon())
    assert lexicons[0] == lexicons[1]
    assert (lexicons[1].packaged, lexicons[1].key) == (False, "")
    assert lexicons[1].units[0].aliases == ("亩地", "市亩")
    assert "市亩" not in place.read_text("utf-8")
    (own / "units.toml").write_text(
        '[[unit]]\nname="顷"\naliases=["斤"]\nbase="平方米"\nscale=1\nkind="a"\n', "utf-8"
    )
    shelf = Shelf.packaged(place=place)
    shelf.add(own)
    with pytest.raises(Exception, match="斤"):
        shelf.lexicon()


@pytest.mark.parametrize(
    "change",
    [
        lambda base: (base / "general/words.toml").write_text('some = ["短"]\n', "utf-8"),
        lambda base: (base / "general/more.toml").write_text('more = ["短"]\n', "utf-8"),
        lambda base: (base / "local/indicators.toml").unlink(),
        lambda base: (base / "general/indicators/health.toml").rename(
            base / "general/indicators/x.toml"
        ),
        lambda base: (base / "general/words.toml").rename(base / "general/phrases.toml"),
    ],
    ids=["words", "more", "fewer", "name", "stem"],
)
def test_other_gazetteers_are_read_anew(
    change: Any, place: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf.packaged(place=place)
    assert not parses(place, monkeypatch)
    change(packaged)
    fresh = state(Shelf.packaged(place=place.with_name("other.json")))
    assert state(Shelf.packaged(place=place)) == fresh
    assert not parses(place, monkeypatch)  # and are what is compiled now


@pytest.mark.usefixtures("packaged")
def test_other_code_reads_them_anew(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that checks more may refuse what was compiled by code that checked less."""
    package = tmp_path / "package"
    shutil.copytree(code.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code, "at_start", code.digest)  # as a start after the change
    Shelf.packaged(place=place)
    monkeypatch.setattr(code, "PACKAGE", package)
    assert not parses(place, monkeypatch)
    (package / "lexicon" / "checks.py").write_text("# stricter\n", "utf-8")
    assert parses(place, monkeypatch)
    assert not parses(place, monkeypatch)


@pytest.mark.usefixtures("packaged")
def test_code_that_cannot_be_read_keeps_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed() -> str:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(code, "at_start", closed)
    shelf = Shelf.packaged(place=place)
    assert (shelf.key, shelf.lexicon().key) == ("", "")
    assert not place.exists()


def with_hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def edited(place: Path, **fields: object) -> bytes:
    """The file with other fields, and the hash that goes with them."""
    told = json.loads(place.read_bytes().partition(b"\n")[2])
    return with_hash(json.dumps({**told, **fields}).encode())


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda place: place.read_bytes()[:-9],
        lambda place: place.read_bytes().replace("床位数".encode(), "床住数".encode()),
        lambda _: with_hash(b"not JSON"),
        lambda _: with_hash(b"[" * 100_000),
        lambda _: with_hash(b"{}"),
        lambda _: b"\xff" * 100,
        lambda place: edited(place, key="0" * 64),
        lambda place: edited(place, words={"words": {"some": [1]}}),
        lambda place: edited(place, words={"words": {"some": True}}),
        lambda place: edited(place, records={"units": [["斤", 0, 0, "斤"]]}),
        lambda place: edited(place, records={"units": [["斤", 99, 0, "斤", "千克", "0.5", "mass"]]}),
        lambda place: edited(place, records={"units": [["斤", 0, 9, "斤"]]}),
        lambda place: edited(place, records={"strangers": []}),
        lambda place: edited(place, shapes={}),
        lambda place: edited(place, shapes={"units": [[["name", "colour"], []]] * 9}),
        lambda place: edited(place, shapes={"units": [[["name"], []]] * 9}),
        lambda place: edited(place, strangers={}),
        lambda place: edited(place, gone={"units": {"斤": 99, "亩": 99}}),
        lambda place: edited(place, files=[]),
        lambda place: edited(place, local_keys=None),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("packaged")
def test_a_damaged_or_foreign_file_is_not_taken(
    damage: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = state(Shelf.packaged(place=place))
    place.write_bytes(damage(place))
    os.chmod(place, 0o644)
    assert state(Shelf.packaged(place=place)) == right
    assert not parses(place, monkeypatch)  # it was mended


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
@pytest.mark.usefixtures("packaged")
def test_a_file_that_others_may_write_is_not_taken(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf.packaged(place=place)
    for mode in (0o666, 0o664):
        os.chmod(place, mode)
        assert parses(place, monkeypatch)
        assert place.stat().st_mode & 0o777 == 0o644  # it was made anew
    monkeypatch.setattr(beside.os, "geteuid", lambda: 4711)
    assert not parses(place, monkeypatch)  # of whoever owns the code
    real = os.fstat
    monkeypatch.setattr(beside.os, "fstat", lambda number: _Stranger(real(number)))
    assert parses(place, monkeypatch)


class _Stranger:
    """The state of a file of somebody else."""

    def __init__(self, state: os.stat_result) -> None:
        self._state, self.st_uid = state, 4712

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)


@pytest.mark.parametrize("kind", ["folder", "pipe", "no folder"])
@pytest.mark.usefixtures("packaged")
def test_what_is_no_file_costs_nothing_but_time(kind: str, place: Path) -> None:
    right = state(Shelf.packaged(place=place))
    place.unlink()
    if kind == "folder":
        (place / "full").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        shutil.rmtree(place.parent)
        place.parent.write_text("a file")
    assert state(Shelf.packaged(place=place)) == right


@pytest.mark.usefixtures("packaged")
def test_a_place_that_cannot_be_written_costs_nothing_but_time(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(beside, "put_whole", full)
    assert Shelf.packaged(place=place).lexicon().units
    assert not place.exists()


def test_python_says_whether_compiled_code_is_kept_and_where(tmp_path: Path) -> None:
    """As for code: PYTHONDONTWRITEBYTECODE leaves nothing, PYTHONPYCACHEPREFIX says where it lies."""
    script = "from policy_extract.lexicon import load; print(load().fingerprint)"
    said = set()
    for folder, without in (("none", "1"), ("some", "")):
        prefix = tmp_path / folder
        environment = {
            **os.environ,
            "PYTHONPYCACHEPREFIX": str(prefix),
            "PYTHONDONTWRITEBYTECODE": without,
        }
        for _ in range(2):
            run = [sys.executable, "-c", script]
            said.add(subprocess.check_output(run, env=environment, timeout=60))
        assert len(list(prefix.rglob("gazetteers.*.json"))) == (0 if without else 1)
    assert len(said) == 1


@pytest.mark.usefixtures("packaged")
def test_without_local_words_has_a_file_of_its_own(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "place", lambda name: place.with_name(f"{name}.json"))
    Shelf.packaged()
    assert list(Shelf.packaged(local=False).records["indicators"]) == ["beds", "gone"]
    unread(monkeypatch)
    assert list(Shelf.packaged().records["indicators"]) == ["beds", "own"]


def test_the_lexicon_of_the_package_is_that_of_its_shelf() -> None:
    assert of_files() == Shelf.packaged().lexicon()


class Numbers(sealed.Sealed):
    """Something made of words."""

    numbers: dict[str, int]


def test_what_is_made_of_packaged_words_is_made_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed, "place", lambda name: place.with_name(f"{name}.json"))
    made: list[str] = []

    def numbers(key: str) -> dict[str, Any]:
        made.append(key)
        return {"numbers": {key: len(made)}}

    def told(key: str) -> dict[str, int]:
        return sealed.once("numbers", key, Numbers, lambda: numbers(key)).numbers

    assert [told("a"), told("a")] == [{"a": 1}] * 2
    assert [told("b"), told("b"), told("a")] == [{"b": 2}, {"b": 2}, {"a": 3}]
    (place.parent / "numbers.json").write_bytes(with_hash(b'{"key":"a","numbers":{"a":"3"}}'))
    assert told("a") == {"a": 4}
    assert [told(""), told("")] == [{"": 5}, {"": 6}]  # of words of users nothing is kept


def test_the_names_of_indicators_are_the_same_kept_or_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon = Shelf.packaged(place=place).lexicon()
    monkeypatch.setattr(sealed, "place", lambda name: place.with_name(f"{name}.json"))
    first = IndicatorNames(lexicon)
    monkeypatch.setattr(IndicatorNames, "_gathered", lambda *_: pytest.fail("made again"))
    second = IndicatorNames(lexicon)
    assert list(first._known.items()) == list(second._known.items())
    assert list(first._made.items()) == list(second._made.items())
    assert len(first._known) > 3000
