"""Whose number it is: area, segment, project, each."""
