/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings on the working record, as pages show them.
 */
#include "service/house/findings.h"

#include "text/message.h"
#include "text/text.h"
#include "web/desk/facts.h"

/* The line of the text is marked by the script of the desk. */
static struct dais_str
text_path(struct dais_arena *a, struct dais_str package, const struct dais_finding *f)
{
	struct dais_str code = dais_str_sub(f->id, 0, 2), item = dais_str_sub(f->id, 3, f->id.n);
	size_t sign = dais_str_find_char(item, '@', 0);
	struct dais_str body =
	    sign == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(item, sign + 1, item.n);

	return dais_arena_printf(a, "%.*s/texts/%.*s?lang=%.*s%s%.*s&line=%u#text-%.*s",
	    DAIS_STR_ARG(package), DAIS_STR_ARG(dais_path_escape(a, dais_str_sub(item, 0, sign))),
	    DAIS_STR_ARG(code), body.n ? "&body=" : "", DAIS_STR_ARG(body), f->line,
	    DAIS_STR_ARG(code));
}

static struct dais_str
item_path(struct dais_arena *a, struct dais_str package, const struct dais_finding *f)
{
	bool is_title = dais_str_has_prefix(f->member, DAIS_STR("title.")) && f->language >= 0;

	return dais_arena_printf(a, "%.*s/items/%.*s%s%s", DAIS_STR_ARG(package),
	    DAIS_STR_ARG(f->id), is_title ? "#title-" : "",
	    is_title ? dais_lang_code((enum dais_lang)f->language) : "");
}

/* Parts of the desk where the subject of a family of rules is put right, whatever thing it is told
 * at: a missing sitting is told at the meeting. */
static const struct {
	const char *family, *part;
} parts[] = {
	{ "R-HYB-06", "timetable/format" },
	{ "R-TIME-", "timetable" },
	{ "R-HYB-", "timetable" },
	{ "R-AGENDA-", "items" },
	{ "R-DOC-", "documents" },
};

/* Of those things there is a form. */
static bool
has_form(struct dais_str kind)
{
	return dais_str_is(kind, "meeting") || dais_str_is(kind, "body") ||
	       dais_str_is(kind, "mandate") || dais_str_is(kind, "approval");
}

static struct dais_str
form_path(struct dais_arena *a, struct dais_str package, const struct dais_finding *f)
{
	struct dais_str path = dais_desk_fact_path(a, package, f->kind, f->id);

	if (!f->member.n)
		return path;
	return dais_arena_printf(a, "%.*s?field=%.*s#f-%.*s", DAIS_STR_ARG(path),
	    DAIS_STR_ARG(dais_path_escape(a, f->member)),
	    DAIS_STR_ARG(dais_path_escape(a, f->member)));
}

static struct dais_str
sitting_path(struct dais_arena *a, struct dais_str package, const struct dais_finding *f)
{
	if (!f->sitting.n)
		return dais_arena_printf(a, "%.*s/timetable", DAIS_STR_ARG(package));
	return dais_arena_printf(a, "%.*s/timetable?sitting=%.*s#sitting", DAIS_STR_ARG(package),
	    DAIS_STR_ARG(dais_path_escape(a, f->sitting)));
}

static struct dais_str
path_of(struct dais_arena *a, struct dais_str package, const struct dais_finding *f)
{
	if (dais_str_is(f->kind, "annotation") && f->id.n > 3)
		return text_path(a, package, f);
	if (dais_str_is(f->kind, "item"))
		return item_path(a, package, f);
	if (dais_str_is(f->kind, "document"))
		return dais_arena_printf(a, "%.*s/documents/%.*s", DAIS_STR_ARG(package),
		    DAIS_STR_ARG(dais_path_escape(a, f->id)));
	if (dais_str_is(f->kind, "silence"))
		return dais_arena_printf(a, "%.*s/silences/%.*s", DAIS_STR_ARG(package),
		    DAIS_STR_ARG(dais_path_escape(a, f->id)));
	if (dais_str_is(f->kind, "agenda"))
		return dais_arena_printf(a, "%.*s/items", DAIS_STR_ARG(package));
	if (dais_str_is(f->kind, "sitting") || dais_str_is(f->kind, "planning"))
		return sitting_path(a, package, f);
	if (has_form(f->kind) && f->member.n) /* a field of it */
		return form_path(a, package, f);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (dais_str_has_prefix(
			dais_str_from(f->diag->rule), dais_str_from(parts[i].family)))
			return dais_arena_printf(
			    a, "%.*s/%s", DAIS_STR_ARG(package), parts[i].part);
	}
	if (has_form(f->kind))
		return form_path(a, package, f);
	return dais_arena_printf(a, "%.*s/facts", DAIS_STR_ARG(package));
}

/* ---- all that is found ---- */

void
dais_desk_find_in(const struct dais_page *p, const struct dais_snapshot *s, desk_remark_vec *ret)
{
	const struct dais_findings *found = dais_findings_of(s, p->language);

	for (size_t i = 0; i < found->list.n; i++) {
		const struct dais_finding *f = &found->list.v[i];

		dais_vec_push(p->arena, ret,
		    ((struct desk_remark){ .kind = f->kind,
			.id = f->id,
			.language = f->language,
			.severity = f->diag->severity,
			.rule = f->diag->rule,
			.message = dais_desk_named(p, f->diag->message),
			.hint = dais_desk_hint(p, f->diag),
			.path = path_of(p->arena, s->package, f) }));
	}
}

void
dais_desk_find(struct desk *d, desk_remark_vec *ret)
{
	dais_desk_find_in(&d->page, d->snapshot, ret);
}

void
dais_desk_diags(struct desk *d, struct dais_diags *ret)
{
	dais_diags_init(ret, d->arena);
	dais_text_diags_in(ret, d->page.language);
}
