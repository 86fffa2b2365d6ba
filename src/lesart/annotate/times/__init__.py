"""When: a German temporal tagger after TIMEX3 (component `lesart_times`).

`grammar` reads the rules, `finding` finds expressions and says what they mean (`meanings`), `resolution` turns
meanings into values. `time_for` tells an event when it took place, `publication_date` works out a publication date that
the text itself shows.
"""

from __future__ import annotations

from lesart.annotate.times.component import TimeTagger, make
from lesart.annotate.times.event_time import calendar_value, time_for
from lesart.annotate.times.publication import publication_date

__all__ = ["TimeTagger", "calendar_value", "make", "publication_date", "time_for"]
