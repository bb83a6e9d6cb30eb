"""How precall is measured: on labelled sites, on hostile hosts, under kills, for time and memory."""
