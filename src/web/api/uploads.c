/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files of language versions: sent as they are, read and checked in the workshop.
 */
#include "service/upload/upload.h"
#include "web/api/api_priv.h"
#include "web/take_upload.h"

static void
put_finding(struct dais_json *w, const struct dais_upload_finding *finding, enum dais_lang l)
{
	struct dais_str hint = dais_upload_finding_in(&finding->hint, l);

	dais_json_object(w);
	if (finding->rule.n) {
		dais_json_pair(w, "rule", finding->rule);
		dais_json_pair_c(w, "severity", dais_severity_name(finding->severity));
	}
	dais_json_pair(w, "message", dais_upload_finding_in(&finding->words, l));
	if (l != DAIS_LANG_EN && finding->words.in[l].n)
		dais_json_pair(w, "english", finding->words.in[DAIS_LANG_EN]);
	if (hint.n)
		dais_json_pair(w, "hint", hint);
	dais_json_end(w);
}

static void
put_file(struct dais_json *w, const struct dais_upload_kept *f, enum dais_lang said_in)
{
	dais_json_object(w);
	dais_json_pair_c(w, "language", dais_lang_code(f->language));
	dais_json_pair(w, "format", f->format);
	dais_json_pair(w, "name", f->name);
	dais_json_pair_int(w, "bytes", (int64_t)f->bytes);
	dais_api_put_instant(w, "at", f->at_ms);
	dais_json_pair_bool(w, "checked", f->checked);
	if (f->problem.n)
		dais_json_pair(w, "problem", f->problem);
	if (f->found.n)
		dais_json_pair(w, "found", f->found);
	dais_json_key(w, "findings");
	dais_json_array(w);
	for (size_t i = 0; i < f->findings.n; i++)
		put_finding(w, &f->findings.v[i], said_in);
	dais_json_end(w);
	dais_json_end(w);
}

/* The working record, after a check that it has {document}. */
static bool
find_document(struct dais_api_call *c, const struct dais_snapshot **ret)
{
	struct dais_str document = dais_api_path(c, "document");
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, ret))
		return false;
	if (dais_map_get(&(*ret)->record->document_ids, document) != DAIS_MAP_NONE)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no document \"%.*s\"",
	    DAIS_STR_ARG(dais_str_sub(document, 0, 100)));
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_uploads(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	dais_upload_kept_vec files = { 0 };
	struct dais_api_part part;
	enum dais_lang said_in;

	if (!find_document(c, &s))
		return;
	if (!dais_uploads_of(
		c->site->house, s->package, dais_api_path(c, "document"), c->a, &files, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	said_in = dais_api_said_in(c);
	if (!dais_api_part(c, files.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_file(&c->json, &files.v[i], said_in);
	dais_api_list_end(c, part.next);
}

/* What the path says of a file; answers 422 and gives false when it makes no sense. */
static bool
read_path(struct dais_api_call *c, struct dais_upload *ret)
{
	struct dais_str format = dais_api_path(c, "format");
	struct dais_err err = DAIS_ERR_INIT;

	*ret = (struct dais_upload){ .package = dais_api_path(c, "package"),
		.document = dais_api_path(c, "document") };
	if (!dais_api_one_language(c, "language", dais_api_path(c, "language"), &ret->language))
		return false;
	if (dais_upload_format(
		dais_arena_printf(c->a, ".%.*s", DAIS_STR_ARG(format)), &ret->format) &&
	    dais_str_eq(format, ret->format))
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID,
	    "files are pdf, docx, odt, html, txt or xml, not \"%.*s\"",
	    DAIS_STR_ARG(dais_str_sub(format, 0, 100)));
	dais_api_fail(c, &err);
	return false;
}

/* ---- sending ---- */

struct sending {
	struct dais_api_call *call;
	struct dais_upload upload;
};

static void
keep(struct sending *q, struct dais_str answer, const struct dais_err *unread,
    const struct dais_err *failure)
{
	struct dais_api_call *c = q->call;
	struct dais_err err = DAIS_ERR_INIT;
	dais_upload_kept_vec files = { 0 };
	uint64_t change;

	if (!failure &&
	    !dais_upload_keep(c->site->house, c->actor, &q->upload, answer, unread, &change, &err))
		failure = &err;
	if (failure) {
		dais_api_fail(c, failure);
		return;
	}
	if (change)
		dais_site_changed(c->site, q->upload.package, change, false);
	if (!dais_uploads_of(
		c->site->house, q->upload.package, q->upload.document, c->a, &files, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	for (size_t i = 0; i < files.n; i++)
		if (files.v[i].language == q->upload.language &&
		    dais_str_eq(files.v[i].format, q->upload.format)) {
			put_file(&c->json, &files.v[i], dais_api_said_in(c));
			dais_api_give(c, change);
			return;
		}
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "the file is gone already");
	dais_api_fail(c, &err);
}

static void
taken(void *ctx, struct dais_str answer, const struct dais_err *unread,
    const struct dais_err *failure)
{
	struct sending *q = ctx;
	struct dais_api_call *c = q->call;
	bool held = c->site->workshop != NULL;

	keep(q, answer, unread, failure);
	if (held)
		dais_api_end_held(c);
}

void
dais_api_upload_put(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct sending *q = DAIS_NEW(c->a, struct sending);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_matter matter;

	q->call = c;
	if (!read_path(c, &q->upload) || !find_document(c, &s))
		return;
	q->upload.bytes = dais_http_request(c->x)->body;
	q->upload.fd = dais_http_request(c->x)->body_fd;
	q->upload.in_file = q->upload.fd >= 0;
	q->upload.name = dais_str_sub(dais_api_query(c, "name"), 0, 200);
	if (!q->upload.name.n)
		q->upload.name =
		    dais_arena_printf(c->a, "%.*s-%s.%.*s", DAIS_STR_ARG(q->upload.document),
			dais_lang_code(q->upload.language), DAIS_STR_ARG(q->upload.format));
	matter = dais_snapshot_matter(s, &q->upload.language, c->a);
	if (!dais_actor_check(c->actor, DAIS_ACTION_SET_VERSION, &matter, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!q->upload.bytes.n) {
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "the file is empty");
		dais_api_fail(c, &err);
		return;
	}
	if (c->site->workshop)
		q->call = dais_api_hold(c);
	dais_site_take_upload(q->call->site, &q->upload, q->call->a, taken, q);
}

/* ---- getting ---- */

void
dais_api_upload_get(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_upload u;

	if (!read_path(c, &u) || !find_document(c, &s))
		return;
	if (!dais_upload_find(c->site->house, &u, c->a, &err) ||
	    !dais_api_give_kept_file(c, c->operation->gives, u.name, &u.digest, &err))
		dais_api_fail(c, &err);
}
