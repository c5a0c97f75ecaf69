"""Weights of the signs that a date is the date of publication.

Fitted by `training/train_dates.py`, but for the two signs of agreement, which are set by judgement: too few
pages have a dateline, and addresses were kept out of the fit. Signs that weigh nothing are left out.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "always": -0.7,
    "above the headline": 0.6,
    "another is below the headline": -2.0,
    "as in the address": 2.0,
    "as in the dateline": 1.5,
    "at the head of the page": -0.7,
    "before an event of the body": -1.4,
    "before the word updated": -0.3,
    "below the body": -1.7,
    "below the headline": 0.9,
    "beside a byline": 0.7,
    "beside another date": -1.1,
    "far above": -1.4,
    "first on the line": 2.1,
    "in a list": -2.7,
    "in a sentence": -1.7,
    "in the body": -0.9,
    "just above the headline": 1.9,
    "just below the body": -0.2,
    "just below the headline": 1.2,
    "label body": -0.1,
    "label byline": 0.3,
    "label caption": -0.3,
    "label comment": -0.1,
    "label headline": 0.3,
    "label note": 0.4,
    "label related": -0.3,
    "label section": -0.3,
    "label share": 0.2,
    "label signature": -0.2,
    "printed again": 1.0,
    "rest long": -1.2,
    "rest to 12": 0.1,
    "rest to 120": 0.6,
    "rest to 30": 0.4,
    "rest to 60": 0.1,
    "role None": 0.1,
    "role other": -0.5,
    "role published": 1.9,
    "role updated": -1.5,
    "top of the body": -0.5,
    "weekday of the lead agrees": 1.9,
    "with time": 0.8,
    "with zone": 0.9,
    "without year": -1.8,
}
"""Log odds by sign against giving no date; `always` is the weight of a date of which nothing is known."""
