"""Every route of the desk: the first that fits answers."""

from functions.desk import api, api_composing
from functions.desk.pages import (
    authors,
    bulk,
    cases,
    focus,
    language,
    mentions,
    oversight,
    queue,
    rules,
    saved,
    sign_in,
    stop,
    today,
)

ROUTERS = (
    today.router,
    authors.router,
    api_composing.router,
    api.router,
    queue.router,
    cases.router,
    focus.router,
    mentions.router,
    stop.router,
    saved.router,
    *rules.ROUTERS,
    *oversight.ROUTERS,
    bulk.router,
    sign_in.router,
    language.router,
)
