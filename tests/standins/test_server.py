"""Orders, the wall and its file, and what the server refuses."""

import http.client
import json
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from pathlib import Path

import pytest
import requests

from infra.standins.behaviours import BEHAVIOURS
from infra.standins.server import PLATFORMS
from tests.standins.callers import callback, facebook, x
from tests.standins.conftest import Clock
from tests.support.standins import Running, serve

REPLIES = {"facebook": "9_1", "x": "1999", "standard_webhooks": "p1"}


def post(platform: str, session: requests.Session, clock: Clock, text: str = "Thanks") -> requests.Response:
    """One reply, as each platform wants it."""
    target = REPLIES[platform]
    if platform == "facebook":
        return facebook(session, "POST", f"/{target}/comments", data={"message": text})
    if platform == "x":
        return x(session, clock, "POST", "/tweets", json={"text": text, "reply": {"in_reply_to_tweet_id": target}})
    return callback(
        session, clock, {"type": "reply.created", "data": {"platform": "forum", "in_reply_to": target, "text": text}}
    )


@pytest.mark.parametrize("platform", REPLIES)
def test_a_refusal_is_told_in_the_platforms_way_and_posts_nothing(
    platform: str, session: requests.Session, clock: Clock, standins: Running
) -> None:
    expected = {
        "facebook": {"rate_limited": (400, 32), "token_dead": (400, 190), "refused": (400, 100)},
        "x": {"rate_limited": (429, None), "token_dead": (401, None), "refused": (403, None)},
        "standard_webhooks": {"rate_limited": (429, None), "token_dead": (401, None), "refused": (422, None)},
    }[platform]
    for behaviour, (status, code) in expected.items():
        standins.behave(platform, behaviour, times=1)
        answer = post(platform, session, clock)
        assert answer.status_code == status
        if code:
            assert answer.json()["error"]["code"] == code
    assert standins.wall() == []
    assert post(platform, session, clock).ok


def test_each_rate_limit_names_the_time_in_its_own_header(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    for platform in REPLIES:
        standins.behave(platform, "rate_limited")
    usage = json.loads(post("facebook", session, clock).headers["X-Business-Use-Case-Usage"])
    assert usage["110022003300440"][0]["estimated_time_to_regain_access"] == 2
    assert int(post("x", session, clock).headers["x-rate-limit-reset"]) == int(clock().timestamp()) + 60
    assert post("standard_webhooks", session, clock).headers["Retry-After"] == "30"


def test_only_facebook_has_a_window(session: requests.Session, clock: Clock, standins: Running) -> None:
    standins.behave("facebook", "window_closed")
    assert post("facebook", session, clock).json()["error"]["error_subcode"] == 2018278
    for platform in ("x", "standard_webhooks"):
        order = {"platform": platform, "behaviour": "window_closed"}
        assert requests.post(f"{standins.url}/_behave", json=order, timeout=5).status_code == 400


@pytest.mark.parametrize("platform", REPLIES)
@pytest.mark.parametrize(
    ("behaviour", "status", "stands"),
    [
        ("error_after_applying", 500, True),
        ("unavailable_after_applying", 503, True),
        ("error_before_applying", 500, False),
        ("garbage_200", 200, False),
        ("redirect", 307, False),
    ],
)
def test_an_unclear_answer_leaves_the_wall_as_it_says(
    platform: str,
    behaviour: str,
    status: int,
    stands: bool,
    session: requests.Session,
    clock: Clock,
    standins: Running,
) -> None:
    standins.behave(platform, behaviour, times=1)
    session.max_redirects = 0
    with pytest.raises(requests.TooManyRedirects) if behaviour == "redirect" else nullcontext():
        assert post(platform, session, clock).status_code == status
    assert len(standins.wall()) == stands


@pytest.mark.parametrize("platform", REPLIES)
def test_a_cut_off_answer_breaks_in_the_middle_and_the_post_stands(
    platform: str, session: requests.Session, clock: Clock, standins: Running
) -> None:
    standins.behave(platform, "cut_off", times=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        post(platform, session, clock)
    assert len(standins.wall()) == 1


def test_a_timeout_keeps_the_connection_open_and_the_post_stands(standins: Running) -> None:
    standins.behave("facebook", "timeout_after_applying", times=1)
    connection = http.client.HTTPConnection("127.0.0.1", standins.port, timeout=0.2)
    headers = {
        "Authorization": "Bearer local-only-facebook-page-token",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/graph.facebook.com/v25.0/9_1/comments", "message=Thanks", headers)
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    assert len(standins.wall()) == 1


def test_a_slow_answer_comes_after_the_ordered_time(session: requests.Session, clock: Clock, standins: Running) -> None:
    standins.behave("x", "slow", times=1, seconds=0.2)
    begun = time.monotonic()
    assert post("x", session, clock).status_code == 201
    assert time.monotonic() - begun >= 0.2


def test_a_late_post_appears_after_its_delay(session: requests.Session, clock: Clock, standins: Running) -> None:
    standins.behave("x", "late", times=1, seconds=40)
    assert post("x", session, clock).status_code == 504
    clock.move(39.9)
    assert standins.wall() == []
    clock.move(0.2)
    assert len(standins.wall()) == 1


def test_a_late_post_without_a_delay_waits_for_the_tick(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    standins.behave("facebook", "late", times=1)
    assert post("facebook", session, clock).status_code == 504
    clock.move(100_000)
    assert standins.wall() == []
    standins.tick()
    assert len(standins.wall()) == 1


def test_an_order_holds_for_its_number_of_requests_or_until_reset(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    standins.behave("facebook", "refused", times=2)
    assert [post("facebook", session, clock).status_code for _ in range(3)] == [400, 400, 200]
    standins.behave("facebook", "refused")
    assert [post("facebook", session, clock).status_code for _ in range(4)] == [400] * 4
    assert post("x", session, clock).ok
    standins.reset()
    assert standins.wall() == []
    assert post("facebook", session, clock).ok


def test_a_look_up_does_not_use_up_an_order_about_posts(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    standins.behave("facebook", "error_after_applying", times=1)
    assert facebook(session, "GET", "/9_1/comments").json() == {"data": []}
    assert post("facebook", session, clock).status_code == 500
    assert len(facebook(session, "GET", "/9_1/comments").json()["data"]) == 1


@pytest.mark.parametrize(
    ("order", "named"),
    [
        ({"platform": "myspace", "behaviour": "success"}, "platform"),
        ({"platform": "x", "behaviour": "explode"}, "behaviour"),
        ({"platform": "x", "behaviour": "refused", "times": 0}, "times"),
        ({"platform": "x", "behaviour": "refused", "times": True}, "times"),
        ({"platform": "x", "behaviour": "slow", "seconds": -1}, "seconds"),
        ({"platform": ["x"], "behaviour": "slow"}, "platform"),
        ({"platform": "x", "behaviour": {}}, "behaviour"),
    ],
)
def test_a_wrong_order_names_the_field(order: dict[str, object], named: str, standins: Running) -> None:
    answer = requests.post(f"{standins.url}/_behave", json=order, timeout=5)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(named)


def test_every_behaviour_is_described(standins: Running) -> None:
    assert set(requests.get(f"{standins.url}/_behave", timeout=5).json()) == set(BEHAVIOURS)


def test_the_wall_survives_a_restart_also_of_a_killed_server(tmp_path: Path, clock: Clock) -> None:
    state = tmp_path / "wall.jsonl"
    with serve(state, clock) as standins, standins.session() as session:
        post("facebook", session, clock, "first")
        standins.behave("facebook", "late", times=1)
        post("facebook", session, clock, "late")
        standins.tick()
        standins.behave("x", "late", times=1)
        post("x", session, clock, "hidden")
        before = standins.wall()
    state.write_bytes(state.read_bytes() + b'{"platform": "x", "acc')
    with serve(state, clock) as standins, standins.session() as session:
        assert standins.wall() == before
        assert [known["text"] for known in before] == ["first", "late"]
        post("facebook", session, clock, "after")
        assert len({known["id"] for known in standins.wall()}) == 3
        standins.tick()
        assert sorted(known["text"] for known in standins.wall()) == ["after", "first", "hidden", "late"]


def test_an_id_is_never_given_twice_also_after_a_reset(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    first = post("x", session, clock).json()["data"]["id"]
    standins.reset()
    assert post("x", session, clock).json()["data"]["id"] != first


def test_a_doubled_reply_is_marked_but_not_two_different_messages(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    post("x", session, clock, "one")
    x(session, clock, "POST", "/dm_conversations/with/5501/messages", json={"text": "first"})
    x(session, clock, "POST", "/dm_conversations/with/5501/messages", json={"text": "second"})
    assert [known["doubled"] for known in standins.wall()] == [False, False, False]
    assert "Answered twice" not in requests.get(standins.url, timeout=5).text
    post("x", session, clock, "two")
    x(session, clock, "POST", "/dm_conversations/with/5501/messages", json={"text": "second"})
    assert [known["doubled"] for known in standins.wall()] == [True, False, True, True, True]
    assert requests.get(standins.url, timeout=5).text.count("Answered twice") == 4


def test_the_page_shows_every_platform_and_escapes_what_was_posted(
    session: requests.Session, clock: Clock, standins: Running
) -> None:
    hostile = "<script>alert(1)</script>\"'&\u202e"
    post("facebook", session, clock, hostile)
    post("x", session, clock, "half \ud83d")
    standins.behave("x", "refused", times=3)
    answer = requests.get(standins.url, timeout=5)
    assert all(platform.TITLE in answer.text for platform in PLATFORMS)
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;" in answer.text
    assert "refused, 3 more" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "refresh" not in answer.text
    assert 'http-equiv="refresh"' in requests.get(f"{standins.url}/?live=1", timeout=5).text


def test_another_sites_page_can_give_no_order(standins: Running) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert requests.post(f"{standins.url}/_reset", headers=foreign, timeout=5).status_code == 403
    rebound = {"Host": "evil.example"}
    assert requests.get(f"{standins.url}/_wall?format=json", headers=rebound, timeout=5).status_code == 403


def test_an_unknown_host_or_page_is_not_found(session: requests.Session, standins: Running) -> None:
    assert session.get("https://graph.instagram.com/me", timeout=5).status_code == 404
    assert requests.get(f"{standins.url}/nothing", timeout=5).status_code == 404
    assert requests.get(f"{standins.url}/health", timeout=5).json() == {"status": "ok"}


def test_a_body_without_length_or_too_large_is_refused(standins: Running) -> None:
    assert requests.post(f"{standins.url}/_behave", data=iter([b"{}"]), timeout=5).status_code == 411
    connection = http.client.HTTPConnection("127.0.0.1", standins.port, timeout=5)
    connection.putrequest("POST", "/_behave")
    connection.putheader("Content-Length", str(1024 * 1024 + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_posts_that_come_at_once_are_all_kept(clock: Clock, standins: Running) -> None:
    def send(number: int) -> None:
        with standins.session() as session:
            facebook(session, "POST", f"/9_{number}/comments", data={"message": "Thanks"})

    threads = [threading.Thread(target=send, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({known["id"] for known in standins.wall()}) == 20


def test_the_process_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    state = tmp_path / "wall.jsonl"
    command = [sys.executable, "-m", "infra.standins", "--state", str(state), "--port"]
    with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        assert requests.get(f"{url}/health", timeout=5).json() == {"status": "ok"}
        taken = subprocess.run(
            [*command, url.rpartition(":")[2]], capture_output=True, text=True, check=False, timeout=10
        )
        assert taken.returncode == 1
        assert "Choose another --port" in taken.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
