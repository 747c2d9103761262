/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rules of silence procedures and of the approvals that they end in.
 */
#include "check/rules_priv.h"

static const struct dais_rule rules[] = {
	{ "R-SIL-01", E,
	    DAIS_MESSAGE("A silence procedure has object, body, frozen text, opening, end and time "
			 "zone."),
	    "OSCE-A1, GA12244", "zone: Europe/Vienna, frozen: the digest of the text",
	    "No zone anywhere", RUN(sil_01) },
	{ "R-SIL-02", E,
	    DAIS_MESSAGE("A silence procedure lasts at least as long as the profile says, in "
			 "elapsed hours."),
	    "GA12244", "From Tuesday 10:00 to Friday 10:00", "From Tuesday 10:00 to Thursday 17:00",
	    RUN(sil_02) },
	{ "R-SIL-03", E,
	    DAIS_MESSAGE("The text under silence does not change from opening to result."),
	    "practice", "The digest of the text is the frozen one",
	    "A word of the proposal was changed", RUN(sil_03) },
	{ "R-SIL-04", E,
	    DAIS_MESSAGE("An objection counts only from somebody with standing and before the "
			 "end."),
	    "OSCE-A1", "Received at 16:59, end 17:00", "Received at 17:00, end 17:00",
	    NOT_RUN(
		DAIS_MESSAGE("Holds by construction: how a procedure stands is computed from its "
			     "times and replies")) },
	{ "R-SIL-05", E,
	    DAIS_MESSAGE("One objection or amendment that counts breaks the silence: there is no "
			 "approval."),
	    "OSCE-A1", "A broken procedure without an approval",
	    "An approval that names a broken procedure", RUN(sil_05) },
	{ "R-SIL-06", E,
	    DAIS_MESSAGE("Without an objection it is approved when it ends: the approval has its "
			 "object, body and day."),
	    "OSCE-A1, GA12244", "Ended on 30 July, approval of 30 July",
	    "Ended on 30 July, approval of 2 August", RUN(sil_06) },
	{ "R-SIL-07", E, DAIS_MESSAGE("A silence procedure is extended only before its end."),
	    "practice", "Extended on Thursday, end on Friday",
	    "Extended on Monday, end on Friday before", RUN(sil_07) },
	{ "R-SIL-08", E,
	    DAIS_MESSAGE("A new attempt is a new procedure that names the one before."), "practice",
	    "follows: dates", "A second procedure on the dates without follows:", RUN(sil_08) },
	{ "R-SIL-09", W,
	    DAIS_MESSAGE("A silence procedure ends on a working day, in the hours of the profile."),
	    "practice", "Friday, 17:00", "Sunday, 23:59", RUN(sil_09) },
	{ "R-SIL-10", W, DAIS_MESSAGE("The text under silence is there in all official languages."),
	    "IISD-20", "Six languages", "English only", RUN(sil_10) },
	{ "R-SIL-11", E,
	    DAIS_MESSAGE("Reservations and statements are recorded apart and do not break the "
			 "silence."),
	    "OSCE-A1, IISD-20", "kind: reservation", "A reservation counted as an objection",
	    NOT_RUN(
		DAIS_MESSAGE("Holds by construction: how a procedure stands is computed from its "
			     "times and replies")) },
	{ "R-SIL-12", W,
	    DAIS_MESSAGE("What was approved by silence is noted at the next meeting that it "
			 "concerns."),
	    "GA12244", "{{approved dates}} in an annotation of the meeting",
	    "An approval by silence that no annotation tells of", RUN(sil_12) },
	{ "R-SIL-13", E,
	    DAIS_MESSAGE("The text under silence is not made public before it is approved, where "
			 "the profile says so."),
	    "OSCE-A1", "public: true, and the approval is recorded",
	    "silence-text-public: false; public: true while the procedure runs", RUN(sil_13) },
	{ "R-SIL-14", E,
	    DAIS_MESSAGE("Late objections and those without standing are recorded, not counted."),
	    "practice", "Received on the day after, recorded",
	    "A late objection that breaks the silence",
	    NOT_RUN(
		DAIS_MESSAGE("Holds by construction: how a procedure stands is computed from its "
			     "times and replies")) },
	{ "R-SIL-17", E, DAIS_MESSAGE("An approval quoted in the text is the one of the record."),
	    "SEED", "{{approved dates}}", "{{approved dates|on 1 April 2021}} for 30 July 2021",
	    RUN(sil_17) },
};

const struct check_chapter dais_check_rules_approval = { rules, sizeof(rules) / sizeof(rules[0]) };
