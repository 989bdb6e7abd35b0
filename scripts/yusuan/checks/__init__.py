"""The checks: every two published figures that must agree, compared by exact intervals, in SQL over all packages."""
