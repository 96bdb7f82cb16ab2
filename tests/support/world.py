"""Everything that one mention meets: the tables in moto, a platform, a clock, and the steps wired to them.

The steps are the real ones. What AWS does between them, a test does by hand: `pump` hands every row
of the stream's filter to triage and every message to its step, until nothing is left to do.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from functions.ingest import receive as ingest
from functions.reply import send as reply
from functions.review import open_case as review
from functions.triage import triage
from functions.watch import overdue as watch
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING, TOKENS
from shared.aws.queues import Doorbell, mention_of
from shared.aws.secrets import signing_secrets
from shared.aws.topics import Topic
from shared.domain import mention as mentions
from shared.domain import times
from shared.domain.assessment import Topic as About
from shared.domain.mention import Mention
from shared.domain.playbook import Playbook, Wording
from shared.platforms.contract import Secrets, WebhookRequest
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, Clock, account
from tests.support.tables import Cloud
from tests.support.tool import Tool

THANKS, ANGRY = "You are great, thank you so much!", "My parcel arrived late and the box was torn"
QUESTION, DANGER = "Where can I find your opening hours?", "There is smoke coming out of my charger!"
LAMBDA_S = 20.0  # what a call of reply has left when it begins


def wording(*texts: str) -> Wording:
    return Wording(public=texts, private=texts)


PLAYBOOK = Playbook(
    brand=BRAND,
    version=1,
    title="Our Shop",
    wording={
        About.THANKS: {"en": wording("Thank you, says {brand}!"), "es": wording("¡Gracias, dice {brand}!")},
        About.PRAISE: {"en": wording("That is kind, says {brand}!")},
        About.QUESTION_SIMPLE: {"en": wording("We look into it, says {brand}.")},
    },
)


class World:
    """One test's world. `client` gives the boto3 client by service name; a test may put its own in between."""

    def __init__(self, cloud: Cloud, client: Callable[[str], Any] | None = None) -> None:
        self.cloud = cloud
        self.client = client or cloud.client
        self.clock = Clock()
        self.tool = Tool()
        self.ids = 0
        self.remaining_s = LAMBDA_S
        self.tokens: dict[str, Any] = TOKENS
        cloud.settings().publish(PLAYBOOK)
        cloud.settings().put_account(account())

    # What the steps touch

    def stores(self) -> Cloud:
        return Cloud(self.client, self.cloud.urls, self.cloud.topics)

    def bell(self, queue: str) -> Doorbell:
        return Doorbell(self.client("sqs"), self.cloud.urls[queue])

    def new_id(self) -> str:
        self.ids += 1
        return f"{self.ids:032x}"

    def ingest_ports(self, *, keep_all: bool = False) -> ingest.Ports:
        def secrets(platform: str, _now: Any, renew: bool) -> Secrets | None:
            signing, tokens = signing_secrets(SIGNING, platform, self.clock())
            return Secrets(signing=signing, verify_tokens=tokens) if signing and not renew else None

        made = self.stores()
        return ingest.Ports(made.mentions(), made.deliveries(), secrets, self.clock, keep_all)

    def triage_ports(self) -> triage.Ports:
        made = self.stores()
        return triage.Ports(
            mentions=made.mentions(),
            settings=made.settings(),
            tallies=made.tallies(),
            replies=self.bell("RepliesQueue"),
            reviews=self.bell("ReviewsQueue"),
            alarms=Topic(self.client("sns"), self.cloud.topics["AlarmsTopic"]),
            clock=self.clock,
        )

    def reply_ports(self) -> reply.Ports:
        made = self.stores()
        return reply.Ports(
            mentions=made.mentions(),
            cases=made.cases(),
            settings=made.settings(),
            tallies=made.tallies(),
            replies=self.bell("RepliesQueue"),
            reviews=self.bell("ReviewsQueue"),
            alarms=Topic(self.client("sns"), self.cloud.topics["AlarmsTopic"]),
            tokens=lambda _now: self.tokens,
            session=self.tool.session(),
            clock=self.clock,
            new_id=self.new_id,
        )

    def review_ports(self) -> review.Ports:
        made = self.stores()
        urgent = Topic(self.client("sns"), self.cloud.topics["CasesTopic"])
        return review.Ports(made.cases(), made.settings(), urgent, self.clock, self.new_id)

    def watch_ports(self) -> watch.Ports:
        made = self.stores()
        return watch.Ports(
            mentions=made.mentions(),
            cases=made.cases(),
            deliveries=made.deliveries(),
            replies=self.bell("RepliesQueue"),
            reviews=self.bell("ReviewsQueue"),
            tokens=lambda _now: self.tokens,
            session=self.tool.session(),
            clock=self.clock,
        )

    # What happens

    def put(self, mention: Mention) -> Mention:
        assert self.cloud.mentions().put_new(mention) is None
        return mention

    def get(self, mention_id: str) -> Mention:
        found = self.cloud.mentions().get(mention_id)
        assert found is not None
        return found

    def post(self, body: bytes, headers: dict[str, str] | None = None, **changes: Any) -> WebhookRequest:
        """A delivery at the generic door, well signed unless `headers` say otherwise."""
        proof = sign(PLATFORM, body, SIGNING[PLATFORM]["signing"][0], delivery_id="evt_1", now=self.clock())
        request = {"method": "POST", "path": f"/webhooks/{PLATFORM}", "query": {}, "headers": headers or proof}
        return WebhookRequest(**{**request, "body": body, "received_at": self.clock(), **changes})

    def deliver(self, body: bytes, ports: ingest.Ports | None = None, **changes: Any) -> int:
        """The status that the platform sees."""
        return ingest.receive(self.post(body, **changes), PLATFORM, "", ports or self.ingest_ports()).status

    def triage_all(self) -> None:
        """What the stream's filter lets through, as it stands now."""
        for mention in self.all():
            if mention.state == "received" or mention.assess_again:
                triage.triage(mention.mention_id, self.triage_ports())

    def send(self, mention_id: str) -> None:
        reply.send(mention_id, self.reply_ports(), remaining_s=lambda: self.remaining_s)

    def open_case(self, mention_id: str, *, again: bool = False) -> None:
        review.open_case(mention_id, self.review_ports(), again=again)

    def sweep(self) -> None:
        watch.sweep(self.watch_ports(), remaining_s=lambda: 50.0)

    def pump(self) -> None:
        """Triage, reply and review until nobody rings any more. Bells that wait for later are not heard."""
        self.triage_all()
        while rung := [(queue, body) for queue in ("RepliesQueue", "ReviewsQueue") for body in self.rung(queue)]:
            for queue, mention_id in rung:
                (self.send if queue == "RepliesQueue" else self.open_case)(mention_id)

    def rung(self, queue: str) -> list[str]:
        """Takes the bells that can be heard now: the mentions."""
        return [mention_of(body) for body in self.cloud.messages(queue)]

    def waiting(self, queue: str) -> int:
        """How many bells will be heard later."""
        wanted = "ApproximateNumberOfMessagesDelayed"
        asked = {"QueueUrl": self.cloud.urls[queue], "AttributeNames": [wanted]}
        return int(self.cloud.client("sqs").get_queue_attributes(**asked)["Attributes"][wanted])

    def all(self) -> list[Mention]:
        heads = [row for row in self.cloud.rows(prefix="MENTION#") if row["sk"]["S"] == "HEAD"]
        return [self.get(row["mention_id"]["S"]) for row in heads]

    def only(self) -> Mention:
        (found,) = self.all()
        return found

    def later(self, **by: float) -> None:
        self.clock.advance(**by)


def body(*natives: str, kind: str = "created", **changes: Any) -> bytes:
    """A delivery of the generic door: one mention, or a batch of several."""
    content = {
        "account_id": ACCOUNT,
        "platform": "forum",
        "author": {"id": "u77", "name": "Rita"},
        "text": THANKS,
        "created_at": times.to_text(NOW - timedelta(minutes=5)),
        "thread_id": "t9",
    }
    if kind == "deleted":
        content = {"account_id": ACCOUNT, "platform": "forum"}
    data = [{**content, **changes, "id": native} for native in natives or ("p1",)]
    return json.dumps({"type": f"mention.{kind}", "data": data if len(data) > 1 else data[0]}).encode()


def id_of(native: str = "p1") -> str:
    return mentions.mention_id(PLATFORM, ACCOUNT, f"forum:{native}")
