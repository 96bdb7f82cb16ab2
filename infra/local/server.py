"""The gateway's HTTP server, on 127.0.0.1 only."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer

from infra.local.gateway import BODY_LIMIT, Answer, Gateway, Request, own
from infra.local.home import HOST

IDLE_S = 75  # a kept-alive connection without a request
STOP_WITHIN_S = 25.0
LOOK_EVERY_S = 0.02


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, gateway: Gateway) -> None:
        super().__init__((HOST, port), _Handler)
        self.gateway = gateway
        self.running = 0
        self.counting = threading.Lock()

    def server_bind(self) -> None:
        """Binds without asking a name server for this machine's name, as the base class would."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "heed"
    sys_version = ""
    timeout = IDLE_S
    disable_nagle_algorithm = True  # else each kept-alive answer waits some 40 ms
    wbufsize = -1
    server: _Server

    def _serve(self) -> None:
        with self.server.counting:
            self.server.running += 1
        try:
            answer = self._answer()
            if answer:
                self._send(answer)
        finally:
            with self.server.counting:
                self.server.running -= 1

    def _answer(self) -> Answer | None:
        """None if the client hung up in the middle of its request."""
        if self.headers.get("transfer-encoding"):
            self.close_connection = True
            return own(411, "Length Required")
        length = self.headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            self.close_connection = True
            return own(400, "Bad Request")
        if int(length) > BODY_LIMIT:
            self.close_connection = True
            return own(413, "Request Entity Too Large")
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            return None
        request = Request(
            method=self.command,
            target=self.path,
            headers=tuple(self.headers.items()),
            body=body,
            source_ip=self.client_address[0],
            protocol=self.request_version,
        )
        return self.server.gateway.answer(request)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """Silent: paths and queries hold tokens and personal data."""


class Running:
    """The server while it runs. Made by `start`."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.port = server.server_port
        self._thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="gateway", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Takes no new connection and waits for the requests that are being answered."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        give_up_at = time.monotonic() + STOP_WITHIN_S
        while self._server.running and time.monotonic() < give_up_at:
            time.sleep(LOOK_EVERY_S)


def start(port: int, gateway: Gateway) -> Running:
    """Listens at once; port 0 takes any free one. Raises OSError if the port is taken."""
    return Running(_Server(port, gateway))
