"""A page read, in a process that can be stopped: libraries hang and swell on hostile pages."""
