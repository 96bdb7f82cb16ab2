"""The accounts that the stand-in platforms know, and the secrets that local deliveries are signed with.

Fixed and public on purpose: they open nothing but the stand-ins on this machine. `SIGNING` and
`TOKENS` have the form of the two secrets that a deployment keeps.
"""

SIGNING: dict[str, dict[str, list[str]]] = {
    "facebook": {
        "signing": ["local-only-facebook-app-secret"],
        "verify_tokens": ["local-only-facebook-verify-token"],
    },
    "standard_webhooks": {
        "signing": ["whsec_bG9jYWwtb25seS1zdGFuZGFyZC13ZWJob29rcy1zZWNyZXQ="],
        "verify_tokens": [],
    },
    "x": {
        "signing": ["local-only-x-consumer-secret"],
        "verify_tokens": [],
    },
}

TOKENS: dict[str, dict[str, dict[str, str]]] = {
    "facebook": {
        "110022003300440": {"access_token": "local-only-facebook-page-token"},
    },
    "standard_webhooks": {
        "ourshop": {
            "callback_url": "https://standin.example/callback",
            "secret": "whsec_bG9jYWwtb25seS1jYWxsYmFjay1zZWNyZXQtb2Ytb3Vyc2hvcA==",
        },
    },
    "x": {
        "880011": {
            "consumer_key": "local-only-x-consumer-key",
            "consumer_secret": "local-only-x-consumer-secret",
            "access_token": "880011-local-only-x-access-token",
            "access_token_secret": "local-only-x-access-token-secret",
            "bearer_token": "local-only-x-bearer-token",
        },
    },
}

NAMES: dict[str, dict[str, str]] = {
    "facebook": {"110022003300440": "Our Shop"},
    "standard_webhooks": {"ourshop": "Our Shop"},
    "x": {"880011": "ourshop"},
}
