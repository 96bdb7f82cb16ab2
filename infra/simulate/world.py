"""One run: everything around the real functions, from a seed to its end.

The storm lasts some minutes; then nothing fails any more, and the world is given the time in which all
must have been made good (G5), while senders that were not answered go on trying.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from greenlet import getcurrent

from infra.samples.signing import sign
from infra.simulate import harness, silences
from infra.simulate.faults import Faults, Knobs, draw_knobs
from infra.simulate.kernel import SECOND, Kernel, Killed, Task
from infra.simulate.mail import DEADLINE_US, RETRIES_S, Delivery, Mail
from infra.simulate.network import Network, Wall, refuse
from infra.simulate.operator import operate
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.people import PEOPLE, Acted, Person, Written, serve
from infra.simulate.queues import Queues
from infra.simulate.rules import playbook, settled
from infra.simulate.runtime import FailedError, Function, Runtime, plan
from infra.simulate.services import Bill, Keeping, Metered, Sending, Topics
from infra.simulate.tables import Tables
from infra.simulate.wire import Wire
from infra.standins.credentials import SIGNING, TOKENS
from infra.standins.wall import Post
from shared.aws.settings import Settings
from shared.errors import HeedError

RESTLESS, SENDING_S = 0.6, 1  # how often an author edits or deletes while a reply leaves, and within which time
DAY_US = 86_400 * SECOND
STAFF_STAY_US = 200 * SECOND  # after the storm, so that what it left is worked on
SECRETS_READ_US = 120 * SECOND  # after the storm, in which secrets are rotated and reading them fails
MADE_GOOD_US = 600 * SECOND  # after the storm: G5's bounds, and the sweeps that they take
NEW_SECRETS = {
    "facebook": "the-next-facebook-app-secret",
    "standard_webhooks": "whsec_dGhlLW5leHQtc2VjcmV0LW9mLXRoZS1kb29yLg==",
    "x": "the-next-x-consumer-secret",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One write of a mention's row. `by` is the function whose call wrote it, empty for what arrived
    when its caller had given up. `begun_us` is when the call of `reply` began that wrote it, if it did; `calls` is how
    many calls to the world were made until then."""

    at_us: int
    mention_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    begun_us: int | None
    calls: int
    by: str


@dataclass(frozen=True, slots=True)
class CaseMove:
    """One write of a case's row."""

    at_us: int
    case_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass
class Switching:
    """Somebody turned the stop switch. `done_us` is when they were told so, if they were."""

    begun_us: int
    stopped: bool
    done_us: int | None = None


@dataclass
class Publishing:
    """Somebody publishes the second playbook. `done_us` is when they were told that it is in force, if they were."""

    begun_us: int
    done_us: int | None = None


@dataclass
class Plot:
    """What happens in a run beside what is drawn call by call; small pieces can be left out to find the cause."""

    storm_us: int
    knobs: Knobs
    mail: Mail
    staff: int = 0
    rotates: bool = False
    refusals: list[tuple[int, str, str, int]] = field(default_factory=list)
    deploys: list[int] = field(default_factory=list)
    echoes: bool = True
    publishes_us: int | None = None
    replays_us: list[int] = field(default_factory=list)
    silencing: silences.Silencing | None = None


def draw_plot(random: Random) -> Plot:
    """A run's story, all phases at random."""
    knobs = draw_knobs(random)
    storm_us = random.randrange(30, 300) * SECOND
    mail = Mail(random, storm_us)
    mail.draw()
    plot = Plot(storm_us, knobs, mail, silencing=silences.draw(random, storm_us, is_calm=knobs.is_calm))
    if knobs.is_calm:
        return plot
    plot.staff = random.choice((0, 1, 2, 2))
    plot.rotates = random.random() < 0.1
    plot.replays_us = [random.randrange(storm_us + STAFF_STAY_US) for _ in range(random.choice((0, 0, 0, 1)))]
    plot.publishes_us = random.randrange(storm_us) if random.random() < 0.15 else None
    plot.deploys = [random.randrange(storm_us) for _ in range(random.choice((0, 0, 1, 2)))]
    if random.random() < 0.3:
        platform, behaviour = random.choice(tuple(ACCOUNTS)), random.choice(("rate_limited", "token_dead"))
        plot.refusals.append((random.randrange(storm_us), platform, behaviour, random.randrange(200) * SECOND))
    return plot


class World:
    """Everything, wired. `run` lets it happen; then the oracles look."""

    def __init__(self, random: Random, plot: Plot, faults: Faults | None = None) -> None:
        self.random, self.plot = random, plot
        self.kernel = Kernel()
        self.kernel.world = self
        self.faults = faults or Faults(random, plot.knobs, plot.storm_us)
        self.wire = Wire(self.kernel, self.faults)
        written = plan()[0]
        self.tables = Tables(written, self.kernel.true_time)
        self.queues = Queues(written, self.kernel.true_time)
        self.lines: list[dict[str, Any]] = []
        self.notices: list[dict[str, Any]] = []
        self.wall = Wall()
        self.network = Network(self.wire, self.wall)
        self.network.on_post = self._posted
        self.session = self.network.session()
        self.secrets: dict[str, Any] = {"SigningSecret": SIGNING, "TokensSecret": TOKENS}
        self.signing = {platform: SIGNING[platform]["signing"][0] for platform in ACCOUNTS}
        self.clients = {
            "dynamodb": self.wire.client("dynamodb", Metered(self) if plot.knobs.is_calm else self.tables),
            "sqs": self.wire.client("sqs", Sending(self)),
            "sns": self.wire.client("sns", Topics(self)),
            "secretsmanager": self.wire.client("secretsmanager", Keeping(self)),
        }
        functions = {mapping.function.name: mapping.function for mapping in plan()[1]}
        self.functions = {
            name: Function(self.kernel, functions[name], harness.maker(name, self)) for name in harness.STEPS
        }
        self.functions["Desk"] = Function(self.kernel, functions["Desk"], harness.maker("Desk", self))
        self.functions["Desk"].handler = serve
        self.runtime = Runtime(self.kernel, self.tables, self.queues, self.functions)
        self.moves: list[Move] = []
        self.case_moves: list[CaseMove] = []
        self.acts: list[Acted] = []
        self.bills: dict[str, Bill] = {}
        self.swallowed: list[tuple[str, str]] = []
        self.staff_replies: dict[str, Written] = {}
        self.switchings: list[Switching] = []
        self.publishing: Publishing | None = None
        self.replayed = 0
        self.undone: set[str] = set()
        self.ids = 0
        for item in settled():
            self.tables.put_item(TableName="SettingsTable", Item=item)
        self.tables.on_write = self._wrote

    # What the functions and people use

    def new_id(self) -> str:
        self.ids += 1
        return f"{self.ids:032x}"

    def stands(self, external_id: str) -> bool:
        """Whether a person who looks on the platform sees a reply of ours to this content."""
        return any(one.post.in_reply_to == external_id for one in self.wall.applied)

    def author_changes(self, external_id: str, within_s: int) -> None:
        """Within seconds the author edits or deletes what is just being answered."""
        at_us = self.kernel.now_us + self.random.randrange(within_s * SECOND)
        if at_us < self.plot.storm_us:
            for delivery in self.plot.mail.change_now(external_id, at_us):
                self.deliver(delivery, at_us)

    def bill(self) -> Bill:
        """Of the function whose call is under way; of what arrives late, under no name."""
        task = getcurrent()
        return self.bills.setdefault(task.function if isinstance(task, Task) else "", Bill())

    def mention_ids(self) -> list[str]:
        return list(dict.fromkeys(move.mention_id for move in self.moves))

    def switch_begins(self, stopped: bool) -> None:
        """Somebody presses it; what comes of it is not known yet."""
        self.wire.tell(f"the stop switch is being turned {'on' if stopped else 'off'}")
        self.switchings.append(Switching(self.kernel.now_us, stopped))

    def switched(self) -> None:
        """The last one who pressed it was told that it is done."""
        self.switchings[-1].done_us = self.kernel.now_us

    # What happens

    def run(self) -> None:
        """The storm, and the quiet after it."""
        kernel, plot, random = self.kernel, self.plot, self.random
        self.runtime.start_schedules(random.randrange(60 * SECOND))
        silences.begin(self)
        for delivery in plot.mail.deliveries:
            self.deliver(delivery, delivery.first_us)
        for staff in PEOPLE[: plot.staff]:
            person = Person(self, staff, random, plot.storm_us + STAFF_STAY_US)
            kernel.spawn(staff.staff_id, person.work, at_us=random.randrange(plot.storm_us))
        for at_us, platform, behaviour, for_us in plot.refusals:
            kernel.at(at_us, _refuse, self.network, platform, behaviour, for_us)
        for at_us in plot.deploys:
            kernel.at(at_us, self._deploy)
        if any(delivery.first_us > DAY_US for delivery in plot.mail.deliveries):
            kernel.at(DAY_US, self._expire)
        for at_us in plot.replays_us:
            kernel.spawn("operator", operate, self, at_us=at_us)
        if plot.publishes_us is not None:
            kernel.spawn("publisher", self._publish, at_us=plot.publishes_us)
        if plot.rotates:
            kernel.at(random.randrange(plot.storm_us), self._rotate)
        self.end(plot.storm_us + MADE_GOOD_US)
        while kernel.now_us < self.faults.last_us + MADE_GOOD_US:
            self.end(self.faults.last_us + MADE_GOOD_US)

    def end(self, at_us: int) -> None:
        """Runs until then; and on, without sweeps where nothing is due, while somebody still tries to deliver."""
        self.kernel.run(at_us)
        while any(not delivery.accepted_us and self._may_try(delivery) for delivery in self.plot.mail.deliveries):
            next_us = self.kernel.next_us()
            if next_us is None:
                break
            self.kernel.run(max(next_us, self.kernel.now_us) + MADE_GOOD_US)
        self.kernel.run(self.kernel.now_us + 1)

    def deliver(self, delivery: Delivery, at_us: int) -> None:
        """The platform's tries, until it is answered or gives up."""
        self.kernel.spawn(f"delivery {delivery.number}", self._try, delivery, at_us=at_us)

    def _try(self, delivery: Delivery) -> None:
        kernel = self.kernel
        begun_us = kernel.now_us
        delivery.tries += 1
        headers = sign(
            delivery.platform,
            delivery.body,
            self.signing[delivery.platform],
            delivery_id=f"evt_{delivery.number}",
            now=kernel.true_time(),
        )
        event = {
            "rawPath": f"/webhooks/{delivery.platform}",
            "headers": headers,
            "requestContext": {"http": {"method": "POST"}},
            "pathParameters": {"platform": delivery.platform},
            "body": delivery.body.decode(),
            "isBase64Encoded": False,
        }
        try:
            status = self.functions["Ingest"].invoke(event)[0]["statusCode"]
        except FailedError:
            status = 502
        took_us = kernel.now_us - begun_us
        self.wire.tell(f"delivery {delivery.number} of {delivery.platform}: answered {status}")
        if status >= 500 and begun_us > self.plot.storm_us + 60 * SECOND:
            delivery.refused = "an error of ours long after the last fault"
        elif 400 <= status < 500 and not self._is_news(delivery.platform, begun_us):
            delivery.refused = f"answered with {status}, and it was signed"
        if 200 <= status < 300:
            delivery.accepted_us.append(kernel.now_us)
            if took_us <= DEADLINE_US[delivery.platform] and not self.faults.repeats_now(kernel.now_us):
                return
        schedule = RETRIES_S[delivery.platform]
        if delivery.tries <= len(schedule):
            jitter = 0.8 + 0.4 * self.random.random()
            wait_us = int(schedule[delivery.tries - 1] * SECOND * jitter)
            self.deliver(delivery, kernel.now_us + wait_us)

    def _is_news(self, platform: str, at_us: int) -> bool:
        """Whether a sender's secret is so new that we need not have read it: once a minute we ask for another one."""
        is_new = self.signing[platform] == NEW_SECRETS[platform]
        return is_new and at_us < self.plot.storm_us + SECRETS_READ_US

    def _may_try(self, delivery: Delivery) -> bool:
        return delivery.tries <= len(RETRIES_S[delivery.platform])

    def _posted(self, post: Post) -> None:
        """The platform tells us of our own reply, as platforms do."""
        mail, kernel = self.plot.mail, self.kernel
        if not self.plot.echoes or self.random.random() < 0.5 or kernel.now_us > self.plot.storm_us:
            return
        content = next((one for one in mail.contents if one.external_id == post.in_reply_to), None)
        if content is not None:
            mail.echo(content, post.id, post.text, kernel.now_us)
            self.deliver(mail.deliveries[-1], kernel.now_us + self.random.randrange(5 * SECOND))

    def _wrote(self, table: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self.runtime.wrote(table)
        self.kernel.note(len(after or ()), len(before or ()))
        row = after or before or {}
        if table != "MentionsTable" or row["sk"]["S"] != "HEAD":
            return
        if row["pk"]["S"].startswith("CASE#"):
            self.case_moves.append(CaseMove(self.kernel.now_us, row["pk"]["S"][len("CASE#") :], before, after))
        elif row["pk"]["S"].startswith("MENTION#"):
            task = getcurrent()
            begun_us = self.functions["Reply"].begun_us.get(task) if isinstance(task, Task) else None
            by = task.function if isinstance(task, Task) else ""
            mention_id = row["pk"]["S"][len("MENTION#") :]
            self.moves.append(Move(self.kernel.now_us, mention_id, before, after, begun_us, self.wire.calls, by))
            if isinstance(task, Task) and after and after["state"]["S"] == "sending":
                task.claimed = after["external_id"]["S"]
            if (
                after
                and after["state"]["S"] == "sending"
                and not self.plot.knobs.is_calm
                and self.random.random() < RESTLESS
            ):
                self.author_changes(after["external_id"]["S"], SENDING_S)
            if self.wire.told:
                state = after["state"]["S"] if after else "gone"
                last = json.loads(after["timeline"]["L"][-1]["S"])[2:] if after else []
                self.wire.tell(f"{mention_id} is {state} ({', '.join(last)})")

    def _deploy(self) -> None:
        self.wire.tell("new code is deployed")
        for function in self.functions.values():
            function.deploy()

    def _expire(self) -> None:
        """DynamoDB deletes what has run out, some time after it did."""
        self.tables.expire(self.kernel.true_time())

    def _publish(self) -> None:
        """A new version of the playbook: other words, a lower breaker, a longer time to undo."""
        self.wire.tell("a new playbook is being published")
        self.publishing = Publishing(self.kernel.now_us)
        with suppress(Killed, HeedError, ClientError, BotoCoreError):
            Settings(self.clients["dynamodb"], "SettingsTable").publish(playbook(2))
            self.publishing.done_us = self.kernel.now_us

    def _rotate(self) -> None:
        """The secrets are rotated with an overlap of an hour; the senders follow within minutes."""
        until = {"until": "2026-11-02T12:00:00Z"}
        self.secrets["SigningSecret"] = {
            platform: {**SIGNING[platform], "signing": [NEW_SECRETS[platform], {"value": old, **until}]}
            for platform, old in self.signing.items()
        }
        for platform, secret in NEW_SECRETS.items():
            at_us = self.kernel.now_us + self.random.randrange(600) * SECOND
            self.kernel.at(at_us, self.signing.__setitem__, platform, secret)


def _refuse(network: Network, platform: str, behaviour: str, for_us: int) -> None:
    network.wire.tell(f"{platform} answers {behaviour.replace('_', ' ')} for {for_us // SECOND} s")
    refuse(network, platform, behaviour, for_us=for_us)
