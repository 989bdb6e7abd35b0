"""From a published document to its data package: read, recognise, record what is new, write, report."""

from yusuan.importing.files import Given
from yusuan.importing.importer import FileRead, ImportReport, import_document, import_files

__all__ = ["FileRead", "Given", "ImportReport", "import_document", "import_files"]
