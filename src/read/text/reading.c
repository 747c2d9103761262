/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The stages of reading a text in order; bytes become text here, and the language is found.
 */
#include "read/text/build_priv.h"

static const char *const kind_names[DAIS_EVIDENCE_KIND_COUNT] = {
	[DAIS_EVIDENCE_TITLE_IN_AGENDA] = "title-in-agenda",
	[DAIS_EVIDENCE_TITLE_IN_ANNOTATION] = "title-in-annotation",
	[DAIS_EVIDENCE_TITLE_IN_TIMETABLE] = "title-in-timetable",
	[DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST] = "title-in-document-list",
	[DAIS_EVIDENCE_QUOTED_TITLE] = "quoted-title",
	[DAIS_EVIDENCE_LABEL] = "label",
	[DAIS_EVIDENCE_ITEM_NUMBER] = "item-number",
	[DAIS_EVIDENCE_CONTINUED] = "continued",
	[DAIS_EVIDENCE_BODY_NAME] = "body-name",
	[DAIS_EVIDENCE_DATE] = "date",
	[DAIS_EVIDENCE_WEEKDAY_DATE] = "weekday-date",
	[DAIS_EVIDENCE_RANGE] = "range",
	[DAIS_EVIDENCE_TIME] = "time",
	[DAIS_EVIDENCE_ORDINAL] = "ordinal",
	[DAIS_EVIDENCE_SYMBOL] = "symbol",
	[DAIS_EVIDENCE_LINK] = "link",
	[DAIS_EVIDENCE_MANDATE] = "mandate",
	[DAIS_EVIDENCE_JOB_NUMBER] = "job-number",
	[DAIS_EVIDENCE_NO_DOCUMENT] = "no-document",
	[DAIS_EVIDENCE_CROSS_REFERENCE] = "cross-reference",
	[DAIS_EVIDENCE_ITEM_REFERENCE] = "item-reference",
	[DAIS_EVIDENCE_PARAGRAPH] = "paragraph",
	[DAIS_EVIDENCE_HALF_DAY] = "half-day",
	[DAIS_EVIDENCE_NO_DATE] = "no-date",
	[DAIS_EVIDENCE_SEE_ALSO] = "see-also",
	[DAIS_EVIDENCE_ANNOTATION_TEXT] = "annotation-text",
	[DAIS_EVIDENCE_PARAGRAPH_NUMBER] = "paragraph-number",
	[DAIS_EVIDENCE_POINT_IN_AGENDA] = "point-in-agenda",
	[DAIS_EVIDENCE_DOCUMENTATION] = "documentation",
	[DAIS_EVIDENCE_TITLE_IN_CONTENTS] = "title-in-contents",
	[DAIS_EVIDENCE_TITLE_IN_HEADING] = "title-in-heading",
};

const char *
dais_evidence_kind_name(enum dais_evidence_kind k)
{
	return kind_names[k];
}

/* --- bytes to text -------------------------------------------------------------------------- */

/* @bytes as text: without byte order mark; every offence replaced, and told once with its number
 * and first place. *@ret_share is the share of offences in percent. */
static struct dais_str
to_text(struct dais_arena *a, struct dais_str bytes, struct dais_str file, struct dais_diags *diags,
    unsigned *ret_share)
{
	size_t bad = 0, first = 0, line = 1;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	*ret_share = 0;
	if (dais_str_has_prefix(bytes, DAIS_STR("\xEF\xBB\xBF")))
		bytes = dais_str_sub(bytes, 3, bytes.n);
	if (dais_str_is_text(bytes, &first))
		return bytes;
	for (size_t i = 0; i < first; i++)
		line += bytes.p[i] == '\n';
	for (size_t at = 0; at < bytes.n;) {
		size_t here = at;
		uint32_t c = dais_str_decode(bytes, &at);

		if (c != 0 && dais_str_is_text(dais_str_sub(bytes, here, at), NULL)) {
			dais_buf_put_bytes(&b, bytes.p + here, at - here);
			continue;
		}
		bad++;
		dais_buf_put_cp(&b, 0xFFFD);
	}
	*ret_share = (unsigned)(bad * 100 / (bytes.n ? bytes.n : 1));
	dais_diags_add(diags, "read", DAIS_SEVERITY_ERROR,
	    &(struct dais_place){ .file = file, .line = (unsigned)line },
	    "the file is not UTF-8 text: %zu bytes cannot be read, the first on line %zu", bad,
	    line);
	return dais_buf_dup(&b, a);
}

/* --- the stages ----------------------------------------------------------------------------- */

static const char *
kind_of(const struct reader *r)
{
	bool items = false;

	for (size_t b = 0; b < r->bodies.n; b++)
		items |= r->bodies.v[b].items.n >= 2 || r->bodies.v[b].only_item;
	if (r->is_report)
		return "report";
	if (r->sittings.n && (!items || r->items_from_table))
		return "timetable";
	if (!items)
		return r->is_document_list ? "document-list" : "unknown";
	return r->notes.n ? "annotated-agenda" : "agenda";
}

static void
drop_false_agenda(struct reader *r)
{
	size_t kept = 0;

	/* One numbered line is no agenda, but for one under its title. */
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (r->bodies.v[b].items.n >= 2 || r->bodies.v[b].only_item)
			r->bodies.v[kept++] = r->bodies.v[b];
	}
	r->bodies.n = kept;
}

static void
begin(struct reader *r, struct dais_str file_name)
{
	r->out = DAIS_NEW(r->a, struct dais_reading);
	r->out->arena = r->a;
	r->out->file = dais_arena_dup(r->a, file_name);
	r->record = dais_record_new(r->a);
	r->out->record = r->record;
	r->out->kind = "unknown";
}

static void
set_language(struct reader *r, enum dais_lang lang)
{
	r->lang = r->out->lang = lang;
	r->words = read_words_of(lang);
}

/* From blocks to the reading. */
static void
recognise(struct reader *r)
{
	read_join_tables(r);
	read_open_tables(r);
	read_join_lone_marks(r);
	read_contents(r);
	read_front(r);
	read_own(r);
	read_agenda(r);
	drop_false_agenda(r);
	read_bare_body(r);
	read_annotations(r);
	read_sections(r);
	read_documents_before(r);
	read_document_rows(r);
	read_timetable(r);
	read_openings(r);
	read_build(r);
	read_evidence(r);
	read_tell_cut(r);
	r->out->kind = kind_of(r);
	if (strcmp(r->out->kind, "unknown") == 0)
		dais_diags_add(r->diags, "read", DAIS_SEVERITY_INFO,
		    &(struct dais_place){ .file = r->out->file },
		    "no agenda was recognised in this text; only loose facts were read");
}

/* Bytes to lines and blocks; false when they are no text. */
static bool
take_bytes(struct reader *r, struct dais_str bytes, const enum dais_lang *lang)
{
	unsigned bad;

	bytes = to_text(r->a, bytes, r->out->file, r->diags, &bad);
	set_language(r, lang ? *lang : dais_reading_language(bytes));
	if (bad > 10)
		return false;
	read_lines(r, bytes);
	read_blocks(r);
	return true;
}

static bool
is_too_large(struct dais_str bytes, struct dais_err *err)
{
	if (bytes.n <= DAIS_TEXT_READ_MAX)
		return false;
	(void)dais_err_set(err, DAIS_ERR_LIMIT,
	    "a text of %zu MB is larger than the %zu MB dais reads", bytes.n >> 20,
	    DAIS_TEXT_READ_MAX >> 20);
	return true;
}

bool
dais_text_read(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    const enum dais_lang *lang, struct dais_reading **ret, struct dais_diags *diags,
    struct dais_err *err)
{
	struct reader r = { .a = a, .diags = diags, .annotations = DAIS_NONE, .annex = DAIS_NONE };

	if (is_too_large(bytes, err))
		return false;
	begin(&r, file_name);
	*ret = r.out;
	if (take_bytes(&r, bytes, lang))
		recognise(&r);
	return true;
}

bool
dais_reading_from_flow(struct dais_arena *a, const struct dais_flow *flow,
    const enum dais_lang *lang, struct dais_reading **ret, struct dais_diags *diags,
    struct dais_err *err)
{
	struct reader r = {
		.a = a, .diags = diags, .flow = flow, .annotations = DAIS_NONE, .annex = DAIS_NONE
	};
	DAIS_BUF_AUTO sample = { 0 };

	(void)err;
	begin(&r, flow->file);
	*ret = r.out;
	dais_buf_init(&sample, (size_t)1 << 20);
	for (size_t i = 0; i < flow->blocks.n && sample.n < 65536; i++) {
		dais_buf_put(&sample, dais_str_sub(flow->blocks.v[i].text, 0, 65536));
		dais_buf_put_char(&sample, '\n');
	}
	set_language(&r, lang ? *lang : dais_reading_language(dais_buf_str(&sample)));
	read_flow_blocks(&r);
	recognise(&r);
	return true;
}

static void
put_block(struct reader *r, struct dais_flow_writer *w, size_t b)
{
	const struct text_block *t = &r->blocks.v[b];
	struct dais_flow_block *f = dais_flow_begin(w, DAIS_FLOW_TEXT);

	f->spaced = t->gap_before;
	for (size_t i = 0; i < t->map.n; i++) {
		size_t from = t->map.v[i].at,
		       to = i + 1 < t->map.n ? t->map.v[i + 1].at : t->text.n;
		struct dais_line_start p = read_place(r, b, from);

		dais_flow_put(w, dais_str_sub(t->text, from, to), 0, p.line, p.column);
	}
	(void)dais_flow_end(w);
}

bool
dais_text_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	struct reader r = { .a = a, .diags = diags, .annotations = DAIS_NONE, .annex = DAIS_NONE };
	DAIS_FLOW_WRITER_AUTO w;

	if (is_too_large(bytes, err))
		return false;
	begin(&r, file_name);
	*ret = dais_flow_new(a, r.out->file, "text");
	dais_flow_writer_init(&w, *ret);
	if (!take_bytes(&r, bytes, NULL))
		return true;
	for (size_t b = 0; b < r.blocks.n; b++)
		put_block(&r, &w, b);
	return true;
}
