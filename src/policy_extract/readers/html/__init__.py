"""Web pages and saved pages (html, mhtml) → the article with its headings, lists, tables and what the page says of it.

A page is decoded (``decoding``), parsed (``tree``), put out line by line (``flow``, ``tables``) and of that only
the article is kept (``article``, ``furniture``); what the page's table of metadata says is ``metadata``.
"""
