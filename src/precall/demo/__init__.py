"""What can be researched when no address is at hand: an invented business, with its website."""
