"""Printed pages → text with blocks, by what stands where: signs, lines, ruling lines, columns, furniture, paragraphs.

A format of pages (``pdf``, ``ofd``) gives for each page its signs (``signs.Raw``) and what is drawn on it
(``drawings.Drawn``) in the page's own coordinates, points with y from below; ``page.taken_apart`` makes a page of
them and ``document.sourced_of`` the document.
"""
