"""PDF → text with blocks, by what is printed and where: signs, lines, ruling lines, columns, furniture, paragraphs."""
