"""Flat tables for programs that know nothing of our JSON: one row a record, one file a table.

``rows`` says what stands in a row, ``columns`` what a column holds, and each format is a module that writes them.
"""
