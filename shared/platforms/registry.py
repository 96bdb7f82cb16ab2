"""The platforms that are served, by name, each loaded only when it is asked for.

A name is the folder, the URL segment and the fixture folder at once.
"""

from functools import cache
from importlib import import_module
from typing import Any, cast

from shared.errors import ConfigurationError
from shared.platforms.contract import Card, Reply, Webhook

PLATFORMS = ("facebook", "standard_webhooks", "x")


def webhook(platform: str) -> Webhook:
    """The receiving half."""
    return cast(Webhook, _load(platform, "webhook"))


def reply(platform: str) -> Reply:
    """The sending half."""
    return cast(Reply, _load(platform, "reply"))


def card(platform: str) -> Card:
    """The facts."""
    return _load(platform, "card").CARD


@cache
def _load(platform: str, half: str) -> Any:
    if platform not in PLATFORMS:
        raise ConfigurationError(f"no platform {platform!r}; served are {', '.join(PLATFORMS)}")
    return import_module(f"shared.platforms.{platform}.{half}")
