"""When the machine must pause: an account that has said enough for now, or of which its platform takes nothing."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.kernel import SECOND, START
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.rules import BREAKER

START_S = int(START.timestamp())
SKEW_US = 2 * SECOND
LATE_US = 20 * SECOND  # what is written down may arrive so much later
DEAD_TOKEN_RESTS_US = 900 * SECOND  # the shortest rest of an account of which a platform takes nothing


def within_breaker(evidence: Evidence) -> Iterator[Violation]:
    """No account sends more in one window than its breaker allows, whoever decides at the same time."""
    window_us = BREAKER.minutes * 60 * SECOND
    windows: Counter[tuple[str, int]] = Counter()
    for move in evidence.claims:
        begun_us = move.begun_us if move.begun_us is not None else move.at_us
        first, last = (begun_us - SKEW_US) // window_us, (move.at_us + SKEW_US) // window_us
        if first == last:
            windows[move.mention_id.partition("-")[0], first] += 1
    for (platform, window), count in windows.items():
        if count > BREAKER.sends:
            yield Violation("too_often", f"{platform}, hour {window}", f"{count} automatic replies in one hour")


def in_shadow(evidence: Evidence) -> Iterator[Violation]:
    """No automatic reply of an account begins once somebody was told that it is in shadow, nor is one decided on where
    it always was."""
    silencing = evidence.world.plot.silencing
    if silencing is None or silencing.done_us is None:
        return
    ours = f"{silencing.platform}-"
    for move in evidence.claims:
        if move.mention_id.startswith(ours) and move.begun_us is not None and move.begun_us > silencing.done_us:
            yield Violation("shadow", move.mention_id, "an automatic reply began though its account is in shadow")
    for move in evidence.world.moves if not silencing.at_us else ():
        if move.mention_id.startswith(ours) and move.after and move.after["state"]["S"] == "acknowledging":
            yield Violation("shadow", move.mention_id, "an automatic reply was decided on in shadow")


def rested(evidence: Evidence) -> Iterator[Violation]:
    """No automatic reply begins while it is written down that the platform takes nothing of its account."""
    written = evidence.world.tables.rows("TalliesTable")
    for platform, account_id in ACCOUNTS.items():
        rests = (row for row in written if row["pk"]["S"] == f"CIRCUIT#{platform}#{account_id}")
        until_us = max(((int(row["expires_at"]["N"]) - START_S) * SECOND for row in rests), default=None)
        if until_us is None:
            continue
        since_us = until_us - DEAD_TOKEN_RESTS_US + LATE_US
        for move in evidence.claims:
            is_resting = move.begun_us is not None and since_us < move.begun_us < move.at_us < until_us - SKEW_US
            if is_resting and move.mention_id.startswith(f"{platform}-"):
                yield Violation("too_often", move.mention_id, "an automatic reply began while its account rests")
