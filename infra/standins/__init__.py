"""Stand-in platforms: one server on 127.0.0.1 that answers like the real ones, for tests and local runs.

    python -m infra.standins --port 8760 --state wall.jsonl

A request to https://<host>/<path> arrives here as /<host>/<path>. `GET /` shows what was posted;
`POST /_behave` orders a misbehaviour. Written from the platforms' documentation alone, not from our
adapters: a fault that both share would not be seen.
"""
