/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The profile and the languages of a package: chosen in a form that first shows what changes with
 * them (deadlines, numbers, hours, findings).
 */
#include "base/diag.h"
#include "check/check.h"
#include "mark/json_read.h"
#include "read/package/profile.h"
#include "text/text.h"
#include "web/desk/desk_priv.h"

/* What the form says, or the package while nothing has been sent. */
struct choice {
	struct dais_str profile;
	dais_lang_set languages;
};

struct view {
	const struct dais_record *now, *then; /* then NULL: not looked at yet */
	struct dais_str package;
	struct choice choice;
	bool may_edit;
};

static struct dais_str
profile_of(const struct dais_record *r)
{
	return r->profile.name.n ? r->profile.name : DAIS_STR("neutral");
}

/* ---- what changes ---- */

/* A line of the table: before and after, when they differ. */
static void
line(struct dais_page *p, enum dais_say what, struct dais_str before, struct dais_str after,
    size_t *n)
{
	if (dais_str_eq(before, after))
		return;
	if (!(*n)++)
		dais_desk_open(p, "dl", "silence-facts");
	dais_desk_say(p, "dt", NULL, what);
	dais_xml_open(&p->xml, "dd");
	dais_desk_open(p, "del", NULL);
	dais_xml_text(&p->xml, before.n ? before : DAIS_STR("–"));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, dais_lang_is_rtl(p->language) ? " ← " : " → ");
	dais_desk_open(p, "ins", NULL);
	dais_xml_text(&p->xml, after.n ? after : DAIS_STR("–"));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* The first day of the meetings. */
static struct dais_date
opens(const struct dais_record *r)
{
	struct dais_date first = { 0 };

	for (size_t i = 0; i < r->together.n; i++) {
		struct dais_date d = r->meetings.v[r->together.v[i]].opens.date;

		if (!dais_date_is_set(first) || dais_date_cmp(d, first) < 0)
			first = d;
	}
	return first;
}

static struct dais_str
weeks_before(struct dais_page *p, const struct dais_record *r, unsigned weeks)
{
	struct dais_date day = opens(r);

	if (!weeks || !dais_date_is_set(day))
		return DAIS_STR_NONE;
	return dais_text_date(p->arena, p->language, dais_date_add(day, -7 * (int)weeks));
}

static void
deadlines(struct dais_page *p, const struct view *v, size_t *n)
{
	const struct dais_profile *x = &v->now->profile, *y = &v->then->profile;

	line(p, DAIS_SAY_DESK_PROFILE_AGENDA, weeks_before(p, v->now, x->agenda_weeks),
	    weeks_before(p, v->then, y->agenda_weeks), n);
	line(p, DAIS_SAY_DESK_PROFILE_SUBMIT, weeks_before(p, v->now, x->submit_weeks),
	    weeks_before(p, v->then, y->submit_weeks), n);
	line(p, DAIS_SAY_DESK_PROFILE_ISSUE, weeks_before(p, v->now, x->issue_weeks),
	    weeks_before(p, v->then, y->issue_weeks), n);
}

static struct dais_str
hours_of(struct dais_page *p, const struct dais_profile *profile)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; i < profile->hours.n; i++)
		dais_buf_printf(&out, "%s%02d:%02d–%02d:%02d", i ? ", " : "",
		    profile->hours.v[i].start / 60, profile->hours.v[i].start % 60,
		    profile->hours.v[i].end / 60, profile->hours.v[i].end % 60);
	return dais_buf_dup(&out, p->arena);
}

static struct dais_str
count(struct dais_page *p, size_t n)
{
	return dais_arena_printf(p->arena, "%zu", n);
}

/* Symbols as they are printed, addresses, numbers of jobs. */
static void
numbering(struct dais_page *p, const struct view *v, size_t *n)
{
	size_t at = v->now->produces;

	line(p, DAIS_SAY_DESK_PROFILE_JOBS, v->now->profile.job_pattern,
	    v->then->profile.job_pattern, n);
	if (at == DAIS_NONE || v->then->produces != at)
		return;
	line(p, DAIS_SAY_DESK_PROFILE_SYMBOL, dais_record_document_symbol(v->now, at, p->arena),
	    dais_record_document_symbol(v->then, at, p->arena), n);
	line(p, DAIS_SAY_DESK_PROFILE_ADDRESS,
	    dais_record_document_url(v->now, at, p->language, p->arena),
	    dais_record_document_url(v->then, at, p->language, p->arena), n);
}

static size_t
errors_of(struct dais_page *p, const struct dais_record *r)
{
	struct dais_diags diags;

	dais_diags_init(&diags, p->arena);
	dais_check_record(r, NULL, &diags);
	return diags.errors;
}

static void
write_changes(struct dais_page *p, const struct view *v)
{
	const struct dais_profile *x = &v->now->profile, *y = &v->then->profile;
	size_t n = 0;

	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_PROFILE_CHANGES);
	line(p, DAIS_SAY_DESK_PROFILE_LANGUAGES, dais_page_language_names(p, v->now->languages),
	    dais_page_language_names(p, v->then->languages), &n);
	deadlines(p, v, &n);
	numbering(p, v, &n);
	line(p, DAIS_SAY_DESK_PROFILE_HOURS, hours_of(p, x), hours_of(p, y), &n);
	line(p, DAIS_SAY_DESK_PROFILE_SILENCE, count(p, x->silence_hours),
	    count(p, y->silence_hours), &n);
	line(p, DAIS_SAY_DESK_PROFILE_HOLIDAYS, count(p, x->holidays.n + x->host_holidays.n),
	    count(p, y->holidays.n + y->host_holidays.n), &n);
	line(p, DAIS_SAY_DESK_PROFILE_ERRORS, count(p, errors_of(p, v->now)),
	    count(p, errors_of(p, v->then)), &n);
	if (n)
		dais_xml_close(&p->xml);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_PROFILE_SAME);
}

/* ---- the form ---- */

static void
write_profiles(struct dais_page *p, const struct view *v)
{
	struct dais_str rest = dais_str_from(dais_profile_names()), one;

	dais_desk_open(p, "p", "field");
	dais_page_label(p, "profile", DAIS_SAY_DESK_NEW_PROFILE);
	dais_page_open_select(p, "profile", "profile");
	while (dais_str_next(&rest, ',', &one)) {
		struct dais_profile profile;

		one = dais_str_trim(one);
		dais_page_open_option(p, one, dais_str_eq(one, v->choice.profile));
		dais_xml_text(&p->xml, one);
		if (dais_profile_shipped(one, &profile) &&
		    !dais_ml_is_empty(&profile.organization)) {
			dais_xml_text_c(&p->xml, " · ");
			dais_xml_text(&p->xml, dais_desk_words(p, &profile.organization));
		}
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_languages(struct dais_page *p, const struct view *v)
{
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_PROFILE_LANGUAGES);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_page_open_box(p, "languages", dais_str_from(dais_lang_code((enum dais_lang)l)),
		    (v->choice.languages & DAIS_LANG_BIT(l)) != 0);
		dais_xml_text(&p->xml, dais_desk_own_name((enum dais_lang)l));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_page(struct dais_page *p, const struct view *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_PROFILE);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_PROFILE_LEAD);
	if (v->now->origin_profile.n)
		dais_desk_say(p, "p", "note", DAIS_SAY_DESK_PROFILE_OWN);
	if (!v->may_edit) {
		dais_desk_open(p, "p", NULL);
		dais_xml_text(&p->xml, profile_of(v->now));
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(&p->xml, dais_page_language_names(p, v->now->languages));
		dais_xml_close(&p->xml);
		return;
	}
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/profile",
						   DAIS_STR_ARG(v->package))));
	dais_page_hidden(p, "was-profile", profile_of(v->now));
	dais_page_hidden(p, "was-languages", dais_desk_codes(p->arena, v->now->languages));
	dais_desk_open(p, "div", "fields");
	write_profiles(p, v);
	write_languages(p, v);
	dais_xml_close(&p->xml);
	if (v->then)
		write_changes(p, v);
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, v->then ? "button quiet" : "button", DAIS_STR("show"),
	    dais_page_say(p, DAIS_SAY_DESK_PROFILE_SHOW));
	if (v->then)
		dais_desk_do(p, "button", DAIS_STR("save"), dais_page_say(p, DAIS_SAY_DESK_SAVE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- requests ---- */

static void
show(struct desk *d, const struct choice *choice, const struct dais_record *then)
{
	const struct view v = { .now = d->snapshot->record,
		.then = then,
		.package = d->snapshot->package,
		.choice = *choice,
		.may_edit = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING) };

	dais_desk_show(d, DESK_PART_FACTS, dais_page_say(&d->page, DAIS_SAY_DESK_PROFILE),
	    dais_desk_path(d, "/profile"));
	write_page(&d->page, &v);
	dais_desk_close(d);
}

void
dais_desk_get_profile(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, false))
		return;
	const struct choice now = { profile_of(d.snapshot->record), d.snapshot->record->languages };
	show(&d, &now, NULL);
}

static struct dais_str
json_of(struct desk *d, struct dais_str words)
{
	return dais_str_trim(dais_json_print(d->arena, dais_json_new_str(d->arena, words)));
}

static struct dais_str
json_languages(struct desk *d, dais_lang_set set)
{
	struct dais_json_value *list = dais_json_new(d->arena, DAIS_JSON_ARRAY);

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			dais_json_append(d->arena, list,
			    dais_json_new_str(
				d->arena, dais_str_from(dais_lang_code((enum dais_lang)l))));
	return dais_str_trim(dais_json_print(d->arena, list));
}

static struct choice
sent_choice(struct desk *d)
{
	struct choice c = { .profile = dais_str_trim(dais_desk_field(d, "profile")) };

	c.languages = dais_desk_languages_of(dais_desk_ticked(d, "languages"));
	return c;
}

/* The edit that makes the package so; what someone else has changed meanwhile is a conflict. */
static bool
edit(struct desk *d, const struct choice *c, struct dais_house_edit **ret)
{
	const struct dais_record *now = d->snapshot->record;
	static const char package[] = "package";
	struct dais_str kind = dais_str_from(package);

	if (!c->languages)
		return dais_err_set(&d->err, DAIS_ERR_INVALID, "no language is chosen");
	if (!dais_str_eq(dais_desk_field(d, "was-profile"), profile_of(now)) ||
	    !dais_str_eq(
		dais_desk_field(d, "was-languages"), dais_desk_codes(d->arena, now->languages)))
		return dais_err_set(&d->err, DAIS_ERR_CONFLICT,
		    "profile or languages were changed by someone else");
	if (!dais_edit_begin(d->site->house, d->page.actor, DAIS_ACTION_EDIT_MEETING,
		d->snapshot->package, DAIS_STR_NONE, d->arena, ret, &d->err))
		return false;
	return (dais_str_eq(c->profile, profile_of(now)) ||
		   dais_edit_set(*ret, kind, kind, "profile", json_of(d, c->profile), DAIS_ANY,
		       DAIS_STR_NONE, &d->err)) &&
	       (c->languages == now->languages ||
		   dais_edit_set(*ret, kind, kind, "languages", json_languages(d, c->languages),
		       DAIS_ANY, DAIS_STR_NONE, &d->err));
}

void
dais_desk_post_profile(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_record *then = NULL;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_house_edit *e;
	struct dais_diags diags;
	struct choice c;
	uint64_t change = 0;
	DESK_AUTO d;

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	c = sent_choice(&d);
	dais_desk_diags(&d, &diags);
	if (edit(&d, &c, &e)) {
		if (dais_str_is(dais_desk_field(&d, "do"), "save")) {
			if (dais_edit_commit(e, &diags, &change, &conflict, &d.err)) {
				dais_desk_done(&d, change, dais_desk_path(&d, "/profile"), "saved",
				    DAIS_STR_NONE);
				return;
			}
		} else if (dais_edit_record(e, d.arena, &then, &diags, &d.err)) {
			if (!diags.errors) {
				show(&d, &c, then);
				return;
			}
			(void)dais_err_set(
			    &d.err, DAIS_ERR_INVALID, "the package would break with this choice");
		}
	}
	if (d.err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(&d);
		return;
	}
	dais_desk_find_faster(&d, "package", "package", &conflict);
	dais_desk_refuse(&d, &diags, &conflict);
	show(&d, &c, NULL);
}
