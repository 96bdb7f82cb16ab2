"""What people write and platforms deliver in one run: contents, their edits and deletes, and the deliveries.

The truth about every entry stays here, for the oracles: they compare it with the tables and never ask
the program what it thought of it.
"""

import json
from dataclasses import dataclass, field
from random import Random

from infra.simulate.kernel import SECOND
from infra.simulate.payloads import ACCOUNTS, COMPOSERS, NAMES, Content, Entry, external_id

# When a platform tries again, in seconds after the first try; then it gives up. Standard Webhooks,
# "Specification"; Meta, "Webhooks" (at once, then with falling frequency for 36 h); X, "Retries"
# (three more within five minutes), all read 2026-11.
RETRIES_S = {
    "standard_webhooks": (5, 300, 1800, 7200, 18000, 36000, 86400),
    "facebook": (1, 15, 60, 300, 900, 3600, 10800, 43200, 86400, 129600),
    "x": (60, 150, 300),
}
PRIVATE = 0.2  # how many deliveries are direct messages
FEW, MANY = (*(1,) * 8, 2, 3), (*(30,) * 12, *(60,) * 6, 200, 1000)  # entries of one delivery
TOMORROW_US = 25 * 3600 * SECOND  # a day's rest of the guards is over
DEADLINE_US = {"standard_webhooks": 15 * SECOND, "facebook": 20 * SECOND, "x": 10 * SECOND}

FRIENDLY = (
    "You are great, thank you so much!",
    "Great shop, I love it!",
    "Thank you for the quick help, you are wonderful!",
    "¡Muchas gracias, sois geniales!",
)
QUESTIONS = ("Where can I find your opening hours?", "What are your opening hours, please?")
ANGRY = (
    "My parcel never arrived and I am furious",
    "I take it back: my order came broken and nobody helps me.",
    "You charged me twice and I want my money back.",
)
DANGER = ("There is smoke coming out of my charger!", "Your cake made my whole family sick, we are in hospital")
TROLLS = ("You are all idiots and your mothers too", "what a pathetic bunch of losers lol")
SPAM = ("FREE followers!!! Click here now: http://win-big.example/free-iphone http://win-big.example/bonus", "")
HARD = frozenset((*ANGRY, *DANGER, *TROLLS))  # what a person must see, whatever the program thinks of it
SPEAKABLE = frozenset((*FRIENDLY, *QUESTIONS))  # what a machine may answer at all
TEXTS = (FRIENDLY, FRIENDLY, FRIENDLY, QUESTIONS, ANGRY, DANGER, TROLLS, SPAM)
# seconds between a content and its edit or delete: while it is stored, judged, sent, found out, worked on
CHANGE_AFTER_S = (0.05, 0.3, 0.8, 1.3, 2.0, 3.0, 5.0, 9.0, 15.0, 21.0, 44.0, 46.0, 100.0, 134.0, 137.0, 200.0)


@dataclass
class Delivery:
    """One signed body with its tries. `accepted_us` are the moments at which we answered 2xx.

    `refused` says that we answered as we never may.
    """

    number: int
    platform: str
    entries: tuple[Entry, ...]
    first_us: int
    body: bytes
    accepted_us: list[int] = field(default_factory=list)
    tries: int = 0
    refused: str = ""

    @property
    def is_understood(self) -> bool:
        return all(entry.kind != "unknown" for entry in self.entries)


class Mail:
    """All contents and deliveries of one run, drawn from its seed."""

    def __init__(self, random: Random, storm_us: int) -> None:
        self.random = random
        self.storm_us = storm_us
        self.contents: list[Content] = []
        self.deliveries: list[Delivery] = []
        self.numbers = 0

    def draw(self) -> None:
        """A few people write in a few threads; some edit, some take back, some deliveries are odd."""
        random = self.random
        authors, threads = random.randint(1, 4), random.randint(1, 3)
        for _ in range(_how_many(random)):
            platform = random.choice(("standard_webhooks", "standard_webhooks", "standard_webhooks", "facebook", "x"))
            at_us = random.randrange(self.storm_us)
            count = random.choice(FEW if random.random() > 0.004 else MANY)
            private = random.random() < PRIVATE
            made = [
                self._write(platform, random.randrange(authors), random.randrange(threads), at_us, private=private)
                for _ in range(count)
            ]
            self._deliver(platform, [Entry("created", content, content.first, at_us) for content in made], at_us)
            for content in made[:3]:
                self._change(content, at_us)
        if random.random() < 0.04:
            self._next_day()
        if random.random() < 0.15:
            self._odd(random.randrange(self.storm_us))

    def change_now(self, external_id: str, at_us: int) -> list[Delivery]:
        """The author of this content edits it, or takes it back: the deliveries that tell of it."""
        known = len(self.deliveries)
        content = next((one for one in self.contents if one.external_id == external_id), None)
        if content is not None and content.gone_us is None:
            self._change_once(content, at_us)
        return self.deliveries[known:]

    def single(self, platform: str, text: str, *, private: bool = False) -> Content:
        """One content and its delivery, at the very beginning."""
        content = self._write(platform, 0, 0, 0, text, private=private)
        self._deliver(platform, [Entry("created", content, text)], 0)
        return content

    def echo(self, answered: Content, reply_id: str, text: str, at_us: int) -> None:
        """A platform tells us of our own reply as if it were news."""
        platform = answered.platform
        own = Content(
            platform,
            reply_id,
            external_id(platform, reply_id),
            ACCOUNTS[platform],
            answered.thread,
            at_us,
            [(at_us, text)],
            is_own=True,
            is_private=answered.is_private,
        )
        self._deliver(platform, [Entry("ignored", own, text, at_us)], at_us)

    def _write(
        self, platform: str, author: int, thread: int, at_us: int, text: str | None = None, *, private: bool = False
    ) -> Content:
        self.numbers += 1
        said = text or self.random.choice(self.random.choice(TEXTS))
        native_id, author_id, thread_id = NAMES[platform](self.numbers, author, thread)
        content = Content(
            platform,
            native_id,
            external_id(platform, native_id),
            author_id,
            author_id if private else thread_id,
            at_us,
            [(at_us, said)],
            is_private=private,
        )
        self.contents.append(content)
        return content

    def _change(self, content: Content, at_us: int) -> None:
        """Edits and deletes, which may overtake their content."""
        random = self.random
        while content.gone_us is None and random.random() < 0.3:
            at_us += int(random.choice(CHANGE_AFTER_S) * SECOND)
            self._change_once(content, at_us)

    def _change_once(self, content: Content, at_us: int) -> None:
        random = self.random
        if content.platform == "x" and content.is_private:
            return  # X tells of neither
        if content.platform == "x" or random.random() < 0.4:
            content.gone_us = at_us
            self._deliver(content.platform, [Entry("deleted", content, "", at_us)], at_us)
            return
        text = random.choice(random.choice(TEXTS))
        if text != content.versions[-1][1]:
            content.versions.append((at_us, text))
            self._deliver(content.platform, [Entry("edited", content, text, at_us)], at_us)

    def _next_day(self) -> None:
        """Somebody who wrote today writes again tomorrow, in the same thread and as kindly."""
        content = self.random.choice(self.contents)
        at_us = content.posted_us + TOMORROW_US
        author, thread = content.author, content.thread
        again = self._write(content.platform, 0, 0, at_us, self.random.choice(FRIENDLY), private=content.is_private)
        again.author, again.thread = author, thread
        self._deliver(content.platform, [Entry("created", again, again.first, at_us)], at_us)

    def _odd(self, at_us: int) -> None:
        """A kind that nobody documented, alone or beside a good one where the platform can mix them."""
        entries = []
        platform = self.random.choice(("facebook", "standard_webhooks"))
        content = self._write(platform, 9, 9, at_us)
        self.contents.remove(content)
        if platform == "facebook" and self.random.random() < 0.5:
            good = self._write(platform, 8, 8, at_us)
            entries.append(Entry("created", good, good.first, at_us))
        self._deliver(platform, [*entries, Entry("unknown", content, content.first, at_us)], at_us)

    def _deliver(self, platform: str, entries: list[Entry], at_us: int) -> Delivery:
        body = json.dumps(COMPOSERS[platform](entries), separators=(",", ":")).encode()
        delivery = Delivery(len(self.deliveries), platform, tuple(entries), at_us, body)
        self.deliveries.append(delivery)
        return delivery


def _how_many(random: Random) -> int:
    return random.choice((1, 2, 2, 3, 3, 4, 5))
