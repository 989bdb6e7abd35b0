"""Whether a package is sound: what a stranger wrote is judged here before anything follows or believes it."""
