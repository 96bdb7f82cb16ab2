"""What people are told about an account whose automatic replies stop, and how long they stop."""

from datetime import datetime, timedelta

from shared import observe
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.domain.mention import Mention

# code of a refusal that concerns the whole account: how long no automatic reply of it leaves
CIRCUIT_REST = {"token_dead": timedelta(minutes=15), "blocked_for_policy": timedelta(hours=24)}
# cause: subject of the notice, remedy
NOTICES = {
    "token_dead": ("The platform refuses this account's token", "Connect the account again."),
    "blocked_for_policy": (
        "The platform stopped this account's replies for its policy",
        "Read what the platform wrote to the account; lower the playbook's breaker before replies leave again.",
    ),
    "breaker_open": (
        "Too many automatic replies: stopped for this account",
        "Look at the account's replies; raise the playbook's breaker only if they are right.",
    ),
}


def stop_account(cause: str, mention: Mention, tallies: Tallies, alarms: Topic, now: datetime) -> None:
    """Tells a person, and lets no automatic reply of the mention's account leave for a while.

    In this order: who dies in between has stopped nothing, and the next reply tells again.
    """
    page(cause, mention, tallies, alarms, now)
    tallies.open_circuit(mention.platform, mention.account_id, now + CIRCUIT_REST[cause])


def page(cause: str, mention: Mention, tallies: Tallies, alarms: Topic, now: datetime) -> None:
    """Tells a person of a cause, once a day and account."""
    platform, account = mention.platform, mention.account_id
    observe.log(cause, level="ERROR", platform=platform, account=account)
    told = f"{cause}#{platform}#{account}"
    if not tallies.is_told(told, now):
        subject, remedy = NOTICES[cause]
        alarms.publish(subject, code=cause, platform=platform, account=account, remedy=remedy)
        tallies.note_told(told, now)
