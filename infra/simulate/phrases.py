"""The sentences of a story. {A} is a mention's letter, {who} does it, {does} is what they were about to do."""

from infra.simulate.faults import Fate, Post

PLATFORMS = {"standard_webhooks": "the forum", "facebook": "Facebook", "x": "X"}
STEPS = {
    "Ingest": "ingest",
    "Triage": "triage",
    "Reply": "reply",
    "Review": "review",
    "Watch": "the sweep",
}
ARRIVES = {
    "created": "{who} writes {text}",
    "edited": "{who} changes {A} to {text}",
    "deleted": "{who} takes {A} back",
    "ignored": "our own reply, as if it were news",
    "unknown": "something that its documentation does not name",
}
# from state to state
CHANGES = {
    ("", "received"): "{A} is stored: {text}",
    ("", "withdrawn"): "{A} is stored as taken back, before anybody heard of it",
    ("received", "ignored"): "triage decides that {A} needs no answer: {why}",
    ("received", "acknowledging"): "triage decides that {A} gets an automatic reply: {why}",
    ("received", "in_review"): "{who} decides that a person must see {A}: {why}",
    ("in_review", "replying"): "{who} writes a reply to {A}{covers}; it leaves when the time to undo it is over",
    ("replying", "in_review"): "the reply to {A} is held back: {why}",
    ("acknowledging", "sending"): "reply claims {A}, to send the automatic reply",
    ("replying", "sending"): "reply claims {A}, to send {writer}",
    ("sending", "acknowledged"): "{who} records that {writer} to {A} stands",
    ("sending", "answered"): "{who} records that {writer} to {A} stands",
    ("sending", "in_review"): "{who} hands {A} to people: {why}",
    ("sending", "acknowledging"): "{who} knows that nothing was posted to {A}, and tries again later: {why}",
    ("sending", "replying"): "{who} knows that nothing was posted to {A}, and tries again later: {why}",
    ("acknowledging", "ignored"): "reply leaves {A} without an answer: {why}",
    ("acknowledging", "in_review"): "{who} hands {A} to people instead of answering: {why}",
    ("in_review", "resolved"): "{who} closes {A}: {why}",
}
CHANGES_TO = {
    "received": "{A} now says {text}, and is judged anew",
    "in_review": "{A} comes before people again: {why}",
    "withdrawn": "{A} is withdrawn: its author took it back",
    "erased": "{A} is erased",
}
# what leaves the state as it is, by its reason
MARKS = {
    "rung": "the sweep finds {A} overdue, and rings again",
    "joined": "review puts {A} before people, in {case}",
    "raised": "review tells the people of {case} that {A} has news",
    "edited": "{A} now says {text}",
    "assessed": "triage judges {A} anew",
    "same_again": "{A} is told again, as it was",
    "purged": "the text of {A} goes: its author took it back",
    "edited_while_sending": "{A} is changed while its reply is being sent: kept for afterwards",
    "deleted_while_sending": "{A} is taken back while its reply is being sent: kept for afterwards",
}
# what a write does, by the state that it writes
WRITES = {
    "received": "stores {A}",
    "ignored": "writes down that {A} needs no answer",
    "acknowledging": "writes down that {A} gets an automatic reply",
    "in_review": "hands {A} to people",
    "replying": "takes in a reply to {A}",
    "sending": "claims {A} for sending",
    "acknowledged": "writes down that the reply to {A} stands",
    "answered": "writes down that the reply to {A} stands",
    "resolved": "closes {A}",
    "withdrawn": "withdraws {A}",
}
# what a write does that leaves the state as it is, by who writes
NOTES = {
    "Ingest": "notes the news of {A}",
    "Triage": "judges {A} anew",
    "Review": "puts {A} before people",
    "Watch": "rings again for {A}",
    "Desk": "writes to the case",
}
READS = {
    ("dynamodb", "MENTION"): "looks {A} up",
    ("dynamodb", "CASE"): "reads a case",
    ("dynamodb", "CONVERSATION"): "looks for the case of {A}",
    ("dynamodb", "PLAYBOOK"): "reads the playbook",
    ("dynamodb", "ACCOUNT"): "reads the settings of the account",
    ("dynamodb", "BRAND"): "reads the settings of the brand",
    ("dynamodb", "GUARD"): "looks whether the author was answered today",
    ("dynamodb", "due"): "looks for what is overdue",
    ("dynamodb", ""): "reads the tables",
    ("sns", ""): "tells people of an urgent case",
    ("secretsmanager", ""): "reads a secret",
    ("sqs", ""): "works on a queue",
}
FATES = {
    Fate.SLOW: "AWS is slow while {who} {does}",
    Fate.LOST_ONCE: "the first try is lost when {who} {does}; the second is not",
    Fate.ANSWER_LOST_ONCE: "{who} {does}; the answer is lost, so it does it once more",
    Fate.REFUSED: "AWS is too busy when {who} {does}, and refuses",
    Fate.LOST: "{who} {does}, but that never reaches AWS",
    Fate.ANSWER_LOST: "{who} {does}; it is done, but {who} never hears so",
    Fate.LATE: "{who} {does}, hears nothing and gives up; it will be done all the same",
    Fate.KILLED_BEFORE: "{who} dies before it {does}",
    Fate.KILLED_AFTER: "{who} dies just after it {does}",
    Fate.CLASHED: "somebody else writes at the same moment when {who} {does}",
}
POSTS = {
    Post.SLOW: "{platform} is slow while {who} {does}",
    Post.UNREACHABLE: "{platform} cannot be reached when {who} {does}",
    Post.LOST: "{who} {does}: it never arrives, and nobody says so",
    Post.SILENT: "{who} {does}: {platform} does it, and gives no answer",
    Post.LATE: "{who} {does}: no answer, and {platform} will do it later",
    Post.ERROR_BEFORE: "{who} {does}: {platform} answers 500, and did nothing",
    Post.ERROR_AFTER: "{who} {does}: {platform} answers 500, but did it",
    Post.GARBAGE: "{who} {does}: {platform} answers with a page that says nothing, and did nothing",
    Post.CUT_OFF: "{who} {does}: {platform} does it, and its answer breaks off",
    Post.REFUSED: "{who} {does}: {platform} refuses",
    Post.KILLED_BEFORE: "{who} dies before it {does}",
    Post.KILLED_AFTER: "{who} dies just after it {does}",
    Post.KILLED_LATE: "{who} dies just after it {does}, and {platform} will do it later",
    Post.RATE_LIMITED: "{who} {does}: {platform} answers 429, too many",
    Post.TOKEN_DEAD: "{who} {does}: {platform} no longer knows our token",
}
BEHAVIOURS = {
    "rate limited": "answers 429, too many,",
    "token dead": "no longer knows our token",
}
ACTS = {
    "reply": "sends a reply in {case}",
    "undo": "takes the reply back",
    "claim": "claims {case}",
    "release": "gives {case} back",
    "take-over": "takes {case} over",
    "resolve": "closes {case}",
    "reopen": "opens {case} again",
}
# what is done once more, or late, by who asks
REPEATS = {
    "delivery": "the sender takes our answer for lost",
    "stream": "the stream hands over the same news again",
    "poller": "the queue forgets that a message is done, and will hand it over again",
    "second": "the queue forgets that a message is done, and will hand it over again",
    "": "the sweep is started twice",
}
