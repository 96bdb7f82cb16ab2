"""One file that names brands, accounts and staff: checked whole, then written.

A playbook is published under its version; a version that is published already must not change.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from infra.local.seed import default_playbook
from shared.aws.settings import Settings
from shared.domain.brand import Account, Role, Staff
from shared.domain.playbook import Playbook
from shared.errors import ConflictError, InputError
from shared.platforms import registry


class AccountEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    platform: str
    account_id: str
    brand: str
    title: str = ""
    own_author_ids: tuple[str, ...] = ()


class StaffEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    staff_id: str
    name: str
    roles: dict[str, Role]


class SettingsFile(BaseModel):
    """What a file may hold; every part may be left out."""

    model_config = ConfigDict(extra="forbid")

    playbooks: tuple[Playbook, ...] = ()
    accounts: tuple[AccountEntry, ...] = ()
    staff: tuple[StaffEntry, ...] = ()


def read(path: Path) -> SettingsFile:
    """The file's content. InputError names the first wrong field and what it wants."""
    found = _checked(path, _load(path))
    for account in found.accounts:
        if account.platform not in registry.PLATFORMS:
            raise InputError(
                "accounts.platform", f"{account.platform}: it must be one of {', '.join(registry.PLATFORMS)}"
            )
    return found


def one_playbook(path: Path) -> Playbook:
    """The playbook of a settings file that holds one, or of a file that is one. InputError names what is wrong."""
    written = _load(path)
    if isinstance(written, dict) and "wording" in written:
        found = _checked(path, {"playbooks": [written]}).playbooks
    else:
        found = read(path).playbooks
    if len(found) != 1:
        raise InputError(path.name, f"it holds {len(found)} playbooks; one is rehearsed at a time")
    return found[0]


def apply(found: SettingsFile, settings: Settings) -> Iterator[str]:
    """Writes it, playbooks first, and says line by line what was written."""
    for playbook in found.playbooks:
        try:
            settings.publish(playbook)
        except ConflictError:
            if settings.playbook(playbook.brand) != playbook:
                raise InputError(
                    f"playbooks.{playbook.brand}.version", f"{playbook.version} is published already; raise it"
                ) from None
        yield f"playbook {playbook.version} of {playbook.brand} is in force"
    for entry in found.accounts:
        if settings.find_playbook(entry.brand) is None:
            raise InputError("accounts.brand", f"{entry.brand} has no playbook; name one under playbooks")
        account = _connected(entry, settings.account(entry.platform, entry.account_id))
        settings.put_account(account)
        speaks = "acknowledges by itself" if account.automatic else "is in shadow: `heed automatic` lets it speak"
        yield f"account {entry.account_id} on {entry.platform} belongs to {entry.brand}, and {speaks}"
    for person in found.staff:
        settings.put_staff(Staff(**person.model_dump()))
        yield f"{person.staff_id} may use the desk"


def _load(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise InputError(path.name, f"it is not YAML: {error}") from error


def _checked(path: Path, written: Any) -> SettingsFile:
    try:
        return SettingsFile.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(".".join(map(str, first["loc"])) or path.name, first["msg"]) from error


def _connected(entry: AccountEntry, known: Account | None) -> Account:
    """The account as the file has it. Whether it may speak is no matter of a file: it stays, a new one is in shadow."""
    if known is None or known.brand != entry.brand:
        return Account(**entry.model_dump())
    return replace(known, **entry.model_dump())


def example() -> str:
    """A file to begin with: the playbook that ships, one account, one admin."""
    playbook: dict[str, Any] = default_playbook().model_dump(mode="json")
    account = {"platform": "facebook", "account_id": "YOUR PAGE ID", "brand": playbook["brand"], "title": "Our Page"}
    staff = {"staff_id": "the `sub` of your sign-in", "name": "Ada", "roles": {"*": "admin"}}
    return yaml.safe_dump(
        {"playbooks": [playbook], "accounts": [account], "staff": [staff]}, allow_unicode=True, sort_keys=False
    )
