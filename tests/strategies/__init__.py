"""What plans are made of, as hypothesis strategies: each module one thing that the field has a grammar of.

``texts``: names, numbers, periods, sentences, headings, noise. ``tables``: rows of indicators, tasks, projects, and the
dialects that they are drawn in. ``layouts``: whole plans out of both. ``files``: the same plan in every format that is read.
``gazetteers``, ``golden``: files of users, good and spoiled. All of them shrink to the shortest plan that still fails.

Inputs are the day's (``seeds``); ``conftest`` sets the seed and prints how to repeat a failure.
"""
