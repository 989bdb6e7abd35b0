"""Disclosures beside one another: the explorer, what it loads, and where each disclosure stands among its peers."""
