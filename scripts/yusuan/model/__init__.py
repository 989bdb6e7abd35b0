"""What a budget table is, stated once as data: concepts, tables, relations and headlines, and what reads them."""

from yusuan.model.headlines import Cell, Headline, load_headlines
from yusuan.model.model import Model, load_model, words_of_targets
from yusuan.model.parts import Concept, Field, Item, Side, Table, Words
from yusuan.model.relations import Relations, load_relations

__all__ = [
    "Cell",
    "Concept",
    "Field",
    "Headline",
    "Item",
    "Model",
    "Relations",
    "Side",
    "Table",
    "Words",
    "load_headlines",
    "load_model",
    "load_relations",
    "words_of_targets",
]
