"""Records that the functions return, for annotations in other programs."""

from toolkit.annotation.quotes.explain_quotes import Explanation as ExplainedQuote
from toolkit.compliance.standoff_join import Joined
from toolkit.compliance.takedown import TakedownResult
from toolkit.pipeline.build import Build
from toolkit.pipeline.cache import Usage
from toolkit.pipeline.check import Check, Group, Peek
from toolkit.pipeline.explain import Explanation
from toolkit.pipeline.parts import Part
from toolkit.pipeline.rebuild import Rebuild
from toolkit.pipeline.replay import Move
from toolkit.pipeline.report_with_raw import Page
from toolkit.publishing.publish_release import Publication
from toolkit.read.preview import Preview
from toolkit.release.diff.diff import Difference
from toolkit.release.evaluate import Evaluation, Mistake, Reliability, Score
from toolkit.release.evaluate.agreement import Agreement
from toolkit.release.release_folder import Release
from toolkit.release.upgrade import Upgrade
from toolkit.release.verify import Disagreement
from toolkit.validation.result import Validation, Violation

__all__ = [
    "Agreement",
    "Build",
    "Check",
    "Difference",
    "Disagreement",
    "Evaluation",
    "ExplainedQuote",
    "Explanation",
    "Group",
    "Joined",
    "Mistake",
    "Move",
    "Page",
    "Part",
    "Peek",
    "Preview",
    "Publication",
    "Rebuild",
    "Release",
    "Reliability",
    "Score",
    "TakedownResult",
    "Upgrade",
    "Usage",
    "Validation",
    "Violation",
]
