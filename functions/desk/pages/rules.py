"""The routes of what rules the desk: the playbook, the staff list and sessions."""

from functions.desk.pages import playbook, sessions, staff

ROUTERS = (playbook.router, staff.router, sessions.router)
