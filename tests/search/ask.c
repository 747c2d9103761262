/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Asks the search of a record as the judged queries do (judged.py): lines "LANGUAGE<tab>QUERY" on
 * the standard input, an object of JSON a line on the standard output, with every hit by its number
 * in the list of texts. With a folder of aligned sentences, these are put into the index first,
 * each a document of its own.
 *
 *     search_ask DATABASE [FOLDER]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "mark/json.h"
#include "store/index.h"
#include "store/store.h"

#define FILE_MAX ((size_t)16 << 20)
#define LINE_MAX_BYTES 4096

/* "2015/a/ac_182/l_139" of the corpus as the symbol it was. */
static struct dais_str
symbol_of(struct dais_arena *a, struct dais_str id)
{
	size_t stroke = dais_str_find_char(id, '/', 0);
	char *s;

	if (stroke == SIZE_MAX)
		return DAIS_STR_NONE;
	s = dais_arena_cstr(a, dais_str_sub(id, stroke + 1, id.n));
	for (char *p = s; *p; p++)
		*p = *p == '_' ? '.' : (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	return dais_str_from(s);
}

static bool
read_sentences(
    const char *folder, struct dais_arena *a, struct dais_index_rows *rows, struct dais_err *err)
{
	struct dais_str ids;

	if (!dais_file_read(a, dais_arena_printf(a, "%s/ids.txt", folder).p, FILE_MAX, &ids, err))
		return false;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);
		struct dais_str text, line, id, rest = ids;

		if (!dais_file_read(
			a, dais_arena_printf(a, "%s/%s.txt", folder, code).p, FILE_MAX, &text, err))
			return false;
		for (int n = 1; dais_str_next(&text, '\n', &line); n++) {
			struct dais_index_text *t = dais_vec_add(a, &rows->texts);

			(void)dais_str_next(&rest, '\n', &id);
			*t = (struct dais_index_text){ .package = DAIS_STR("sentences"),
				.kind = DAIS_STR("document"),
				.id = dais_arena_printf(a, "line-%d", n),
				.language = (enum dais_lang)l,
				.text = line,
				.symbols = symbol_of(a, id),
				.year = 2015 };
		}
	}
	return true;
}

static bool
put_sentences(struct dais_store *s, const char *folder, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_change_head head = { .who = DAIS_STR("judge"),
		.action = DAIS_STR("index"),
		.package = DAIS_STR("sentences"),
		.at_ms = 1 };
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_writing *w;
	uint64_t number;

	return read_sentences(folder, a, &rows, err) && dais_store_begin(s, &head, &w, err) &&
	       dais_index_replace(w, &rows, err) &&
	       dais_store_put(
		   w, DAIS_STR("package"), DAIS_STR("package"), 1, DAIS_STR("{}"), DAIS_ANY, err) &&
	       dais_store_commit(w, &number, err);
}

/* All hits, page by page, as "package/kind/id". */
static bool
put_hits(struct dais_store *s, struct dais_search_query *q, struct dais_json *j,
    struct dais_arena *a, struct dais_search_result *ret, struct dais_err *err)
{
	dais_json_key(j, "hits");
	dais_json_array(j);
	do {
		if (!dais_search(s, q, a, ret, err))
			return false;
		for (size_t i = 0; i < ret->hits.n; i++) {
			const struct dais_search_hit *h = &ret->hits.v[i];

			dais_json_str(j, dais_arena_printf(a, "%.*s/%.*s/%.*s/%s",
					     DAIS_STR_ARG(h->package), DAIS_STR_ARG(h->kind),
					     DAIS_STR_ARG(h->id), dais_lang_code(h->language)));
		}
		q->skip += q->max;
	} while (ret->hits.n == q->max);
	dais_json_end(j);
	return true;
}

static bool
ask(struct dais_store *s, struct dais_str line, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_search_query q = { .max = DAIS_SEARCH_MAX };
	struct dais_search_result r = { .total = 0 };
	struct dais_str language;
	struct dais_json j;

	(void)dais_str_next(&line, '\t', &language);
	q.words = line;
	if (dais_lang_parse(language, &q.language))
		q.in = DAIS_LANG_BIT(q.language);
	else
		q.language = DAIS_LANG_EN; /* in all languages */
	dais_buf_init(&out, (size_t)64 << 20);
	dais_json_begin(&j, &out, true);
	dais_json_object(&j);
	if (!put_hits(s, &q, &j, a, &r, err))
		return false;
	dais_json_pair(&j, "understood", r.understood);
	dais_json_pair(&j, "meant", r.meant);
	dais_json_end(&j);
	dais_json_finish(&j);
	(void)printf("%.*s", DAIS_STR_ARG(dais_buf_str(&out)));
	return true;
}

int
main(int argc, char **argv)
{
	const struct dais_store_options options = { .where = argc > 1 ? argv[1] : "" };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	char line[LINE_MAX_BYTES];
	bool ok = argc == 2 || argc == 3;

	ok = ok && dais_store_open(&options, &s, &err) &&
	     (argc == 2 || put_sentences(s, argv[2], &err));
	while (ok && fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = 0;
		ok = ask(s, dais_str_from(line), &err);
	}
	if (!ok)
		(void)fprintf(stderr, "search_ask: %s\n", err.msg);
	dais_store_close(s);
	return ok ? 0 : 1;
}
