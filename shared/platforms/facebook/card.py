"""The facts about Facebook Pages."""

from shared.domain.mention import Surface
from shared.platforms.contract import Card, EvidenceGrade, ReplyRules, Source, UnclearOutcome, Visibility

COMMENT = ReplyRules(visibility=Visibility.PUBLIC, max_length=8000)
MESSAGE = ReplyRules(visibility=Visibility.PRIVATE, max_length=2000, window_h=24)

CARD = Card(
    name="facebook",
    title="Facebook Pages",
    surfaces=(Surface.COMMENT, Surface.POST, Surface.DIRECT_MESSAGE),
    signature="X-Hub-Signature-256: sha256=<hex> HMAC-SHA256 of the raw body with the app secret; no timestamp",
    handshake="GET hub.challenge, echoed as text if hub.verify_token is ours",
    deadline_s=2.0,
    replies={Surface.COMMENT: COMMENT, Surface.POST: COMMENT, Surface.DIRECT_MESSAGE: MESSAGE},
    # Comments: GET /{id}/comments. Messages: GET /{page}/conversations?user_id=... with the newest messages.
    unclear_outcome=UnclearOutcome.SEARCHABLE,
    reports=("edits", "deletes"),
    storage_terms="Content that its author deletes must be deleted.",
    automation_terms=(
        "Messages may be answered within 24 hours of the person's last one; after that only people may, for 7 days "
        "and with a tag. A comment may be answered in private once, within 7 days, which opens no such window. The "
        "same comment over and over leads to a block (error 368): then nothing automatic may be sent. Robots must "
        "say that they are robots where the law asks for it."
    ),
    evidence=EvidenceGrade.RECORDED,
    sources=(
        Source(title="Meta: Webhooks, Get Started", read_on="2026-11-22"),
        Source(title="Meta: Webhooks Reference, Page", read_on="2026-11-22"),
        Source(title="Meta: Messenger Platform, Webhook Events Reference", read_on="2026-11-22"),
        Source(title="Meta: Graph API Reference, Object Comments", read_on="2026-11-22"),
        Source(title="Meta: Messenger Platform, Send API", read_on="2026-11-22"),
        Source(title="Meta: Conversations API for Messenger Platform", read_on="2026-11-22"),
        Source(title="Meta: Private Replies", read_on="2026-11-22"),
        Source(title="Meta: Handling Errors; Common Error Codes; Rate Limits", read_on="2026-11-22"),
        Source(title="Meta: Page Subscribed Apps", read_on="2026-11-22"),
    ),
)
