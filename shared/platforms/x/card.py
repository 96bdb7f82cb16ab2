"""The facts about X."""

from shared.domain.mention import Surface
from shared.platforms.contract import Card, EvidenceGrade, ReplyRules, Source, UnclearOutcome, Visibility

CARD = Card(
    name="x",
    title="X",
    surfaces=(Surface.POST, Surface.DIRECT_MESSAGE, Surface.COMMENT),
    signature="x-twitter-webhooks-signature and x-twitter-webhooks-signature-oauth2: sha256=<base64> HMAC-SHA256 of "
    "the raw body with the consumer secret or the OAuth 2.0 client secret; no timestamp",
    handshake="GET crc_token, answered in JSON with its HMAC-SHA256 by the newest secret; every 30 to 60 minutes",
    deadline_s=3.0,
    replies={
        Surface.POST: ReplyRules(visibility=Visibility.PUBLIC, max_length=280, counting="x_weighted"),
        Surface.DIRECT_MESSAGE: ReplyRules(visibility=Visibility.PRIVATE, max_length=10_000),
    },
    unclear_outcome=UnclearOutcome.SEARCHABLE,
    reports=("edits", "deletes"),
    storage_terms="Content that is deleted on X must be deleted within 24 hours.",
    automation_terms=(
        "Since 2026-02-23 a self-serve app may answer by API only where the author summoned it: mentioned or quoted "
        "the account in that post. At most one automatic reply per interaction, none by keyword, none after an "
        "opt-out; direct messages only after the person's own. The account is labelled Automated and names its "
        "owner. Encrypted chats cannot be read, broadcast chats cannot be answered."
    ),
    evidence=EvidenceGrade.RECORDED,
    sources=(
        Source(title="X: V2 Webhooks API", read_on="2026-11-22"),
        Source(title="X: V2 Account Activity API", read_on="2026-11-22"),
        Source(title="X: X Activity API event payload examples", read_on="2026-11-22"),
        Source(title="X: Edit posts", read_on="2026-11-22"),
        Source(title="X: Search operators", read_on="2026-11-22"),
        Source(title="X: Response codes & errors", read_on="2026-11-22"),
        Source(title="X: Counting characters", read_on="2026-11-22"),
        Source(title="X: Developer guidelines and changelog (summoned replies)", read_on="2026-11-22"),
    ),
)
