"""What a caller does with precall, a module for each: a request in, a result out. Nothing here asks, prints or exits."""
