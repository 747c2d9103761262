/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Profile: the rules of a body or duty station that are settings, never constants. Read from
 * share/profiles/<name>.yaml and a package's profile.yaml.
 */
#ifndef DAIS_MODEL_PROFILE_H
#define DAIS_MODEL_PROFILE_H

#include "base/date.h"
#include "base/lang.h"
#include "base/vec.h"

struct dais_hours {
	int start; /* minute of the day */
	int end;
};

/* Kinds of items that are planned alike. */
enum dais_usual {
	DAIS_USUAL_OPENING,
	DAIS_USUAL_ORGANIZATIONAL, /* adoption of the agenda, election of officers ... */
	DAIS_USUAL_SUBSTANTIVE,    /* the review too */
	DAIS_USUAL_OTHER,
	DAIS_USUAL_REPORT,
	DAIS_USUAL_COUNT
};

/* Minutes of an item when planning.yaml says nothing. */
struct dais_usual_minutes {
	unsigned least;
	unsigned wished; /* 0: an equal share of what the other items leave */
	unsigned most;   /* 0: no limit */
};

struct dais_profile {
	struct dais_str name;
	struct dais_ml organization;      /* masthead line above the organ; may be empty */
	struct dais_ml organ;             /* masthead organ; empty: top parent of the bodies */
	struct dais_str resolver;         /* "https://undocs.org/{lang}/{symbol}" */
	struct dais_str joint_separator;  /* "-" */
	struct dais_str job_pattern; /* V.yy-nnnnn: 'y' digit of year, 'n' digit; others literal */
	struct dais_str seat_zone; /* IANA zone */
	bool approvals_recorded; /* of dates and topics, and told in the annotations */
	unsigned silence_hours; /* shortest silence procedure, elapsed hours; 0: no rule */
	DAIS_VEC(struct dais_hours) silence_ends; /* of the day a silence may end in; none: any */
	bool silence_text_public; /* the text under silence may be public before it is approved */
	bool label_in_annotations; /* common label kept in annotation headings */
	bool joint_order_by_number; /* joint symbols ascend by body number */
	DAIS_VEC(struct dais_hours) hours; /* allowed hours in person */
	DAIS_VEC(struct dais_hours) hybrid_hours; /* hybrid and online */
	int hybrid_max_min; /* longest hybrid sitting, minutes */
	int hybrid_gap_min; /* least pause between hybrid sittings */
	int sittings_per_team_week;
	unsigned booked_use_percent; /* least part of booked sittings that is used; 0 no rule */
	int latest_end_min; /* minute of the day no sitting goes past */
	unsigned agenda_weeks; /* annotated agenda before opening */
	unsigned submit_weeks; /* papers submitted before opening */
	unsigned issue_weeks; /* papers issued before opening */
	unsigned session_days, special_days; /* agenda of a session, days before */
	unsigned words_secretariat, words_other, words_in_session;
	unsigned report_weeks; /* report submitted after the close */
	unsigned
	    adoption_lead_half_days; /* adoption of the report after last substantive sitting */
	unsigned
	    extension_days; /* working days a meeting may be prolonged by as a way out; 0 none */
	struct dais_usual_minutes usual[DAIS_USUAL_COUNT];
	unsigned review_items_max; /* items on the review per body and meeting */
	unsigned topic_years; /* a topic treated within so many years is flagged */
	DAIS_VEC(struct dais_date) holidays; /* official holidays of the organization */
	DAIS_VEC(struct dais_date) host_holidays; /* public holidays of the host country */
	struct dais_str page; /* "A4" or "Letter" */
};

#endif
