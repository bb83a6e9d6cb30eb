"""Pages that only a script draws, drawn by the user's own Chromium, which has no network of its own."""
