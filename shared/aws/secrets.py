"""Secrets: what deliveries are checked against, and what replies are posted with.

    signing  {platform: {"signing": [newest, older, ...], "verify_tokens": [...]}}
    tokens   {platform: {account: {name: value}}}

A signing secret may be written {"value": ..., "until": "<ISO time>"}: it counts until then, which is
how a rotation overlaps. Read once in five minutes; sooner after a failed verification, but at most
once a minute, so that a forger cannot make us call; an unreachable store is bridged for an hour.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from shared.domain import times
from shared.errors import ConfigurationError

FRESH = timedelta(minutes=5)
REFRESH_AT_MOST_EVERY = timedelta(minutes=1)
STALE_AT_MOST = timedelta(hours=1)


class SecretValue:
    """One secret of Secrets Manager, as JSON, cached in the process."""

    def __init__(self, client: Any, secret_id: str) -> None:
        self.client = client
        self.secret_id = secret_id
        self._value: Mapping[str, Any] = {}
        self._read_at: datetime | None = None
        self._tried_at: datetime | None = None

    def get(self, now: datetime, *, older_than: timedelta = FRESH) -> Mapping[str, Any]:
        """The value, at most `older_than` old where the store answers. ConfigurationError if it cannot be had."""
        age = None if self._read_at is None else now - self._read_at
        usable = age is not None and age <= STALE_AT_MOST
        tried_lately = self._tried_at is not None and now - self._tried_at < REFRESH_AT_MOST_EVERY
        if age is not None and (age <= older_than or (usable and tried_lately)):
            return self._value
        self._tried_at = now
        try:
            self._value, self._read_at = self._read(), now
        except ConfigurationError:
            if not usable:
                raise
        return self._value

    def refresh(self, now: datetime) -> bool:
        """Reads again after a failed verification, at most once a minute; whether the value changed."""
        before = self._value
        return self.get(now, older_than=REFRESH_AT_MOST_EVERY) != before

    def _read(self) -> Mapping[str, Any]:
        try:
            answer = self.client.get_secret_value(SecretId=self.secret_id)
        except (ClientError, BotoCoreError) as error:
            raise ConfigurationError("a secret cannot be read; check that it exists and may be read") from error
        return _json_object(answer.get("SecretString", ""))


def signing_secrets(value: Mapping[str, Any], platform: str, now: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A platform's signing secrets and verify tokens that count now, newest first.

    Two empty tuples if the platform is not connected. ConfigurationError for an empty secret or a
    platform whose secrets have all run out: nothing may be verified against nothing.
    """
    described = value.get(platform)
    if described is None:
        return (), ()
    if not isinstance(described, Mapping):
        raise ConfigurationError(f"signing secret of {platform}: it must be an object with a list 'signing'")
    signing = _in_force(described.get("signing", ()), f"{platform}.signing", now)
    tokens = _in_force(described.get("verify_tokens", ()), f"{platform}.verify_tokens", now)
    if not signing:
        raise ConfigurationError(f"{platform}.signing: it holds no secret that is in force; add the app's secret")
    return signing, tokens


def credentials(value: Mapping[str, Any], platform: str, account_id: str) -> Mapping[str, str] | None:
    """What replies of this account are posted with, or None if it is not connected."""
    accounts = value.get(platform)
    found = accounts.get(account_id) if isinstance(accounts, Mapping) else None
    return found if isinstance(found, Mapping) and found else None


def _in_force(entries: Any, where: str, now: datetime) -> tuple[str, ...]:
    if not isinstance(entries, list | tuple):
        raise ConfigurationError(f"{where}: it must be a list, the newest first")
    found = []
    for entry in entries:
        secret = entry.get("value") if isinstance(entry, Mapping) else entry
        if not isinstance(secret, str) or not secret.strip():
            raise ConfigurationError(f"{where}: it holds an empty secret; remove it or set it")
        until = entry.get("until") if isinstance(entry, Mapping) else None
        if until is None or now < _moment(until, where):
            found.append(secret)
    return tuple(found)


def _moment(written: Any, where: str) -> datetime:
    try:
        return times.from_text(written)
    except (TypeError, ValueError, OverflowError):
        raise ConfigurationError(f"{where}: 'until' must be a time such as 2026-12-01T12:00:00Z") from None


def _json_object(written: str) -> Mapping[str, Any]:
    try:
        value = json.loads(written)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ConfigurationError("a secret is not a JSON object; see the README, section Deploying")
    return value
