"""The font of the charts, its licence, and how it was made."""
