/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether the index says what the releases say: the digests of the rows that are there, each taken
 * from the sum of those that should be, leave nothing. The order of rows does not matter, and no
 * table is in memory as a whole.
 */
#include "store/index_priv.h"
#include "store/search_id.h"
#include "store/search_put.h"

#define SEARCH_TABLE (DAIS_INDEX_TABLES - 1)
#define COLUMNS_MAX 14
#define SERIALS (((int64_t)1 << DAIS_SEARCH_SERIAL_BITS) - 1)

/* Columns in the order of the statement that adds a row: t text, i a number. */
static const struct {
	enum dais_sql_id add, of;
	const char *columns;
} tables[SEARCH_TABLE] = {
	{ DAIS_SQL_INDEX_BODY_ADD, DAIS_SQL_INDEX_BODY_OF, "tttttii" },
	{ DAIS_SQL_INDEX_MEETING_ADD, DAIS_SQL_INDEX_MEETING_OF, "titiiiiittttii" },
	{ DAIS_SQL_INDEX_DOCUMENT_ADD, DAIS_SQL_INDEX_DOCUMENT_ROW_OF, "ttttiitt" },
	{ DAIS_SQL_INDEX_DOCUMENT_OF_ADD, DAIS_SQL_INDEX_DOCUMENT_OF_OF, "ttti" },
	{ DAIS_SQL_INDEX_SYMBOL_ADD, DAIS_SQL_INDEX_SYMBOL_OF, "ttt" },
};

struct sum {
	struct dais_arena *arena;
	struct dais_map seen; /* rows that were added */
	uint64_t v[4];
};

static struct dais_digest
digest_row(enum dais_sql_id id, const struct dais_sql_value *v, size_t n)
{
	int64_t head = id;
	struct dais_digest_state d;

	dais_digest_begin(&d);
	dais_digest_add(&d, (struct dais_str){ (const char *)&head, sizeof(head) });
	for (size_t i = 0; i < n; i++) {
		int64_t size =
		    v[i].type == DAIS_SQL_TYPE_INT ? v[i].number : (int64_t)v[i].string.n;

		dais_digest_add(&d, (struct dais_str){ (const char *)&size, sizeof(size) });
		if (v[i].type != DAIS_SQL_TYPE_INT)
			dais_digest_add(&d, v[i].string);
	}
	return dais_digest_end(&d);
}

/* A row that should be there, once, however often it is told of. */
static bool
add(void *sum, enum dais_sql_id id, const struct dais_sql_value *v, size_t n, struct dais_err *err)
{
	struct sum *s = sum;
	struct dais_digest d = digest_row(id, v, n);
	uint64_t parts[4];

	(void)err;
	_Static_assert(sizeof(parts) == sizeof(d.bytes), "a digest is four numbers");
	memcpy(parts, d.bytes, sizeof(parts));
	if (dais_map_add(&s->seen, dais_digest_hex(s->arena, &d), 0))
		for (size_t i = 0; i < 4; i++)
			s->v[i] += parts[i];
	return true;
}

/* A row that is there. */
static void
take(struct sum *s, enum dais_sql_id id, const struct dais_sql_value *v, size_t n)
{
	struct dais_digest d = digest_row(id, v, n);
	uint64_t parts[4];

	memcpy(parts, d.bytes, sizeof(parts));
	for (size_t i = 0; i < 4; i++)
		s->v[i] -= parts[i];
}

static bool
take_table(struct sum *s, struct dais_sql *c, size_t table, struct dais_str package, int64_t *seen,
    struct dais_err *err)
{
	const char *columns = tables[table].columns;
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, tables[table].of, DAIS_SQL_ARGS(dais_sql_text(package)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_sql_value v[COLUMNS_MAX];
		int n = 0;

		for (; columns[n]; n++)
			v[n] = columns[n] == 'i' ? dais_sql_int(dais_sql_column_int(&rows, n))
						 : dais_sql_text(dais_sql_column(&rows, n));
		take(s, tables[table].add, v, (size_t)n);
		++*seen;
	}
	return !row;
}

/* ---- texts ---- */

/* A text without its serial number and without the bodies above its own. */
struct text_row {
	struct dais_sql_value v[12];
};

static struct text_row
row_of_text(const struct dais_index_text *t, int64_t first, const struct dais_search_facets *f)
{
	return (struct text_row){ { dais_sql_text(t->kind), dais_sql_text(t->id),
	    dais_sql_int(t->language), dais_sql_text(t->title),
	    dais_sql_text(t->is_newer ? DAIS_STR_NONE : t->text), dais_sql_text(t->symbols),
	    dais_sql_text(t->body), dais_sql_text(t->genre), dais_sql_int(first & ~SERIALS),
	    dais_sql_int(f->kind), dais_sql_int(f->genre),
	    dais_sql_int((int64_t)f->year << 32 | (f->bodies.n ? f->bodies.v[0] : 0)) } };
}

static struct dais_str
key_of_text(struct dais_arena *a, const struct dais_index_text *t)
{
	return dais_arena_printf(
	    a, "%.*s %d %.*s", DAIS_STR_ARG(t->kind), (int)t->language, DAIS_STR_ARG(t->id));
}

static bool
add_texts(struct sum *s, struct dais_sql *c, const struct dais_index_rows *rows,
    struct dais_map *ret_newer, struct dais_err *err)
{
	struct dais_search_putting p;
	bool ok = true;

	dais_search_putting_init(&p, c, NULL, s->arena);
	p.only_looks = true;
	for (size_t i = 0; ok && i < rows->texts.n; i++) {
		const struct dais_index_text *t = &rows->texts.v[i];
		struct dais_search_facets facets = { 0 };
		struct text_row row;
		int64_t first = 0;

		ok = dais_search_number_text(&p, t, &first, &facets, err);
		row = row_of_text(t, first, &facets);
		if (ok && t->is_newer)
			(void)dais_map_add(ret_newer, key_of_text(s->arena, t), i);
		ok = ok &&
		     add(s, DAIS_SQL_SEARCH_TEXT_ADD, row.v, sizeof(row.v) / sizeof(*row.v), err);
	}
	dais_buf_release(&p.tokens);
	return ok;
}

static bool
take_texts(struct sum *s, struct dais_sql *c, struct dais_str package, const struct dais_map *newer,
    int64_t *seen, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(
		c, DAIS_SQL_SEARCH_TEXTS_OF, DAIS_SQL_ARGS(dais_sql_text(package)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_search_old old = { .id = dais_sql_column_int(&rows, 0),
			.facets = dais_sql_column(&rows, 9),
			.t = { .kind = dais_sql_column(&rows, 1),
			    .id = dais_sql_column(&rows, 2),
			    .language = (enum dais_lang)dais_sql_column_int(&rows, 3),
			    .title = dais_sql_column(&rows, 4),
			    .text = dais_sql_column(&rows, 5),
			    .symbols = dais_sql_column(&rows, 6),
			    .body = dais_sql_column(&rows, 7),
			    .genre = dais_sql_column(&rows, 8) } };
		struct dais_search_facets facets;
		struct text_row r;

		dais_search_read_facets(s->arena, &old, &facets);
		old.t.is_newer =
		    dais_map_get(newer, key_of_text(s->arena, &old.t)) != DAIS_MAP_NONE;
		r = row_of_text(&old.t, old.id, &facets);
		take(s, DAIS_SQL_SEARCH_TEXT_ADD, r.v, sizeof(r.v) / sizeof(*r.v));
		++*seen;
	}
	return !row;
}

/* ---- all ---- */

bool
dais_index_verify(struct dais_store *s, struct dais_str package, const struct dais_index_rows *rows,
    struct dais_index_seen *seen, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 32);
	struct sum sum = { .arena = a };
	struct dais_map newer;

	dais_map_init(&sum.seen, a);
	dais_map_init(&newer, a);
	if (!index_rows_each(a, package, rows, add, &sum, err) ||
	    !add_texts(&sum, s->sql, rows, &newer, err))
		return false;
	for (size_t i = 0; i < SEARCH_TABLE; i++)
		if (!take_table(&sum, s->sql, i, package, &seen->rows[i], err))
			return false;
	if (!take_texts(&sum, s->sql, package, &newer, &seen->rows[SEARCH_TABLE], err))
		return false;
	*ret = (sum.v[0] | sum.v[1] | sum.v[2] | sum.v[3]) == 0;
	return true;
}

/* Whether bodies are looked up as their symbols are. */
static bool
check_folded(struct dais_sql *c, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str after = DAIS_STR_NONE;
	bool row = true;
	size_t n;

	do {
		DAIS_SQL_ROWS_AUTO rows = { 0 };

		if (!dais_sql_query(c, DAIS_SQL_INDEX_BODIES_FOLDED,
			DAIS_SQL_ARGS(dais_sql_text(after)), &rows, err))
			return false;
		for (n = 0; dais_sql_next(&rows, &row, err) && row; n++) {
			after = dais_sql_column_dup(&rows, 0, a);
			if (!dais_str_eq(index_fold(a, after), dais_sql_column(&rows, 1)))
				*ret = false;
		}
		if (row)
			return false;
	} while (n == 500);
	return true;
}

bool
dais_index_verify_rest(
    struct dais_store *s, const struct dais_index_seen *seen, bool *ret, struct dais_err *err)
{
	int64_t wrong = 0;

	*ret = true;
	{
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = false;

		if (!dais_sql_query(s->sql, DAIS_SQL_INDEX_COUNTS, DAIS_SQL_NO_ARGS, &rows, err) ||
		    !dais_sql_next(&rows, &row, err))
			return false;
		for (int i = 0; i < DAIS_INDEX_TABLES; i++)
			if (dais_sql_column_int(&rows, i) != seen->rows[i])
				*ret = false;
	}
	if (!dais_sql_number(s->sql, DAIS_SQL_INDEX_BODIES_WRONG, DAIS_SQL_NO_ARGS, &wrong, err))
		return false;
	*ret = *ret && wrong == 0;
	return check_folded(s->sql, ret, err);
}
