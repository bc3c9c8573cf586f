"""How short dates and times are written: 3.5.2026 10.14, in English 3 May 2026 10:14."""
