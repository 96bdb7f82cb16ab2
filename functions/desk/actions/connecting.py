"""Which accounts may speak by themselves: an admin lets one, or puts it in shadow, and says why."""

from functions.desk.act import REASON_LIMIT, Done, Fields, Ports, field, require_role
from shared import observe
from shared.aws import audit
from shared.domain import brand as brand_rules
from shared.domain import deed
from shared.domain.brand import Staff
from shared.errors import InputError, NotFoundError

SPEAK, SILENCE = "speak", "silence"


def let(ports: Ports, staff: Staff, fields: Fields) -> Done:
    """The same as `heed automatic on` and `off`."""
    platform = field(fields, "platform", "name the platform of the account")
    account = ports.settings.account(platform, field(fields, "account", "name the account"))
    if account is None:
        raise NotFoundError("Nobody connected this account.")
    require_role(staff, account.brand, "let_speak")
    wanted = field(fields, "what", "send speak or silence")
    if wanted not in (SPEAK, SILENCE):
        raise InputError("what", "it must be speak or silence")
    reason = field(fields, "reason", "say why, for those who come after you", most=REASON_LIMIT)
    if account.automatic == (wanted == SPEAK):
        return Done("as_it_stands")
    now = ports.clock()
    after = brand_rules.let(account, automatic=wanted == SPEAK, by=staff.staff_id, because=reason, at=now)
    ports.settings.put_account(after, also=[audit.put(ports.settings.table, deed.of_let(after, now))])
    observe.log("desk", level="WARNING", task="let", code=wanted, platform=platform)
    return Done("account_speaks" if after.automatic else "account_silenced")
