"""Weights of the signs that a line is the headline.

Fitted by `training/train_headlines.py`, but for notices, mastheads and labels, which are rare among the likely lines of
the training texts, and for the words of the body, which were compared with their endings then: set by judgement.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "below the first body": -1.0,
    "byline or date below": 0.5,
    "candidate above": 0.2,
    "candidate below": 0.3,
    "ends in a colon": -0.6,
    "ends in a question mark": -0.9,
    "ends in a stop": -1.6,
    "first above the body": 0.6,
    "five words": 0.9,
    "holds another": -0.8,
    "labelled body": -1.0,
    "labelled standfirst": 0.6,
    "last above the body": -0.2,
    "lines to the body": -0.3,
    "log odds of the model": 0.5,
    "masthead": -3.5,
    "mostly words of the body": 0.3,
    "notice": -4.0,
    "numbered": -2.4,
    "opens as a byline": -1.2,
    "opens in lower case": -0.8,
    "over thirty words": -2.0,
    "part of another": 2.6,
    "printed again": -0.8,
    "printed twice in a row": 0.5,
    "separator": -1.0,
    "standfirst above": -0.6,
    "standfirst below": 0.2,
    "two words": -0.3,
    "two words above a headline": -1.5,
    "words of the body": 2.2,
}
"""By sign; only differences between the candidates of one document count."""
