"""What another playbook would change: stored mentions with their stored assessments, decided once more. It only reads.

Both playbooks, the one in force and the other, decide on each mention as it came, for the account as it is today: what
differs is the playbook's doing alone. Wording is no matter of a decision, nor are the guards before a reply leaves.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from shared.domain import policy
from shared.domain.brand import Account
from shared.domain.decision import Decision
from shared.domain.lifecycle import TRIAGE
from shared.domain.mention import Mention
from shared.domain.playbook import Playbook

MOST_EXAMPLES = 20
WITHOUT_WORDS = ("empty", "media_without_words")  # decided on a text that was not there; else it is only gone by now
SOME_TEXT = "(gone)"


@dataclass(frozen=True, slots=True)
class Change:
    """A mention on which the two decide otherwise."""

    mention: Mention
    before: Decision
    after: Decision

    def row(self, *, with_text: bool) -> dict[str, Any]:
        row = {"mention": self.mention.mention_id, "now": told(self.before), "then": told(self.after)}
        return row | {"text": self.mention.text or SOME_TEXT} if with_text else row


@dataclass(slots=True)
class Rehearsal:
    """What came of it: how many were decided, how often which decision becomes which, and the first examples."""

    decided: int = 0
    changes: Counter[tuple[Decision, Decision]] = field(default_factory=Counter)
    examples: list[Change] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return self.changes.total()

    def rows(self) -> list[dict[str, Any]]:
        """From what to what, the most frequent first."""
        return [
            {"mentions": count, "now": told(before), "then": told(after)}
            for (before, after), count in self.changes.most_common()
        ]


def rehearse(
    mentions: Iterable[Mention],
    current: Playbook,
    other: Playbook,
    account_of: Callable[[str, str], Account | None],
    rules_of: Callable[[Mention], policy.SurfaceRules],
    since: datetime,
) -> Rehearsal:
    """Over the brand's mentions received since and decided; `account_of` gives an account by platform and id,
    `rules_of` what its platform allows where a mention stands."""
    found = Rehearsal()
    for mention in mentions:
        if mention.brand != other.brand or mention.received_at < since:
            continue
        if mention.assessment is None or mention.decision is None:
            continue
        account, at = account_of(mention.platform, mention.account_id), _decided_at(mention)
        as_it_came = _as_it_came(mention, mention.decision)
        before, after = (
            policy.decide(as_it_came, mention.assessment, playbook, account, rules_of(mention), at)
            for playbook in (current, other)
        )
        found.decided += 1
        if told(before) != told(after):
            found.changes[before, after] += 1
            if len(found.examples) < MOST_EXAMPLES:
                found.examples.append(Change(mention, before, after))
    return found


def _as_it_came(mention: Mention, decision: Decision) -> Mention:
    """Before anybody had it, and with some text where the text was purged since: its assessment is still there."""
    has_spoken = decision.reason == "has_spoken"
    text = SOME_TEXT if mention.text is None and decision.reason not in WITHOUT_WORDS else mention.text
    return replace(mention, attempts=int(has_spoken), case_id=None, text=text)


def _decided_at(mention: Mention) -> datetime:
    decided = (entry.at for entry in reversed(mention.timeline) if entry.by == TRIAGE and entry.reason != "assessed")
    return next(decided, mention.received_at)


def told(decision: Decision) -> str:
    """A decision in one short line."""
    return f"{decision.action}: {decision.reason}{', then a person' if decision.follow_up else ''}"
