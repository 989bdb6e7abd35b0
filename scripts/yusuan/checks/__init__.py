"""The checks: every place where two published figures can be compared, decided by exact intervals, in SQL over all packages."""
