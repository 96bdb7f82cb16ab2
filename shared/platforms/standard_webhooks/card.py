"""The facts about the generic door."""

from shared.domain.mention import Surface
from shared.platforms.contract import Card, EvidenceGrade, ReplyRules, Source, UnclearOutcome, Visibility

LIMIT = 2000  # characters; a network may allow less, then the tool refuses and a person shortens
PUBLIC = ReplyRules(visibility=Visibility.PUBLIC, max_length=LIMIT)

CARD = Card(
    name="standard_webhooks",
    title="Standard Webhooks (any listening tool)",
    surfaces=tuple(Surface),
    signature="webhook-signature: v1,<base64> HMAC-SHA256 of id.timestamp.body with the decoded whsec_ secret; 300 s",
    handshake="none",
    deadline_s=15.0,
    replies={
        Surface.POST: PUBLIC,
        Surface.COMMENT: PUBLIC,
        Surface.STORY: PUBLIC,
        Surface.REVIEW: PUBLIC,
        Surface.DIRECT_MESSAGE: ReplyRules(visibility=Visibility.PRIVATE, max_length=LIMIT),
    },
    # The tool lists the reply of a webhook-id; that it honours the id as a key too is asked of it, not relied on.
    unclear_outcome=UnclearOutcome.SEARCHABLE,
    reports=("edits", "deletes"),
    storage_terms="Those of the network that a mention comes from.",
    automation_terms="Those of the network that a mention comes from: connect none that forbids automatic replies.",
    evidence=EvidenceGrade.COMPOSED,
    sources=(
        Source(title="Standard Webhooks: Specification and tests of the Python library", read_on="2026-11-22"),
        Source(title="Svix: tests of the Python and Rust libraries", read_on="2026-11-22"),
    ),
)
