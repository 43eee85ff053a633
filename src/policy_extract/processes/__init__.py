"""Processes beside this one: who they are, that they go with the one that started them, work shared out among them."""
