"""The language in which the command speaks: English as messages are made, or Chinese by the catalogue.

A message is made in English where its cause is known, and is kept so: in packages, in JSON, in caches. It is put into
another language only where a person is shown it. `catalogue.toml` says what each English sentence is in Chinese;
`{0}`, `{1}` stand for what is filled in, in the order of the English, and are said in Chinese where they can.
"""

from yusuan.language.choosing import LANGUAGES, choose, current
from yusuan.language.saying import say, say_paragraphs

__all__ = ["LANGUAGES", "choose", "current", "say", "say_paragraphs"]
