"""What a fact looks like on a page: one module per kind, found by folder.

A module in this folder declares `KIND` and writes `find`, which reads one page; where the pages must be compared in a
way of its own, it writes `settle` as well. A module may serve further kinds that it reads in the same breath: then it
declares `KINDS`.
"""
