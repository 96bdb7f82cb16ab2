"""The settings table: what people decided, as against what happened.

BRANDS                            / <brand>      one of the brands, and its title
BRAND#<brand>                     / HEAD         the number of its playbook in force
BRAND#<brand>                     / STOP         the stop switch
PLAYBOOK#<brand>                  / <8 digits>   one version of the playbook
ACCOUNT#<platform>#<account>      / HEAD         an account and its brand
ACCOUNTS                          / <platform>#<account>  the same, to be listed
AUTHOR#<platform>#<author>        / BLOCK#<brand>  no automatic replies of this brand to this author
THREAD#<platform>#<account>#<id>  / STOP         no automatic replies under this post
STAFF                             / <staff id>   a person and their roles
SESSION#<hash>                    / HEAD         a signed-in browser, or a sign-in under way
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from shared.aws import audit, items, writes
from shared.aws.items import Item
from shared.domain import deed, times
from shared.domain.brand import Account, Block, Staff, StopSwitch
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication
from shared.errors import ConfigurationError, ConflictError


class Settings:
    """The store. Every read is consistent: a switch that was written is obeyed by the next reader."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table
        self._playbooks: dict[str, Playbook] = {}

    def account(self, platform: str, account_id: str) -> Account | None:
        item = self._get(f"ACCOUNT#{platform}#{account_id}", "HEAD")
        return items.read(Account, item) if item else None

    def put_account(self, account: Account, also: Sequence[dict[str, Any]] = ()) -> None:
        """The account, where it is read and where it is listed, and `also`, in one transaction."""
        name, fields = f"{account.platform}#{account.account_id}", items.encode_fields(account)
        rows = [self._row(f"ACCOUNT#{name}", "HEAD", fields), self._row("ACCOUNTS", name, fields)]
        writes.transact(self.client, [*rows, *also])

    def accounts(self) -> list[Account]:
        """Every account that is connected, by platform and id."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :accounts",
            ExpressionAttributeValues={":accounts": {"S": "ACCOUNTS"}},
            ConsistentRead=True,
        )
        return [items.read(Account, row) for row in rows]

    def playbook(self, brand: str) -> Playbook:
        """The playbook in force. ConfigurationError if the brand has none."""
        found = self.find_playbook(brand)
        if found is None:
            raise ConfigurationError(f"brand {brand} has no playbook; publish one before its accounts are connected")
        return found

    def find_playbook(self, brand: str) -> Playbook | None:
        """The playbook in force, if the brand has one.

        Which version is in force is read each time; a version itself never changes, so it is read and checked once.
        """
        head = self._get(f"BRAND#{brand}", "HEAD")
        if head is None:
            return None
        version = items.decode(head["playbook_version"])
        known = self._playbooks.get(brand)
        if known and known.version == version:
            return known
        item = self._get(f"PLAYBOOK#{brand}", f"{version:08d}")
        if item is None:
            raise ConfigurationError(f"version {version} of the playbook of {brand} is in force, and is not there")
        self._playbooks[brand] = Playbook.model_validate_json(item["playbook"]["S"])
        return self._playbooks[brand]

    def publish(self, playbook: Playbook, publication: Publication | None = None, *, seen: int | None = None) -> None:
        """Stores a new version and puts it in force; of a publication also the record of that deed. ConflictError if
        that version exists already, or if another than the version `seen` is in force."""
        key = {"pk": {"S": f"PLAYBOOK#{playbook.brand}"}, "sk": {"S": f"{playbook.version:08d}"}}
        put: dict[str, Any] = {
            "TableName": self.table,
            "Item": {**key, "playbook": {"S": playbook.model_dump_json()}},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if publication:
            put["Item"]["publication"] = items.encode(publication)
        head: dict[str, Any] = {
            "TableName": self.table,
            "Key": {"pk": {"S": f"BRAND#{playbook.brand}"}, "sk": {"S": "HEAD"}},
            "UpdateExpression": "SET playbook_version = :version",
            "ExpressionAttributeValues": {":version": {"N": str(playbook.version)}},
        }
        if seen is not None:
            head["ConditionExpression"] = "playbook_version = :seen"
            head["ExpressionAttributeValues"][":seen"] = {"N": str(seen)}
        listed = {"pk": {"S": "BRANDS"}, "sk": {"S": playbook.brand}, "title": {"S": playbook.title}}
        named = {"TableName": self.table, "Item": listed}
        told = [audit.put(self.table, deed.of_publication(playbook, publication))] if publication else []
        writes.transact(self.client, [{"Put": put}, {"Update": head}, {"Put": named}, *told])

    def brands(self) -> dict[str, str]:
        """Every brand that has a playbook, in order of name, and its title."""
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :brands",
            ExpressionAttributeValues={":brands": {"S": "BRANDS"}},
            ConsistentRead=True,
        )
        return {row["sk"]["S"]: row["title"]["S"] for row in rows}

    def stop_switch(self, brand: str) -> StopSwitch:
        item = self._get(f"BRAND#{brand}", "STOP")
        return items.read(StopSwitch, item) if item else StopSwitch()

    def put_stop_switch(self, brand: str, switch: StopSwitch, also: Sequence[dict[str, Any]] = ()) -> None:
        """Every claim reads the switch just before: after this returns only posts already claimed may still leave."""
        writes.transact(self.client, [self._row(f"BRAND#{brand}", "STOP", items.encode_fields(switch)), *also])

    def block(self, brand: str, platform: str, author_id: str) -> Block | None:
        """What this brand's people decided about an author, also if it has ended."""
        item = self._get(f"AUTHOR#{platform}#{author_id}", f"BLOCK#{brand}")
        return items.read(Block, item) if item else None

    def put_block(self, brand: str, platform: str, author_id: str, block: Block) -> dict[str, Any]:
        """A write for a transaction. Whoever reads it from then on says nothing automatic to this author."""
        key = {"pk": {"S": f"AUTHOR#{platform}#{author_id}"}, "sk": {"S": f"BLOCK#{brand}"}}
        return {"Put": {"TableName": self.table, "Item": {**key, **items.encode_fields(block)}}}

    def thread_stop(self, platform: str, account_id: str, thread: str) -> StopSwitch:
        """Whether automatic replies are stopped under one post."""
        item = self._get(f"THREAD#{platform}#{account_id}#{thread}", "STOP")
        return items.read(StopSwitch, item) if item else StopSwitch()

    def put_thread_stop(self, platform: str, account_id: str, thread: str, switch: StopSwitch) -> dict[str, Any]:
        """A write for a transaction."""
        key = {"pk": {"S": f"THREAD#{platform}#{account_id}#{thread}"}, "sk": {"S": "STOP"}}
        return {"Put": {"TableName": self.table, "Item": {**key, **items.encode_fields(switch)}}}

    def staff(self, staff_id: str) -> Staff | None:
        item = self._get("STAFF", staff_id)
        return items.read(Staff, item) if item else None

    def put_staff(self, staff: Staff) -> None:
        self._put("STAFF", staff.staff_id, items.encode_fields(staff))

    def session(self, key: str, now: datetime) -> dict[str, Any] | None:
        """What was stored under this key, unless it has run out; `until` is when it will."""
        item = self._get(f"SESSION#{key}", "HEAD")
        if not item or items.decode(item["expires_at"]) <= now.timestamp():
            return None
        return {**items.decode(item["values"]), "until": times.from_epoch(items.decode(item["expires_at"]))}

    def put_session(self, key: str, values: dict[str, Any], until: datetime) -> None:
        row = {"values": items.encode(values), "expires_at": {"N": str(int(until.timestamp()))}}
        self._put(f"SESSION#{key}", "HEAD", row)

    def extend_session(self, key: str, until: datetime) -> None:
        """Lets it run out later. One that was ended meanwhile stays ended."""
        with suppress(ConflictError), writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key={"pk": {"S": f"SESSION#{key}"}, "sk": {"S": "HEAD"}},
                UpdateExpression="SET expires_at = :until",
                ConditionExpression="attribute_exists(pk)",
                ExpressionAttributeValues={":until": {"N": str(int(until.timestamp()))}},
            )

    def end_session(self, key: str) -> bool:
        """Deletes it; False if it was not there, so that a sign-in can be used once only."""
        try:
            with writes.refusals():
                self.client.delete_item(
                    TableName=self.table,
                    Key={"pk": {"S": f"SESSION#{key}"}, "sk": {"S": "HEAD"}},
                    ConditionExpression="attribute_exists(pk)",
                )
        except ConflictError:
            return False
        return True

    def _get(self, pk: str, sk: str) -> Item | None:
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        return self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True).get("Item")

    def _put(self, pk: str, sk: str, item: Item) -> None:
        self.client.put_item(**self._row(pk, sk, item)["Put"])

    def _row(self, pk: str, sk: str, item: Item) -> dict[str, Any]:
        return {"Put": {"TableName": self.table, "Item": {"pk": {"S": pk}, "sk": {"S": sk}, **item}}}
