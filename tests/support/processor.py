# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a program has used of the processor, which is the same however many programs run beside it."""
import os
import pathlib
import resource


def processor_seconds(pid):
    """Of the process itself, all its threads, not of its children."""
    words = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def children_seconds():
    """Of all children of this program that have ended and been waited for, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
