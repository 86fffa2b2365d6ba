"""The command line: a face without logic. The only room that prints."""

from __future__ import annotations

import os

# Before NumPy is loaded: articles are spread over processes, and matrices as small as ours are slower with threads
# that wait for each other than without (by ten where the cores are busy). A value that a person set is kept.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
