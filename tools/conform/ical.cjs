// SPDX-License-Identifier: LGPL-2.1-or-later
// Parses iCalendar files with ical.js, which ignores nothing: as many events as sittings in the
// meeting.json two folders up, and every time zone a VTIMEZONE of the file.
// usage: node ical.cjs FILE.ics...
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

ICAL.design.strict = true;
for (const file of process.argv.slice(2)) {
  let remark = "", bad = false;
  try {
    const cal = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    const zones = cal.getAllSubcomponents("vtimezone").map((z) => new ICAL.Timezone(z));
    const events = cal.getAllSubcomponents("vevent").map((e) => new ICAL.Event(e));
    const record = JSON.parse(readFileSync(join(dirname(file), "..", "meeting.json"), "utf8"));
    for (const event of events) {
      const zone = event.component.getFirstProperty("dtstart").getParameter("tzid");
      if (!zones.some((z) => z.tzid === zone)) throw new Error(`${zone} is not defined`);
      if (event.endDate.compare(event.startDate) <= 0) throw new Error("an end before its start");
      if (!event.summary) throw new Error("an event without summary");
    }
    bad = events.length !== record.sittings.length;
    remark = `${events.length} events, ${record.sittings.length} sittings`;
  } catch (error) {
    bad = true;
    remark = String(error.message);
  }
  console.log(`${bad ? "FAIL" : "ok  "} ${"ics/ical.js".padEnd(14)} ${file}: ${remark}`);
}
