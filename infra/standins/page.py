"""The public wall as a page: what anybody would see on the stand-in platforms."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape

from infra.standins.behaviours import Order
from infra.standins.credentials import NAMES
from infra.standins.wall import Post, doubled

STYLE = """
:root { color-scheme: light dark; --paper: #f6f5f1; --card: #fff; --ink: #1d2327; --soft: #5a646b; --line: #d9d6cd;
  --bad: #b3261e; --bad-paper: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181b; --card: #1e2428; --ink: #e8eaec; --soft: #a2adb5;
  --line: #343c42; --bad: #ff8a80; --bad-paper: #3a1d1b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem; }
h1 { margin: .5rem 0 0; font-size: 1.6rem; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; }
p { margin: .25rem 0; }
a { color: inherit; }
.soft { color: var(--soft); font-size: .875rem; }
.walls { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem .9rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.ids { overflow-wrap: anywhere; }
.twice { border-color: var(--bad); border-left-width: .4rem; background: var(--bad-paper); }
.mark { color: var(--bad); font-weight: 700; }
time { white-space: nowrap; }
.private { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
REFRESH_S = 3


def page(titles: Mapping[str, str], posts: Sequence[Post], orders: Mapping[str, Order], *, live: bool) -> str:
    """The whole page. `titles` names the platforms in their order; `live` lets the browser renew it."""
    twice = doubled(posts)
    walls = "".join(
        _wall(title, [post for post in posts if post.platform == name], twice, orders.get(name))
        for name, title in titles.items()
    )
    refresh = f'<meta http-equiv="refresh" content="{REFRESH_S}">' if live else ""
    switch = '<a href="/">Stop renewing</a>' if live else f'<a href="/?live=1">Renew every {REFRESH_S} s</a>'
    warning = f'<p class="mark" role="alert">{len(twice)} replies answer what another one answers.</p>' if twice else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Public wall</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{refresh}<style>{STYLE}</style></head>'
        "<body><header><h1>Public wall</h1>"
        '<p class="soft">What was posted on the stand-in platforms of this machine, newest first. '
        f"{switch} · <a href='/_wall?format=json'>JSON</a></p>{warning}</header>"
        f'<main class="walls">{walls}</main></body></html>'
    )


def _wall(title: str, posts: Sequence[Post], twice: frozenset[str], order: Order | None) -> str:
    told = f'<span class="soft">told to: {escape(_described(order))}</span>' if order else ""
    listed = "".join(_item(post, post.id in twice) for post in reversed(posts))
    shown = f"<ol>{listed}</ol>" if posts else '<p class="soft">Nothing posted yet.</p>'
    return f'<section><h2>{escape(title)} <span class="soft">{len(posts)}</span>{told}</h2>{shown}</section>'


def _item(post: Post, twice: bool) -> str:
    mark = '<p class="mark">Answered twice</p>' if twice else ""
    author = _safe(NAMES[post.platform].get(post.account, post.account))
    private = '<span class="private">private</span> ' if post.private else ""
    target = _safe(post.in_reply_to or "all")
    at = post.at.strftime("%Y-%m-%d %H:%M:%S UTC")
    return (
        f'<li{" class=twice" if twice else ""}>{mark}<p class="text" dir="auto">{_safe(post.text)}</p>'
        f'<p class="soft ids">{private}<bdi>{author}</bdi> to <bdi>{target}</bdi>'
        f' · <time datetime="{post.at.isoformat()}">{at}</time></p></li>'
    )


def _safe(text: str) -> str:
    """Text for the page: escaped, and without what UTF-8 cannot hold."""
    return escape(text.encode("utf-8", "replace").decode())


def _described(order: Order) -> str:
    left = "" if order.times is None else f", {order.times} more"
    return order.behaviour.replace("_", " ") + left
