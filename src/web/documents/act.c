/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is done to documents: added, changed, withdrawn, a version of one set to a state.
 */
#include "text/message.h"
#include "web/documents/documents_priv.h"

/* Lines of a field; "\r" and empty ones go. */
static void
lines(struct dais_page *p, struct dais_str words, char sep, dais_store_strs *ret)
{
	struct dais_str line;

	while (dais_str_next(&words, sep, &line)) {
		line = dais_str_trim(line);
		if (line.n)
			dais_vec_push(p->arena, ret, line);
	}
}

static struct dais_str
field(struct dais_http_exchange *x, const char *name)
{
	return dais_str_trim(dais_http_field(x, name));
}

static bool
has_field(struct dais_http_exchange *x, const char *name)
{
	const struct dais_http_request *r = dais_http_request(x);

	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, name))
			return true;
	return false;
}

/* @id: of the document; what a form does not ask for stays as it is. */
static struct dais_str
read_meeting(struct dais_http_exchange *x, const struct dais_record *r, struct dais_str id)
{
	size_t d = dais_map_get(&r->document_ids, id);
	size_t meeting = d == DAIS_MAP_NONE ? DAIS_NONE : r->documents.v[d].meeting;

	if (has_field(x, "meeting"))
		return field(x, "meeting");
	return meeting == DAIS_NONE ? DAIS_STR_NONE : r->meetings.v[meeting].id;
}

static void
read_form(struct dais_page *p, struct dais_http_exchange *x, const struct dais_record *r,
    struct dais_document_form *f)
{
	const struct dais_http_request *request = dais_http_request(x);
	struct dais_str allotted = field(x, "allot");

	*f = (struct dais_document_form){ .kind = field(x, "kind"),
		.author = field(x, "author"),
		.distribution = field(x, "distribution"),
		.original = field(x, "original"),
		.date = field(x, "date"),
		.slot = field(x, "slot"),
		.late_reason = field(x, "late-reason") };
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		f->title.in[l] = field(x,
		    dais_arena_printf(p->arena, "title-%s", dais_lang_code((enum dais_lang)l)).p);
	for (size_t i = 0; i < request->fields.n; i++) {
		const struct dais_http_pair *one = &request->fields.v[i];
		enum dais_lang l;

		if (dais_str_is(one->name, "item") &&
		    dais_map_get(&r->item_ids, one->value) != DAIS_MAP_NONE)
			dais_vec_push(p->arena, &f->items, one->value);
		else if (dais_str_is(one->name, "language") && dais_lang_parse(one->value, &l))
			f->languages |= DAIS_LANG_BIT(l);
	}
	if (allotted.n && !dais_str_is(allotted, "written"))
		lines(p, allotted, ' ', &f->symbols);
	else
		lines(p, field(x, "symbols"), '\n', &f->symbols);
}

/* Shows the page again, as the record stands now, with what was typed. What is not yours to do, and
 * what is there no more, has no form. */
static void
refuse(struct dais_page *p, const struct dais_snapshot *s, struct dais_str document,
    struct documents_refusal *refusal, struct dais_desk_again *again)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_SNAPSHOT_AUTO now = NULL;
	size_t d;

	again->is_overtaken = refusal->err->code == DAIS_ERR_CONFLICT && refusal->conflict->who.n;
	if ((refusal->err->code != DAIS_ERR_INVALID && refusal->err->code != DAIS_ERR_CONFLICT) ||
	    !dais_house_working(p->site->house, s->package, &now, &err)) {
		dais_page_problem(p, dais_http_status_of(refusal->err), refusal->err);
		return;
	}
	d = dais_map_get(&now->record->document_ids, document);
	if (!document.n)
		documents_show_list(p, now, refusal);
	else if (d != DAIS_MAP_NONE)
		documents_show_one(p, now, d, refusal);
	else
		dais_page_problem(p, 404, refusal->err);
}

static void
done(struct dais_page *p, struct dais_str package, struct dais_str document, uint64_t change,
    const char *did)
{
	if (change)
		dais_site_changed(p->site, package, change, false);
	dais_http_redirect(p->exchange,
	    dais_arena_printf(p->arena, "%.*s?did=%s",
		DAIS_STR_ARG(documents_path(p, package, document)), change ? did : "nothing"));
}

/* The days of the form as the record has them; what is wrong stands beside its field. */
static bool
read_days(struct dais_page *p, struct dais_document_form *form, struct dais_desk_again *again,
    struct dais_err *ret)
{
	struct {
		const char *field;
		struct dais_str *typed;
		enum dais_say label;
	} days[] = { { "slot", &form->slot, DAIS_SAY_DOCUMENTS_SLOT },
		{ "date", &form->date, DAIS_SAY_DOCUMENTS_DATE } };

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		struct dais_err err = DAIS_ERR_INIT;

		if (dais_desk_read_iso(p, days[i].typed, days[i].label, &err))
			continue;
		dais_desk_again_err(again, p, days[i].field, &err);
		*ret = err;
	}
	return !again->beside.n;
}

static void
put(struct dais_page *p, struct dais_http_exchange *x, const struct dais_snapshot *s,
    struct dais_str id)
{
	struct dais_edit_conflict c = { 0 };
	struct dais_document_form form;
	struct dais_document_request r = { .package = s->package,
		.id = id,
		.why = field(x, "why"),
		.form = field(x, "withdraw").n ? NULL : &form };
	struct dais_desk_again again = { .x = x };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct documents_refusal refusal = { &err, NULL, &c, &again,
		r.form ? DAIS_STR("data") : DAIS_STR("withdraw") };
	struct dais_str made;
	uint64_t change;
	int64_t seen = 0;

	dais_diags_init(&diags, p->arena);
	dais_text_diags_in(&diags, p->language);
	read_form(p, x, s->record, &form);
	form.meeting = read_meeting(x, s->record, id);
	(void)dais_str_to_int(field(x, "seen"), 0, INT64_MAX, &seen);
	r.seen = (uint64_t)seen;
	if (r.form && !read_days(p, &form, &again, &err)) {
		refuse(p, s, id, &refusal, &again);
	} else if (!dais_document_put(
		       p->site->house, p->actor, &r, &diags, &made, &change, &c, &err)) {
		refusal.diags = &diags;
		if (r.form)
			dais_desk_again_take(
			    &again, p->arena, &diags, "document", documents_form_fields);
		refuse(p, s, id, &refusal, &again);
	} else if (!r.form) {
		done(p, s->package, DAIS_STR_NONE, change, "document-withdrawn");
	} else {
		done(p, s->package, made, change, id.n ? "saved" : "document-added");
	}
}

void
documents_post_list(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;

	if (dais_desk_package_begin(ctx, x, &p, &s))
		put(&p, x, s, DAIS_STR_NONE);
}

void
documents_post_one(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_page p;
	size_t d;

	if (dais_desk_package_begin(ctx, x, &p, &s) && documents_find(&p, x, s, &d))
		put(&p, x, s, s->record->documents.v[d].id);
}

void
documents_post_state(struct dais_http_exchange *x, void *ctx)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_edit_conflict c = { 0 };
	struct dais_version_change v = { .why = field(x, "why") };
	struct dais_desk_again again = { .x = x };
	struct dais_err err = DAIS_ERR_INIT;
	struct documents_refusal refusal = { &err, NULL, &c, &again, DAIS_STR_NONE };
	struct dais_diags diags;
	struct dais_page p;
	int was, state;
	uint64_t change;
	size_t d;

	if (!dais_desk_package_begin(ctx, x, &p, &s) || !documents_find(&p, x, s, &d))
		return;
	was = dais_version_status_parse(field(x, "was"));
	state = dais_version_status_parse(field(x, "state"));
	dais_diags_init(&diags, p.arena);
	dais_text_diags_in(&diags, p.language);
	v.package = s->package;
	v.document = s->record->documents.v[d].id;
	if (was < 0 || state < 0 || !dais_lang_parse(field(x, "language"), &v.language)) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "a state or a language is missing");
		dais_page_problem(&p, 422, &err);
		return;
	}
	refusal.form = dais_str_from(dais_lang_code(v.language));
	if (!dais_desk_read_day(
		&p, field(x, "issued"), DAIS_SAY_DOCUMENTS_ISSUED_ON, &v.issued, &err)) {
		dais_desk_again_err(&again, &p, "issued", &err);
		refuse(&p, s, v.document, &refusal, &again);
		return;
	}
	v.sets_job = has_field(x, "job");
	v.job = field(x, "job");
	v.was = (enum dais_version_status)was;
	v.status = (enum dais_version_status)state;
	if (dais_version_set(p.site->house, p.actor, &v, &diags, &change, &c, &err)) {
		done(&p, s->package, v.document, change, "state-set");
		return;
	}
	refusal.diags = &diags;
	refuse(&p, s, v.document, &refusal, &again);
}
