/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files of language versions: what there is, sending one, getting one.
 */
#include "text/text.h"
#include "web/documents/documents_priv.h"
#include "web/take_upload.h"

/* ---- writing ---- */

static void
write_problem(struct dais_page *p, const struct documents_one *v, const struct dais_upload_kept *f)
{
	struct dais_str symbol =
	    dais_record_document_symbol(v->view->record, v->document, p->arena);
	enum dais_lang found;

	dais_page_element(p, "p", "tag lacks");
	if (dais_str_is(f->problem, "symbol"))
		dais_xml_text(&p->xml,
		    dais_page_say_with(p, DAIS_SAY_DOCUMENTS_PROBLEM_SYMBOL, "symbol", symbol));
	else if (dais_str_is(f->problem, "language") && dais_lang_parse(f->found, &found))
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_DOCUMENTS_PROBLEM_LANGUAGE,
					   "language", dais_page_language_name(p, found)));
	else
		dais_page_put(p, DAIS_SAY_DOCUMENTS_PROBLEM_UNREAD);
	dais_page_end(p);
}

/* What was kept when findings were English is marked as such. */
static void
write_words(
    struct dais_page *p, const char *element, const char *class_name, const struct dais_ml *words)
{
	dais_page_element(p, element, class_name);
	if (!words->in[p->language].n) {
		dais_xml_attr_c(&p->xml, "lang", "en");
		dais_xml_attr_c(&p->xml, "dir", "ltr");
	}
	dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language,
				   dais_upload_finding_in(words, p->language)));
	dais_page_end(p);
}

static void
write_finding(struct dais_page *p, const struct dais_upload_finding *f)
{
	dais_page_element(p, "li",
	    f->severity == DAIS_SEVERITY_ERROR     ? "remark error"
	    : f->severity == DAIS_SEVERITY_WARNING ? "remark warning"
						   : "remark info");
	write_words(p, "span", NULL, &f->words);
	if (f->rule.n) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_element(p, "span", "rule");
		dais_xml_text(&p->xml, f->rule);
		dais_page_end(p);
	}
	if (!dais_ml_is_empty(&f->hint))
		write_words(p, "p", "hint", &f->hint);
	dais_page_end(p);
}

static void
write_findings(struct dais_page *p, const struct dais_upload_kept *f)
{
	if (!f->findings.n) {
		dais_page_say_in(p, "p", "facts", DAIS_SAY_DOCUMENTS_FILE_CLEAN);
		return;
	}
	dais_page_element(p, "details", "more");
	dais_page_element(p, "summary", NULL);
	dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_DOCUMENTS_FILE_FINDINGS, "count",
				   dais_arena_printf(p->arena, "%zu", f->findings.n)));
	dais_page_end(p);
	dais_page_element(p, "ul", "remarks");
	for (size_t i = 0; i < f->findings.n; i++)
		write_finding(p, &f->findings.v[i]);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_file(struct dais_page *p, const struct documents_one *v, const struct dais_upload_kept *f)
{
	struct dais_str id = v->view->record->documents.v[v->document].id;

	dais_page_element(p, "li", "version");
	dais_page_element(p, "p", "facts");
	dais_xml_elem(&p->xml, "b", documents_language(p, f->language));
	dais_page_link(p,
	    dais_arena_printf(p->arena, "%.*s/files/%s/%.*s",
		DAIS_STR_ARG(documents_path(p, v->view->package, id)), dais_lang_code(f->language),
		DAIS_STR_ARG(f->format)),
	    NULL);
	dais_page_symbol(p, f->name.n ? f->name : f->format);
	dais_xml_close(&p->xml);
	dais_xml_elem(&p->xml, "span",
	    dais_page_say_with(p, DAIS_SAY_DOCUMENTS_FILE_BYTES, "count",
		dais_arena_printf(p->arena, "%llu", (unsigned long long)f->bytes)));
	dais_page_instant(p, f->at_ms);
	dais_page_end(p);
	if (f->problem.n)
		write_problem(p, v, f);
	if (f->checked)
		write_findings(p, f);
	dais_page_end(p);
}

static void
write_upload(struct dais_page *p, const struct documents_one *v)
{
	struct dais_str id = v->view->record->documents.v[v->document].id;
	const struct dais_desk_again *again = documents_again(v->view, "upload");
	struct dais_str language =
	    dais_desk_kept(again, "upload-language", dais_str_from(dais_lang_code(p->language)));

	dais_page_element(p, "details", "panel");
	if (again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_UPLOAD);
	dais_page_form(p, dais_arena_printf(p->arena, "%.*s/files",
			      DAIS_STR_ARG(documents_path(p, v->view->package, id))));
	documents_field(
	    p, "upload-language", dais_page_say(p, DAIS_SAY_DOCUMENTS_UPLOAD_LANGUAGE), false);
	documents_select(p, NULL, "upload-language", "upload-language");
	/* Who reads in a language most likely brings its version; else the first is chosen. */
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (v->may_set & v->view->record->languages & DAIS_LANG_BIT(l))
			dais_page_option(p, dais_str_from(dais_lang_code((enum dais_lang)l)),
			    documents_language(p, (enum dais_lang)l),
			    dais_str_is(language, dais_lang_code((enum dais_lang)l)));
	}
	dais_xml_close(&p->xml);
	documents_end_field(p);
	documents_field(p, "upload", dais_page_say(p, DAIS_SAY_DOCUMENTS_UPLOAD_FILE), false);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", "upload");
	dais_xml_attr_c(&p->xml, "name", "upload");
	dais_xml_attr_c(&p->xml, "type", "file");
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_attr_c(&p->xml, "accept", ".pdf,.docx,.odt,.html,.htm,.txt,.xml");
	dais_xml_close(&p->xml);
	documents_end_field(p);
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr_c(&p->xml, "formenctype", "multipart/form-data");
	dais_page_put(p, DAIS_SAY_DOCUMENTS_UPLOAD_SEND);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
documents_write_files(struct dais_page *p, const struct documents_one *v)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_DOCUMENTS_FILES);
	if (!v->files.n)
		dais_page_say_in(p, "p", "empty", DAIS_SAY_DOCUMENTS_FILES_NONE);
	dais_page_element(p, "ul", "versions");
	for (size_t i = 0; i < v->files.n; i++)
		write_file(p, v, &v->files.v[i]);
	dais_page_end(p);
	if (v->may_set)
		write_upload(p, v);
}

/* ---- sending ---- */

struct sending {
	struct dais_page page;
	struct dais_upload upload;
};

/* The words for a file that was kept: whether it could be read, and fits. */
static const char *
what_came_of(const struct sending *s)
{
	dais_upload_kept_vec files = { 0 };
	struct dais_err ignored = DAIS_ERR_INIT;

	if (!dais_uploads_of(s->page.site->house, s->upload.package, s->upload.document,
		s->page.arena, &files, &ignored))
		return "uploaded";
	for (size_t i = 0; i < files.n; i++) {
		const struct dais_upload_kept *one = &files.v[i];

		if (one->language != s->upload.language ||
		    !dais_str_eq(one->format, s->upload.format) || !one->problem.n)
			continue;
		return dais_str_is(one->problem, "unread") ? "uploaded-unread" : "uploaded-odd";
	}
	return "uploaded";
}

static void
taken(void *ctx, struct dais_str answer, const struct dais_err *unread,
    const struct dais_err *failure)
{
	struct sending *s = ctx;
	struct dais_page *p = &s->page;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t change;

	if (!failure &&
	    !dais_upload_keep(p->site->house, p->actor, &s->upload, answer, unread, &change, &err))
		failure = &err;
	if (failure) {
		documents_refuse_file(p, s->upload.package, s->upload.document, failure);
		return;
	}
	if (change)
		dais_site_changed(p->site, s->upload.package, change, false);
	dais_http_redirect(
	    p->exchange, dais_arena_printf(p->arena, "%.*s?did=%s",
			     DAIS_STR_ARG(documents_path(p, s->upload.package, s->upload.document)),
			     change ? what_came_of(s) : "nothing"));
}

/* What was sent; false with @err. */
static bool
read_upload(struct dais_http_exchange *x, struct dais_upload *u, struct dais_err *err)
{
	const struct dais_http_request *request = dais_http_request(x);

	for (size_t i = 0; i < request->uploads.n; i++) {
		const struct dais_http_upload *one = &request->uploads.v[i];

		if (!dais_str_is(one->field, "upload") || !one->file_name.n)
			continue;
		if (!one->bytes.n)
			return dais_err_set(err, DAIS_ERR_INVALID, "the file is empty");
		u->name = dais_str_sub(one->file_name, 0, 200);
		u->bytes = one->bytes;
		u->fd = request->body_fd;
		u->in_file = u->fd >= 0;
		u->at = one->at;
		if (!dais_upload_format(one->file_name, &u->format))
			return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
			    "files of this kind are not taken: %.*s", DAIS_STR_ARG(u->name));
		if (!dais_lang_parse(dais_http_field(x, "upload-language"), &u->language))
			return dais_err_set(err, DAIS_ERR_INVALID, "the language is missing");
		return true;
	}
	return dais_err_set(err, DAIS_ERR_INVALID, "no file was sent");
}

void
documents_post_file(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct sending *q;
	struct dais_matter matter;
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	q = DAIS_NEW(p.arena, struct sending);
	q->page = p;
	q->upload.package = dais_arena_dup(p.arena, s->package);
	q->upload.document = dais_http_param(x, "document");
	if (!read_upload(x, &q->upload, &err)) {
		documents_refuse_file(&p, q->upload.package, q->upload.document, &err);
		return;
	}
	matter = dais_snapshot_matter(s, &q->upload.language, p.arena);
	if (!dais_actor_check(p.actor, DAIS_ACTION_SET_VERSION, &matter, &err)) {
		dais_page_problem(&p, 403, &err);
		return;
	}
	if (site->workshop)
		dais_http_hold(x);
	dais_site_take_upload(site, &q->upload, p.arena, taken, q);
}

/* ---- getting ---- */

/* What others sent is never shown by the browser as a page of this site. */
void
documents_get_file(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_upload u = { 0 };
	struct dais_page p;

	if (!dais_desk_package_begin(site, x, &p, &s))
		return;
	u.package = s->package;
	u.document = dais_http_param(x, "document");
	u.format = dais_http_param(x, "format");
	if (!dais_lang_parse(dais_http_param(x, "lang"), &u.language) ||
	    !dais_upload_find(site->house, &u, p.arena, &err)) {
		dais_page_problem(&p, err.code ? dais_http_status_of(&err) : 404, &err);
		return;
	}
	dais_http_set_header(x, "Content-Disposition",
	    dais_arena_printf(p.arena, "attachment; filename*=UTF-8''%.*s",
		DAIS_STR_ARG(dais_path_escape(p.arena, u.name))));
	dais_http_set_header(x, "Cache-Control", DAIS_STR("private, no-cache"));
	if (!dais_site_send_file(site, x, &u.digest, dais_upload_type(u.format), &err))
		dais_page_problem(&p, dais_http_status_of(&err), &err);
}
