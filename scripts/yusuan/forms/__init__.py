"""Forms: how a place prints its budget, held as data in the TOML files of this folder.

`vocabulary.toml` and the files of `tables/` hold what means the same everywhere; every other file is one form.
"""

from yusuan.forms.model import (
    ColumnForm,
    Form,
    ItemForm,
    TableForm,
    Vocabulary,
    load_forms,
    load_vocabulary,
    tables_titled,
)
from yusuan.forms.targets import ProjectsForm, TargetColumn

__all__ = [
    "ColumnForm",
    "Form",
    "ItemForm",
    "ProjectsForm",
    "TableForm",
    "TargetColumn",
    "Vocabulary",
    "load_forms",
    "load_vocabulary",
    "tables_titled",
]
