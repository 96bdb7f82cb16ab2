"""Where the bad inputs are sent: the real handlers behind the real gateway, on moto, with a clock that stands.

Everything that is sent bears the canaries, and nothing of them may ever be logged.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from functions.ingest import handler as ingest
from functions.reply import handler as reply
from functions.review import handler as review
from functions.triage import handler as triage
from functions.watch import handler as watch
from infra.local.gateway import Answer, Gateway, Request
from infra.local.invoke import Function
from infra.local.mappings import Route
from infra.standins.credentials import TOKENS
from shared.aws.mentions import mention_key
from shared.domain.mention import Mention
from shared.platforms import registry
from tests.desk.scene import Scene
from tests.support import material as materials
from tests.support.lambdas import Context, queue, resources, stream, wire
from tests.support.made import account
from tests.support.material import Material
from tests.support.world import PLAYBOOK, World

NAME, HANDLE, TEXT, TOKEN = "Quetzalina", "quetzal_handle", "Quetzalword", "quetzal-token"
NAMES = {"name": NAME, "screen_name": HANDLE, "username": HANDLE, "handle": HANDLE}
TEXTS = ("text", "message")


def planted(value: Any) -> Any:
    """A delivery's content with the canaries in each name, handle and text."""
    if isinstance(value, list):
        return [planted(member) for member in value]
    if not isinstance(value, dict):
        return value
    found = {key: planted(member) for key, member in value.items()}
    found.update({key: NAMES[key] for key in NAMES if isinstance(value.get(key), str)})
    found.update({key: f"{value[key]} {TEXT}" for key in TEXTS if isinstance(value.get(key), str)})
    return found


def written(content: Any) -> bytes:
    return json.dumps(content).encode()


@dataclass
class Stage:
    """What one row has. `sent` is all that went in, `bodies` what is good or bad of the platform `material`."""

    world: World
    scene: Scene
    material: Material
    monkeypatch: pytest.MonkeyPatch
    gateway: Gateway
    functions: tuple[Function, ...]
    read_log: Callable[[], str]
    folder: Path
    sent: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)

    def take_log(self) -> str:
        """What was logged since this was last asked."""
        self.logged.append(self.read_log())
        return self.logged[-1]

    @property
    def platform(self) -> str:
        return self.material.name

    @property
    def accepted(self) -> int:
        return registry.card(self.platform).accepted_status

    @property
    def good(self) -> bytes:
        return self.plant(self.material.good)

    def plant(self, body: bytes) -> bytes:
        """A good body with the canaries in it."""
        return written(planted(json.loads(body)))

    def saying(self, text: str) -> bytes:
        """A good body that says this, and the canary."""
        return self.plant(self.material.with_text(text))

    def proof(self, body: bytes, secret: str | None = None) -> dict[str, str]:
        return self.material.sign(body, secret or self.material.secrets[0], self.world.clock())

    def ask(
        self,
        body: bytes = b"",
        headers: Mapping[str, str] | tuple[tuple[str, str], ...] = (),
        *,
        method: str = "POST",
        target: str | None = None,
        content_type: str = "application/json",
    ) -> Answer:
        """One request over the gateway. No exception of the function passes for an answer."""
        bare = tuple(headers.items()) if isinstance(headers, Mapping) else headers
        every = (("content-type", content_type), ("authorization", f"Bearer {TOKEN}"), *bare)
        self.sent += [repr(body[:2_000_000]), str(every), unquote(target or "", errors="replace")]
        answer = self.gateway.answer(Request(method, target or f"/webhooks/{self.platform}", every, body))
        assert not [failure for function in self.functions for failure in function.failures]
        return answer

    def deliver(self, body: bytes, headers: Mapping[str, str] | None = None, **changes: Any) -> int:
        """The answer's status. Well signed unless `headers` say otherwise; a refusal tells nothing."""
        answer = self.ask(body, self.proof(body) if headers is None else headers, **changes)
        assert answer.status < 400 or answer.body == b"", answer.body
        return answer.status

    def call(self, body: str | None, *, base64_flag: bool, proof: Mapping[str, str]) -> int:
        """What the handler answers to an event as no gateway of ours would make it."""
        self.sent.append(body or "")
        event = {
            "rawPath": f"/webhooks/{self.platform}",
            "pathParameters": {"platform": self.platform},
            "headers": {**proof, "authorization": f"Bearer {TOKEN}"},
            "requestContext": {"http": {"method": "POST"}},
            "body": body,
            "isBase64Encoded": base64_flag,
        }
        return ingest.handler(event, Context())["statusCode"]

    def mentions(self) -> list[Mention]:
        return self.world.all()

    def kept(self) -> list[tuple[str, ...]]:
        """The reasons of each delivery in quarantine."""
        return [one.reasons for one in self.world.cloud.deliveries().all_kept()]

    def rows(self) -> tuple[list[Any], list[Any]]:
        return self.world.cloud.rows("MentionsTable"), self.world.cloud.rows("DeliveriesTable")

    def require_refused(self, status: int, body: bytes, headers: Mapping[str, str] | None = None, **how: Any) -> None:
        """Refused in this way, and nothing is stored."""
        before = self.rows()
        assert self.deliver(body, headers, **how) == status
        assert self.rows() == before

    def require_kept(self, body: bytes) -> None:
        """Accepted, kept whole, and no mention made of it."""
        assert self.deliver(body) == self.accepted
        assert [one.body for one in self.world.cloud.deliveries().all_kept()] == [body]
        assert self.mentions() == []

    def run(self, *mention_ids: str) -> None:
        """Triage, reply and review as AWS would call them, until nothing is left to do; for all if none is named."""
        cloud = self.world.cloud
        client = cloud.client("dynamodb")
        named = [client.get_item(TableName="MentionsTable", Key=mention_key(one))["Item"] for one in mention_ids]
        rows = named or [row for row in cloud.rows(prefix="MENTION#") if row["sk"]["S"] == "HEAD"]
        due = [row for row in rows if row["state"]["S"] == "received" or "assess_again" in row]
        if due:
            assert triage.handler(stream(*due), Context()) == {"batchItemFailures": []}
        handlers: dict[str, Callable[[Any, Any], Any]] = {
            "RepliesQueue": reply.handler,
            "ReviewsQueue": review.handler,
        }
        while rung := [(name, body) for name in handlers for body in cloud.messages(name)]:
            for name, body in rung:
                assert handlers[name](queue(body), Context()) == {"batchItemFailures": []}

    def sweep(self) -> None:
        watch.handler({"task": "sweep"}, Long())

    def shown(self, text: str | None, **changes: Any) -> Mention:
        """A mention that people have, with the canary in its text and name."""
        self.sent.append(f"{text} {TEXT} {TOKEN}")
        return self.scene.mention(f"{text} {TEXT}" if text is not None else None, **{"author_name": NAME, **changes})


class Long(Context):
    """A call of watch, which has a minute."""

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@contextmanager
def staged(world: World, platform: str, read_log: Callable[[], str], folder: Path) -> Iterator[Stage]:
    """Everything wired. The desk's brand is the pipeline's, and the account of the material belongs to it."""
    material, cloud = materials.load(platform), world.cloud
    first = {"pk": {"S": f"PLAYBOOK#{PLAYBOOK.brand}"}, "sk": {"S": f"{PLAYBOOK.version:08d}"}}
    cloud.client("dynamodb").delete_item(TableName="SettingsTable", Key=first)  # the desk publishes one of its own
    scene = Scene(cloud, clock=world.clock)
    cloud.settings().publish(PLAYBOOK.model_copy(update={"version": 2}))
    cloud.settings().put_account(account(platform=platform, account_id=material.account_id))
    world.clock.at = materials.NOW
    with pytest.MonkeyPatch.context() as environment, wire(cloud, environment), pytest.MonkeyPatch.context() as patch:
        tokens = [material.verify_token] if material.verify_token else []
        cloud.put_secret("SigningSecret", {platform: {"signing": list(material.secrets), "verify_tokens": tokens}})
        cloud.put_secret("TokensSecret", TOKENS)
        for handler in (ingest, triage, reply, review, watch):
            made = handler.ports()
            changes: dict[str, Any] = {"clock": world.clock}
            if hasattr(made, "session"):
                changes["session"] = world.tool.session()
                changes["session"].mount("http://", world.tool)
            patch.setattr(handler, "ports", cache(lambda made=made, changes=changes: replace(made, **changes)))
        ingest_function, desk_function = Function("Ingest", ingest.handler), Function("Desk", scene.handler)
        routes = [
            Route(f"{name}.{event}", function, described["Properties"]["Method"], described["Properties"]["Path"])
            for name, function in (("Ingest", ingest_function), ("Desk", desk_function))
            for event, described in resources()[name]["Properties"]["Events"].items()
            if described["Type"] == "HttpApi"
        ]
        functions = (ingest_function, desk_function)
        yield Stage(world, scene, material, patch, Gateway(routes), functions, read_log, folder)


def secrets_of(platform: str) -> list[str]:
    """What opens something: signing secrets, verify tokens and the tokens that replies are posted with."""
    material = materials.load(platform)
    tokens = [value for given in TOKENS[platform].values() for key, value in given.items() if key != "callback_url"]
    return [found for found in (*material.secrets, material.verify_token, *tokens) if found]
