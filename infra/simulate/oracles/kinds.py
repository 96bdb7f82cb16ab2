"""What a manager asks, and the kinds of violation that answer it."""

HEADINGS = {
    "lost": ("lost", "unbalanced", "refused", "invented", "echo"),
    "double or wrong": (
        *("double", "misjudged", "undone", "too_often", "wrong_words", "switch", "late_post", "unseen", "hasty"),
        *("exposed", "shadow", "unanswered", "unheld", "intrudes", "loop", "endless", "impatient"),
    ),
    "unrecorded": ("unrecorded", "absent", "history"),
    "stuck or silent": (
        *("stuck", "hidden", "deadline", "slow", "silent", "untold", "miscounted", "late", "swallowed"),
        *("livelock", "undead", "chance"),
    ),
    "leaked": ("leak",),
    "dearer than promised": ("dear",),
}
