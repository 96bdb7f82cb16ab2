"""The listening tool behind the generic door, as a transport of requests: it posts replies, or misbehaves on order."""

import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import BaseAdapter
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError

from shared.platforms import http

# order: (whether the reply stands afterwards, status)
ANSWERS = {
    "posts": (True, 200),
    "posts_then_500": (True, 500),
    "500": (False, 500),
    "refuses": (False, 422),
    "forbids": (False, 403),
    "token_dead": (False, 401),
    "limits": (False, 429),
    "posts_then_silent": (True, None),
    "unreachable": (False, None),
}


class Tool(BaseAdapter):
    """`orders` are used up by the next posts, then it posts. `posted` counts every POST that reached it;
    `wall` holds the texts that stand, by webhook-id. `find` off: look-ups fail."""

    def __init__(self) -> None:
        super().__init__()
        self.orders: list[str] = []
        self.requests: list[requests.PreparedRequest] = []
        self.wall: dict[str, str] = {}
        self.looks = 0
        self.find = True
        self.retry_after_s = 90

    @property
    def posted(self) -> int:
        return len(self.requests)

    def session(self) -> requests.Session:
        session = http.new_session()
        session.mount("https://", self)
        return session

    def send(self, request: requests.PreparedRequest, *_arguments: Any, **_options: Any) -> requests.Response:
        return self._look_up(request) if request.method == "GET" else self._post(request)

    def close(self) -> None:
        pass

    def _look_up(self, request: requests.PreparedRequest) -> requests.Response:
        self.looks += 1
        if not self.find:
            return _answer(request, 500, {})
        key = parse_qs(urlsplit(request.url or "").query)["webhook_id"][0]
        found = [{"id": f"reply-to-{key}", "webhook_id": key}] if key in self.wall else []
        return _answer(request, 200, {"data": found})

    def _post(self, request: requests.PreparedRequest) -> requests.Response:
        order = self.orders.pop(0) if self.orders else "posts"
        if order == "unreachable":
            pool = HTTPSConnectionPool("tool.example")
            refused = NewConnectionError(pool, "refused")  # pyright: ignore[reportArgumentType] (the pool is only named)
            raise requests.exceptions.ConnectionError(MaxRetryError(pool, request.url or "", refused))
        self.requests.append(request)
        stands, status = ANSWERS[order]
        key = str(request.headers.get("webhook-id"))
        if stands:
            self.wall[key] = json.loads(request.body or b"{}")["data"]["text"]
        if status is None:
            raise requests.exceptions.ReadTimeout("the tool does not answer")
        headers = {"retry-after": str(self.retry_after_s)} if status == 429 else {}
        return _answer(request, status, {"id": f"reply-to-{key}"} if status == 200 else {}, headers)


def _answer(
    request: requests.PreparedRequest, status: int, content: Any, headers: dict[str, str] | None = None
) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.raw = io.BytesIO(json.dumps(content).encode())
    response.headers.update(headers or {})
    response.url = request.url or ""
    response.request = request
    return response
