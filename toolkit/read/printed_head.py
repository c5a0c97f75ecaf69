"""The byline and the times that the Daily Mail prints above a story, as cnn_dailymail keeps them in its texts."""

import re
from collections.abc import Mapping

from toolkit.read.stated_byline import people

HEAD = re.compile(
    r"By \. (?P<byline>[^.]{3,120}?) \. (?:[aA]nd (?:\. )?(?P<second>[^.]{3,80}?) \. )?"
    r"(?:(?:PUBLISHED|CREATED|Published): \. (?P<date>[^|]{8,40}?) \. "
    r"(?:\| \. (?:UPDATED|Updated): \. (?P<changed>[^|]{8,40}?) \. )?"
    r"|Last updated at (?P<latest>.{8,40}?) \. )?(?=\S)"
)
LONGEST = 400


def with_printed_head(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of a record; byline and dates above its text become fields where none are stated.

    >>> with_printed_head({"body": "By . Ada Quill . PUBLISHED: . 07:10 EST, 5 March 2014 . The ferry runs."})["body"]
    'The ferry runs.'
    """
    body = fields.get("body")
    match = HEAD.match(body[:LONGEST]) if isinstance(body, str) and body.startswith("By . ") else None
    if match is None or not isinstance(body, str):
        return dict(fields)
    names, agency = people(" and ".join(filter(None, (match["byline"], match["second"]))))
    stated = {
        "authors": names,
        "agency": agency,
        "date": match["date"],
        "date_modified": match["changed"] or match["latest"],
    }
    return {**{name: value for name, value in stated.items() if value}, **fields, "body": body[match.end() :]}
