"""The frozen types that everything else speaks in; no input or output here."""
