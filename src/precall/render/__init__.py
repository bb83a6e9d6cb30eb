"""What the caller gets: the dossier as JSON, the briefing as page and text, and the mail draft."""
