"""What says that everything is private must be able to see a socket that is not."""

import os
import socket
import sys

import pytest

from tests.support import sockets

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sys.byteorder != "little", reason="listening sockets are read from Linux's /proc"
)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2"])
def test_a_listening_socket_is_seen_with_its_address(address):
    with socket.socket() as listening:
        listening.bind((address, 0))
        port = listening.getsockname()[1]
        assert sockets.listening_addresses([port]) == set()
        listening.listen()
        assert sockets.listening_addresses([port]) == {(port, address)}
        assert (port, address) in sockets.addresses_of(os.getpid())
    assert sockets.listening_addresses([port]) == set()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0100000A:22B3", (8883, "10.0.0.1")),
        ("00000000000000000000000000000000:22B3", (8883, "::")),
        ("00000000000000000000000001000000:0050", (80, "::1")),
    ],
)
def test_addresses_of_both_families_are_read(written, expected):
    assert sockets._address(written) == expected
