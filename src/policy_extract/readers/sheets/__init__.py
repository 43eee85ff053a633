"""Workbooks and delimited files → tables, with the lines around them: titles above, notes below.

A sheet's cells are read (``xlsx``, ``xls``, ``delimited``) as they are shown (``shown``), and put out in one way (``putting``).
"""
