"""What a budget table is, stated once as data: concepts, tables, relations and headlines, and what reads them."""

from yusuan.model.headlines import Cell, Headline, load_headlines
from yusuan.model.model import Model, load_model, words_of_targets
from yusuan.model.parts import Concept, Field, Item, Side, Table, Words

__all__ = [
    "Cell",
    "Concept",
    "Field",
    "Headline",
    "Item",
    "Model",
    "Side",
    "Table",
    "Words",
    "load_headlines",
    "load_model",
    "words_of_targets",
]
