"""What a platform's answer may cost: bounded in time and size, whatever stands at the other end. Real sockets."""

import socket
import ssl
import time
from pathlib import Path

import pytest

from shared.errors import NotAppliedError, RefusedError, UnclearError
from shared.platforms import http
from tests.support.rude import HEAD, Talk, dripping, listening, saying, untrusted_tls

LIMIT_S = 0.3


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_TIMEOUT_S", LIMIT_S)


DRIPS = {
    "the status line": dripping(b"", b"H"),
    "a header": dripping(HEAD + b"x-slow: ", b"a"),
    "header after header": dripping(HEAD, b"x: y\r\n"),
    "one 100 Continue after the other": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a body of a told length": dripping(HEAD + b"content-length: 500000\r\n\r\n", b" "),
    "a body until the end": dripping(HEAD + b"\r\n", b" "),
    "chunks": dripping(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "the length of a chunk": dripping(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"0"),
    "a compressed body": dripping(HEAD + b"content-encoding: gzip\r\ncontent-length: 500000\r\n\r\n", b"\x1f"),
    "nothing at all": lambda connection: time.sleep(4 * LIMIT_S),
}


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("talk", DRIPS.values(), ids=DRIPS)
def test_an_answer_that_drips_is_given_up_in_time_and_unclear(talk: Talk) -> None:
    with listening(talk) as address, http.new_session() as session:
        began = time.monotonic()
        with pytest.raises(UnclearError):
            http.send(session, "POST", f"http://{address}/", json_body={})
        assert time.monotonic() - began < 3 * LIMIT_S


def test_the_last_wait_is_as_long_as_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_TIMEOUT_S", 1.0)

    def talk(connection: socket.socket) -> None:
        time.sleep(0.8)
        connection.sendall(HEAD)
        time.sleep(2)

    with listening(talk) as address, http.new_session() as session:
        began = time.monotonic()
        with pytest.raises(UnclearError):
            http.send(session, "POST", f"http://{address}/", json_body={})
        assert time.monotonic() - began < 1.5


@pytest.mark.usefixtures("soon")
def test_an_answer_that_is_slow_but_in_time_is_read_whole() -> None:
    def talk(connection: socket.socket) -> None:
        for piece in (HEAD, b"content-length: 2\r\n\r\n", b"{", b"}"):
            connection.sendall(piece)
            time.sleep(LIMIT_S / 6)

    with listening(talk) as address, http.new_session() as session:
        assert http.send(session, "POST", f"http://{address}/", json_body={}).json == {}


def test_each_answer_on_one_connection_has_the_whole_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_TIMEOUT_S", 2 * LIMIT_S)
    connections = []

    def talk(connection: socket.socket) -> None:
        connections.append(connection)
        for _ in range(3):
            time.sleep(LIMIT_S)
            connection.sendall(HEAD + b"content-length: 2\r\n\r\n{}")
            connection.recv(65536)

    with listening(talk) as address, http.new_session() as session:
        for _ in range(3):
            assert http.send(session, "POST", f"http://{address}/", json_body={}).status == 200
        assert len(connections) == 1


def test_an_answer_over_one_mebibyte_is_unclear_and_not_read_to_its_end() -> None:
    sent = []

    def talk(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"content-length: 10000000\r\n\r\n")
        for _ in range(100):
            connection.sendall(b" " * 100_000)
            sent.append(100_000)

    with listening(talk) as address, http.new_session() as session, pytest.raises(UnclearError, match="too_large"):
        http.send(session, "POST", f"http://{address}/", json_body={})
    assert sum(sent) < 10_000_000


def test_a_header_without_end_is_unclear() -> None:
    endless = saying(HEAD + b"x: " + b"a" * 1_000_000)
    with listening(endless) as address, http.new_session() as session, pytest.raises(UnclearError):
        http.send(session, "POST", f"http://{address}/", json_body={})


def test_headers_that_are_none_leave_no_trace_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    broken = saying(b"HTTP/1.1 200 OK\r\nCanary Rita\r\ncontent-length: 2\r\n\r\n{}")
    with listening(broken) as address, http.new_session() as session:
        http.send(session, "POST", f"http://{address}/canary", json_body={})
    assert "anary" not in caplog.text


def test_markup_instead_of_json_is_no_receipt() -> None:
    page = b"<html>Welcome to the hotel</html>"
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n" % len(page)
    with listening(saying(head + page)) as address, http.new_session() as session:
        answer = http.send(session, "POST", f"http://{address}/", json_body={})
    assert (answer.status, answer.json) == (200, None)


def test_a_redirect_is_not_followed_and_is_unclear() -> None:
    with listening(saying(b"")) as elsewhere, http.new_session() as session:
        head = f"HTTP/1.1 302 Found\r\nlocation: http://{elsewhere}/latest/meta-data\r\ncontent-length: 0\r\n\r\n"
        with listening(saying(head.encode())) as address:
            answer = http.send(session, "POST", f"http://{address}/", json_body={})
    assert answer.status == 302
    with pytest.raises(UnclearError):
        http.raise_for_status(answer)


@pytest.fixture
def untrusted(tmp_path: Path) -> ssl.SSLContext:
    return untrusted_tls(tmp_path)


def test_a_certificate_that_nobody_trusts_gets_no_byte_of_the_request(untrusted: ssl.SSLContext) -> None:
    heard: list[bytes] = []
    with (
        listening(lambda connection: heard.append(connection.recv(1)), untrusted) as address,
        http.new_session() as session,
        pytest.raises(NotAppliedError, match="certificate_refused"),
    ):
        http.send(session, "POST", f"https://{address}/", json_body={"text": "secret"})
    assert heard == []


@pytest.mark.usefixtures("soon")
def test_a_drip_behind_tls_is_given_up_in_time(untrusted: ssl.SSLContext) -> None:
    talk = dripping(HEAD + b"content-length: 500000\r\n\r\n", b" ")
    with listening(talk, untrusted) as address, http.new_session() as session:
        session.verify = False
        began = time.monotonic()
        with pytest.warns(Warning, match="Unverified"), pytest.raises(UnclearError):
            http.send(session, "POST", f"https://{address}/", json_body={})
        assert time.monotonic() - began < 3 * LIMIT_S


def test_a_server_that_speaks_no_tls_is_unclear_at_worst() -> None:
    plain = saying(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with listening(plain) as address, http.new_session() as session, pytest.raises((UnclearError, NotAppliedError)):
        http.send(session, "POST", f"https://{address}/", json_body={})


def test_a_token_that_no_header_can_carry_is_refused_before_anything_is_sent() -> None:
    with http.new_session() as session, pytest.raises(RefusedError, match="request_malformed"):
        http.send(session, "POST", "http://127.0.0.1:1/", headers={"Authorization": "Bearer a\nb"})
