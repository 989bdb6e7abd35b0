"""Reads the figures of running text as claims, by one grammar for every place."""

from yusuan.recognise.prose.claims import Claim, Reading, Unread
from yusuan.recognise.prose.key_items import KeyItems
from yusuan.recognise.prose.meaning import concept_of, with_meaning
from yusuan.recognise.prose.reader import read_prose

__all__ = ["Claim", "KeyItems", "Reading", "Unread", "concept_of", "read_prose", "with_meaning"]
