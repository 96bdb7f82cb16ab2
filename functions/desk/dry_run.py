"""Whose answer would change under another playbook, over mentions that can be found without reading all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from functions.desk import text, words
from functions.desk.act import Ports
from functions.desk.languages import gettext
from functions.desk.rule_words import ACTIONS
from shared.domain.decision import Decision
from shared.domain.mention import Mention
from shared.domain.playbook import Playbook
from shared.domain.rehearsal import Rehearsal, rehearse
from shared.platforms.surfaces import surface_rules

FOLDERS = ("open", "waiting", "approval", "snoozed", "closed")
MOST_CASES = 60  # of each folder; those that were last at work
MOST_AUTHORS = 60
OF_EACH_AUTHOR = 10
MOST_MENTIONS = 300
AT_ONCE = 100


@dataclass(frozen=True)
class Changed:
    """A mention on which the two decide otherwise, in words."""

    mention: Mention
    excerpt: str
    before: str
    after: str


@dataclass(frozen=True)
class DryRun:
    """`looked_at` mentions of `cases` cases and of what their authors wrote besides. `rows` are count, from, to."""

    looked_at: int
    cases: int
    changed: int
    rows: Sequence[tuple[int, str, str]]
    examples: Sequence[Changed]


def dry_run(ports: Ports, current: Playbook, other: Playbook) -> DryRun:
    """At most MOST_MENTIONS, the newest first, with their stored assessments. Nothing is judged anew or written."""
    mentions, cases = _newest(ports, current.brand)
    accounts = cache(ports.settings.account)
    since = min((mention.received_at for mention in mentions), default=ports.clock())
    found: Rehearsal = rehearse(mentions, current, other, accounts, surface_rules, since)
    rows = [(count, _told(before), _told(after)) for (before, after), count in found.changes.most_common()]
    examples = [
        Changed(one.mention, text.first_line(one.mention.text, 100), _told(one.before), _told(one.after))
        for one in found.examples
    ]
    return DryRun(found.decided, cases, found.changed, rows, examples)


def _newest(ports: Ports, brand: str) -> tuple[list[Mention], int]:
    """The mentions of the brand's newest cases and of their authors; and how many cases these are."""
    folders = (ports.cases.queue(brand, folder, MOST_CASES, latest_first=True) for folder in FOLDERS)
    cases = sorted(chain.from_iterable(folders), key=lambda case: case.updated_at, reverse=True)
    cases = [case for case in cases if case.newest][:AT_ONCE]
    firsts = list(ports.mentions.get_many([case.newest for case in cases]).values())
    authors = dict.fromkeys((first.platform, first.author_id) for first in firsts if first.author_id)
    ids = [
        mention_id
        for platform, author_id in list(authors)[:MOST_AUTHORS]
        for mention_id in ports.mentions.by_author(platform, author_id, OF_EACH_AUTHOR)
    ]
    known = {first.mention_id: first for first in firsts}
    more = [mention_id for mention_id in dict.fromkeys(ids) if mention_id not in known]
    for begin in range(0, len(more), AT_ONCE):
        known |= ports.mentions.get_many(more[begin : begin + AT_ONCE])
    mentions = sorted(
        (mention for mention in known.values() if mention.brand == brand),
        key=lambda mention: mention.received_at,
        reverse=True,
    )
    return mentions[:MOST_MENTIONS], len(cases)


def _told(decision: Decision) -> str:
    action = gettext(ACTIONS[decision.action])
    if decision.follow_up:
        action = gettext("{action}, then a person").format(action=action)
    return f"{action}: {words.reason(decision.reason)}"
