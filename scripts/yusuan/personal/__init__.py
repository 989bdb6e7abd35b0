"""Personal data in printed text: found by its form and by the words beside it, and masked character by character."""

from yusuan.personal.documents import Finding, find_all, mask_rows, masked_text
from yusuan.personal.masking import COVER, KINDS, Kind, Span, masked
from yusuan.personal.names import labels_only
from yusuan.personal.permissions import PERMISSIONS, Permission, Permissions
from yusuan.personal.text import find

__all__ = [
    "COVER",
    "KINDS",
    "PERMISSIONS",
    "Finding",
    "Kind",
    "Permission",
    "Permissions",
    "Span",
    "find",
    "find_all",
    "labels_only",
    "mask_rows",
    "masked",
    "masked_text",
]
