/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rules of dates, of the timetable and of formats other than in person.
 */
#include "check/rules_priv.h"

static const struct dais_rule rules[] = {
	{ "R-DATE-01", E, DAIS_MESSAGE("Weekday and date agree; words given for a date state it."),
	    "calendar", "Monday, 23 May 2022", "Tuesday, 23 May 2022", RUN(date_01) },
	{ "R-DATE-02", E, DAIS_MESSAGE("Sittings lie within the days of the meeting."), "SEED",
	    "23 May for 23-27 May", "28 May for 23-27 May", RUN(date_02) },
	{ "R-DATE-03", E,
	    DAIS_MESSAGE("No sitting at a weekend or on an official holiday; a holiday of the host "
			 "country is a warning."),
	    "UNOG-FAQ", "Monday", "Saturday", RUN(date_03) },
	{ "R-DATE-04", E, DAIS_MESSAGE("Approval, issue and opening are in this order."), "SEED",
	    "Approved in December, issued in March", "Approved in April, issued in March",
	    RUN(date_04) },
	{ "R-DATE-05", W, DAIS_MESSAGE("Dates have the form of the language."), "GDGS",
	    "23 May 2022", "23.05.2022", RUN(date_05) },
	{ "R-DATE-06", E, DAIS_MESSAGE("Periods, meetings and sittings end after they begin."),
	    "calendar", "10 a.m. to 1 p.m.", "1 p.m. to 10 a.m.",
	    NOT_RUN(DAIS_MESSAGE("Holds by construction in a package: the reader refuses such "
				 "periods, meetings and sittings")) },
	{ "R-DATE-07", E, DAIS_MESSAGE("Times have a time zone."), "practice",
	    "zone: Europe/Vienna", "A time and no zone:", RUN(date_07) },
	{ "R-DATE-08", E, DAIS_MESSAGE("A date is a day of the calendar."), "calendar",
	    "30 September 2025", "31 September 2025",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: the reader refuses such dates")) },
	{ "R-TIME-01", E, DAIS_MESSAGE("Sittings in person lie within the hours of the profile."),
	    "UNOG-FAQ, DELHB", "10 a.m.-1 p.m.", "9 a.m.-noon", RUN(time_01) },
	{ "R-TIME-02", E, DAIS_MESSAGE("Sittings of one body or in one room do not overlap."),
	    "calendar", "10-13 and 15-18", "10-13 and 12-15", RUN(time_02) },
	{ "R-TIME-03", E, DAIS_MESSAGE("Every item is in the timetable."), "SEED",
	    "Each item in a sitting", "other in no sitting", RUN(time_03) },
	{ "R-TIME-04", W, DAIS_MESSAGE("Items come up in the order of their numbers."), "SEED",
	    "2, 3, 4", "2, 4, 3", RUN(time_04) },
	{ "R-TIME-05", E, DAIS_MESSAGE("A common item is in the same sitting for all its bodies."),
	    "SEED", "bodies: [ic, ta]", "bodies: [ic] for a common item", RUN(time_05) },
	{ "R-TIME-06", E,
	    DAIS_MESSAGE("While a body sits alone the cells of the others are empty."), "SEED",
	    "An empty cell", "A body in two cells",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: cells are computed from the sittings")) },
	{ "R-TIME-07", E, DAIS_MESSAGE("Days and sittings follow the order of time."), "SEED",
	    "Monday, Tuesday", "Tuesday, Monday", RUN(time_07) },
	{ "R-TIME-08", W,
	    DAIS_MESSAGE("Between the last discussion and the adoption of the report there is time "
			 "to translate the draft."),
	    "CNDB-20", "Report on the next half-day",
	    "Report in the sitting of the last discussion", RUN(time_08) },
	{ "R-TIME-09", W, DAIS_MESSAGE("The heads of the timetable are repeated on each page."),
	    "SEED", "Heads on page 10", "No heads on page 10",
	    NOT_RUN(DAIS_MESSAGE("Concerns printed pages, not a package")) },
	{ "R-TIME-10", W, DAIS_MESSAGE("Half-days without a sitting are flagged."), "calendar",
	    "All half-days used", "Friday afternoon free", RUN(time_10) },
	{ "R-TIME-11", W,
	    DAIS_MESSAGE("A sitting with several substantive items says how long each may take, "
			 "and they fit."),
	    "calendar", "minutes: 90 for each", "Two substantive items, no minutes", RUN(time_11) },
	{ "R-TIME-12", W, DAIS_MESSAGE("Meetings said to follow one another do not share days."),
	    "SEED", "Held in the same week", "Held one after the other, both from 23 to 27 May",
	    RUN(time_12) },
	{ "R-TIME-13", E,
	    DAIS_MESSAGE(
		"What the organization of work must respect is possible, each demand by itself."),
	    "calendar", "A body with a day to sit on",
	    "An undivided item of 4 hours, sittings of 3", PLANNED },
	{ "R-TIME-14", E,
	    DAIS_MESSAGE("All demands on the organization of work can hold together; those that "
			 "are assumed: a warning."),
	    "calendar", "Items need 18 hours, sittings give 27",
	    "Items need 15 hours, sittings give 12", PLANNED },
	{ "R-TIME-15", E, DAIS_MESSAGE("A timetable keeps the demands of planning.yaml."),
	    "calendar", "An item on the day it must be", "An item while its expert is absent",
	    PLANNED },
	{ "R-SPK-15", I,
	    DAIS_MESSAGE("Of the time of booked sittings as much is used as the profile asks for."),
	    "R48", "8 of 9 hours", "5 of 9 hours", RUN(spk_15) },
	{ "R-HYB-01", E,
	    DAIS_MESSAGE(
		"A hybrid or online sitting is not longer than remote interpretation allows."),
	    "SEED", "2 hours", "3 hours", RUN(hyb_01) },
	{ "R-HYB-02", E,
	    DAIS_MESSAGE(
		"A plan for another format has a place for every item; lost time is a warning."),
	    "SEED", "All items in the plan", "A plan without other matters", RUN(hyb_02) },
	{ "R-HYB-03", W,
	    DAIS_MESSAGE(
		"One team of interpreters has at most the profile's number of sittings a week."),
	    "practice", "7 sittings", "9 sittings", RUN(hyb_03) },
	{ "R-HYB-04", W, DAIS_MESSAGE("A team for six languages has fourteen interpreters."),
	    "CAREERS", "14", "12",
	    NOT_RUN(DAIS_MESSAGE("A package does not record how many interpreters a team has")) },
	{ "R-HYB-05", W, DAIS_MESSAGE("Between hybrid sittings there is the pause of the profile."),
	    "CCPCJ30", "9-11, 12-14", "9-11, 11.30-13.30", RUN(hyb_05) },
	{ "R-HYB-06", E, DAIS_MESSAGE("A format other than in person has been approved."), "SEED",
	    "Approval with object format", "modality: hybrid without one", RUN(hyb_06) },
	{ "R-HYB-07", E, DAIS_MESSAGE("A change of format changes the timetable, never items."),
	    "SEED", "A plan under modalities:", "Another agenda",
	    NOT_RUN(DAIS_MESSAGE(
		"Holds by construction in a package: plans refer to the items of the agendas")) },
	{ "R-HYB-08", E, DAIS_MESSAGE("No sitting goes on after the latest hour without a waiver."),
	    "UNOG-FAQ", "Until 6 p.m.", "Until 7 p.m.", RUN(hyb_08) },
	{ "R-HYB-09", W, DAIS_MESSAGE("Ceilings of participants per delegation are kept."),
	    "CCPCJ30, CND64", "One in the room", "Two in the room",
	    NOT_RUN(DAIS_MESSAGE("A package does not record participants")) },
	{ "R-HYB-10", W, DAIS_MESSAGE("Statements fit into the sitting."), "UNOG-RSI",
	    "20 of 5 minutes in 3 hours", "60 of 5 minutes in 3 hours",
	    NOT_RUN(DAIS_MESSAGE(
		"A package does not record statements; minutes of entries: R-TIME-11")) },
};

const struct check_chapter dais_check_rules_time = { rules, sizeof(rules) / sizeof(rules[0]) };
