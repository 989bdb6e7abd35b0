"""The intermediate form of a document, between its file format and its meaning."""

from yusuan.document.model import IN_CHART, Block, Cell, Document, Flag, Line, Table
from yusuan.document.placed import Placed
from yusuan.document.wrapped import WrappedLine, unwrapped

__all__ = ["IN_CHART", "Block", "Cell", "Document", "Flag", "Line", "Placed", "Table", "WrappedLine", "unwrapped"]
