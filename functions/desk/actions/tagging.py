"""Tags: words that staff find cases by."""

from functions.desk.act import Act, Done
from shared.domain import case as case_rules


def tag(act: Act) -> Done:
    """Gives the case exactly the tags that the fields `tags` name, several in one field if need be."""
    words = [word for written in act.fields.get("tags", ()) for word in written.replace(",", " ").split()]
    after = case_rules.tag(act.case, words, act.now)
    if after.tags == act.case.tags:
        return Done("as_it_stands")
    added = sorted({*after.tags} - {*act.case.tags})
    act.write(after, "tagged" if added else "untagged", reason=", ".join(after.tags))
    return Done("tagged" if added else "untagged")
