"""How figures reach a reader, in charts and on pages alike: their words, their sums, their colours."""
