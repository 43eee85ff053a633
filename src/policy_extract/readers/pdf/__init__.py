"""PDF → pages: their signs and what is drawn on them; ``readers.pages`` makes the text of them."""
