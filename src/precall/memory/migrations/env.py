"""Runs the migrations inside the connection that it is given; `precall.memory.versions` calls it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
