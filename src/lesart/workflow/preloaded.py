"""What reading processes share: the loaded pipeline. Only the process that workers are forked from imports this.

Models and lexicons are read once and lie in memory once, however many workers there are. The process is a fresh one
(multiprocessing's fork server): it has no threads, progress bars or open dossiers that a fork would leave half alive.
"""

from __future__ import annotations

import gc
import os
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # a worker has one core; read before NumPy is imported

from lesart.errors import LesartError  # noqa: E402
from lesart.workflow.collecting import collect_rarely  # noqa: E402
from lesart.workflow.reading import Reader  # noqa: E402


def _load() -> Reader | None:
    """The reader, or None where it cannot be loaded: then each worker tries by itself and its error is reported."""
    try:
        return Reader()
    except (LesartError, OSError):
        return None


collect_rarely()  # the workers inherit it
READER = _load()
gc.collect()
gc.freeze()  # a collection in a worker would write to every object and so copy what is shared
