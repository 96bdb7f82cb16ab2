"""The signature of Standard Webhooks, for what comes in and for what goes out.

Repository standard-webhooks/standard-webhooks, "Specification", read 2026-11: HMAC-SHA256 over
`<id>.<timestamp>.<body>` with the decoded secret, in base64; five minutes either way.
"""

import base64

from shared.errors import ConfigurationError
from shared.platforms.signing import hmac_sha256

PREFIX = "whsec_"
VERSION = "v1"
TOLERANCE_S = 300


def digest(secret: str, identifier: str, timestamp: int, body: bytes) -> bytes:
    """The signature's 32 bytes. ConfigurationError if the secret is not `whsec_` and base64.

    The prefix and the padding may be missing, as in the reference libraries.
    """
    encoded = secret.removeprefix(PREFIX)
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except ValueError as error:
        raise ConfigurationError(f"a secret of standard_webhooks is not {PREFIX} followed by base64") from error
    return hmac_sha256(key, f"{identifier}.{timestamp}.".encode() + body)
