"""A desk with a brand, its people and cases that came the usual way, on tables of one test."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from functions.desk import handler, session
from functions.desk.act import Ports
from functions.desk.admission import Desk
from functions.desk.session import Provider
from functions.review import open_case as review
from shared.aws.queues import Doorbell
from shared.aws.topics import Topic
from shared.domain.brand import Role, Staff
from shared.domain.case import Case
from shared.domain.decision import Action
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook
from shared.platforms import http
from tests.desk.client import URL, Client, Page
from tests.support import made
from tests.support.made import BRAND, Clock
from tests.support.tables import Cloud

STAFF = {
    "vera": ("Vera", {BRAND: Role.VIEWER}),
    "rosa": ("Rosa", {BRAND: Role.RESPONDER}),
    "rolf": ("Rolf", {BRAND: Role.RESPONDER}),
    "ada": ("Ada", {"*": Role.ADMIN}),
    "otto": ("Otto", {"another": Role.ADMIN}),
}
ISSUER = "http://127.0.0.1:8753"


@dataclass
class Scene:
    """What one test has. `desk` is what the handler gets; `rung` names the mentions whose doorbells rang."""

    cloud: Cloud
    clock: Any = field(default_factory=Clock)
    issuer: str = ISSUER
    url: str = URL
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        settings, sqs = self.cloud.settings(), self.cloud.client("sqs")
        mentions = self.cloud.mentions()
        self.ports = Ports(
            mentions=mentions,
            cases=self.cloud.cases(),
            settings=settings,
            tallies=self.cloud.tallies(),
            deliveries=self.cloud.deliveries(),
            replies=Doorbell(sqs, self.cloud.urls["RepliesQueue"]),
            reviews=Doorbell(sqs, self.cloud.urls["ReviewsQueue"]),
            urgent=Topic(self.cloud.client("sns"), self.cloud.topics["CasesTopic"]),
            clock=self.clock,
            new_id=lambda: f"{next(self.numbers):032x}",
        )
        self.connect()
        settings.publish(Playbook(brand=BRAND, version=1, title="Our Shop"))
        settings.put_account(made.account())
        for staff_id, (name, roles) in STAFF.items():
            settings.put_staff(Staff(staff_id=staff_id, name=name, roles=roles))

    def connect(self) -> None:
        """The desk at `url`, which signs in at `issuer`."""
        provider = Provider(
            issuer=self.issuer,
            client_id="heed-desk",
            desk_url=self.url,
            secret=lambda: {"client_secret": "the-client-secret"},
            session=http.new_session(),
            new_token=lambda: f"token-{next(self.numbers):030d}",
        )
        self.desk = Desk(self.ports, provider, self.url)

    @property
    def handler(self) -> Callable[[Any, Any], Any]:
        return lambda event, context: handler.answer(event, context, self.desk)

    def stranger(self) -> Client:
        """A browser without a session."""
        return Client(self.handler)

    def client(self, staff_id: str) -> Client:
        """A browser in which this person is signed in."""
        cookie = session.open_session(self.ports.settings, staff_id, self.desk.provider.new_token, self.clock())
        return Client(self.handler, {"__Host-sid": cookie})

    def mention(self, text: str | None = "It broke after a day.", *, case: bool = True, **changes: Any) -> Mention:
        """One more mention that people must see, with its case unless told otherwise. Same author, same thread."""
        number = next(self.numbers)
        shown = {
            "external_id": f"forum:p{number}",
            "text": text,
            "posted_at": self.clock() - timedelta(minutes=30) + timedelta(seconds=number),
            "received_at": self.clock(),
            "updated_at": self.clock(),
            "decision": made.decision(action=Action.REVIEW, reason="needs_person"),
            "permalink": "https://forum.example.com/p/1",
        }
        mention = made.mention(State.IN_REVIEW, **{**shown, **changes})
        self.ports.mentions.put_new(mention)
        if case:
            self.open_case(mention.mention_id)
        return self.read(mention)

    def of_another(self, number: int, **changes: Any) -> Mention:
        """A mention of an author of its own in a thread of its own."""
        names = {"author_id": f"forum:a{number}", "author_name": f"Author {number}", "thread_id": f"forum:t{number}"}
        return self.mention(**{**names, **changes})

    def open(self, client: Client, mention: Mention, query: str = "") -> Page:
        """The page of the mention's case."""
        return client.get(f"/cases/{self.case_of(mention).case_id}{query}")

    def open_case(self, mention_id: str) -> None:
        """What the step `review` does."""
        ports = review.Ports(
            cases=self.ports.cases,
            settings=self.ports.settings,
            urgent=Topic(self.cloud.client("sns"), self.cloud.topics["CasesTopic"]),
            clock=self.clock,
            new_id=lambda: f"case{next(self.numbers):012x}",
        )
        review.open_case(mention_id, ports, again=False)

    def read(self, mention: Mention) -> Mention:
        """The mention as it stands."""
        found = self.ports.mentions.get(mention.mention_id)
        assert found is not None
        return found

    def case_of(self, mention: Mention) -> Case:
        found = self.ports.cases.get(self.read(mention).case_id or "")
        assert found is not None
        return found

    def change(self, mention: Mention, **changes: Any) -> Mention:
        """The mention as somebody else wrote it meanwhile."""
        before = self.read(mention)
        self.ports.mentions.update(before, replace(before, version=before.version + 1, **changes))
        return self.read(mention)

    def write(self, before: Mention, after: Mention) -> Mention:
        """The mention after an arrow of the lifecycle, which began at the mention as it stands."""
        self.ports.mentions.update(self.read(before), after)
        return self.read(after)

    def events(self, mention: Mention) -> list[tuple[str, str, str]]:
        """The case's timeline: who, what, why."""
        found = self.ports.cases.timeline(self.case_of(mention).case_id)
        return [(event.by, event.what, event.reason) for event in found]
