"""How often Python looks for garbage in cycles; for processes that are ours, never on import of the library.

A reading is hundreds of small objects that all stay. By default Python looks through them after every 700 that are
made, a third of the time of a resolution and a tenth of loading; hardly any of them is ever garbage in a cycle.
"""

from __future__ import annotations

import gc

_MADE = 20_000


def collect_rarely() -> None:
    """Lets the cyclic collector run once in so many new objects, and seldom over the old ones."""
    gc.set_threshold(_MADE, 20, 10)
