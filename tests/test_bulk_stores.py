"""Bulk over an object store that really answers, and over WACZ archives: the same claims as from files on this machine."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import crawl
import pyarrow.parquet
import pytest
from inline import Inline
from object_store import serve_objects
from pyarrow import fs

from onrecord.bulk.run import run_bulk
from onrecord.bulk.stores import list_inputs
from onrecord.errors import ReadError

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def store() -> Iterator[Mapping[str, str]]:
    with serve_objects() as variables:
        yield variables


@pytest.fixture
def bucket(store: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> fs.FileSystem:
    """The store as this process sees it, with a bucket ``press``."""
    for name, value in store.items():
        monkeypatch.setenv(name, value)
    found, _ = fs.FileSystem.from_uri("s3://press?allow_bucket_creation=true")
    found.create_dir("press")
    return found


def put(bucket: fs.FileSystem, name: str, raw: bytes) -> None:
    with bucket.open_output_stream(f"press/{name}", compression=None) as stream:
        stream.write(raw)


def onrecord(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord.cli", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "COLUMNS": "200"} | variables
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def claims_in(files: fs.FileSystem, folder: str) -> set[str]:
    names = [info.path for info in files.get_file_info(fs.FileSelector(f"{folder}/claims")) if info.is_file]
    return {name for path in names for name in pyarrow.parquet.read_table(path, filesystem=files)["claim_id"].to_pylist()}


def test_an_archive_in_an_object_store_gives_the_claims_of_one_on_disk(bucket: fs.FileSystem, tmp_path: Path) -> None:
    crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(14))
    put(bucket, "in/a.warc.gz", (tmp_path / "a.warc.gz").read_bytes())

    run_bulk(["s3://press/in"], "s3://press/out", Inline(), pages=4)  # type: ignore[arg-type]
    run_bulk([str(tmp_path / "a.warc.gz")], str(tmp_path / "out"), Inline(), pages=4)  # type: ignore[arg-type]

    assert claims_in(bucket, "press/out") == claims_in(fs.LocalFileSystem(), str(tmp_path / "out")) != set()
    added = onrecord("add", "s3://press/out", "--into", tmp_path / "desk.db")
    assert added.returncode == 0, added.stderr
    assert "reports added" in added.stderr


def test_a_store_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    away = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y", "AWS_EC2_METADATA_DISABLED": "true"}
    done = onrecord("bulk", "s3://press/in", "--out", tmp_path / "out", **away)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "s3://press/in: the object store failed" in " ".join(done.stderr.split())


def test_a_folder_that_is_not_in_the_store_is_told(bucket: fs.FileSystem) -> None:
    with pytest.raises(ReadError, match="there is no such file or folder"):
        list_inputs("s3://press/nowhere", (".warc",))


def pack(archive: bytes) -> bytes:
    """A WACZ archive of one WARC, as its standard lays it out."""
    listed = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{hashlib.sha256(archive).hexdigest()}"}]}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("archive/data.warc.gz", archive)
        packed.writestr("datapackage.json", json.dumps(listed))
    return out.getvalue()


def test_a_wacz_gives_the_claims_of_the_warc_in_it(bucket: fs.FileSystem, tmp_path: Path) -> None:
    crawl.write_warc(tmp_path / "a.warc.gz", crawl.make_pages(9))
    packed = pack((tmp_path / "a.warc.gz").read_bytes())
    (tmp_path / "a.wacz").write_bytes(packed)
    put(bucket, "packed/a.wacz", packed)

    sources = {"plain": "a.warc.gz", "packed": "a.wacz"}
    where = {name: str(tmp_path / file) for name, file in sources.items()} | {"remote": "s3://press/packed"}
    for name, source in where.items():
        run_bulk([source], str(tmp_path / name), Inline(), pages=4)  # type: ignore[arg-type]

    plain, *others = (claims_in(fs.LocalFileSystem(), str(tmp_path / name)) for name in ("plain", "packed", "remote"))
    assert plain
    assert others == [plain, plain]
