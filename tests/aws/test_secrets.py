"""Secrets: cached, renewed at most once a minute, bridged for an hour, and never empty."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from shared.aws import secrets
from shared.aws.secrets import SecretValue, credentials, signing_secrets
from shared.errors import ConfigurationError
from tests.support.made import NOW

DAY = timedelta(days=1)


class Counting:
    """The real client with its calls counted; while `error` is set every call ends in it."""

    def __init__(self, client):
        self.client, self.calls, self.error = client, 0, None

    def get_secret_value(self, **arguments):
        self.calls += 1
        if self.error:
            raise self.error
        return self.client.get_secret_value(**arguments)


@pytest.fixture
def store(cloud):
    cloud.put_secret("SigningSecret", {"x": {"signing": ["one"]}})
    return Counting(cloud.client("secretsmanager"))


@pytest.fixture
def secret(store):
    return SecretValue(store, "SigningSecret")


def at(minutes=0.0):
    return NOW + timedelta(minutes=minutes)


def test_a_secret_is_read_once_in_five_minutes(secret, store, cloud):
    assert secret.get(at()) == {"x": {"signing": ["one"]}}
    cloud.put_secret("SigningSecret", {"x": {"signing": ["two", "one"]}})
    assert secret.get(at(5)) == {"x": {"signing": ["one"]}}
    assert store.calls == 1
    assert secret.get(at(5.1)) == {"x": {"signing": ["two", "one"]}}
    assert store.calls == 2


def test_a_failed_verification_renews_it_but_at_most_once_a_minute(secret, store, cloud):
    secret.get(at())
    cloud.put_secret("SigningSecret", {"x": {"signing": ["two"]}})
    for second in range(60):
        assert not secret.refresh(at(second / 60))  # a forger cannot make us call
    assert store.calls == 1
    assert secret.refresh(at(1.1))
    assert not secret.refresh(at(1.2))
    assert not secret.refresh(at(2.2))  # read again, but it is no other
    assert store.calls == 3


@pytest.mark.parametrize(
    "error",
    [
        ClientError({"Error": {"Code": "InternalServiceError"}}, "GetSecretValue"),
        EndpointConnectionError(endpoint_url="https://secrets.example"),
    ],
    ids=["refused", "unreachable"],
)
def test_an_unreachable_store_is_bridged_for_an_hour_and_asked_once_a_minute(secret, store, error):
    secret.get(at())
    store.error = error
    for minute in range(6, 61):
        assert secret.get(at(minute)) == {"x": {"signing": ["one"]}}
    assert store.calls <= 56
    for _ in range(3):  # and then it is over, however often it is asked for
        with pytest.raises(ConfigurationError, match="cannot be read"):
            secret.get(at(60.5))
    store.error = None
    assert secret.get(at(60.6)) == {"x": {"signing": ["one"]}}


def test_many_requests_while_the_store_is_away_make_few_calls(secret, store):
    secret.get(at())
    store.error = EndpointConnectionError(endpoint_url="https://secrets.example")
    for second in range(120):
        secret.get(at(10 + second / 60))
    assert store.calls == 3


def test_a_secret_that_was_never_read_is_no_empty_secret(cloud):
    with pytest.raises(ConfigurationError, match="cannot be read; check that it exists"):
        SecretValue(cloud.client("secretsmanager"), "NoSuchSecret").get(at())


@pytest.mark.parametrize("written", ["", "secret", "[]", '"x"', "null", "{"])
def test_a_secret_that_is_no_object_is_refused_and_the_last_good_one_bridges(cloud, written):
    cloud.put_secret("SigningSecret", {})
    secret = SecretValue(cloud.client("secretsmanager"), "SigningSecret")
    assert secret.get(at()) == {}
    cloud.put_secret("SigningSecret", written or " ")
    assert secret.get(at(6)) == {}
    with pytest.raises(ConfigurationError, match="not a JSON object"):
        SecretValue(cloud.client("secretsmanager"), "SigningSecret").get(at())


def test_an_unconnected_platform_has_no_secrets():
    assert signing_secrets({}, "x", NOW) == ((), ())


def test_secrets_come_newest_first_with_their_verify_tokens():
    value = {"facebook": {"signing": ["new", "old"], "verify_tokens": ["v2", "v1"]}}
    assert signing_secrets(value, "facebook", NOW) == (("new", "old"), ("v2", "v1"))


def test_a_rotated_secret_counts_until_its_time_and_no_longer():
    until = (NOW + DAY).isoformat()
    value = {"x": {"signing": ["new", {"value": "old", "until": until}]}}
    assert signing_secrets(value, "x", NOW)[0] == ("new", "old")
    assert signing_secrets(value, "x", NOW + DAY - timedelta(seconds=1))[0] == ("new", "old")
    assert signing_secrets(value, "x", NOW + DAY)[0] == ("new",)


@pytest.mark.parametrize(
    "described",
    [
        {"signing": []},
        {},
        {"signing": [""]},
        {"signing": ["good", ""]},
        {"signing": ["  "]},
        {"signing": [None]},
        {"signing": [7]},
        {"signing": [{"until": "2030-01-01T00:00:00Z"}]},
        {"signing": [{"value": "old", "until": "2020-01-01T00:00:00Z"}]},
        {"signing": [{"value": "old", "until": "soon"}]},
        {"signing": [{"value": "old", "until": 5}]},
        {"signing": "secret"},  # would be one secret a letter
        {"signing": {"value": "secret"}},
        {"signing": None},
        {"signing": ["good"], "verify_tokens": [""]},
        {"signing": ["good"], "verify_tokens": "token"},
        "secret",
        ["secret"],
        "",
        0,
    ],
    ids=str,
)
def test_nothing_is_ever_verified_against_nothing(described):
    with pytest.raises(ConfigurationError, match=r"^(signing secret of )?x[.:]"):
        signing_secrets({"x": described}, "x", NOW)


def test_credentials_are_those_of_the_account_or_none():
    value = {"x": {"1": {"access_token": "t"}, "2": {}, "3": "text"}, "facebook": None, "odd": []}
    assert credentials(value, "x", "1") == {"access_token": "t"}
    for platform, account_id in [("x", "2"), ("x", "3"), ("x", "4"), ("facebook", "1"), ("odd", "1"), ("none", "1")]:
        assert credentials(value, platform, account_id) is None


def test_the_times_are_those_that_the_module_promises():
    promised = [timedelta(minutes=minutes) for minutes in (5, 1, 60)]
    assert promised == [secrets.FRESH, secrets.REFRESH_AT_MOST_EVERY, secrets.STALE_AT_MOST]
