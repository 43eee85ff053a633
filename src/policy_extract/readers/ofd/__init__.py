"""OFD (GB/T 33190-2016) → pages: their signs and what is drawn on them; ``readers.pages`` makes the text of them."""
