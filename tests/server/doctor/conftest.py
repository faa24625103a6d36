"""The databases and offices of the store's tests."""

from tests.store.conftest import local, office, server, tiny_folder, use_database

__all__ = ["local", "office", "server", "tiny_folder", "use_database"]
