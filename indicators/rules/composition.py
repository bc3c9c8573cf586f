"""How residents who stay and residents who move stand apart in the figures.

Two ways to break one total down in the same slot, each with parts that sum to the total:
`ARRIVALS` by where people lived a year before, `DEPARTURES` by whether they still live there a year
later. Those who stay between two slots are DEPARTURES/STAYS in the first and ARRIVALS/STAYED in the
second; out-movers stand in the first slot, in-movers in the second.
"""

from __future__ import annotations

ARRIVALS, STAYED, MOVED_IN = "arrivals", "stayed", "moved-in"
DEPARTURES, STAYS, MOVED_OUT = "departures", "stays", "moved-out"
