"""What holds where a figure stands: its subject, the list of parts it is in, its base, and whether it is a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from yusuan.recognise.prose.words import Base


@dataclass
class Group:
    """A list of parts: its number, what it divides, and whether anything was said of a part yet."""

    number: int
    whole: str
    members: list[str] = field(default_factory=list)
    base: Base | None = None
    by_semicolons: bool = False
    """Whether semicolons stand between its parts."""
    changed: bool = False
    """Whether it was said how a part changed."""


@dataclass
class Scope:
    """The state of a sentence. `main` is what the paragraph is about, `subject` what the clause before was about."""

    before: str = ""
    """What the paragraph before was about."""
    main: str = ""
    latest: str = ""
    """What was stated last outside a list of parts."""
    subject: str = ""
    base: Base | None = None
    role: str = "statement"
    weak_reason: bool = False
    listed_reason: bool = False
    """Whether a reason is a list of its own: ①… ②…"""
    cause: str = ""
    """In a reason: what the clause before says of what."""
    quantity: str = ""
    trend: str = ""
    groups: list[Group] = field(default_factory=list)
    resting: int = 0
    """How many of the groups go on when a sentence ends: those that were opened outside the paragraph."""
    sentence_main: bool = False
    stated: bool = False
    """Whether the sentence has stated anything yet."""

    @property
    def group(self) -> Group | None:
        """The innermost list of parts."""
        return self.groups[-1] if self.groups else None

    def new_sentence(self) -> None:
        """A sentence begins: it is about what the paragraph is about, and states."""
        # 购置费 0 万元，持平；运行维护费 5 万元，主要用于燃料。比上年减少 7 %: told of the part, as
        # of the one before it, not of what the paragraph is about.
        of_part = self.role == "purpose" and self.group is not None and self.group.by_semicolons and self.group.changed
        if not (of_part and self.group is not None and self.subject in self.group.members):
            self.subject = self.main or self.subject
        self.base, self.role, self.weak_reason = None, "statement", False
        self.quantity = self.trend = ""
        del self.groups[self.resting :]
        self.sentence_main = self.stated = False

    def inner(self) -> Scope:
        """The scope of a bracket: what is said in it changes nothing outside."""
        return replace(self, groups=list(self.groups), resting=len(self.groups))
