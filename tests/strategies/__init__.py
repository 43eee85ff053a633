"""What plans are made of, as hypothesis strategies: each module one thing that the field has a grammar of.

``texts``: names, numbers, periods, sentences, headings, noise. ``tables``: rows of indicators, tasks, projects;
``dialects``: what they are drawn as in plain text. ``layouts``: whole plans out of these. All of them shrink to the shortest
plan that still fails. The inputs are the day's (``seeds``).
"""
