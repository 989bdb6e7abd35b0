"""Two versions of a package, or two disclosures, laid side by side: what differs."""
