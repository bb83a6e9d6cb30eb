"""The caller's calendar: which calls are ahead, and with whom."""
