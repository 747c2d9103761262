/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/profile.h"

#include <pthread.h>

#include "base/err.h"
#include "profiles_data.h"
#include "read/package/load_priv.h"

static void
read_bool(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "false", "true" };
	int v = dais_package_choice(l, n, "value", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(bool *)to = v == 1;
}

static void
read_int(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	unsigned v = UINT32_MAX;

	dais_package_read_uint(l, n, &v);
	if (v != UINT32_MAX)
		*(int *)to = (int)v;
}

static void
read_minute(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	int v;

	if (!dais_package_scalar(l, n, &text))
		return;
	if (dais_minute_parse(text, &v))
		*(int *)to = v;
	else
		dais_diag_set_file_hint(l->d,
		    dais_package_complain_at(l, n, "`%.*s` is not a time", DAIS_STR_ARG(text)),
		    "write it as \"18:00\"");
}

static bool
parse_hours(struct dais_str s, struct dais_hours *ret)
{
	size_t dash = dais_str_find_char(s, '-', 0);

	return dash != SIZE_MAX && dais_minute_parse(dais_str_sub(s, 0, dash), &ret->start) &&
	       dais_minute_parse(dais_str_sub(s, dash + 1, s.n), &ret->end) &&
	       ret->start < ret->end;
}

typedef DAIS_VEC(struct dais_hours) hours_vec;
typedef DAIS_VEC(struct dais_date) date_vec;

void
dais_package_read_hours(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	hours_vec v = { 0 };

	if (!dais_package_is_list(l, n, "hours"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *e = n->entries.v[i].value;
		struct dais_hours h = { 0 };
		struct dais_str text;

		if (!dais_package_scalar(l, e, &text))
			continue;
		if (parse_hours(text, &h))
			dais_vec_push(l->a, &v, h);
		else
			dais_diag_set_hint(l->d,
			    dais_package_complain_at(
				l, e, "`%.*s` is not a range of hours", DAIS_STR_ARG(text)),
			    "write it as \"10:00-13:00\"");
	}
	memcpy(to, &v, sizeof(v));
}

static void
read_dates(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	date_vec v = { 0 };

	if (!dais_package_is_list(l, n, "dates"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		struct dais_date d = { 0 };

		dais_package_read_date(l, n->entries.v[i].value, &d);
		if (dais_date_is_set(d))
			dais_vec_push(l->a, &v, d);
	}
	memcpy(to, &v, sizeof(v));
}

static void
read_page(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "A4", "Letter" };
	int v = dais_package_choice(l, n, "size of page", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(struct dais_str *)to = dais_str_from(names[v]);
}

/* Words that may be empty ("" switches something off). */
static void
read_words(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	if (n->kind == DAIS_YAML_SCALAR)
		*(struct dais_str *)to = dais_yaml_is_null(n) ? DAIS_STR_NONE : n->text;
	else
		(void)dais_package_complain_at(l, n, "one value is expected here");
}

static void
read_minutes(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const struct dais_field minutes[] = {
		{ "least", dais_package_read_uint, offsetof(struct dais_usual_minutes, least),
		    false },
		{ "wished", dais_package_read_uint, offsetof(struct dais_usual_minutes, wished),
		    false },
		{ "most", dais_package_read_uint, offsetof(struct dais_usual_minutes, most),
		    false },
	};

	if (dais_package_is_mapping(l, n, "minutes"))
		(void)dais_package_fields(
		    l, n, "minutes of a kind of item", minutes, DAIS_FIELD_N(minutes), to);
}

#define USUAL(key, kind) { key, read_minutes, (kind) * sizeof(struct dais_usual_minutes), false }

static void
read_usual(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const struct dais_field kinds[] = {
		USUAL("opening", DAIS_USUAL_OPENING),
		USUAL("organizational", DAIS_USUAL_ORGANIZATIONAL),
		USUAL("substantive", DAIS_USUAL_SUBSTANTIVE),
		USUAL("other", DAIS_USUAL_OTHER),
		USUAL("report", DAIS_USUAL_REPORT),
	};

	if (dais_package_is_mapping(l, n, "item minutes"))
		(void)dais_package_fields(l, n, "minutes of items", kinds, DAIS_FIELD_N(kinds), to);
}

#define FIELD(key, fn, member) { key, fn, offsetof(struct dais_profile, member), false }

static const struct dais_field fields[] = {
	FIELD("organization", dais_package_read_ml, organization),
	FIELD("organ", dais_package_read_ml, organ),
	FIELD("resolver", read_words, resolver),
	FIELD("joint-separator", read_words, joint_separator),
	FIELD("job-pattern", read_words, job_pattern),
	FIELD("seat-zone", read_words, seat_zone),
	FIELD("approvals-recorded", read_bool, approvals_recorded),
	FIELD("silence-hours", dais_package_read_uint, silence_hours),
	FIELD("silence-ends", dais_package_read_hours, silence_ends),
	FIELD("silence-text-public", read_bool, silence_text_public),
	FIELD("label-in-annotations", read_bool, label_in_annotations),
	FIELD("joint-order-by-number", read_bool, joint_order_by_number),
	FIELD("hours", dais_package_read_hours, hours),
	FIELD("hybrid-hours", dais_package_read_hours, hybrid_hours),
	FIELD("hybrid-max-minutes", read_int, hybrid_max_min),
	FIELD("hybrid-gap-minutes", read_int, hybrid_gap_min),
	FIELD("sittings-per-team-week", read_int, sittings_per_team_week),
	FIELD("booked-use-percent", dais_package_read_uint, booked_use_percent),
	FIELD("latest-end", read_minute, latest_end_min),
	FIELD("agenda-weeks", dais_package_read_uint, agenda_weeks),
	FIELD("submit-weeks", dais_package_read_uint, submit_weeks),
	FIELD("issue-weeks", dais_package_read_uint, issue_weeks),
	FIELD("session-days", dais_package_read_uint, session_days),
	FIELD("special-days", dais_package_read_uint, special_days),
	FIELD("words-secretariat", dais_package_read_uint, words_secretariat),
	FIELD("words-other", dais_package_read_uint, words_other),
	FIELD("words-in-session", dais_package_read_uint, words_in_session),
	FIELD("report-weeks", dais_package_read_uint, report_weeks),
	FIELD("adoption-lead-half-days", dais_package_read_uint, adoption_lead_half_days),
	FIELD("extension-days", dais_package_read_uint, extension_days),
	FIELD("item-minutes", read_usual, usual),
	FIELD("review-items-max", dais_package_read_uint, review_items_max),
	FIELD("topic-years", dais_package_read_uint, topic_years),
	FIELD("holidays", read_dates, holidays),
	FIELD("host-holidays", read_dates, host_holidays),
	FIELD("page", read_page, page),
};

void
dais_profile_read(struct dais_arena *a, struct dais_str bytes, const char *file,
    struct dais_profile *profile, struct dais_diags *diags)
{
	struct dais_loader l = { .a = a, .d = diags, .file = file };
	struct dais_yaml_doc doc;

	if (dais_yaml_parse(a, bytes, file, false, diags, &doc) && doc.root)
		(void)dais_package_fields(
		    &l, doc.root, "a profile", fields, DAIS_FIELD_N(fields), profile);
}

/* Those that are shipped, read once: many packages are read for a page that lists what was done. */
static struct dais_profile shipped[DAIS_FIELD_N(dais_shipped_profiles)];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_shipped(void)
{
	struct dais_arena *a = dais_arena_new(0); /* as long as the program */

	for (size_t i = 0; i < DAIS_FIELD_N(shipped); i++) {
		struct dais_diags diags;

		dais_diags_init(&diags, a);
		shipped[i].name = dais_str_from(dais_shipped_profiles[i].name);
		dais_profile_read(a,
		    (struct dais_str){ (const char *)dais_shipped_profiles[i].bytes,
			dais_shipped_profiles[i].size },
		    dais_shipped_profiles[i].name, &shipped[i], &diags);
		DAIS_ASSERT(diags.errors == 0);
	}
}

bool
dais_profile_shipped(struct dais_str name, struct dais_profile *ret)
{
	(void)pthread_once(&once, read_shipped);
	for (size_t i = 0; i < DAIS_FIELD_N(shipped); i++) {
		if (!dais_str_eq(name, shipped[i].name))
			continue;
		*ret = shipped[i];
		return true;
	}
	return false;
}

const char *
dais_profile_names(void)
{
	return DAIS_SHIPPED_PROFILE_NAMES;
}
