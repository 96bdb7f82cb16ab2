"""The routes of what oversees the machine: quarantine, connections, the record of deeds, cases as lines."""

from functions.desk.pages import audit, connections, export, quarantine

ROUTERS = (quarantine.router, connections.router, audit.router, export.router)
