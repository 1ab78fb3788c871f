"""A real server that speaks S3, started for a test: moto's, over HTTP, as a store beside the newsroom's machines would be."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.request import urlopen

START_S = 60


@contextmanager
def serve_objects() -> Iterator[Mapping[str, str]]:
    """The variables by which programs find the store, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    keys = {"AWS_ACCESS_KEY_ID": "newsroom", "AWS_SECRET_ACCESS_KEY": "for-tests-alone", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, env=os.environ | keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{address}/moto-api/data.json", server)
        yield keys | {"AWS_ENDPOINT_URL": address, "AWS_EC2_METADATA_DISABLED": "true"}
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Returns once the server answers. Raises ``TimeoutError`` where it does not in time, or has ended."""
    until = time.monotonic() + START_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address}: no answer; the server {'runs' if server.poll() is None else 'has ended'}")
