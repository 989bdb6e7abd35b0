"""Checks whether a package is valid, before anything follows or trusts what a stranger wrote."""
