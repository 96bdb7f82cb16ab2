"""What one delivery costs: our ingest handler beside a plain one, against the same local stub of DynamoDB.

    python -m infra.bench [--rounds 7] [--deliveries 1000] [--json]

All get the same signed Facebook deliveries as API Gateway events. The plain handler verifies, reads the
JSON and makes one conditional put with a boto3 client made once, and does nothing else; "plain, our
client" is the same with our client's settings. One fresh process per handler and round, in turn, so
that a change in the machine's speed hits all; CPU is user + system of the handler's process. Quote the
ratio, not the microseconds: machines differ.
"""

import argparse
import base64
import contextlib
import hashlib
import hmac
import http.server
import io
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time
import zlib
from typing import Any

SECRET = "bench-secret"
TARGET = 1.15
EMPTY = b"{}"


class Stub(http.server.BaseHTTPRequestHandler):
    """Answers every call at once: an empty DynamoDB answer, or the secret."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = EMPTY
        if "secretsmanager" in self.headers.get("X-Amz-Target", ""):
            answer = json.dumps({"SecretString": json.dumps({"facebook": {"signing": [SECRET]}})}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("x-amz-crc32", str(zlib.crc32(answer)))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Silent: it is measured beside others."""

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def event(number: int) -> dict[str, Any]:
    """One signed comment as API Gateway hands it over, its body in base64."""
    value = {
        "from": {"id": f"77{number}", "name": "Rita Soto"},
        "item": "comment",
        "verb": "add",
        "comment_id": f"900100200_{number}",
        "post_id": "110022003300440_900100200",
        "parent_id": "110022003300440_900100200",
        "created_time": 1767261598,
        "message": "Is the shop open today? \U0001f64f " + "We came all the way from the coast. " * 8,
    }
    entry = {"id": "110022003300440", "time": 1767261600, "changes": [{"field": "feed", "value": value}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    return {
        "version": "2.0",
        "rawPath": "/webhooks/facebook",
        "headers": {
            "content-type": "application/json",
            "x-hub-signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(),
        },
        "requestContext": {"http": {"method": "POST", "path": "/webhooks/facebook"}},
        "pathParameters": {"platform": "facebook"},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def plain() -> Any:
    """The least that stores a mention: verify, parse, one conditional put."""
    import boto3

    return _plain(boto3.client("dynamodb"))


def plain_tuned() -> Any:
    """The same with our client: short time-outs, no validation of parameters."""
    from shared.aws import environment

    return _plain(environment.client("dynamodb"))


def _plain(client: Any) -> Any:

    def handler(given: dict[str, Any], _context: Any) -> dict[str, Any]:
        body = base64.b64decode(given["body"])
        expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, given["headers"]["x-hub-signature-256"]):
            return {"statusCode": 401}
        for entry in json.loads(body)["entry"]:
            for change in entry["changes"]:
                value = change["value"]
                item = {
                    "pk": {"S": f"MENTION#facebook-{value['comment_id']}"},
                    "sk": {"S": "HEAD"},
                    "platform": {"S": "facebook"},
                    "account_id": {"S": entry["id"]},
                    "external_id": {"S": value["comment_id"]},
                    "author_id": {"S": value["from"]["id"]},
                    "author_name": {"S": value["from"]["name"]},
                    "text": {"S": value["message"]},
                    "posted_at": {"N": str(value["created_time"])},
                    "thread_id": {"S": value["post_id"]},
                    "in_reply_to": {"S": value["parent_id"]},
                    "received_at": {"N": str(time.time())},
                    "state": {"S": "received"},
                    "version": {"N": "1"},
                }
                client.put_item(TableName="mentions", Item=item, ConditionExpression="attribute_not_exists(pk)")
        return {"statusCode": 200}

    return handler


def ours() -> Any:
    from functions.ingest.handler import handler

    return handler


HANDLERS = {"ours": ours, "plain": plain, "plain_tuned": plain_tuned}


def measure(name: str, deliveries: int) -> dict[str, float]:
    """CPU microseconds a delivery in this process, and peak memory; the first hundred are not counted."""
    handler = HANDLERS[name]()
    events = [event(number) for number in range(deliveries + 100)]
    log = io.StringIO()
    with contextlib.redirect_stdout(log):
        for given in events[:100]:
            _require_stored(handler(given, None))
        before = time.process_time()
        for given in events[100:]:
            _require_stored(handler(given, None))
        spent = time.process_time() - before
    return {"cpu_us": spent / deliveries * 1e6, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


# What is imported is imported here, inside of functions: the cold import is measured too.
def measure_import(name: str) -> dict[str, float]:
    """CPU milliseconds of a cold import, with byte code written beforehand."""
    before = time.process_time()
    __import__({"ours": "functions.ingest.handler", "boto3": "boto3"}[name])
    if name == "ours":
        __import__("shared.platforms.facebook.webhook")
    return {"cpu_ms": (time.process_time() - before) * 1e3}


def _require_stored(answer: dict[str, Any]) -> None:
    if answer["statusCode"] != 200:
        raise SystemExit(f"the handler answered {answer['statusCode']}: nothing was measured")


def _child(port: int, *arguments: str) -> dict[str, float]:
    variables = {
        **os.environ,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "bench",
        "AWS_SECRET_ACCESS_KEY": "bench",
        "AWS_SESSION_TOKEN": "t" * 900,  # as long as Lambda's
        "AWS_DEFAULT_REGION": "eu-west-1",
        "MENTIONS_TABLE": "mentions",
        "DELIVERIES_TABLE": "deliveries",
        "SIGNING_SECRET_ARN": "signing",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, "-m", "infra.bench", *arguments]
    done = subprocess.run(command, env=variables, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def compare(rounds: int, deliveries: int) -> dict[str, Any]:
    """Medians of all rounds, and the median of the ratios round by round."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in HANDLERS}
    imports: dict[str, list[float]] = {"ours": [], "boto3": []}
    for number in range(rounds):
        for name in sorted(HANDLERS, reverse=bool(number % 2)):
            runs[name].append(_child(port, "--handler", name, "--deliveries", str(deliveries)))
        for name, found in imports.items():
            found.append(_child(port, "--import", name)["cpu_ms"])
    server.shutdown()
    ratios = {
        name: sorted(mine["cpu_us"] / other["cpu_us"] for mine, other in zip(runs["ours"], runs[name], strict=True))
        for name in ("plain", "plain_tuned")
    }
    return {
        "rounds": rounds,
        "deliveries": deliveries,
        "cpu_us_per_delivery": {
            name: statistics.median(run["cpu_us"] for run in found) for name, found in runs.items()
        },
        "ratio": {name: statistics.median(found) for name, found in ratios.items()},
        "ratio_range": {name: [found[0], found[-1]] for name, found in ratios.items()},
        "target": TARGET,
        "rss_mb": {name: statistics.median(run["rss_mb"] for run in found) for name, found in runs.items()},
        "import_cpu_ms": {name: statistics.median(found) for name, found in imports.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m infra.bench", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--deliveries", type=int, default=1000)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--handler", choices=tuple(HANDLERS), help=argparse.SUPPRESS)
    parser.add_argument("--import", dest="imported", choices=("ours", "boto3"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.handler:
        print(json.dumps(measure(given.handler, given.deliveries)))
    elif given.imported:
        print(json.dumps(measure_import(given.imported)))
    else:
        _print(compare(given.rounds, given.deliveries), as_json=given.json)


def _print(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, indent=2))
        return
    cpu, imports, rss = found["cpu_us_per_delivery"], found["import_cpu_ms"], found["rss_mb"]
    print(f"{found['rounds']} rounds of {found['deliveries']} deliveries each, medians")
    print(f"CPU a delivery   ours {cpu['ours']:7.0f} us   plain {cpu['plain']:7.0f} us")
    for name, words in (("plain", "a plain handler"), ("plain_tuned", "plain, our client")):
        low, high = found["ratio_range"][name]
        print(f"ours to {words:<17} {found['ratio'][name]:.2f} (range {low:.2f} to {high:.2f})")
    print(f"target: at most {found['target']} times a plain handler")
    print(f"cold import      ours {imports['ours']:7.0f} ms   import boto3 {imports['boto3']:.0f} ms, CPU")
    print(f"peak memory      ours {rss['ours']:7.1f} MB   plain {rss['plain']:7.1f} MB")


if __name__ == "__main__":
    main()
