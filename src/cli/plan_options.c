/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais plan: the options.
 */
#include <string.h>

#include "cli/plan_priv.h"

static struct {
	const char *modality, *seconds, *seed, *now, *format, *language, *out, *switch_to,
	    *approved, *approved_by;
	struct dais_option_list lost, overran, late, fixed, nots;
	bool writes, keeps, explains, verifies, partial, quiet, rooms, ascii;
} args;

static const struct dais_option options[] = {
	{ DAIS_OPTION_STRING, 'm', "modality", "M",
	    DAIS_MESSAGE(
		"plan for in-person, hybrid or online (default: as the meetings are held)"),
	    &args.modality },
	{ DAIS_OPTION_FLAG, 'w', "write", NULL, DAIS_MESSAGE("write the plan into the package"),
	    &args.writes },
	{ DAIS_OPTION_FLAG, 'e', "explain", NULL,
	    DAIS_MESSAGE("say what each wish not met would cost"), &args.explains },
	{ DAIS_OPTION_FLAG, 0, "verify", NULL,
	    DAIS_MESSAGE("only check the plan that is in the package"), &args.verifies },
	{ DAIS_OPTION_FLAG, 'k', "keep", NULL,
	    DAIS_MESSAGE("change the plan in force as little as possible"), &args.keeps },
	{ DAIS_OPTION_LIST, 0, "lose", "WHAT[@WHEN]",
	    DAIS_MESSAGE(
		"room:NAME, team:NAME, person:NAME or day:DATE is not there; may be given again"),
	    &args.lost },
	{ DAIS_OPTION_LIST, 0, "overran", "ITEM=MIN",
	    DAIS_MESSAGE("the item needs so many minutes more"), &args.overran },
	{ DAIS_OPTION_LIST, 0, "late", "ITEM@WHEN",
	    DAIS_MESSAGE("the item cannot be taken up before"), &args.late },
	{ DAIS_OPTION_LIST, 0, "fix", "ITEM@WHEN", DAIS_MESSAGE("the item stays there"),
	    &args.fixed },
	{ DAIS_OPTION_LIST, 0, "not", "ITEM@WHEN", DAIS_MESSAGE("the item is not there"),
	    &args.nots },
	{ DAIS_OPTION_STRING, 0, "now", "TIME",
	    DAIS_MESSAGE("re-plan from this time on (2022-05-24 or 2022-05-24T13:00)"), &args.now },
	{ DAIS_OPTION_STRING, 0, "switch", "M",
	    DAIS_MESSAGE("put the plan for hybrid, online or in-person in force"),
	    &args.switch_to },
	{ DAIS_OPTION_STRING, 0, "approved", "DATE",
	    DAIS_MESSAGE("with --switch: when the change was approved"), &args.approved },
	{ DAIS_OPTION_STRING, 0, "approved-by", "BODY",
	    DAIS_MESSAGE("with --approved: by which body"), &args.approved_by },
	{ DAIS_OPTION_STRING, 't', "time", "LIMIT",
	    DAIS_MESSAGE("end the search after this (30s, 2m; default 30s, re-planning 5s)"),
	    &args.seconds },
	{ DAIS_OPTION_STRING, 0, "seed", "N",
	    DAIS_MESSAGE("start of the search; the same plan for the same N"), &args.seed },
	{ DAIS_OPTION_STRING, 'f', "format", "F", DAIS_MESSAGE("text, json, html, svg or ics"),
	    &args.format },
	{ DAIS_OPTION_STRING, 'l', "lang", "L",
	    DAIS_MESSAGE("language of the table and of all that is said: ar zh en fr ru es"),
	    &args.language },
	{ DAIS_OPTION_STRING, 'o', "out", "FILE", DAIS_MESSAGE("write the table to FILE"),
	    &args.out },
	{ DAIS_OPTION_FLAG, 0, "rooms", NULL,
	    DAIS_MESSAGE("the columns of the table are rooms, not bodies"), &args.rooms },
	{ DAIS_OPTION_FLAG, 0, "ascii", NULL, DAIS_MESSAGE("lines and signs of the table in ASCII"),
	    &args.ascii },
	{ DAIS_OPTION_FLAG, 0, "partial", NULL,
	    DAIS_MESSAGE("with --write: write a calendar that lacks meetings, too"),
	    &args.partial },
	{ DAIS_OPTION_FLAG, 'q', "quiet", NULL, DAIS_MESSAGE("no table: only what was found out"),
	    &args.quiet },
	{ DAIS_OPTION_FLAG, 0, NULL, NULL, NULL, NULL },
};

const struct dais_option *
dais_cmd_plan_options(void)
{
	return options;
}

#define DEFAULT_SECONDS 30.0
#define DEFAULT_SECONDS_AGAIN 5.0 /* re-planning: people wait for the answer */

/* "90" or "0.25", to thousandths. */
static bool
parse_decimal(struct dais_str s, double *ret)
{
	int64_t whole, thousandths = 0;
	size_t dot = 0;

	while (dot < s.n && s.p[dot] != '.')
		dot++;
	if (!dais_str_to_int((struct dais_str){ s.p, dot }, 0, 86400, &whole))
		return false;
	if (dot < s.n) {
		struct dais_str digits = { s.p + dot + 1, s.n - dot - 1 };

		if (digits.n > 3 || !dais_str_to_int(digits, 0, 999, &thousandths))
			return false;
		for (size_t n = digits.n; n < 3; n++)
			thousandths *= 10;
	}
	*ret = (double)whole + (double)thousandths / 1000;
	return *ret > 0;
}

/* "90", "0.5", "90s", "2m", "1h" */
static bool
parse_seconds(const char *text, double *ret, struct dais_err *err)
{
	struct dais_str s = dais_str_from(text);
	double n, unit = 1;

	if (s.n && strchr("smh", s.p[s.n - 1])) {
		unit = s.p[s.n - 1] == 'm' ? 60 : s.p[s.n - 1] == 'h' ? 3600 : 1;
		s.n--;
	}
	if (!parse_decimal(s, &n)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a time limit", text);
		return dais_err_hint(err, "Write 30s, 2m or 1h.");
	}
	*ret = n * unit;
	return true;
}

static bool
parse_modality(const char *text, enum dais_modality *ret, struct dais_err *err)
{
	int m = dais_modality_parse(dais_str_from(text));

	if (m < 0) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a modality", text);
		return dais_err_hint(err, "Modalities are in-person, hybrid and online.");
	}
	*ret = (enum dais_modality)m;
	return true;
}

static bool
parse_dates(struct plan_wishes *w, struct dais_err *err)
{
	w->planning.now.minute = -1;
	if (args.now && !dais_local_parse(dais_str_from(args.now), &w->planning.now)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a time", args.now);
		return dais_err_hint(err, "Write 2022-05-24 or 2022-05-24T13:00.");
	}
	if (args.approved && !dais_date_parse(dais_str_from(args.approved), &w->approved)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not a date", args.approved);
		return dais_err_hint(err, "Write 2022-05-16.");
	}
	return true;
}

static bool
replans(void)
{
	return args.keeps || args.lost.n || args.overran.n || args.late.n || args.fixed.n ||
	       args.nots.n;
}

static bool
parse_search(struct plan_wishes *w, struct dais_err *err)
{
	int64_t seed = 0;

	w->planning.search.seconds = replans() ? DEFAULT_SECONDS_AGAIN : DEFAULT_SECONDS;
	if (args.seconds && !parse_seconds(args.seconds, &w->planning.search.seconds, err))
		return false;
	if (args.seed && !dais_str_to_int(dais_str_from(args.seed), 0, INT64_C(1) << 60, &seed))
		return dais_err_set(err, DAIS_ERR_INVALID, "--seed takes a whole number");
	w->planning.search.seed = (uint64_t)seed;
	return true;
}

static bool
parse_looks(struct plan_wishes *w, struct dais_err *err)
{
	static const char *const formats[PLAN_FORMAT_COUNT] = { "text", "json", "html", "svg",
		"ics" };

	w->language = dais_cli_language();
	w->has_language = args.language != NULL;
	for (unsigned f = 0; args.format && f <= PLAN_FORMAT_COUNT; f++) {
		if (f == PLAN_FORMAT_COUNT) {
			(void)dais_err_set(
			    err, DAIS_ERR_INVALID, "\"%s\" is not a format", args.format);
			return dais_err_hint(err, "Formats are text, json, html, svg and ics.");
		}
		w->format = (enum plan_format)f;
		if (strcmp(formats[f], args.format) == 0)
			break;
	}
	if (args.language && !dais_lang_parse(dais_str_from(args.language), &w->language)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%s\" is not a language", args.language);
		return dais_err_hint(err, "Languages are ar, zh, en, fr, ru and es.");
	}
	dais_cli_speak(w->language);
	return true;
}

static bool
combine(const struct plan_wishes *w, struct dais_err *err)
{
	if (w->verifies && (w->writes || replans() || w->switches))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--verify only looks: it goes with none of --write, --keep, --switch and what "
		    "happened");
	if (w->switches && (replans() || args.modality))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--switch puts a plan in force that is ready; plan it first");
	if ((args.approved || args.approved_by) && !w->switches)
		return dais_err_set(err, DAIS_ERR_INVALID, "--approved belongs to --switch");
	if (args.approved_by && !args.approved)
		return dais_err_set(err, DAIS_ERR_INVALID, "--approved-by needs --approved");
	if (args.now && !replans())
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "--now belongs to re-planning: give --keep or what happened");
	return true;
}

bool
plan_parse(
    int argc, char **argv, struct plan_wishes *ret, const char **ret_what, struct dais_err *err)
{
	size_t n = 0;

	*ret = (struct plan_wishes){ .format = PLAN_TEXT };
	if (!dais_option_parse(argc, argv, options, ret_what, 1, &n, err))
		return false;
	if (!n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "no package and no calendar");
		return dais_err_hint(err, "Name a folder with a meeting.yaml, or a calendar file.");
	}
	ret->writes = args.writes;
	ret->verifies = args.verifies;
	ret->partial = args.partial;
	ret->quiet = args.quiet;
	ret->rooms = args.rooms;
	ret->ascii = args.ascii;
	ret->out = args.out;
	ret->switches = args.switch_to != NULL;
	ret->has_modality = args.modality != NULL || ret->switches;
	ret->approved_by = dais_str_from(args.approved_by ? args.approved_by : "");
	ret->planning.keeps = args.keeps;
	ret->planning.explains = args.explains;
	if ((args.modality && !parse_modality(args.modality, &ret->planning.modality, err)) ||
	    (args.switch_to && !parse_modality(args.switch_to, &ret->planning.modality, err)) ||
	    !parse_search(ret, err) || !parse_dates(ret, err) || !parse_looks(ret, err) ||
	    !combine(ret, err))
		return false;
	ret->lost = &args.lost;
	ret->overran = &args.overran;
	ret->late = &args.late;
	ret->fixed = &args.fixed;
	ret->nots = &args.nots;
	return true;
}

typedef bool parse_event_fn(struct dais_str s, struct dais_event *ret, struct dais_err *err);

static bool
parse_events(const struct dais_option_list *list, parse_event_fn *parse, struct dais_arena *a,
    struct plan_wishes *w, struct dais_err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		if (!parse(dais_str_from(list->v[i]), dais_vec_add(a, &w->events), err))
			return false;
	}
	return true;
}

bool
plan_parse_events(struct plan_wishes *w, struct dais_arena *a, struct dais_err *err)
{
	if (!parse_events(w->lost, dais_event_parse_lost, a, w, err) ||
	    !parse_events(w->overran, dais_event_parse_overran, a, w, err) ||
	    !parse_events(w->late, dais_event_parse_late, a, w, err) ||
	    !parse_events(w->fixed, dais_event_parse_fix, a, w, err) ||
	    !parse_events(w->nots, dais_event_parse_not, a, w, err))
		return false;
	w->planning.events = w->events.v;
	w->planning.n_events = w->events.n;
	return true;
}
