"""The routes of what rules the desk: the playbook, the staff list and sessions."""

from functions.desk.pages import sessions, staff

ROUTERS = (staff.router, sessions.router)
