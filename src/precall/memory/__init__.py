"""Clients, calls, promises and what was read of them: kept in one database, embedded or a team's."""
