"""From a document to the resources of a package: what was read, where it stood, and what was not understood."""

from yusuan.recognise.beside import Beside
from yusuan.recognise.findings import Findings
from yusuan.recognise.recognition import Known, Recognition, closest_form, recognise
from yusuan.recognise.searching import Sought

__all__ = ["Beside", "Findings", "Known", "Recognition", "Sought", "closest_form", "recognise"]
