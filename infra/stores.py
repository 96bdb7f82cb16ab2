"""The stores of a system that stands: the one on this machine, or a deployed stack."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.local import run
from shared.aws import items
from shared.aws.cases import FOLDERS, Cases
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.aws.settings import Settings
from shared.domain.brand import UNASSIGNED, Account
from shared.domain.case import Case
from shared.domain.mention import Mention
from shared.errors import ConfigurationError

LATE_AFTER = timedelta(minutes=5)
# output of the stack: variable of the functions
OUTPUTS = {
    "MentionsTable": "MENTIONS_TABLE",
    "DeliveriesTable": "DELIVERIES_TABLE",
    "SettingsTable": "SETTINGS_TABLE",
}
# outputs of the stack, and resources of the template
QUEUES = (
    *("RepliesQueue", "ReviewsQueue", "RepliesDeadLetters", "ReviewsDeadLetters"),
    *("TriageFailures", "TallyFailures", "AnnounceFailures", "EnvelopeFailures", "WatchFailures"),
)


@dataclass(frozen=True)
class Stores:
    """What the command line reads and writes. `queues` holds the address of each of QUEUES."""

    client: Callable[[str], Any]
    mentions: Mentions
    cases: Cases
    deliveries: Deliveries
    settings: Settings
    queues: Mapping[str, str]


def chosen(stack: str | None) -> Stores:
    """Of a deployed stack if one is named, else of this machine."""
    return deployed(stack) if stack else local()


def local() -> Stores:
    """Of this machine. ConfigurationError if nothing runs."""
    system = run.connect(run.here())
    return of(system.client, system.variables, {name: system.resources.identify(name).ref for name in QUEUES})


def deployed(stack: str) -> Stores:
    """Of a stack in the AWS account of the caller's credentials. ConfigurationError if it cannot be read."""
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except (ClientError, BotoCoreError) as error:
        raise ConfigurationError(
            f"stack {stack} cannot be read; check its name, your AWS credentials and the region"
        ) from error
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", ())}
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in found.get("Parameters", ())}
    variables = {variable: outputs[name] for name, variable in OUTPUTS.items()}
    shards = {"DUE_SHARDS": parameters["DueShards"], "QUEUE_SHARDS": parameters["QueueShards"]}
    missing = [name for name in QUEUES if name not in outputs]
    if missing:
        raise ConfigurationError(f"stack {stack} has no output {', '.join(missing)}: deploy this version first")
    return of(boto3.client, {**variables, **shards}, {name: outputs[name] for name in QUEUES})


def of(client: Callable[[str], Any], variables: Mapping[str, str], queues: Mapping[str, str] | None = None) -> Stores:
    """The stores that these variables name. `queues` are needed for dead letters only."""
    table = client("dynamodb")
    mentions = Mentions(table, variables["MENTIONS_TABLE"], int(variables["DUE_SHARDS"]))
    return Stores(
        client=client,
        mentions=mentions,
        cases=Cases(mentions, int(variables["QUEUE_SHARDS"])),
        deliveries=Deliveries(table, variables["DELIVERIES_TABLE"]),
        settings=Settings(table, variables["SETTINGS_TABLE"]),
        queues=queues or {},
    )


def all_mentions(stores: Stores) -> Iterator[Mention]:
    """Every mention, in no order. Reads the whole table: for a laptop and for repairs."""
    pages = (
        stores.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=stores.mentions.table,
            FilterExpression="begins_with(pk, :mention) AND sk = :head",
            ExpressionAttributeValues={":mention": {"S": "MENTION#"}, ":head": {"S": "HEAD"}},
        )
    )
    for page in pages:
        yield from (items.read(Mention, item) for item in page["Items"])


def all_accounts(stores: Stores) -> list[Account]:
    """Every connected account, by platform. Reads the whole table of settings."""
    table = {"TableName": stores.settings.table, "FilterExpression": "begins_with(pk, :account)"}
    values = {":account": {"S": "ACCOUNT#"}}
    pages = stores.client("dynamodb").get_paginator("scan").paginate(**table, ExpressionAttributeValues=values)
    found = (items.read(Account, item) for page in pages for item in page["Items"])
    return sorted(found, key=lambda account: (account.platform, account.account_id))


def brands(stores: Stores) -> list[str]:
    """Every brand that has a playbook, and the one of mentions that belong to none."""
    return [*stores.settings.brands(), UNASSIGNED]


def open_cases(stores: Stores, limit: int) -> list[Case]:
    """The cases that wait for somebody, the earliest deadline first."""
    folders = [folder for folder in FOLDERS if folder != "closed"]
    found = [
        case for brand in brands(stores) for folder in folders for case in stores.cases.queue(brand, folder, limit)
    ]
    return sorted(found, key=lambda case: (case.due_at, case.urgency.rank))[:limit]


def overview(stores: Stores, now: datetime) -> dict[str, dict[str, int]]:
    """Mentions by state, what is overdue or in quarantine, and how many messages each queue holds."""
    found = list(all_mentions(stores))
    late = [one for one in found if one.due_at is not None and now - one.due_at > LATE_AFTER]
    queues = stores.client("sqs")
    depths = {}
    for url in queues.list_queues().get("QueueUrls", ()):
        asked = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        depths[url.rsplit("/", 1)[1]] = int(asked["Attributes"]["ApproximateNumberOfMessages"])
    return {
        "mentions": dict(sorted(Counter(str(one.state) for one in found).items())),
        "to look at": {"overdue": len(late), "in quarantine": sum(1 for _ in stores.deliveries.all_kept())},
        "queues": depths,
    }
