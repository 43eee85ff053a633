"""Values in cells: what head, row and caption say of them."""
