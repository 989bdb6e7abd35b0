"""The intermediate form of a document, between its file format and its meaning."""

from yusuan.document.model import Block, Cell, Document, Flag, Line, Table
from yusuan.document.placed import Placed
from yusuan.document.wrapped import WrappedLine, unwrapped

__all__ = ["Block", "Cell", "Document", "Flag", "Line", "Placed", "Table", "WrappedLine", "unwrapped"]
