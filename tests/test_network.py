"""The guard that keeps the tests off the network."""

import socket

import pytest


def test_a_connection_fails_the_test_that_makes_it() -> None:
    with socket.socket() as out, pytest.raises(AssertionError, match="no network"):
        out.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(AssertionError, match="no network"):
        socket.create_connection(("onrecord.example", 80))
