"""One outgoing request, and what its end means. The only door to the network for replies.

Time: connect 3 s, the whole answer 8 s from its first header to its last byte, however it drips; no
redirects, no proxies from the environment, no retries, no thread that outlives the call. At most 1 MiB
of an answer is read.
"""

import http.client
import io
import json
import logging
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from shared.errors import CredentialsError, NotAppliedError, RateLimitedError, RefusedError, UnclearError

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 8.0
BODY_LIMIT = 1024 * 1024
CHUNK = 16 * 1024

for talkative in ("urllib3", "oauthlib", "requests_oauthlib"):  # they quote addresses, tokens and what a server sent
    logging.getLogger(talkative).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (lower-case names) and decoded JSON; `json` is None where the body is none."""

    status: int
    headers: Mapping[str, str]
    json: Any


class _Hurried(io.RawIOBase):
    """What a socket receives, until READ_TIMEOUT_S after this was made; then every read is a TimeoutError.

    A socket's own time-out begins anew with each byte: whoever drips would be listened to for ever.
    """

    def __init__(self, source: io.RawIOBase, connection: socket.socket) -> None:
        super().__init__()
        self._source = source
        self._connection = connection
        self._give_up_at = time.monotonic() + READ_TIMEOUT_S

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left_s = self._give_up_at - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        before = self._connection.gettimeout()
        self._connection.settimeout(left_s)
        try:
            return self._source.readinto(buffer)
        finally:
            self._connection.settimeout(before)  # the connection may serve the next request

    def close(self) -> None:
        self._source.close()
        super().close()


class _HurriedAnswer(http.client.HTTPResponse):
    """An answer whose headers and body together have READ_TIMEOUT_S."""

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp = io.BufferedReader(_Hurried(self.fp.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _HurriedAnswer


class _TlsConnection(HTTPSConnection):
    response_class = _HurriedAnswer


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls: Any = _TlsConnection


class BoundedAdapter(HTTPAdapter):
    """A transport of requests that waits READ_TIMEOUT_S for a whole answer."""

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


def new_session() -> requests.Session:
    """A session that trusts nothing in the environment. One a process."""
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = "heed"
    for scheme in ("https://", "http://"):
        session.mount(scheme, BoundedAdapter())
    return session


def send(
    session: Any,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    json_body: Any = None,
    form: Mapping[str, str] | None = None,
    auth: Any = None,
) -> Answer:
    """The platform's answer, whatever its status.

    Raises NotAppliedError if no connection was made, so that no byte of the request can have been
    read; RefusedError if no request can be made of this; UnclearError if the request was written and
    no whole answer came back.
    """
    try:
        response = session.request(
            method,
            url,
            headers=dict(headers or {}),
            params=params,
            json=json_body,
            data=form,
            auth=auth,
            timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
            allow_redirects=False,
            stream=True,
        )
    except requests.exceptions.SSLError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise NotAppliedError("certificate_refused") from error
        raise UnclearError("tls_failed") from error
    except requests.exceptions.ConnectTimeout as error:
        raise NotAppliedError("connect_timeout") from error
    except requests.exceptions.ConnectionError as error:
        if _never_connected(error):
            raise NotAppliedError("connection_failed") from error
        raise UnclearError("connection_lost") from error
    except requests.exceptions.Timeout as error:
        raise UnclearError("read_timeout") from error
    except (requests.exceptions.InvalidHeader, requests.exceptions.InvalidURL) as error:
        raise RefusedError("request_malformed") from error  # a token or id that no request can carry: nothing left
    except requests.exceptions.RequestException as error:
        raise UnclearError("no_answer") from error
    with response:
        return Answer(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            json=_read_json(response),
        )


def raise_for_status(answer: Answer) -> None:
    """Returns for 2xx; else raises what the status alone can tell. Vendor codes come first, in the adapter.

    429 was rejected early; a 5xx may have been applied, also with a time to come back, since a proxy may have
    written it after the request had gone through; 401 is the token.
    """
    if 200 <= answer.status < 300:
        return
    if answer.status == 429:
        raise RateLimitedError("rate_limited", status=answer.status, retry_after_s=retry_after(answer))
    if answer.status >= 500 or answer.status < 400:
        raise UnclearError("unexpected_status", status=answer.status)
    if answer.status == 401:
        raise CredentialsError("token_dead", status=answer.status)
    raise RefusedError("refused", status=answer.status)


def retry_after(answer: Answer) -> float | None:
    """Seconds to wait by the Retry-After header; None without one, or where it names a date."""
    written = answer.headers.get("retry-after", "")
    return float(written) if written.isascii() and written.isdigit() and len(written) < 8 else None


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
    """True only if urllib3 says that the connection could not be made."""
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError", "ConnectTimeoutError")


def _read_json(response: requests.Response) -> Any:
    """The body as JSON, or None. UnclearError if it breaks off, is too large or too slow."""
    received = bytearray()
    try:
        for chunk in response.iter_content(CHUNK):
            received += chunk
            if len(received) > BODY_LIMIT:
                raise UnclearError("answer_too_large", status=response.status_code)
    except requests.exceptions.RequestException as error:
        raise UnclearError("answer_cut_off", status=response.status_code) from error
    try:
        return json.loads(received)
    except (ValueError, RecursionError):
        return None
