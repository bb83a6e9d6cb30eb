"""Pure reading of a website: addresses, rules, which page next, and bytes into documents. No network here."""
