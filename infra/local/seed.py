"""What a fresh local system knows: one brand with its accounts and playbook, three people, the local secrets.

Seeding again changes nothing that a person changed: a playbook stays in force, an account in shadow or out of it.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from infra.local.identity import CLIENT_SECRET
from infra.standins.credentials import NAMES, SIGNING, TOKENS
from shared.aws.settings import Settings
from shared.domain.brand import Account, Role, Staff
from shared.domain.playbook import Playbook

BRAND = "ourshop"
PLAYBOOK = Path(__file__).resolve().parents[1] / "defaults" / "playbook.yaml"
STAFF = (
    Staff(staff_id="viewer@local", name="Vera", roles={"*": Role.VIEWER}),
    Staff(staff_id="responder@local", name="Rosa", roles={"*": Role.RESPONDER}),
    Staff(staff_id="admin@local", name="Ada", roles={"*": Role.ADMIN}),
)


def seed(client: Callable[[str], Any], variables: Mapping[str, str]) -> None:
    """Writes it all. `client` makes boto3 clients; `variables` are the functions' environment."""
    settings = Settings(client("dynamodb"), variables["SETTINGS_TABLE"])
    if settings.find_playbook(BRAND) is None:
        settings.publish(default_playbook())
    for platform, accounts in TOKENS.items():
        for account_id in accounts:
            if settings.account(platform, account_id) is None:
                settings.put_account(_account(platform, account_id))
    for person in STAFF:
        settings.put_staff(person)
    secrets = client("secretsmanager")
    for name, value in (
        ("SIGNING_SECRET_ARN", SIGNING),
        ("TOKENS_SECRET_ARN", TOKENS),
        ("DESK_SECRET_ARN", {"client_secret": CLIENT_SECRET}),
    ):
        secrets.put_secret_value(SecretId=variables[name], SecretString=json.dumps(value))


def _account(platform: str, account_id: str) -> Account:
    """One that may speak at once: its platform is a stand-in."""
    title = NAMES[platform][account_id]
    return Account(platform=platform, account_id=account_id, brand=BRAND, title=title, automatic=True)


def default_playbook() -> Playbook:
    """The playbook that ships."""
    return Playbook.model_validate(yaml.safe_load(PLAYBOOK.read_text("utf-8")))
