"""The gateway: events and answers as API Gateway's HTTP API has them, over real HTTP where that matters.

Pinned to the Amazon API Gateway Developer Guide, read 2026-11: (1) "Create AWS Lambda proxy integrations
for HTTP APIs"; (2) "Create routes for HTTP APIs"; (3) "Quotas for configuring and running an HTTP API".
"""

import base64
import http.client
import socket
import threading

import pytest

from infra.local import server
from infra.local.gateway import Gateway, Request
from infra.local.invoke import Function
from infra.local.mappings import Route

PATIENCE_S = 15


class Echo:
    """Keeps the events and answers as it is told."""

    def __init__(self, response=None):
        self.events = []
        self.response = {"statusCode": 200, "body": "ok"} if response is None else response

    def __call__(self, event, _context):
        self.events.append(event)
        if isinstance(self.response, Exception):
            raise self.response
        return self.response


def gateway(echo, *paths, method="ANY"):
    return Gateway([Route(path, Function(path, echo), method, path) for path in paths or ("/{proxy+}",)])


def ask(echo, method="GET", target="/a", headers=(), body=b"", paths=()):
    return gateway(echo, *paths).answer(Request(method, target, tuple(headers), body))


def test_the_event_has_the_documented_members():  # (1), payload format 2.0
    echo = Echo()
    headers = [
        ("Host", "desk.example"),
        ("User-Agent", "agent"),
        ("Cookie", "a=1; b=2"),
        ("Content-Type", "text/plain"),
    ]
    ask(echo, "POST", "/my/path?x=1&x=2&y=3", headers, b"Hello", paths=["/my/{name}"])
    (event,) = echo.events
    assert set(event) == {
        "version",
        "routeKey",
        "rawPath",
        "rawQueryString",
        "cookies",
        "headers",
        "queryStringParameters",
        "requestContext",
        "body",
        "pathParameters",
        "isBase64Encoded",
    }
    assert set(event["requestContext"]) == {
        "accountId",
        "apiId",
        "domainName",
        "domainPrefix",
        "http",
        "requestId",
        "routeKey",
        "stage",
        "time",
        "timeEpoch",
    }
    assert event["requestContext"]["http"] == {
        "method": "POST",
        "path": "/my/path",
        "protocol": "HTTP/1.1",
        "sourceIp": "127.0.0.1",
        "userAgent": "agent",
    }
    assert event["version"] == "2.0"
    assert event["routeKey"] == "ANY /my/{name}"
    assert event["rawQueryString"] == "x=1&x=2&y=3"
    assert event["queryStringParameters"] == {"x": "1,2", "y": "3"}
    assert event["pathParameters"] == {"name": "path"}
    assert event["cookies"] == ["a=1", "b=2"]
    assert (event["body"], event["isBase64Encoded"]) == ("Hello", False)


def test_header_names_are_lower_case_duplicates_joined_and_cookies_apart():  # (1)
    echo = Echo()
    ask(echo, headers=[("X-Sign", "one"), ("x-sign", "two"), ("Cookie", "a=1")])
    headers = echo.events[0]["headers"]
    assert headers["x-sign"] == "one,two"
    assert "cookie" not in headers


def test_members_without_content_are_absent():  # (1)
    echo = Echo()
    ask(echo, target="/", paths=["/"])
    assert {"body", "cookies", "queryStringParameters", "pathParameters"}.isdisjoint(echo.events[0])


@pytest.mark.parametrize(
    ("content_type", "body", "encoded"),
    [
        ("application/json", b"{}", False),
        ("application/json; charset=utf-8", "é".encode(), False),
        ("application/vnd.api+json", b"{}", False),
        ("text/html", b"<p>", False),
        ("application/x-www-form-urlencoded", b"a=1", True),
        ("image/png", b"\x89", True),
        ("", b"{}", True),
        ("application/json", b"\xff", True),
    ],
)
def test_a_body_is_text_or_base64_by_its_type_and_never_changed(content_type, body, encoded):
    echo = Echo()
    ask(echo, "POST", headers=[("content-type", content_type)], body=body)
    event = echo.events[0]
    assert event["isBase64Encoded"] is encoded
    assert (base64.b64decode(event["body"]) if encoded else event["body"].encode()) == body


@pytest.mark.parametrize(
    ("target", "route"),
    [
        ("/", "/"),
        ("/webhooks/x", "/webhooks/{platform}"),
        ("/webhooks/x/1", "/webhooks/{platform}/{account}"),
        ("/webhooks/x/1/2", "/{proxy+}"),
        ("/webhooks/", "/{proxy+}"),
        ("/webhooks", "/{proxy+}"),
        ("/webhooks/..%2fx", "/webhooks/{platform}"),
        ("/webhooks/health", "/webhooks/health"),
    ],
)
def test_the_most_specific_route_wins(target, route):  # (2)
    echo = Echo()
    paths = ["/{proxy+}", "/webhooks/{platform}", "/webhooks/health", "/webhooks/{platform}/{account}", "/"]
    ask(echo, target=target, paths=paths)
    assert echo.events[0]["routeKey"] == f"ANY {route}"


def test_paths_and_variables_are_handed_over_decoded():
    echo = Echo()
    ask(echo, target="/webhooks/caf%C3%A9%20x", paths=["/webhooks/{platform}"])
    assert echo.events[0]["rawPath"] == "/webhooks/café x"
    assert echo.events[0]["pathParameters"] == {"platform": "café x"}


def test_a_method_without_a_route_is_not_found():  # (2)
    found = gateway(Echo(), "/a", method="POST").answer(Request("GET", "/a", ()))
    assert (found.status, found.body) == (404, b'{"message": "Not Found"}')


def test_a_path_without_a_route_is_not_found():
    assert ask(Echo(), target="/b", paths=["/a"]).status == 404


@pytest.mark.parametrize(
    "response",
    [
        ValueError("the secret text"),
        {"statusCode": "many"},
        {"statusCode": 200, "body": 5},
        {"statusCode": 200, "body": "no base64!", "isBase64Encoded": True},
        {"statusCode": 200, "headers": "x"},
        {"statusCode": 200, "body": b"bytes are no JSON"},
    ],
)
def test_a_function_that_fails_or_answers_nonsense_is_an_internal_server_error(response):
    answer = ask(Echo(response))
    assert (answer.status, answer.body) == (500, b'{"message": "Internal Server Error"}')


def test_the_answer_is_the_functions():  # (1)
    content = base64.b64encode(b"\x89PNG").decode()
    response = {
        "statusCode": 201,
        "headers": {"Content-Type": "image/png", "x-count": 3},
        "cookies": ["a=1; HttpOnly", "b=2"],
        "body": content,
        "isBase64Encoded": True,
    }
    answer = ask(Echo(response))
    assert (answer.status, answer.body) == (201, b"\x89PNG")
    assert answer.headers == (
        ("Content-Type", "image/png"),
        ("x-count", "3"),
        ("set-cookie", "a=1; HttpOnly"),
        ("set-cookie", "b=2"),
    )


def test_a_response_without_a_status_is_a_body_in_json():  # (1)
    answer = ask(Echo({"message": "hello"}))
    assert (answer.status, answer.body) == (200, b'{"message": "hello"}')
    assert answer.headers == (("content-type", "application/json"),)


def test_a_body_over_ten_megabytes_is_refused_before_the_function():  # (3)
    echo = Echo()
    assert ask(echo, "POST", body=b"x" * (10 * 1024 * 1024)).status == 200
    assert ask(echo, "POST", body=b"x" * (10 * 1024 * 1024 + 1)).status == 413
    assert len(echo.events) == 1


def test_request_line_and_headers_over_10240_bytes_are_refused():  # (3)
    echo = Echo()
    assert ask(echo, headers=[("x", "y" * 10_000)]).status == 200
    assert ask(echo, headers=[("x", "y" * 10_240)]).status == 431
    assert ask(echo, target="/" + "y" * 10_240).status == 431


@pytest.fixture
def serve():
    """Starts a server before an echo, and stops it afterwards."""
    running = []

    def start(echo):
        running.append(server.start(0, gateway(echo, "/{proxy+}")))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def test_requests_on_one_connection_are_answered_in_turn(serve):
    echo = Echo({"statusCode": 200, "body": "ok", "cookies": ["a=1", "b=2"]})
    connection = http.client.HTTPConnection("127.0.0.1", serve(echo).port, timeout=PATIENCE_S)
    for method, body in (("POST", b"{}"), ("GET", None), ("HEAD", None), ("PURGE", None)):
        connection.request(method, "/x", body)
        response = connection.getresponse()
        assert response.status == 200
        assert response.headers.get_all("set-cookie") == ["a=1", "b=2"]
        assert response.read() == (b"" if method == "HEAD" else b"ok")
    connection.close()
    assert [event["requestContext"]["http"]["method"] for event in echo.events] == ["POST", "GET", "HEAD", "PURGE"]


def raw(port, request):
    """Sends bytes and reads until the server closes or the answer's first line is there."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline()


def test_a_request_that_cannot_be_taken_is_refused_by_the_server_itself(serve):
    echo = Echo()
    port = serve(echo).port
    assert b" 413 " in raw(port, b"POST /x HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n")
    assert b" 411 " in raw(port, b"POST /x HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")
    assert b" 400 " in raw(port, b"POST /x HTTP/1.1\r\ncontent-length: -1\r\n\r\n")
    assert b" 431 " in raw(port, b"GET /x HTTP/1.1\r\nx: " + b"y" * 20_000 + b"\r\n\r\n")
    assert echo.events == []


def test_a_request_that_breaks_off_never_reaches_the_function(serve):
    echo = Echo()
    port = serve(echo).port
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection:
        connection.sendall(b"POST /x HTTP/1.1\r\ncontent-length: 10\r\n\r\nhalf")
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(100) == b""
    assert echo.events == []


def test_stop_waits_for_the_request_that_is_being_answered():
    started, gate = threading.Event(), threading.Event()

    def slow(_event, _context):
        started.set()
        gate.wait(PATIENCE_S)
        return {"statusCode": 200, "body": "done"}

    running = server.start(0, gateway(slow))
    answers = []
    asking = threading.Thread(
        target=lambda: answers.append(raw(running.port, b"GET /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
    )
    asking.start()
    assert started.wait(PATIENCE_S)
    stopping = threading.Thread(target=running.stop)
    stopping.start()
    assert stopping.is_alive()
    gate.set()
    stopping.join(PATIENCE_S)
    asking.join(PATIENCE_S)
    assert b" 200 " in answers[0]


def test_fifty_requests_at_once_are_all_answered(serve):
    echo = Echo()
    port = serve(echo).port
    answers = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(raw(port, b"GET /x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"))
        )
        for _ in range(50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert len([answer for answer in answers if b" 200 " in answer]) == 50
