"""The detour: what an adapter sends to a platform arrives at the stand-ins, and nothing goes anywhere else."""

import http.server
import json
import threading

import pytest
import requests

from infra.local import detour
from shared.errors import NotAppliedError, UnclearError
from shared.platforms import http as platform_http


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length", 0))
        self.server.seen.append((self.command, self.path, dict(self.headers), self.rfile.read(length)))
        if self.path.endswith("/hangs-up"):
            self.connection.close()
            return
        self.send_response(302 if self.path.endswith("/redirects") else 200)
        self.send_header("location", "http://192.0.2.1/")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        pass


@pytest.fixture
def standin():
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def session(standin):
    with platform_http.new_session() as made:
        detour.mount(made, standin.server_port)
        yield made


def test_method_headers_query_and_body_stay(standin, session):
    answer = platform_http.send(
        session,
        "POST",
        "https://api.x.com/2/tweets",
        headers={"Authorization": "OAuth abc"},
        params={"a": "1 2"},
        json_body={"text": "é"},
    )
    assert answer.status == 200
    method, path, headers, body = standin.seen[0]
    assert (method, path) == ("POST", "/api.x.com/2/tweets?a=1+2")
    assert headers["Authorization"] == "OAuth abc"
    assert json.loads(body) == {"text": "é"}


def test_the_response_speaks_of_the_address_that_was_meant(session):
    response = session.post("https://graph.facebook.com", data=b"")
    assert response.url == "https://graph.facebook.com/"
    assert response.request.url == "https://graph.facebook.com/"


def test_plain_http_is_led_there_too(standin, session):
    session.post("http://192.0.2.1/x")
    assert standin.seen[0][1] == "/192.0.2.1/x"


def test_a_redirect_is_not_followed_out(standin, session):
    assert platform_http.send(session, "POST", "https://api.x.com/redirects").status == 302
    assert len(standin.seen) == 1


def test_errors_are_those_of_a_platform_that_fails(standin, session):
    with pytest.raises(UnclearError):
        platform_http.send(session, "POST", "https://api.x.com/hangs-up")
    standin.server_close()
    detour.mount(session, 1)  # nobody listens on port 1
    with pytest.raises(NotAppliedError):
        platform_http.send(session, "POST", "https://api.x.com/2/tweets")


def test_mounting_leaves_no_other_way_out(session):
    assert {type(adapter) for adapter in session.adapters.values()} == {detour.Detour}
    assert isinstance(requests.Session().get_adapter("https://x"), requests.adapters.HTTPAdapter)
