/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a reference names must exist. The table of doc/package.md, section "References".
 */
#include "read/package/markdown_priv.h"

enum argument {
	ARG_ITEM,
	ARG_BODY,
	ARG_MEETING,
	ARG_DOCUMENT,
	ARG_MANDATE,
	ARG_APPROVAL,
	ARG_DATE,
	ARG_PERIOD,
	ARG_TIME
};

static const struct {
	const char *kind;
	enum argument argument;
} kinds[] = {
	{ "item", ARG_ITEM },
	{ "number", ARG_ITEM },
	{ "title", ARG_ITEM },
	{ "quoted", ARG_ITEM },
	{ "body", ARG_BODY },
	{ "short", ARG_BODY },
	{ "meeting", ARG_MEETING },
	{ "dates", ARG_MEETING },
	{ "opening", ARG_MEETING },
	{ "place", ARG_MEETING },
	{ "date", ARG_DATE },
	{ "day", ARG_DATE },
	{ "period", ARG_PERIOD },
	{ "time", ARG_TIME },
	{ "doc", ARG_DOCUMENT },
	{ "doctitle", ARG_DOCUMENT },
	{ "mandate", ARG_MANDATE },
	{ "approved", ARG_APPROVAL },
	{ "schedule", ARG_BODY },
};

struct at {
	struct dais_text_reader *t;
	const struct dais_ref *ref;
	unsigned line, column;
};

static void
unknown_kind(const struct at *p)
{
	struct dais_str names[DAIS_FIELD_N(kinds)];
	struct dais_loader *l = &p->t->l;
	struct dais_diag *g = dais_package_complain(l, p->line, p->column, p->ref->source,
	    "unknown kind of reference `%.*s` in `%.*s`", DAIS_STR_ARG(p->ref->kind),
	    DAIS_STR_ARG(p->ref->source));

	for (size_t i = 0; i < DAIS_FIELD_N(kinds); i++)
		names[i] = dais_str_from(kinds[i].kind);
	dais_diag_set_hint(l->d, g,
	    "one of: item, number, title, quoted, body, short, meeting, dates, opening, place, "
	    "date, day, period, time, doc, doctitle, mandate, approved, schedule");
	dais_package_suggest(l, g, p->ref->kind, names, DAIS_FIELD_N(kinds));
}

static bool
check_thing(const struct at *p, enum dais_thing t, struct dais_str id)
{
	struct dais_loader *l = &p->t->l;
	struct dais_diag *g;

	if (dais_package_lookup(l->r, t, id) != DAIS_MAP_NONE)
		return true;
	g = dais_package_complain(l, p->line, p->column, p->ref->source,
	    "unknown %s `%.*s` in `%.*s`", dais_package_say(l, dais_package_thing_name(t)),
	    DAIS_STR_ARG(id), DAIS_STR_ARG(p->ref->source));
	dais_package_suggest_thing(l, g, t, id);
	return false;
}

static void malformed(const struct at *p, const char *what, const char *example) DAIS_NAMES(2);

static void
malformed(const struct at *p, const char *what, const char *example)
{
	struct dais_diag *g = dais_package_complain(&p->t->l, p->line, p->column, p->ref->source,
	    "no %s in `%.*s`", dais_package_say(&p->t->l, what), DAIS_STR_ARG(p->ref->source));

	dais_diag_set_hint(p->t->l.d, g, "write it as %s", example);
}

static void
check_item(const struct at *p)
{
	const struct dais_record *r = p->t->l.r;
	size_t item, body;

	if (!check_thing(p, DAIS_THING_ITEM, p->ref->argument) || !p->ref->body.n ||
	    !check_thing(p, DAIS_THING_BODY, p->ref->body))
		return;
	item = dais_package_lookup(r, DAIS_THING_ITEM, p->ref->argument);
	body = dais_package_lookup(r, DAIS_THING_BODY, p->ref->body);
	if (!dais_record_number(r, item, body).found)
		(void)dais_package_complain(&p->t->l, p->line, p->column, p->ref->source,
		    "item `%.*s` is not on the agenda of `%.*s`", DAIS_STR_ARG(p->ref->argument),
		    DAIS_STR_ARG(p->ref->body));
}

static void
check_period(const struct at *p)
{
	struct dais_date from, to;

	if (!dais_date_parse(p->ref->argument, &from) || !dais_date_parse(p->ref->argument2, &to))
		malformed(p, "two dates", "{{period 2022-02-14 2022-02-16}}");
	else if (dais_date_cmp(from, to) > 0)
		(void)dais_package_complain(&p->t->l, p->line, p->column, p->ref->source,
		    "the period ends before it begins in `%.*s`", DAIS_STR_ARG(p->ref->source));
}

static void
check_argument(const struct at *p, enum argument argument)
{
	struct dais_str id = p->ref->argument;
	struct dais_date date;
	int minute;

	switch (argument) {
	case ARG_ITEM:
		check_item(p);
		break;
	case ARG_BODY:
		(void)check_thing(p, DAIS_THING_BODY, id);
		break;
	case ARG_MEETING:
		(void)check_thing(p, DAIS_THING_MEETING, id);
		break;
	case ARG_DOCUMENT:
		(void)check_thing(p, DAIS_THING_DOCUMENT, id);
		break;
	case ARG_MANDATE:
		(void)check_thing(p, DAIS_THING_MANDATE, id);
		break;
	case ARG_APPROVAL:
		(void)check_thing(p, DAIS_THING_APPROVAL, id);
		break;
	case ARG_DATE:
		if (!dais_date_parse(id, &date))
			malformed(p, "date", "{{date 2022-05-23}}");
		break;
	case ARG_PERIOD:
		check_period(p);
		break;
	case ARG_TIME:
		if (!dais_minute_parse(id, &minute))
			malformed(p, "time", "{{time 10:00}}");
		break;
	}
}

void
dais_text_reader_check(
    struct dais_text_reader *t, const struct dais_ref *ref, unsigned line, unsigned column)
{
	struct at p = { t, ref, line, column };

	for (size_t i = 0; i < DAIS_FIELD_N(kinds); i++) {
		if (!dais_str_is(ref->kind, kinds[i].kind))
			continue;
		if (ref->argument2.n && kinds[i].argument != ARG_PERIOD)
			(void)dais_package_complain(&t->l, line, column, ref->source,
			    "`%.*s` is too much in `%.*s`", DAIS_STR_ARG(ref->argument2),
			    DAIS_STR_ARG(ref->source));
		check_argument(&p, kinds[i].argument);
		return;
	}
	unknown_kind(&p);
}
