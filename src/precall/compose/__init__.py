"""What is made of the facts: what is worth noticing, asking and writing; pure functions, no input or output."""
