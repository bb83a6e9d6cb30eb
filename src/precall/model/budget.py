"""How much of a site is read where the caller names no number?"""

PAGES = 24
"""Pages in all, the home page among them."""
