"""Ids and codes leave the tables, texts, names and secrets never do."""

import re
from collections.abc import Iterator

from infra.simulate import mail
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.rules import SAYINGS
from infra.simulate.world import NEW_SECRETS
from infra.standins.credentials import SIGNING, TOKENS

ASCII = re.compile(r"[ -~]+")  # what no encoding of a text changes
LEAST_S = 4  # signs that a secret has at least


def _secrets(value: object) -> Iterator[str]:
    """Every text within, however deep; names of things are none."""
    if isinstance(value, dict):
        value = list(value.values())
    for one in value if isinstance(value, list | tuple) else ():
        yield from _secrets(one)
    if isinstance(value, str) and len(value) > LEAST_S:
        yield value


SAID = (
    *(text for texts in mail.TEXTS for text in texts if text),
    *(text for versions in SAYINGS.values() for texts in versions.values() for text in texts),
    "Hello, we look into it (",
)
CANARIES = frozenset(
    (
        *(max(ASCII.findall(text), key=len).strip() for text in SAID),
        *("Name of", "A name", "@ourshop"),
        *_secrets(TOKENS),
        *_secrets(SIGNING),
        *NEW_SECRETS.values(),
    )
)


def discreet(evidence: Evidence) -> Iterator[Violation]:
    """No text, no name, no handle and no secret in any line of the log, any notice, any message that nobody took."""
    world = evidence.world
    handles = {f"u{content.author}" for content in world.plot.mail.contents if content.platform == "x"}
    written = str((world.lines, world.notices, world.queues.buried))
    for canary in (*CANARIES, *handles):
        if canary in written:
            yield Violation("leak", canary, "stands in a log line, a notice or a dead letter")
