/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The child's side: bytes to a format, a reader, a reading, its findings, and the answer.
 */
#include "check/check.h"
#include "read/akn/akn.h"
#include "read/docx/annotate.h"
#include "read/docx/docx.h"
#include "read/flow/format.h"
#include "read/html/html.h"
#include "read/odt/odt.h"
#include "read/package/load.h"
#include "read/package/profile.h"
#include "read/package/save.h"
#include "read/pdf/annotate.h"
#include "read/pdf/pdf.h"
#include "read/text/reading.h"
#include "service/document_priv.h"
#include "text/message.h"

typedef bool (*flow_fn)(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);
typedef bool (*annotate_fn)(struct dais_arena *a, struct dais_str bytes,
    const struct dais_diags *diags, struct dais_buf *out, struct dais_err *err);

struct format {
	const char *name;
	const char *what;     /* in a message: "%s is ..." */
	flow_fn flow;         /* NULL: read otherwise, or not at all */
	annotate_fn annotate; /* NULL: no comments can be put into it */
	const char *hint;     /* when it is not read */
};

static const struct format formats[] = {
	{ "docx", "a DOCX document", dais_docx_flow, dais_docx_annotate, NULL },
	{ "odt", "an ODT document", dais_odt_flow, NULL, NULL },
	{ "html", "an HTML page", dais_html_flow, NULL, NULL },
	{ "akn", "Akoma Ntoso", dais_akn_flow, NULL, NULL },
	{ "pdf", "a PDF document", dais_pdf_flow, dais_pdf_annotate, NULL },
	/* Refused, with the reason: older or encrypted. */
	{ "doc", DAIS_MESSAGE("a document of the older binary format"), dais_docx_flow, NULL,
	    NULL },
	{ "rtf", DAIS_MESSAGE("an RTF document"), NULL, NULL,
	    DAIS_MESSAGE("Open it in a word processor and save it as DOCX.") },
	{ "zip", DAIS_MESSAGE("a ZIP archive or an office file that is no text document"), NULL,
	    NULL, DAIS_MESSAGE("Unpack it, or save it as DOCX.") },
	{ "xml", DAIS_MESSAGE("XML, but neither Akoma Ntoso nor XHTML"), NULL, NULL,
	    DAIS_MESSAGE("dais reads text, DOCX, ODT, HTML, PDF and Akoma Ntoso.") },
	{ "image", DAIS_MESSAGE("a picture"), NULL, NULL,
	    DAIS_MESSAGE(
		"A picture holds no text; recognise its text first and check the result.") },
	{ "unknown", DAIS_MESSAGE("neither text nor a format that dais knows"), NULL, NULL,
	    DAIS_MESSAGE("dais reads text, DOCX, ODT, HTML, PDF and Akoma Ntoso.") },
};

static const struct format *
find_format(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	}
	return NULL;
}

static bool
flow_by(const struct format *f, struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	if (f->flow)
		return f->flow(a, bytes, file, ret, diags, err);
	(void)dais_err_set(
	    err, DAIS_ERR_UNSUPPORTED, "\"%.*s\" is %s", DAIS_STR_ARG(file), f->what);
	return dais_err_hint(err, "%s", f->hint);
}

bool
dais_document_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	const struct format *f = find_format(dais_flow_format_of(bytes));

	/* What is in no table is text, or nothing at all. */
	return f ? flow_by(f, a, bytes, file, ret, diags, err)
		 : dais_text_flow(a, bytes, file, ret, diags, err);
}

bool
dais_document_explain(struct dais_err *err, const char *path)
{
	if (strstr(err->msg, path))
		return false;
	return dais_err_context(
	    err, "while reading %s", strcmp(path, "-") == 0 ? "standard input" : path);
}

static bool
read_by_flow(struct dais_arena *a, const struct format *f, struct dais_str bytes,
    struct dais_str file, const enum dais_lang *language, struct dais_reading **ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_flow *flow = NULL;

	return flow_by(f, a, bytes, file, &flow, diags, err) &&
	       dais_reading_from_flow(a, flow, language, ret, diags, err);
}

/* Orders and filters @diags; returns how many were accepted before. */
static size_t
settle(const struct dais_document_options *opt, struct dais_diags *diags)
{
	dais_diags_sort(diags);
	return opt->filter ? opt->filter(opt->ctx, diags) : 0;
}

static void
pack_head(struct dais_buf *b, const char *format, const char *kind, enum dais_lang language,
    const struct dais_record *r, size_t facts)
{
	dais_pack_str(b, dais_str_from(format));
	dais_pack_str(b, dais_str_from(kind));
	dais_pack_uint(b, language);
	dais_pack_uint(b, r->together.n);
	dais_pack_uint(b, r->items.n);
	dais_pack_uint(b, r->documents.n);
	dais_pack_uint(b, r->sittings.n);
	dais_pack_uint(b, facts);
}

/* --- packages ------------------------------------------------------------------------------- */

static void
check_package(
    const struct dais_record *r, const struct dais_document_options *opt, struct dais_diags *diags)
{
	struct dais_check_options rules = { .rules = opt->rules, .n_rules = opt->n_rules };

	dais_check_record(r, &rules, diags);
	if (opt->check_more)
		opt->check_more(r, &rules, diags);
}

static void
begin_diags(struct dais_diags *d, struct dais_arena *a, const struct dais_document_options *opt)
{
	dais_diags_init(d, a);
	dais_text_diags_in(d, opt->said_in ? *opt->said_in : DAIS_LANG_EN);
	d->keeps_english = opt->keeps_english;
}

static bool
work_on_package(struct dais_arena *a, const char *dir, const struct dais_document_options *opt,
    struct dais_buf *answer, struct dais_err *err)
{
	struct dais_record *r = NULL;
	struct dais_diags diags;
	size_t accepted;

	begin_diags(&diags, a, opt);
	if (!dais_package_load(a, dir, &r, &diags, err))
		return false;
	if (opt->profile && !dais_profile_shipped(dais_str_from(opt->profile), &r->profile))
		return dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "there is no profile \"%s\"", opt->profile);
	/* Rules on a record that could not be read whole would report consequences of its errors.
	 */
	for (unsigned l = 0; diags.errors == 0 && l < DAIS_LANG_COUNT; l++) {
		if (r->languages & 1u << l)
			dais_package_missing(r, (enum dais_lang)l, &diags);
	}
	if (diags.errors == 0 && opt->check)
		check_package(r, opt, &diags);
	accepted = settle(opt, &diags);
	pack_head(answer, "package", "package", DAIS_LANG_EN, r, 0);
	dais_pack_uint(answer, accepted);
	dais_pack_diags(answer, &diags);
	dais_pack_str(answer, DAIS_STR_NONE);
	dais_pack_uint(answer, 0);
	dais_pack_str(answer, DAIS_STR_NONE); /* no text */
	dais_pack_str(answer, DAIS_STR_NONE);
	dais_pack_uint(answer, false);
	return true;
}

/* --- documents ------------------------------------------------------------------------------ */

static bool
has_text(const struct dais_record *r, unsigned l)
{
	return r->annotations[l].n > 0 || r->origin_text[l].n > 0;
}

void
dais_document_pack_files(struct dais_arena *a, struct dais_buf *b, const struct dais_record *r)
{
	size_t n = 1;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		n += has_text(r, l);
	dais_pack_uint(b, n);
	dais_pack_str(b, DAIS_STR("meeting.yaml"));
	dais_pack_str(b, dais_package_print_yaml(r, a));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!has_text(r, l))
			continue;
		dais_pack_str(
		    b, dais_arena_printf(a, "text/%s.md", dais_lang_code((enum dais_lang)l)));
		dais_pack_str(b, dais_package_print_text(r, (enum dais_lang)l, a));
	}
}

static void
pack_json(struct dais_buf *b, const struct dais_reading *reading)
{
	DAIS_BUF_AUTO json = { 0 };

	dais_buf_init(&json, DAIS_BUF_MAX);
	dais_text_read_json(reading, &json);
	dais_pack_str(b, dais_buf_str(&json));
}

/* The annotated copy, or why there is none: that does not make the findings less. */
static void
pack_annotated(struct dais_arena *a, struct dais_buf *b, const struct format *f,
    struct dais_str bytes, const struct dais_reading *reading, const struct dais_diags *diags)
{
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO copy = { 0 };

	dais_buf_init(&copy, DAIS_BUF_MAX);
	if (!f || !f->annotate) {
		(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED,
		    "comments cannot be written into \"%.*s\"", DAIS_STR_ARG(reading->file));
		(void)dais_err_hint(&err, "Annotated copies are made of DOCX and PDF documents.");
	} else {
		(void)f->annotate(a, bytes, diags, &copy, &err);
	}
	dais_pack_str(b, err.code ? DAIS_STR_NONE : dais_buf_str(&copy));
	dais_pack_uint(b, err.code != DAIS_ERR_NONE);
	if (err.code)
		dais_pack_err(b, &err);
}

/* Running heads and feet are no words of the document. */
static void
pack_text(struct dais_arena *a, struct dais_buf *b, struct dais_str bytes, struct dais_str file)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_flow *flow = NULL;
	struct dais_diags diags;
	DAIS_BUF_AUTO text = { 0 };

	dais_diags_init(&diags, a);
	dais_buf_init(&text, DAIS_DOCUMENT_TEXT_MAX);
	if (dais_document_flow(a, bytes, file, &flow, &diags, &ignored) && flow) {
		for (size_t i = 0; i < flow->blocks.n; i++) {
			const struct dais_flow_block *block = &flow->blocks.v[i];

			if (block->role == DAIS_FLOW_HEADER || block->role == DAIS_FLOW_FOOTER ||
			    text.n + block->text.n + 1 > DAIS_DOCUMENT_TEXT_MAX)
				continue;
			dais_buf_put(&text, block->text);
			dais_buf_put_char(&text, '\n');
		}
	}
	dais_pack_str(b, dais_buf_str(&text));
}

static bool
work_on_document(struct dais_arena *a, const char *path, struct dais_str bytes,
    const struct dais_document_options *opt, struct dais_buf *answer, struct dais_err *err)
{
	const struct format *f = find_format(dais_flow_format_of(bytes));
	struct dais_str file = dais_str_from(path);
	struct dais_reading *reading = NULL;
	struct dais_diags diags;
	size_t accepted;

	begin_diags(&diags, a, opt);
	if (f ? !read_by_flow(a, f, bytes, file, opt->language, &reading, &diags, err)
	      : !dais_text_read(a, bytes, file, opt->language, &reading, &diags, err))
		return false;
	if (opt->check)
		dais_reading_check(reading, &diags);
	accepted = settle(opt, &diags);
	pack_head(answer, f ? f->name : "text", reading->kind, reading->lang, reading->record,
	    reading->evidence.n);
	dais_pack_uint(answer, accepted);
	dais_pack_diags(answer, &diags);
	if (opt->want_json)
		pack_json(answer, reading);
	else
		dais_pack_str(answer, DAIS_STR_NONE);
	/* Without a body and its meeting there is nothing a package could hold. */
	if (opt->want_package && reading->record->meetings.n)
		dais_document_pack_files(a, answer, reading->record);
	else
		dais_pack_uint(answer, 0);
	if (opt->want_text)
		pack_text(a, answer, bytes, file);
	else
		dais_pack_str(answer, DAIS_STR_NONE);
	if (opt->want_annotated) {
		pack_annotated(a, answer, f, bytes, reading, &diags);
	} else {
		dais_pack_str(answer, DAIS_STR_NONE);
		dais_pack_uint(answer, false);
	}
	return true;
}

bool
dais_document_work(const char *path, const struct dais_str *bytes,
    const struct dais_document_options *opt, struct dais_buf *answer, struct dais_err *err)
{
	/* The limit is that of the child. */
	DAIS_ARENA_AUTO a = dais_arena_new(SIZE_MAX / 2);

	if (bytes ? work_on_document(a, path, *bytes, opt, answer, err)
		  : work_on_package(a, path, opt, answer, err))
		return true;
	return dais_document_explain(err, path);
}
