"""`yusuan migrate`: packages of an earlier schema become packages of today's, without their documents.

What changed between the schemas is data: `migrations.toml`, in the order in which it happened.
"""

from yusuan.migrating.changes import Change, Migration, load_migrations
from yusuan.migrating.migrate import Outcome, migrate

__all__ = ["Change", "Migration", "Outcome", "load_migrations", "migrate"]
