# SPDX-License-Identifier: LGPL-2.1-or-later
"""An agenda with two findings, and what tests of checking share."""
import json

from e2e import Case, run

# Two findings: a title in two wordings, a wrong weekday (13 October 2020 was a Tuesday).
AGENDA = """Working Group on Firearms
Eighth meeting
Vienna, 13 and 14 October 2020

Provisional agenda

1. Organizational matters:
(a) Opening of the meeting;
(b) Adoption of the agenda.
2. Challenges and good practices in the tracing of firearms.
3. Other matters.
4. Adoption of the report.

Annotations

1. Organizational matters

(a) Opening of the meeting

The meeting will be opened on Wednesday, 13 October 2020, at 10 a.m.

(b) Adoption of the agenda

The agenda was drawn up by the secretariat.

2. Challenges and good practice in the tracing of firearms

The Working Group may wish to discuss the matter.

3. Other matters

No issues have been raised.

4. Adoption of the report

The Working Group is to adopt a report.
"""
IN_ORDER = AGENDA.replace("good practice in", "good practices in").replace("Wednesday", "Tuesday")


class Checked(Case):
    def write(self, name, text=AGENDA):
        path = self.tmp / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text)
        return path

    def findings(self, *args, **options):
        return json.loads(run("check", *args, "--format", "json", **options).stdout)

    def rules(self, *args):
        return sorted({f["rule"] for f in self.findings(*args)["findings"]})
