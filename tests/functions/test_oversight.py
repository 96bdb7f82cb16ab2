"""What people see of the machine, and how they let it speak: the commands, on the tables of a world of their own."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console
from typer.testing import CliRunner

from infra import accounts, cli, present, settings_file, stores
from infra.local.seed import seed
from shared.domain.assessment import Topic
from shared.domain.brand import Account
from shared.domain.decision import Action
from shared.domain.mention import Correction, State, TimelineEntry
from shared.domain.rehearsal import rehearse
from shared.errors import HeedError, InputError
from shared.platforms.surfaces import surface_rules
from tests.support.made import ACCOUNT, BRAND, NOW, PLATFORM, account, assessment, decision, mention
from tests.support.world import PLAYBOOK, World

NAMES = {
    "MENTIONS_TABLE": "MentionsTable",
    "DELIVERIES_TABLE": "DeliveriesTable",
    "SETTINGS_TABLE": "SettingsTable",
    "DUE_SHARDS": "4",
    "QUEUE_SHARDS": "2",
}
NOT_TO_BE_THANKED = Correction(what="acknowledge", said="yes", right="no", by="rosa", at=NOW)
MORE_URGENT = Correction(what="urgency", said="low", right="high", by="rosa", at=NOW)
SHADOW = decision(action=Action.REVIEW, reason="shadow:thanks")


@pytest.fixture
def opened(world: World, monkeypatch: pytest.MonkeyPatch) -> stores.Stores:
    found = stores.of(world.cloud.client, NAMES)
    monkeypatch.setattr(stores, "local", lambda: found)
    return found


def heed(*arguments: str) -> str:
    """What a command prints. Raises as the command does."""
    with pytest.MonkeyPatch.context() as patch:
        printed = io.StringIO()
        patch.setattr(present, "console", Console(file=printed, width=250))
        result = CliRunner().invoke(cli.app, arguments)
    if isinstance(result.exception, HeedError):
        raise result.exception
    assert result.exit_code == 0, result.exception
    return printed.getvalue()


def test_the_figures_of_an_account_count_what_was_judged_since(world):
    ours, other = account(automatic=False), account(platform="x", account_id="1")
    judged = [
        mention(State.IN_REVIEW, decision=SHADOW),
        mention(State.IN_REVIEW, decision=SHADOW, received_at=NOW - timedelta(days=7)),
        mention(State.IN_REVIEW, decision=SHADOW, received_at=NOW - timedelta(days=7, seconds=1)),
        mention(State.IN_REVIEW, decision=decision(action=Action.REVIEW, reason="needs_person")),
        mention(State.ACKNOWLEDGED, corrections=(NOT_TO_BE_THANKED,)),
        mention(State.IN_REVIEW, corrections=(MORE_URGENT,)),
        mention(),
        mention(State.IN_REVIEW, account_id="another", decision=SHADOW),
    ]
    found = accounts.figures([ours, other], judged, NOW - timedelta(days=7))
    told = [(one.judged, one.acknowledged, one.shadowed, one.corrected) for one in found]
    assert told == [(5, 2, 2, 1), (0, 0, 0, 0)]


def test_a_person_lets_an_account_speak_and_their_name_stays_with_it(world, opened, monkeypatch):
    monkeypatch.setattr("infra.oversight.getuser", lambda: "ana")
    world.cloud.settings().put_account(Account(platform=PLATFORM, account_id=ACCOUNT, brand=BRAND, title="Our Shop"))
    world.put(mention(State.IN_REVIEW, decision=SHADOW, received_at=datetime.now(UTC)))
    (row,) = json.loads(heed("accounts", "--json"))
    assert (row["speaks"], row["decided by"], row["would have been"]) == ("in shadow", "", 1)

    said = heed("automatic", "on", PLATFORM, ACCOUNT, "--reason", "a week of it was right")
    said = " ".join(said.split())
    assert "judged 1 of its mentions, acknowledged 0 and in shadow would have acknowledged 1; staff say that 0" in said
    after = world.cloud.settings().account(PLATFORM, ACCOUNT)
    assert after is not None
    assert (after.automatic, after.title, after.decided_by, after.decided_because) == (
        True,
        "Our Shop",
        "ana",
        "a week of it was right",
    )
    assert after.decided_at is not None
    assert "by itself" in heed("accounts")

    heed("automatic", "off", PLATFORM, ACCOUNT, "--reason", "back to shadow")
    after = world.cloud.settings().account(PLATFORM, ACCOUNT)
    assert after is not None
    assert (after.automatic, after.decided_because) == (False, "back to shadow")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("on", PLATFORM, ACCOUNT), "--reason"),
        (("on", PLATFORM, ACCOUNT, "--reason", " "), "--reason"),
        (("true", PLATFORM, ACCOUNT, "--reason", "so"), "on|off"),
        (("on", PLATFORM, "nobodys", "--reason", "so"), "account"),
    ],
)
def test_an_account_is_let_speak_only_by_name_and_with_a_reason(world, opened, arguments, field):
    with pytest.raises(InputError) as refused:
        heed("automatic", *arguments)
    assert refused.value.field == field
    assert world.cloud.settings().account(PLATFORM, "nobodys") is None


@pytest.mark.parametrize("written", ["7", "d", "0d", "-1d", "7w", "７d", "10000d"])
def test_a_span_that_cannot_be_read_is_refused(world, opened, written):
    with pytest.raises(InputError, match="12h or 30d"):
        heed("accounts", "--since", written)


def test_a_settings_file_connects_in_shadow_and_never_changes_who_may_speak(world, tmp_path):
    file, settings = tmp_path / "settings.yaml", world.cloud.settings()
    entry = f"{{platform: x, account_id: '1', brand: {BRAND}, title: Ours}}"
    file.write_text(f"accounts: [{entry}]")
    (said,) = settings_file.apply(settings_file.read(file), settings)
    assert "in shadow" in said
    assert settings.account("x", "1") == Account(platform="x", account_id="1", brand=BRAND, title="Ours")

    spoken = Account(platform="x", account_id="1", brand=BRAND, title="Ours", automatic=True, decided_by="ana")
    settings.put_account(spoken)
    (said,) = settings_file.apply(settings_file.read(file), settings)
    assert "acknowledges by itself" in said
    assert settings.account("x", "1") == spoken

    settings.publish(PLAYBOOK.model_copy(update={"brand": "another", "version": 1}))
    file.write_text(f"accounts: [{entry.replace(f'brand: {BRAND}', 'brand: another')}]")
    list(settings_file.apply(settings_file.read(file), settings))
    assert settings.account("x", "1") == Account(platform="x", account_id="1", brand="another", title="Ours")

    file.write_text(f"accounts: [{entry[:-1]}, automatic: true}}]")
    with pytest.raises(InputError, match="automatic"):
        settings_file.read(file)


def test_a_fresh_local_run_speaks_at_once_and_what_a_person_decided_stays(world):
    settings = world.cloud.settings()
    for name in ("signing", "tokens", "desk"):
        world.cloud.put_secret(name, "{}")
    variables = {**NAMES, "SIGNING_SECRET_ARN": "signing", "TOKENS_SECRET_ARN": "tokens", "DESK_SECRET_ARN": "desk"}
    seed(world.cloud.client, variables)
    seeded = [one for one in stores.all_accounts(stores.of(world.cloud.client, NAMES)) if one.brand != BRAND]
    assert len(seeded) == 2  # the world has connected the third
    assert all(one.automatic for one in seeded)
    settings.put_account(account(platform=seeded[0].platform, account_id=seeded[0].account_id, automatic=False))
    seed(world.cloud.client, variables)
    after = settings.account(seeded[0].platform, seeded[0].account_id)
    assert after is not None
    assert not after.automatic


def test_corrections_are_exported_with_the_text_that_they_are_about(world, opened, capsys):
    recent = [replace(one, at=datetime.now(UTC)) for one in (NOT_TO_BE_THANKED, MORE_URGENT)]
    long_ago = [replace(one, at=datetime.now(UTC) - timedelta(days=31)) for one in recent]
    for number, changes in enumerate(
        [
            {"corrections": tuple(recent), "text": "Gracias 😀\nby the way, it burns"},
            {"corrections": tuple(recent), "text": None},
            {"corrections": tuple(recent), "revision": 1},
            {"corrections": (replace(recent[0], revision=1),), "revision": 1, "text": "edited, and right again"},
            {"corrections": tuple(long_ago)},
            {},
        ]
    ):
        world.put(mention(State.ACKNOWLEDGED, external_id=f"forum:p{number}", **changes))
    printed = CliRunner().invoke(cli.app, ["corrections"])
    assert printed.exit_code == 0
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    assert sorted((line["text"], line["people"]) for line in lines) == [
        ("Gracias 😀\nby the way, it burns", {"acknowledge": "no", "urgency": "high"}),
        ("edited, and right again", {"acknowledge": "no"}),
    ]
    assert {*lines[0]} == {"id", "text", "language", "platform", "surface", "machine", "people"}
    assert lines[0]["machine"] == {"urgency": "low", "topic": "thanks", "acknowledge": "yes"}
    assert sorted(printed.stderr.splitlines()) == [
        "1 left out: the text is gone",
        "1 left out: the text was edited since",
    ]


def test_where_nothing_was_corrected_it_says_so(opened):
    printed = CliRunner().invoke(cli.app, ["corrections"])
    assert (printed.exit_code, printed.stdout) == (0, "")
    assert printed.stderr == "Nothing was corrected within 30d that can be exported.\n"


WIDER = PLAYBOOK.model_copy(update={"version": 2, "languages": ("en", "es", "fr"), "done": (Topic.THANKS,)})
FRENCH = decision(action=Action.REVIEW, reason="language_not_served")


def rehearsed(*mentions, other=WIDER, since=NOW):
    accounts_by_name = {(PLATFORM, ACCOUNT): account()}
    return rehearse(mentions, PLAYBOOK, other, lambda *names: accounts_by_name.get(names), surface_rules, since)


def test_a_rehearsal_tells_from_what_to_what_decisions_would_change():
    french = [
        mention(State.IN_REVIEW, assessment=assessment(language="fr"), decision=FRENCH, external_id=f"forum:f{number}")
        for number in range(25)
    ]
    praise = mention(State.ACKNOWLEDGED, assessment=assessment(topics=(Topic.PRAISE,)))
    found = rehearsed(*french, praise, mention(State.ACKNOWLEDGED))
    assert (found.decided, found.changed) == (27, 26)
    assert found.rows() == [
        {"mentions": 25, "now": "review: language_not_served", "then": "acknowledge: thanks"},
        {"mentions": 1, "now": "acknowledge: praise", "then": "review: needs_person"},
    ]
    assert [one.mention.mention_id for one in found.examples] == [one.mention_id for one in french[:20]]
    assert found.examples[0].row(with_text=False).keys() == {"mention", "now", "then"}
    assert found.examples[0].row(with_text=True)["text"] == "You are great, thank you!"
    assert rehearsed(*french, praise, other=PLAYBOOK).changed == 0


def test_a_rehearsal_decides_on_mentions_as_they_came():
    """Whatever became of them since: a case, a reply, a purged text, a year."""
    spoken = {"case_id": "case1", "attempts": 1, "text": None, "author_name": None}
    timeline = (
        TimelineEntry(at=NOW, state=State.RECEIVED, by="ingest"),
        TimelineEntry(at=NOW + timedelta(days=8), state=State.IN_REVIEW, by="triage", reason="language_not_served"),
        TimelineEntry(at=NOW + timedelta(days=9), state=State.IN_REVIEW, by="triage", reason="assessed"),
    )
    french = {"assessment": assessment(language="fr"), "decision": FRENCH}
    gone = mention(State.RESOLVED, **french, **spoken)
    late = mention(State.RESOLVED, **french, **spoken, timeline=timeline)
    twice = mention(State.RESOLVED, assessment=assessment(language="fr"), decision=replace(FRENCH, reason="has_spoken"))
    empty = mention(State.IGNORED, text=None, decision=decision(action=Action.IGNORE, reason="empty"))
    assert rehearsed(gone).rows()[0]["then"] == "acknowledge: thanks"
    assert rehearsed(gone).examples[0].row(with_text=True)["text"] == "(gone)"
    assert rehearsed(late).rows()[0]["then"] == "review: not_fresh"
    assert (rehearsed(twice, empty).decided, rehearsed(twice, empty).changed) == (2, 0)


def test_a_rehearsal_passes_over_what_it_cannot_or_need_not_decide():
    left_out = [
        mention(),
        mention(State.ACKNOWLEDGED, brand="another"),
        mention(State.ACKNOWLEDGED, received_at=NOW - timedelta(seconds=1)),
        mention(State.ERASED, assessment=None),
        mention(State.ACKNOWLEDGED, decision=None),
    ]
    assert rehearsed(*left_out).decided == 0


def test_a_simple_question_that_is_no_longer_followed_up_is_a_change():
    asked = mention(State.IN_REVIEW, assessment=assessment(topics=(Topic.QUESTION_SIMPLE,)))
    done = PLAYBOOK.model_copy(update={"follow_up": (), "done": (Topic.QUESTION_SIMPLE,)})
    (row,) = rehearsed(asked, other=done).rows()
    assert (row["now"], row["then"]) == ("acknowledge: question_simple, then a person", "acknowledge: question_simple")


def test_a_rehearsal_shows_texts_only_if_asked_and_writes_nothing(world, opened, tmp_path):
    file = tmp_path / "playbook.yaml"
    file.write_text(WIDER.model_dump_json())
    held = world.put(
        mention(State.IN_REVIEW, assessment=assessment(language="fr"), decision=FRENCH, received_at=datetime.now(UTC))
    )
    before = [world.cloud.rows(table) for table in ("MentionsTable", "SettingsTable", "TalliesTable")]
    told = heed("rehearse", "--playbook", str(file))
    assert "1 of 1 decisions would change" in told
    assert held.mention_id in told
    assert "thank you" not in told
    assert "thank you" in heed("rehearse", "--playbook", str(file), "--texts")
    found = json.loads(heed("rehearse", "--playbook", str(file), "--json"))
    assert (found["decided"], found["changed"], "text" in found["examples"][0]) == (1, 1, False)
    assert [world.cloud.rows(table) for table in ("MentionsTable", "SettingsTable", "TalliesTable")] == before


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("accounts: []", "0 playbooks"),
        ("wording: {}", "playbooks.0.brand"),
        ("playbooks: [{brand: shop}]", "playbooks.0"),
        ("]", "not YAML"),
    ],
)
def test_a_file_that_is_no_playbook_is_refused(world, opened, tmp_path, written, told):
    file = tmp_path / "playbook.yaml"
    file.write_text(written)
    with pytest.raises(InputError, match=told):
        heed("rehearse", "--playbook", str(file))
