/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The next meeting from the last (service/house/next.h).
 */
#include "service/house/next.h"
#include "web/api/api_priv.h"

static const char *const whats[DAIS_NEXT_COUNT] = { [DAIS_NEXT_MEETING] = "meeting",
	[DAIS_NEXT_ITEM_KEPT] = "item-kept",
	[DAIS_NEXT_ITEM_LEFT] = "item-left",
	[DAIS_NEXT_ANNOTATION_KEPT] = "annotation-kept",
	[DAIS_NEXT_ANNOTATION_LEFT] = "annotation-left",
	[DAIS_NEXT_WORDS_LEFT] = "words-left",
	[DAIS_NEXT_WORDS_MOVED] = "words-moved",
	[DAIS_NEXT_WORDS_KEPT] = "words-kept",
	[DAIS_NEXT_DOCUMENT_NEW] = "document-new",
	[DAIS_NEXT_DOCUMENT_KEPT] = "document-kept",
	[DAIS_NEXT_DOCUMENT_LEFT] = "document-left",
	[DAIS_NEXT_SITTINGS] = "sittings",
	[DAIS_NEXT_PLANNING_LEFT] = "planning-left",
	[DAIS_NEXT_DEADLINE] = "deadline" };
static const char *const whys[DAIS_NEXT_WHY_COUNT] = { [DAIS_NEXT_FOLLOWS] = "follows",
	[DAIS_NEXT_RECURS] = "recurs",
	[DAIS_NEXT_TOPIC] = "topic",
	[DAIS_NEXT_CHOSEN] = "chosen",
	[DAIS_NEXT_REFERRED] = "referred",
	[DAIS_NEXT_REFERS] = "refers",
	[DAIS_NEXT_BY_RULE] = "by-rule",
	[DAIS_NEXT_SUBMIT] = "submit",
	[DAIS_NEXT_ISSUE] = "issue",
	[DAIS_NEXT_CIRCULATE] = "circulate",
	[DAIS_NEXT_REPORT] = "report" };

static void
read_names(struct dais_api_call *c, const char *key, dais_store_strs *ret)
{
	const struct dais_json_value *v = dais_json_get(c->body, key);

	for (size_t i = 0; v && i < v->members.n; i++)
		dais_vec_push(c->a, ret, v->members.v[i].value->text);
}

/* {"package": "untoc-2024", "opens": "2024-05-20", "days": 5, "modality": "hybrid", "keep": [...],
 * "leave": [...], "refuse": [...], "timetable": true} */
static bool
read_input(struct dais_api_call *c, struct dais_next_input *in, struct dais_err *err)
{
	struct dais_str modality = dais_json_get_str(c->body, "modality");
	int64_t days = dais_json_get_int(c->body, "days", 0);

	*in = (struct dais_next_input){ .from = dais_api_path(c, "package"),
		.package = dais_json_get_str(c->body, "package"),
		.modality = dais_modality_parse(modality),
		.timetable = dais_json_get_bool(c->body, "timetable") };
	if (!dais_date_parse(dais_json_get_str(c->body, "opens"), &in->opens))
		return dais_err_set(err, DAIS_ERR_INVALID, "opens is no date as 2027-05-24");
	if (modality.n && in->modality < 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "modality is in-person, hybrid or online");
	if (days < 0 || days > 365)
		return dais_err_set(err, DAIS_ERR_INVALID, "days is a number from 1 to 365");
	in->days = (unsigned)days;
	read_names(c, "keep", &in->keep);
	read_names(c, "leave", &in->leave);
	read_names(c, "refuse", &in->refuse);
	return true;
}

static void
put_line(struct dais_json *w, const struct dais_next_line *line)
{
	dais_json_object(w);
	dais_json_pair_c(w, "what", whats[line->what]);
	dais_json_pair_c(w, "why", whys[line->why]);
	if (line->kind.n)
		dais_json_pair(w, "kind", line->kind);
	if (line->id.n)
		dais_json_pair(w, "id", line->id);
	dais_api_put_ml(w, "title", &line->about);
	if (line->from.n)
		dais_json_pair(w, "from", line->from);
	if (line->to.n)
		dais_json_pair(w, "to", line->to);
	dais_api_put_date(w, "date", line->date);
	if (line->languages)
		dais_api_put_languages(w, "languages", line->languages);
	dais_json_end(w);
}

void
dais_api_next_preview(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_next preview = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_next_input in;
	struct dais_diags diags;

	dais_api_diags(c, &diags);
	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!read_input(c, &in, &err) ||
	    !dais_next_preview(c->site->house, &in, c->a, &preview, &diags, &err)) {
		dais_api_fail_with(c, &err, &diags);
		return;
	}
	dais_json_object(&c->json);
	dais_json_key(&c->json, "lines");
	dais_json_array(&c->json);
	for (size_t i = 0; i < preview.lines.n; i++)
		put_line(&c->json, &preview.lines.v[i]);
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

void
dais_api_next(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_next_input in;
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (!read_input(c, &in, &err) ||
	    !dais_next_make(c->site->house, c->actor, &in, &diags, &change, &err)) {
		dais_api_fail_with(c, &err, &diags);
		return;
	}
	dais_site_changed(c->site, in.package, change, false);
	dais_api_location(c,
	    dais_arena_printf(c->a, "/api/v1/packages/%.*s?release=0", DAIS_STR_ARG(in.package)));
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", in.package);
	dais_json_pair_int(&c->json, "release", 0);
	dais_json_pair_int(&c->json, "revision", (int64_t)change);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}
