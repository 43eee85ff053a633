"""Scans → signs: pages as pictures, the lines that are recognised in them, typical slips mended. By the extra [ocr]."""
