/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A record of as many documents as asked for, imported and released as any package is: 500 bodies,
 * meetings from 1990 to 2027, a hundred documents a meeting, titles and annotations in six
 * languages. What has met is issued; of what is coming, documents are late or under way. Package i
 * is always the same, so that a record of more documents holds those of a smaller one, and a record
 * that is there goes on where it ends.
 *
 *     site_record WHERE TEXTS DOCUMENTS      TEXTS: examples/untoc-2022/text
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../search/corpus.h"
#include "base/buf.h"
#include "service/house/release.h"

#define DOCUMENTS_A_PACKAGE 100
#define ITEMS 10
#define FIRST_YEAR 1990
#define YEARS 38
#define THIS_YEAR 2026

struct making {
	const struct corpus *c;
	struct corpus_random random;
	struct dais_arena *a;
	struct dais_buf *b;
	uint64_t package, body;
	int year, month, day;
	struct dais_date due, today;
	bool lags; /* some of its documents never came */
	struct dais_str symbol;
};

static void
need(bool ok, const struct dais_err *err, const struct dais_diags *d)
{
	if (ok)
		return;
	(void)fprintf(stderr, "%s\n", err->msg);
	for (size_t i = 0; d && i < d->list.n; i++)
		(void)fprintf(stderr, "  %.*s\n", DAIS_STR_ARG(d->list.v[i].message));
	exit(1);
}

static void
words(struct making *m, enum dais_lang l, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i && l != DAIS_LANG_ZH)
			dais_buf_put_char(m->b, ' ');
		dais_buf_put(m->b, m->c->words[l].v[corpus_random(&m->random, m->c->words[l].n)]);
	}
}

static void
put_words(struct making *m, const char *indent, const char *key, unsigned n)
{
	dais_buf_printf(m->b, "%s%s:\n", indent, key);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_buf_printf(m->b, "%s  %s: \"", indent, dais_lang_code((enum dais_lang)l));
		words(m, (enum dais_lang)l, n);
		dais_buf_puts(m->b, "\"\n");
	}
}

static void
put_body(struct making *m, const char *id, uint64_t n, bool above)
{
	struct corpus_random mine = m->random;

	m->random.state = n * 977 + 5; /* the same in every package */
	dais_buf_printf(m->b, "  %s:\n", id);
	put_words(m, "    ", "name", 5);
	put_words(m, "    ", "of", 5);
	put_words(m, "    ", "to", 5);
	dais_buf_printf(m->b, "    symbol: %.*s\n    noun: %s\n",
	    DAIS_STR_ARG(corpus_body(n, m->a)), above ? "session" : "meeting");
	if (!above && n >= 20)
		dais_buf_puts(m->b, "    parent: above\n");
	m->random = mine;
}

static void
put_versions(struct making *m, uint64_t document)
{
	static const char *const states[] = { "slotted", "submitted", "editing", "translation" };
	struct dais_str issued =
	    dais_date_print(m->a, dais_date_add(m->due, (int)(document % 30) - 25));
	bool past = dais_date_to_days(m->due) < dais_date_to_days(m->today);

	dais_buf_puts(m->b, "    versions:\n");
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);

		if (past ? !m->lags || corpus_random(&m->random, 20)
			 : !corpus_random(&m->random, 3))
			dais_buf_printf(m->b, "      %s: {status: issued, issued: %.*s}\n", code,
			    DAIS_STR_ARG(issued));
		else
			dais_buf_printf(m->b, "      %s: {status: %s}\n", code,
			    states[corpus_random(&m->random, 4)]);
	}
}

static void
put_document(struct making *m, uint64_t i)
{
	static const char *const kinds[] = { "report", "background-paper", "note", "draft" };

	dais_buf_printf(m->b, "  d%u:\n    symbols: [%.*s/%d/%u]\n    kind: %s\n", (unsigned)i,
	    DAIS_STR_ARG(m->symbol), m->year,
	    (unsigned)(m->package / 500 / YEARS * DOCUMENTS_A_PACKAGE + i + 1), kinds[i % 4]);
	put_words(m, "    ", "title", 7);
	dais_buf_printf(m->b,
	    "    author: secretariat\n    distribution: general\n    original: en\n    date: "
	    "%.*s\n",
	    DAIS_STR_ARG(dais_date_print(m->a, dais_date_add(m->due, -30 - (int)(i % 20)))));
	put_versions(m, i);
}

static void
put_items(struct making *m)
{
	dais_buf_puts(m->b, "items:\n");
	for (unsigned i = 0; i < ITEMS; i++) {
		dais_buf_printf(m->b, "  i%u:\n    kind: substantive\n", i);
		put_words(m, "    ", "title", 5);
		dais_buf_puts(m->b, "    documents: [");
		for (unsigned d = i ? 0 : 1; d < DOCUMENTS_A_PACKAGE / ITEMS; d++)
			dais_buf_printf(m->b, "%sd%u", d > (i ? 0u : 1u) ? ", " : "",
			    i * (DOCUMENTS_A_PACKAGE / ITEMS) + d);
		dais_buf_puts(m->b, "]\n");
	}
}

static void
put_meeting(struct making *m, uint64_t documents)
{
	dais_buf_puts(m->b, "dais: 1\nlanguages: [ar, zh, en, fr, ru, es]\nprofile: "
			    "untoc\nproduces: d0\nbodies:\n");
	put_body(m, "body", m->body, m->body < 20);
	if (m->body >= 20)
		put_body(m, "above", m->body % 20, true);
	dais_buf_printf(m->b,
	    "meetings:\n  body@%u:\n    opens: %d-%02d-%02dT10:00\n    closes: %d-%02d-%02d\n",
	    (unsigned)(m->package / 500 + 1), m->year, m->month, m->day, m->year, m->month,
	    m->day + 3);
	put_words(m, "    ", "place", 1);
	dais_buf_puts(m->b, "    zone: Europe/Vienna\n    modality: in-person\ntogether: [");
	dais_buf_printf(m->b, "body@%u]\nagendas:\n  body: [", (unsigned)(m->package / 500 + 1));
	for (unsigned i = 0; i < ITEMS; i++)
		dais_buf_printf(m->b, "%si%u", i ? ", " : "", i);
	dais_buf_puts(m->b, "]\n");
	put_items(m);
	dais_buf_puts(m->b, "documents:\n");
	for (uint64_t i = 0; i < documents; i++)
		put_document(m, i);
	dais_buf_puts(m->b, "sittings:\n");
	for (unsigned i = 0; i < ITEMS / 2; i++)
		dais_buf_printf(m->b,
		    "  - start: %d-%02d-%02uT%s\n    end: %d-%02d-%02uT%s\n    bodies: [body]\n    "
		    "entries: [i%u, i%u]\n",
		    m->year, m->month, (unsigned)m->day + i / 2, i % 2 ? "15:00" : "10:00", m->year,
		    m->month, (unsigned)m->day + i / 2, i % 2 ? "18:00" : "13:00", 2 * i,
		    2 * i + 1);
}

static void
put_text(struct making *m, enum dais_lang l)
{
	for (unsigned i = 0; i < ITEMS; i++) {
		dais_buf_printf(m->b, "# {{item i%u}}\n\n", i);
		words(m, l, 40);
		dais_buf_puts(m->b, "\n\n");
	}
}

static void
add_file(struct making *m, dais_house_files *files, struct dais_str name)
{
	dais_vec_push(m->a, files, ((struct dais_house_file){ name, dais_buf_dup(m->b, m->a) }));
	dais_buf_clear(m->b);
}

/* Meetings of a body are a year apart or more; all of a year are spread over it. */
static void
make(struct making *m, uint64_t package, dais_house_files *files)
{
	m->package = package;
	m->random.state = package * 0x2545F4914F6CDD1Du;
	m->body = package * 7 % CORPUS_BODIES;
	m->symbol = corpus_body(m->body, m->a);
	m->year = FIRST_YEAR + (int)((package * 13 + package / 500) % YEARS);
	m->month = 1 + (int)(package * 5 % 12);
	m->day = 1 + (int)(package * 11 % 24);
	m->due = dais_date_add((struct dais_date){ m->year, m->month, m->day }, -42);
	m->today = (struct dais_date){ THIS_YEAR, 11, 26 };
	m->lags = m->year > THIS_YEAR - 2;
	put_meeting(m, DOCUMENTS_A_PACKAGE);
	add_file(m, files, DAIS_STR("meeting.yaml"));
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		put_text(m, (enum dais_lang)l);
		add_file(m, files,
		    dais_arena_printf(m->a, "text/%s.md", dais_lang_code((enum dais_lang)l)));
	}
}

static void
add_package(struct dais_house *h, const struct corpus *c, uint64_t package)
{
	struct dais_actor actor = dais_actor_program();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO b = { 0 };
	struct dais_str name = dais_arena_printf(a, "p%06u", (unsigned)package);
	struct making m = { .c = c, .a = a, .b = &b };
	struct dais_err err = DAIS_ERR_INIT;
	dais_house_files files = { 0 };
	struct dais_release_terms terms = { .seen = UINT64_MAX, .despite = true };
	struct dais_diags diags;
	struct dais_release release;
	uint64_t change;

	dais_buf_init(&b, (size_t)1 << 24);
	dais_diags_init(&diags, a);
	make(&m, package, &files);
	need(dais_house_import_files(h, &actor, &files, name, false, &diags, &change, &err), &err,
	    &diags);
	need(dais_house_release(h, &actor, name, &terms, &diags, &release, a, &err), &err, NULL);
}

static bool
has_package(struct dais_house *h, uint64_t package)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;

	return dais_house_released(
	    h, dais_arena_printf(a, "p%06u", (unsigned)package), 0, &s, &err);
}

/* The first of @packages that the record does not have; all before it are there. */
static uint64_t
find_end(struct dais_house *h, uint64_t packages)
{
	uint64_t from = 0, to = packages;

	while (from < to) {
		uint64_t middle = from + (to - from) / 2;

		if (has_package(h, middle))
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

int
main(int argc, char **argv)
{
	struct dais_house_options o = { .snapshots_bytes = 1 };
	struct dais_arena *a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h;
	struct corpus c;
	uint64_t packages;

	if (argc < 4) {
		(void)fprintf(stderr, "site_record WHERE TEXTS DOCUMENTS\n");
		return 2;
	}
	packages = strtoull(argv[3], NULL, 10) / DOCUMENTS_A_PACKAGE;
	o.store.where = argv[1];
	o.store.create = true;
	need(corpus_read(a, argv[2], &c, &err), &err, NULL);
	need(dais_house_open(&o, &h, &err), &err, NULL);
	for (uint64_t i = find_end(h, packages); i < packages; i++) {
		add_package(h, &c, i);
		if (i % 100 == 99)
			(void)fprintf(stderr, "%llu packages, %.1f s of the processor\n",
			    (unsigned long long)i + 1, (double)clock() / CLOCKS_PER_SEC);
	}
	/* As the workshop of a server does between releases. */
	for (bool more = true; more;)
		need(dais_search_merge(dais_house_store(h), &more, &err), &err, NULL);
	dais_house_close(h);
	dais_arena_free(a);
	return 0;
}
