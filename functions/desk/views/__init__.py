"""What the pages and the JSON show: lists, cases, messages and their history, read and put into words."""

from functions.desk.views.brands import Brand, brands_of
from functions.desk.views.case import CaseView, case_view
from functions.desk.views.folders import FOLDERS, ROWS, SHOWS, Folder, Row, counts, queue
from functions.desk.views.messages import Earlier, Judged, Line, Message, earlier, mention_timeline, message

__all__ = [
    "FOLDERS",
    "ROWS",
    "SHOWS",
    "Brand",
    "CaseView",
    "Earlier",
    "Folder",
    "Judged",
    "Line",
    "Message",
    "Row",
    "brands_of",
    "case_view",
    "counts",
    "earlier",
    "mention_timeline",
    "message",
    "queue",
]
