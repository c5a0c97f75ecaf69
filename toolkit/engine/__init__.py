"""Where work runs: a function over tasks, in this process or in a pool of others; knows no stage."""

from toolkit.engine.local import process_pool, usable_cpus
from toolkit.engine.ordered import run

__all__ = ["process_pool", "run", "usable_cpus"]
