"""What the process loads that workers are forked from: code, models and lists, once for all of them.

It must have one thread only, since no other would live on in the workers and any could hold a lock: therefore neither
pyarrow nor polars is imported here.
"""

import gc

import toolkit.pipeline.finish
import toolkit.pipeline.prepare  # noqa: F401 - to have it loaded is all that is wanted
from toolkit.annotation.options import EMBEDDED
from toolkit.pipeline.warmup import warm

warm(EMBEDDED)
gc.freeze()  # what is shared stays shared: the collector of a worker need not touch it
