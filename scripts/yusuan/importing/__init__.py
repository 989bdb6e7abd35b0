"""From a published document to its data package: read, recognise, record what is new, write, report."""

from yusuan.importing.importer import ImportReport, import_document

__all__ = ["ImportReport", "import_document"]
