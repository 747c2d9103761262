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
	[DAIS_EVIDENCE_DOCUMENTATION] = "documentation",
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
	DAIS_BUF_AUTO b;

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

/* --- the language --------------------------------------------------------------------------- */

struct script_count {
	size_t han, arabic, cyrillic;
};

static void
count_script(struct script_count *n, uint32_t c)
{
	n->han += c >= 0x4E00 && c <= 0x9FFF;
	n->arabic += c >= 0x600 && c <= 0x6FF;
	n->cyrillic += c >= 0x400 && c <= 0x4FF;
}

static bool
is_word_of(enum dais_lang l, struct dais_str w)
{
	const struct read_list *stop = &read_words_of(l)->stop;

	for (size_t i = 0; i < stop->n; i++) {
		if (dais_str_is(w, stop->v[i]))
			return true;
	}
	return false;
}

static enum dais_lang
find_language(struct dais_str s)
{
	static const enum dais_lang latin[] = { DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES };
	struct script_count n = { 0 };
	size_t votes[3] = { 0 }, total = 0, best = 0;
	struct dais_str sample = dais_str_sub(s, 0, 65536), word, line;

	for (size_t at = 0; at < sample.n; total++)
		count_script(&n, dais_str_decode(sample, &at));
	if (n.han * 8 > total)
		return DAIS_LANG_ZH;
	if (n.arabic * 5 > total)
		return DAIS_LANG_AR;
	if (n.cyrillic * 5 > total)
		return DAIS_LANG_RU;
	while (dais_str_next_line(&sample, &line)) {
		while (dais_str_next(&line, ' ', &word)) {
			for (size_t i = 0; i < 3 && word.n && word.n < 8; i++)
				votes[i] += is_word_of(latin[i], word);
		}
	}
	for (size_t i = 1; i < 3; i++) {
		if (votes[i] > votes[best])
			best = i;
	}
	return latin[best];
}

/* --- the stages ----------------------------------------------------------------------------- */

static const char *
kind_of(const struct reader *r)
{
	bool items = false;

	for (size_t b = 0; b < r->bodies.n; b++)
		items |= r->bodies.v[b].items.n >= 2;
	if (!items)
		return "unknown";
	return r->notes.n ? "annotated-agenda" : "agenda";
}

static void
drop_false_agenda(struct reader *r)
{
	size_t kept = 0;

	/* One numbered line is no agenda. */
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (r->bodies.v[b].items.n >= 2)
			r->bodies.v[kept++] = r->bodies.v[b];
	}
	r->bodies.n = kept;
}

bool
dais_text_read(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    const enum dais_lang *lang, struct dais_reading **ret, struct dais_diags *diags,
    struct dais_err *err)
{
	struct reader r = { .a = a, .diags = diags, .annotations = DAIS_NONE, .annex = DAIS_NONE };
	unsigned bad;

	if (bytes.n > DAIS_TEXT_READ_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT,
		    "a text of %zu MB is larger than the %zu MB dais reads", bytes.n >> 20,
		    DAIS_TEXT_READ_MAX >> 20);
	r.out = DAIS_NEW(a, struct dais_reading);
	r.out->arena = a;
	r.out->file = dais_arena_dup(a, file_name);
	r.record = dais_record_new(a);
	r.out->record = r.record;
	bytes = to_text(a, bytes, r.out->file, diags, &bad);
	r.lang = r.out->lang = lang ? *lang : find_language(bytes);
	r.words = read_words_of(r.lang);
	r.out->kind = "unknown";
	*ret = r.out;
	if (bad > 10)
		return true;
	read_lines(&r, bytes);
	read_blocks(&r);
	read_agenda(&r);
	drop_false_agenda(&r);
	read_annotations(&r);
	read_timetable(&r);
	read_openings(&r);
	read_build(&r);
	read_evidence(&r);
	r.out->kind = kind_of(&r);
	if (strcmp(r.out->kind, "unknown") == 0)
		dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING,
		    &(struct dais_place){ .file = r.out->file },
		    "no agenda was recognised in this text; only loose facts were read");
	return true;
}
