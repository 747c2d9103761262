# SPDX-License-Identifier: LGPL-2.1-or-later
"""Packages that are not among the examples."""


def write(folder, count):
    """Writes @count packages into @folder; the paths of their meeting.yaml."""
    return []
