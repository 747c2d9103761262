/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * In the child the document is read like any other from anywhere (service/document.h); what comes
 * back is checked value by value. A file that cannot be read is kept all the same: it may be what
 * was printed.
 */
#include "service/upload/upload.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/pack.h"
#include "base/scratch.h"
#include "mark/json_read.h"
#include "service/document.h"
#include "service/upload/place_priv.h"
#include "text/text.h"

#define WORDS_MAX 4000
#define SYMBOLS_MAX 100u /* of a document of its own that are held against the record */
/* Somebody waits, behind a proxy that gives up after a minute. */
#define READING_SECONDS_MAX 12 /* of processor time */
#define OTHERS_AFTER_MS 20000 /* later no other language is begun with */

static const struct {
	const char *format, *type;
} formats[] = {
	{ "pdf", "application/pdf" },
	{ "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ "odt", "application/vnd.oasis.opendocument.text" },
	{ "html", "text/html; charset=utf-8" },
	{ "htm", "text/html; charset=utf-8" },
	{ "txt", "text/plain; charset=utf-8" },
	{ "xml", "application/xml" },
};

bool
dais_upload_format(struct dais_str name, struct dais_str *ret)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		struct dais_str end = dais_arena_printf(a, ".%s", formats[i].format);

		if (dais_str_has_suffix(dais_str_lower_ascii(a, name), end)) {
			*ret = dais_str_from(formats[i].format);
			return true;
		}
	}
	return false;
}

const char *
dais_upload_type(struct dais_str format)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		if (dais_str_is(format, formats[i].format))
			return formats[i].type;
	}
	return "application/octet-stream";
}

struct dais_str
dais_upload_id(const struct dais_upload *u, struct dais_arena *a)
{
	return dais_arena_printf(a, "%.*s/%s/%.*s", DAIS_STR_ARG(u->document),
	    dais_lang_code(u->language), DAIS_STR_ARG(u->format));
}

struct dais_str
dais_upload_question(const struct dais_upload *u, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_pack_str(&b, u->format);
	dais_pack_uint(&b, dais_upload_is_long(u));
	if (dais_upload_is_long(u))
		upload_pack_place(&b, u);
	else
		dais_pack_str(&b, u->bytes);
	return dais_buf_dup(&b, a);
}

/* ---- the work ---- */

struct reading {
	struct dais_buf *out;
	size_t findings;
	bool done;
};

/* The symbols that the document has of its own, from the JSON of the reader. */
static void
pack_symbols(struct dais_buf *out, const struct dais_document_answer *answer)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err ignored = DAIS_ERR_INIT;
	const struct dais_json_value *symbols = NULL;
	struct dais_json_value *v;
	size_t n;

	if (answer->json.n && dais_json_parse(a, answer->json, &v, &ignored))
		symbols = dais_json_get(v, "symbols");
	n = symbols ? symbols->members.n : 0;
	n = n < SYMBOLS_MAX ? n : SYMBOLS_MAX;
	dais_pack_uint(out, n);
	for (size_t i = 0; i < n; i++)
		dais_pack_str(out, symbols->members.v[i].value->text);
}

/* Those that are kept: the first. */
static void
pack_findings(struct dais_buf *out, struct dais_diags *d)
{
	if (d->list.n > DAIS_UPLOAD_FINDINGS_MAX)
		d->list.n = DAIS_UPLOAD_FINDINGS_MAX;
	dais_pack_diags(out, d);
}

static void
read_one(void *ctx, size_t i, struct dais_document_answer *answer)
{
	struct reading *r = ctx;

	(void)i;
	r->done = true;
	dais_pack_uint(r->out, answer->err.code ? 1 : 0);
	if (answer->err.code) {
		dais_pack_err(r->out, &answer->err);
	} else {
		dais_pack_uint(r->out, (uint64_t)answer->language);
		pack_symbols(r->out, answer);
		pack_findings(r->out, &answer->diags);
		dais_pack_str(r->out, answer->text);
		r->findings = answer->diags.list.n;
	}
	dais_document_free(answer);
}

/* The findings in one more language; none when the document could not be read again. */
static void
say_again(void *ctx, size_t i, struct dais_document_answer *answer)
{
	struct dais_buf *out = ctx;

	(void)i;
	pack_findings(out, &answer->diags);
	dais_document_free(answer);
}

/* Whoever looks at the file later reads the findings in a language of their own: they are made in
 * each, since the values of a message are in its language, too. What takes long to read is said in
 * English only. */
static void
say_in_others(const char *path, int64_t began_ms, struct dais_buf *out)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		enum dais_lang said_in = (enum dais_lang)l;
		struct dais_document_options o = { .check = true,
			.said_in = &said_in,
			.at_once = 1,
			.seconds_max = READING_SECONDS_MAX };
		bool late = dais_clock_ms() - began_ms > OTHERS_AFTER_MS;

		if (said_in != DAIS_LANG_EN && late)
			dais_pack_diags(out, &(struct dais_diags){ 0 });
		else if (said_in != DAIS_LANG_EN)
			dais_documents_run(&path, 1, &o, say_again, out);
	}
}

bool
dais_upload_work(void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_unpack u = { .rest = question };
	struct dais_str format = dais_unpack_text(&u, 8);
	bool is_long = dais_unpack_uint(&u, 1) != 0;
	struct dais_str bytes =
	    is_long ? upload_unpack_place(&u) : dais_unpack_bytes(&u, DAIS_BUF_MAX);
	struct dais_document_options o = { .check = true,
		.want_json = true,
		.want_text = true,
		.at_once = 1,
		.seconds_max = READING_SECONDS_MAX };
	int64_t began_ms = dais_clock_ms();
	struct reading r = { .out = answer };
	char folder[DAIS_SCRATCH_MAX];
	const char *path;
	bool ok;

	(void)ctx;
	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the question came damaged");
	if (!dais_scratch_folder(folder, err))
		return false;
	path = dais_file_join(a, folder,
	    dais_arena_cstr(a, dais_arena_printf(a, "document.%.*s", DAIS_STR_ARG(format))));
	ok = dais_file_write_fast(path, bytes, err);
	/* Who reads the document has a copy: the file itself is out of its reach. */
	if (is_long)
		upload_close_place(bytes);
	if (ok)
		dais_documents_run(&path, 1, &o, read_one, &r);
	if (r.findings)
		say_in_others(path, began_ms, answer);
	dais_scratch_take_away(folder);
	return ok && (r.done || dais_err_set(err, DAIS_ERR_INTERNAL, "nothing was read"));
}

/* ---- keeping ---- */

struct kept {
	const struct dais_upload *u;
	const struct dais_record *record;
	const struct dais_document *document;
	struct dais_arena *a;
	bool looked, unread;
	enum dais_lang language;
	dais_store_strs symbols;
	dais_upload_findings findings;
	struct dais_str text; /* its words; empty: none */
};

/* At most @max bytes of @s, whole characters. */
static struct dais_str
shortened(struct dais_str s, size_t max)
{
	if (s.n <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xc0u) == 0x80u)
		max--;
	return dais_str_sub(s, 0, max);
}

/* Findings in one language after those in English; what does not answer them one by one is not
 * taken. */
static void
take_findings(struct kept *k, struct dais_unpack *u, struct dais_diags *english, enum dais_lang l)
{
	struct dais_diags others, *d = l == DAIS_LANG_EN ? english : &others;

	dais_diags_init(&others, k->a);
	dais_unpack_diags(u, d);
	if (u->failed || d->list.n != english->list.n)
		return;
	for (size_t i = 0; i < d->list.n && i < DAIS_UPLOAD_FINDINGS_MAX; i++) {
		const struct dais_diag *g = &d->list.v[i];

		struct dais_upload_finding *f;

		if (l == DAIS_LANG_EN)
			*dais_vec_add(k->a, &k->findings) =
			    (struct dais_upload_finding){ .rule = dais_str_from(g->rule),
				    .severity = g->severity };
		if (i >= k->findings.n || strcmp(g->rule, english->list.v[i].rule) != 0)
			continue;
		f = &k->findings.v[i];
		f->words.in[l] = shortened(g->message, WORDS_MAX);
		f->hint.in[l] = shortened(g->hint, WORDS_MAX);
	}
}

static bool
take_answer(struct kept *k, struct dais_str answer, struct dais_err *err)
{
	struct dais_unpack u = { .rest = answer };
	struct dais_err why = DAIS_ERR_INIT;
	struct dais_diags english;
	size_t n;

	dais_diags_init(&english, k->a);

	k->unread = dais_unpack_uint(&u, 1) == 1;
	if (k->unread) {
		dais_unpack_err(&u, &why);
	} else {
		k->language = (enum dais_lang)dais_unpack_uint(&u, DAIS_LANG_COUNT - 1);
		n = (size_t)dais_unpack_uint(&u, SYMBOLS_MAX);
		for (size_t i = 0; i < n && !u.failed; i++)
			dais_vec_push(k->a, &k->symbols, dais_unpack_text(&u, WORDS_MAX));
		take_findings(k, &u, &english, DAIS_LANG_EN);
		k->text = dais_unpack_text(&u, DAIS_DOCUMENT_TEXT_MAX);
		for (unsigned l = 0; english.list.n && l < DAIS_LANG_COUNT; l++) {
			if (l != DAIS_LANG_EN)
				take_findings(k, &u, &english, (enum dais_lang)l);
		}
	}
	k->looked = true;
	return dais_unpack_end(&u) ||
	       dais_err_set(err, DAIS_ERR_INTERNAL, "the answer of the reader came damaged");
}

/* Whether the file carries one of the document's symbols; also when neither has one. */
static bool
symbol_fits(const struct kept *k)
{
	for (size_t i = 0; i < k->document->symbols.n; i++) {
		for (size_t n = 0; n < k->symbols.n; n++) {
			if (dais_str_eq(k->document->symbols.v[i].key, k->symbols.v[n]))
				return true;
		}
	}
	return !k->document->symbols.n || !k->symbols.n;
}

static const char *
problem_of(const struct kept *k)
{
	if (!k->looked)
		return NULL;
	if (k->unread)
		return "unread";
	if (k->language != k->u->language)
		return "language";
	return symbol_fits(k) ? NULL : "symbol";
}

static void
put_words(struct dais_json *w, const struct dais_ml *words)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (words->in[l].n)
			dais_json_pair(w, dais_lang_code((enum dais_lang)l), words->in[l]);
}

static void
put_finding(struct dais_json *w, const struct dais_upload_finding *f)
{
	dais_json_object(w);
	dais_json_pair(w, "rule", f->rule);
	dais_json_pair_c(w, "severity", dais_severity_name(f->severity));
	put_words(w, &f->words);
	if (!dais_ml_is_empty(&f->hint)) {
		dais_json_key(w, "hint");
		dais_json_object(w);
		put_words(w, &f->hint);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static struct dais_str
value_of(struct kept *k, const struct dais_digest *digest, const struct dais_digest *text,
    const struct dais_actor *actor, int64_t now)
{
	const char *problem = problem_of(k);
	struct dais_json w;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_THING_VALUE_MAX);
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair(&w, "digest", dais_digest_hex(k->a, digest));
	dais_json_pair_c(&w, "type", dais_upload_type(k->u->format));
	dais_json_pair_int(&w, "size", (int64_t)k->u->bytes.n);
	dais_json_pair(&w, "name", dais_text_without_turns(k->a, k->u->name));
	dais_json_pair_int(&w, "at", now);
	dais_json_pair(&w, "who", actor->account);
	dais_json_pair_bool(&w, "checked", k->looked && !k->unread);
	if (k->text.n)
		dais_json_pair(&w, "text", dais_digest_hex(k->a, text));
	if (problem)
		dais_json_pair_c(&w, "problem", problem);
	if (problem && strcmp(problem, "language") == 0)
		dais_json_pair_c(&w, "found", dais_lang_code(k->language));
	dais_json_key(&w, "findings");
	dais_json_array(&w);
	for (size_t i = 0; i < k->findings.n; i++)
		put_finding(&w, &k->findings.v[i]);
	dais_json_end(&w);
	dais_json_end(&w);
	return dais_buf_dup(&b, k->a);
}

static bool
put_file(struct dais_writing *w, const struct dais_upload *u, struct dais_digest *ret,
    struct dais_err *err)
{
	struct dais_str type = dais_str_from(dais_upload_type(u->format));

	*ret = u->digest;
	return u->brought ? dais_store_file_claim(w, &u->digest, u->bytes.n, type, err)
			  : dais_store_file_put(w, u->bytes, type, ret, err);
}

static bool
write(struct kept *k, struct dais_house *h, const struct dais_actor *actor, uint64_t *ret_change,
    struct dais_err *err)
{
	struct dais_change_head head = { .who = actor->account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_SET_VERSION)),
		.package = k->u->package,
		.at_ms = dais_house_now_ms(h) };
	struct dais_digest digest, text = { 0 };
	struct dais_writing *w;

	if (!dais_store_begin(dais_house_store(h), &head, &w, err))
		return false;
	if (!put_file(w, k->u, &digest, err) ||
	    (k->text.n && !dais_store_file_put(w, k->text, DAIS_STR("text/plain"), &text, err)) ||
	    !dais_store_put(w, DAIS_STR("file"), dais_upload_id(k->u, k->a), 0,
		value_of(k, &digest, &text, actor, head.at_ms), DAIS_ANY, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, ret_change, err);
}

bool
dais_upload_keep(struct dais_house *h, const struct dais_actor *actor, const struct dais_upload *u,
    struct dais_str answer, const struct dais_err *failure, uint64_t *ret_change,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct kept k = { .u = u, .a = a, .looked = failure != NULL, .unread = failure != NULL };
	struct dais_matter matter;
	size_t at;

	if (!dais_house_working(h, u->package, &s, err))
		return false;
	matter = dais_snapshot_matter(s, &u->language, a);
	if (!dais_actor_check(actor, DAIS_ACTION_SET_VERSION, &matter, err))
		return false;
	at = dais_map_get(&s->record->document_ids, u->document);
	if (at == DAIS_MAP_NONE)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no document `%.*s`",
		    DAIS_STR_ARG(u->document));
	k.record = s->record;
	k.document = &s->record->documents.v[at];
	if (!failure && answer.n && !take_answer(&k, answer, err))
		return false;
	return write(&k, h, actor, ret_change, err);
}
