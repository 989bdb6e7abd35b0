"""Yusuan (预算): published budgets as open data that can be trusted."""

__version__ = "0.1.0"
