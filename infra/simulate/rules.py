"""What the brand decided in this world: its playbooks, their words and limits, its accounts and its staff."""

from functools import cache
from typing import Any

from infra.simulate.kernel import START
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.people import BRAND, PEOPLE
from infra.simulate.runtime import plan
from infra.simulate.tables import Tables
from shared.aws.settings import Settings
from shared.domain.assessment import Topic
from shared.domain.brand import Account
from shared.domain.playbook import Breaker, Playbook, SlaMinutes, UndoSeconds, Wording

TITLE = "Our Shop"
# what the machine says by each version of the playbook, in public and in private: thanks, that it looks into it, and
# thanks in Spanish
SAYINGS = {
    1: {
        False: ("Thank you, says Our Shop!", "We look into it, says Our Shop.", "¡Muchas gracias de Our Shop!"),
        True: ("Thank you for your message!", "We look into your message.", "¡Muchas gracias por tu mensaje!"),
    },
    2: {
        False: ("Our Shop thanks you!", "Our Shop looks into it.", "¡Our Shop te da las gracias!"),
        True: ("Our Shop thanks for your message!", "Our Shop looks into it here.", "¡Our Shop agradece tu mensaje!"),
    },
}
WORDINGS = {private: (*SAYINGS[1][private], *SAYINGS[2][private]) for private in (False, True)}  # all that it may say
BREAKER, LOWER_BREAKER = Breaker(sends=2, minutes=60), Breaker(sends=1, minutes=60)
UNDO, LONGER_UNDO = UndoSeconds(public=10, private=5), UndoSeconds(public=20, private=15)
SLA = SlaMinutes(critical=2, high=5, normal=480, low=1440)  # short, so that some are late within a run


@cache
def playbook(version: int) -> Playbook:
    """Small on purpose: the breaker strikes, and the undo window ends within a run."""
    is_first = version == 1
    thanks, asked, gracias = (
        Wording(public=(public.replace(TITLE, "{brand}"),), private=(private,))
        for public, private in zip(*SAYINGS[version].values(), strict=True)
    )
    return Playbook(
        brand=BRAND,
        version=version,
        title=TITLE,
        wording={
            Topic.THANKS: {"en": thanks, "es": gracias},
            Topic.PRAISE: {"en": thanks, "es": gracias},
            Topic.QUESTION_SIMPLE: {"en": asked},
        },
        breaker=BREAKER if is_first else LOWER_BREAKER,
        sla_minutes=SLA,
        undo_s=UNDO if is_first else LONGER_UNDO,
    )


@cache
def settled() -> tuple[dict[str, Any], ...]:
    """The rows of the settings table, as the store writes them."""
    tables = Tables(plan()[0], lambda: START)
    settings = Settings(tables, "SettingsTable")
    settings.publish(playbook(1))
    for platform, account_id in ACCOUNTS.items():
        settings.put_account(Account(platform=platform, account_id=account_id, brand=BRAND, automatic=True))
    for staff in PEOPLE:
        settings.put_staff(staff)
    return tuple(tables.scan(TableName="SettingsTable")["Items"])
