"""What the README tells a newcomer, done as it says: every command in it is run here or by CI."""

import json
import re
import shlex

import pytest

from infra.platform_table import README, rewrite
from infra.samples.library import load
from infra.stores import all_mentions
from shared.platforms import registry
from tests.flow.running import ROOT, Running, a_home, wait_until
from tests.support.sockets import listening_addresses

RUN_BY_OTHERS = {
    "make run": "this file runs `heed up`, which is all that `make run` does after `make setup`",
    "make test": "CI runs it",
    "make simulate": "`make test` ends with it",
    "make build": "tests/template builds",
    "make deploy": "needs an AWS account; tests/template validates what it deploys",
}
COMMAND = re.compile(r"^(?:\.venv/bin/heed|make) .*$", re.MULTILINE)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with a_home(tmp_path_factory.mktemp("newcomer")) as found:
        found.up()
        wait_until(lambda: "The public wall" in found.output.read_text(), "the samples did not end", within_s=180)
        yield found


def test_every_sample_ends_where_it_should(running: Running):
    shown = running.output.read_text()
    assert "acknowledged" in shown
    assert "in review" in shown
    states = {str(mention.state) for mention in all_mentions(running.stores())}
    assert {"acknowledged", "in_review", "ignored", "withdrawn"} >= states
    for platform in registry.PLATFORMS:
        sent = running.heed("send", platform, "--json")
        assert sent.returncode == 0, sent.stderr
        ended = {one["sample"]: one["ends_in"] for one in json.loads(sent.stdout)}
        changed = {one.changes for one in load(platform)}  # edited or deleted a moment later
        expected = {one.name: one.ends_in for one in load(platform) if one.name not in changed}
        assert {name: ended[name] for name in expected} == expected


def test_every_command_of_the_readme_works(running: Running, tmp_path):
    body = tmp_path / "body.json"
    body.write_text('{"type": "mention.unheard_of", "timestamp": "2026-01-01T00:00:00Z", "data": {}}')
    assert running.heed("send", "standard_webhooks", "--file", str(body)).returncode == 0
    settings = tmp_path / "settings.yaml"
    settings.write_text(running.heed("settings", "example").stdout)
    mention = next(all_mentions(running.stores())).mention_id
    delivery = json.loads(running.heed("quarantine", "--json").stdout)[0]["delivery"]
    labelled = tmp_path / "labelled.jsonl"  # as many as a promise of one percent takes
    lines = [{"id": at, "text": f"Parcel {at} never came, nobody answers", "needs_human": True} for at in range(299)]
    labelled.write_text("".join(json.dumps(line) + "\n" for line in lines))
    words = {
        "MENTION": mention,
        "DELIVERY": delivery,
        "BODY": str(body),
        "settings.yaml": str(settings),
        "labelled.jsonl": str(labelled),
        "mentions.jsonl": str(labelled),
    }
    for command in _commands():
        if command in RUN_BY_OTHERS:
            continue
        here = command.removesuffix(" --stack heed")  # there is no AWS account
        arguments = [words.get(word, word) for word in shlex.split(here, comments=True)]
        assert arguments[0].endswith("heed"), f"{command}: nobody runs it"
        done = running.heed(*arguments[1:])
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip(), f"{command} says nothing"


def test_everything_listens_on_loopback_only(running: Running):
    ports = range(running.home.port, running.home.port + 4)
    found = listening_addresses(ports)
    assert {port for port, _address in found} == set(ports)
    assert {address for _port, address in found} == {"127.0.0.1"}


def test_the_table_of_platforms_is_as_the_cards_say():
    text = README.read_text("utf-8")
    assert rewrite(text) == text, "run: python -m infra.platform_table"


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_proof_that_the_readme_names_is_there():
    named = re.findall(r"`(tests/[^`]+)`", README.read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def _commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in COMMAND.findall(block)]
