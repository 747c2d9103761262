/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A form that was refused, shown again: what was typed, what is wrong beside the field that it is
 * about, and, where someone else was faster, what the record says there now.
 */
#include "text/err_say.h"
#include "text/text.h"
#include "web/desk/desk_priv.h"
#include "web/desk/remarks.h"

/* ---- what was typed ---- */

struct dais_str
dais_desk_kept(const struct dais_desk_again *again, const char *name, struct dais_str usual)
{
	return again ? dais_http_field(again->x, name) : usual;
}

bool
dais_desk_kept_box(
    const struct dais_desk_again *again, const char *name, struct dais_str value, bool usual)
{
	const dais_http_pairs *fields = again ? &dais_http_request(again->x)->fields : NULL;

	if (!again)
		return usual;
	for (size_t i = 0; i < fields->n; i++)
		if (dais_str_is(fields->v[i].name, name) && dais_str_eq(fields->v[i].value, value))
			return true;
	return false;
}

/* ---- what is wrong with it ---- */

void
dais_desk_again_add(
    struct dais_desk_again *again, struct dais_arena *a, const char *field, struct dais_str words)
{
	dais_vec_push(
	    a, &again->beside, ((struct dais_desk_beside){ dais_str_from(field), words }));
}

struct dais_str
dais_desk_problem(const struct dais_page *p, const struct dais_err *err)
{
	struct dais_str message = dais_text_err_message(p->arena, p->language, err);
	struct dais_str advice = dais_text_err_advice(p->arena, p->language, err);

	return advice.n ? dais_arena_printf(
			      p->arena, "%.*s. %.*s", DAIS_STR_ARG(message), DAIS_STR_ARG(advice))
			: message;
}

void
dais_desk_again_err(struct dais_desk_again *again, const struct dais_page *p, const char *field,
    const struct dais_err *err)
{
	dais_desk_again_add(again, p->arena, field, dais_desk_problem(p, err));
}

/* Whether member "title.fr" of a thing is what field "title-fr" says, or in it. */
static bool
is_of(struct dais_str member, const char *field)
{
	size_t n = strlen(field);

	if (member.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((member.p[i] == '.' ? '-' : member.p[i]) != field[i])
			return false;
	return member.n == n || member.p[n] == '.' || member.p[n] == '[';
}

/* Of "document env-paper title.fr" (edit.h) the member; empty when it is of another kind. */
static struct dais_str
member_of(const struct dais_diag *d, const char *kind)
{
	struct dais_str rest = d->places.n ? d->places.v[0].file : DAIS_STR_NONE, first, id;

	return dais_str_next(&rest, ' ', &first) && dais_str_is(first, kind) &&
		       dais_str_next(&rest, ' ', &id)
		   ? rest
		   : DAIS_STR_NONE;
}

/* The field that finding @d is about; NULL: none of @fields. */
static const char *
field_of(const struct dais_diag *d, const char *kind, const char *const *fields)
{
	struct dais_str member = member_of(d, kind);

	for (; member.n && *fields; fields++)
		if (is_of(member, *fields))
			return *fields;
	return NULL;
}

void
dais_desk_again_take(struct dais_desk_again *again, struct dais_arena *a,
    const struct dais_diags *diags, const char *kind, const char *const *fields)
{
	again->kind = kind;
	again->fields = fields;
	for (size_t i = 0; i < diags->list.n; i++) {
		const struct dais_diag *d = &diags->list.v[i];
		const char *field = field_of(d, kind, fields);

		if (d->severity == DAIS_SEVERITY_ERROR && field)
			dais_desk_again_add(again, a, field, d->message);
	}
}

/* ---- the page ---- */

bool
dais_desk_is_marked(const struct dais_desk_again *again, const char *name)
{
	for (size_t i = 0; again && i < again->beside.n; i++)
		if (dais_str_is(again->beside.v[i].field, name))
			return true;
	return false;
}

void
dais_desk_mark(struct dais_page *p, const struct dais_desk_again *again, const char *name)
{
	if (dais_desk_is_marked(again, name))
		dais_xml_attr(
		    &p->xml, "aria-describedby", dais_arena_printf(p->arena, "%s-problem", name));
}

void
dais_desk_write_beside(struct dais_page *p, const struct dais_desk_again *again, const char *name,
    struct dais_str recorded, struct dais_str kept)
{
	bool any = false;

	for (size_t i = 0; again && i < again->beside.n; i++) {
		if (!dais_str_is(again->beside.v[i].field, name))
			continue;
		dais_desk_open(p, "span", "field-problem");
		if (!any)
			dais_xml_attr(&p->xml, "id",
			    dais_arena_concat(
				p->arena, again->beside.v[i].field, DAIS_STR("-problem")));
		any = true;
		dais_xml_text(&p->xml, dais_desk_named(p, again->beside.v[i].words));
		dais_xml_close(&p->xml);
	}
	if (!again || !again->is_overtaken || dais_str_eq(recorded, kept))
		return;
	dais_desk_open(p, "span", "hint");
	dais_xml_attr_c(&p->xml, "dir", "auto");
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_RECORDED_NOW, "words",
				   recorded.n ? recorded : DAIS_STR("–")));
	dais_xml_close(&p->xml);
}

static void
write_reason(struct dais_page *p, struct dais_str words)
{
	dais_desk_open(p, "p", NULL);
	dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language, words));
	dais_xml_close(&p->xml);
}

static bool
is_elsewhere(const struct dais_diag *d, const struct dais_desk_again *again)
{
	return d->severity == DAIS_SEVERITY_ERROR &&
	       (!again || !again->kind || !field_of(d, again->kind, again->fields));
}

/* Whether there are errors that stand beside no field. */
static bool
has_elsewhere(const struct dais_diags *diags, const struct dais_desk_again *again)
{
	for (size_t i = 0; diags && i < diags->list.n; i++)
		if (is_elsewhere(&diags->list.v[i], again))
			return true;
	return false;
}

static void
write_findings(
    struct dais_page *p, const struct dais_diags *diags, const struct dais_desk_again *again)
{
	for (size_t i = 0; i < diags->list.n; i++)
		if (is_elsewhere(&diags->list.v[i], again))
			write_reason(p, dais_desk_named(p, diags->list.v[i].message));
}

void
dais_desk_write_refusal(struct dais_page *p, const struct dais_err *err,
    const struct dais_diags *diags, const struct dais_edit_conflict *conflict,
    const struct dais_desk_again *again)
{
	const struct dais_say_value values[] = { { "name", conflict->who },
		{ "time", dais_page_moment(p, conflict->at_ms) } };

	if (err->code == DAIS_ERR_CONFLICT && conflict->who.n) {
		dais_desk_message(p,
		    dais_desk_fill(p,
			again && again->is_overtaken ? DAIS_SAY_DESK_COLLIDED_KEPT
						     : DAIS_SAY_DESK_COLLIDED,
			values, 2),
		    true);
		return;
	}
	if (again && again->beside.n && !has_elsewhere(diags, again)) {
		dais_desk_message(p, dais_page_say(p, DAIS_SAY_DESK_REFUSED_BESIDE), true);
		return;
	}
	dais_desk_message(p, dais_page_say(p, DAIS_SAY_DESK_REFUSED), true);
	if (has_elsewhere(diags, again)) {
		write_findings(p, diags, again);
		return;
	}
	write_reason(p, dais_desk_named(p, dais_text_err_message(p->arena, p->language, err)));
	if (err->hint[0])
		write_reason(p, dais_text_err_advice(p->arena, p->language, err));
}
