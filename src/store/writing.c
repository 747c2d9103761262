/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A change in the making: its effects are written as they come, its entry of the log at the end,
 * all in one transaction.
 */
#include "store/store_priv.h"

#include <inttypes.h>
#include <time.h>

#define PACKAGE_MAX 80
#define WORDS_MAX ((size_t)64 << 10)
/* How often, and after what pause, a server is asked that was lost in a commit: half a minute. */
#define SETTLE_TIMES 150
#define SETTLE_TIMES_SERVING 20 /* every reader waits with the one who wrote */
#define SETTLE_PAUSE_NS 200000000

struct dais_sql *
dais_writing_sql(struct dais_writing *w)
{
	return w->store->sql;
}

struct dais_str
dais_writing_package(const struct dais_writing *w)
{
	return w->head.package;
}

/* ---- what may be written ---- */

bool
dais_writing_is_name(struct dais_str s, size_t max, bool digits_first, const char *others)
{
	if (s.n == 0 || s.n > max)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';

		if (letter || (digit && (i || digits_first)))
			continue;
		if (i == 0 || !c || !strchr(others, c))
			return false;
	}
	return true;
}

bool
dais_writing_check_words(const char *what, struct dais_str s, size_t max, struct dais_err *err)
{
	if (s.n > max)
		return dais_err_set(err, DAIS_ERR_LIMIT, "%s is longer than %zu bytes", what, max);
	if (!dais_str_is_text(s, NULL))
		return dais_err_set(err, DAIS_ERR_INVALID, "%s is not UTF-8 text", what);
	return true;
}

static bool
check_head(const struct dais_change_head *h, struct dais_err *err)
{
	if (h->package.n && !dais_writing_is_name(h->package, PACKAGE_MAX, true, ".-")) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" is not a name of a package",
		    DAIS_STR_ARG(dais_str_sub(h->package, 0, PACKAGE_MAX)));
		return dais_err_hint(err,
		    "Names have 1 to %d of a-z, 0-9, \".\" and \"-\", a letter or digit first.",
		    PACKAGE_MAX);
	}
	return dais_writing_check_words(
		   DAIS_MESSAGE("who changes"), h->who, DAIS_STORE_ID_MAX, err) &&
	       dais_writing_check_words(
		   DAIS_MESSAGE("the action"), h->action, DAIS_STORE_ID_MAX, err) &&
	       dais_writing_check_words(DAIS_MESSAGE("the reason"), h->why, WORDS_MAX, err);
}

/* ---- begin ---- */

static struct dais_writing *
new_writing(struct dais_store *s, const struct dais_change_head *head)
{
	struct dais_arena *a = dais_arena_new((size_t)4 << 30);
	struct dais_writing *w = DAIS_NEW(a, struct dais_writing);

	w->store = s;
	w->arena = a;
	w->head.who = dais_arena_dup(a, head->who);
	w->head.action = dais_arena_dup(a, head->action);
	w->head.why = dais_arena_dup(a, head->why);
	w->head.package = dais_arena_dup(a, head->package);
	w->head.at_ms = head->at_ms;
	dais_map_init(&w->places, a);
	return w;
}

bool
dais_store_begin(struct dais_store *s, const struct dais_change_head *head,
    struct dais_writing **ret, struct dais_err *err)
{
	struct dais_writing *w;
	uint64_t last;

	if (!check_head(head, err) || !dais_sql_begin(s->sql, DAIS_SQL_WRITE, err))
		return false;
	w = new_writing(s, head);
	s->writing = w;
	if (!dais_log_head(s->sql, &last, &w->previous, err)) {
		dais_store_abandon(w);
		return false;
	}
	w->number = last + 1;
	*ret = w;
	return true;
}

bool
dais_writing_check_open(const struct dais_writing *w, struct dais_err *err)
{
	return !w->doomed ||
	       dais_err_set(err, DAIS_ERR_IO, "the change has failed and can only be abandoned");
}

/* ---- end ---- */

void
dais_store_abandon(struct dais_writing *w)
{
	if (!w)
		return;
	dais_sql_rollback(w->store->sql);
	w->store->writing = NULL;
	dais_arena_free(w->arena);
}

static void
collect(struct dais_writing *w, struct dais_change *ret)
{
	*ret = (struct dais_change){ .number = w->number, .head = w->head };
	for (size_t i = 0; i < w->entries.n; i++) {
		if (dais_change_entry_differs(&w->entries.v[i].e))
			dais_vec_push(w->arena, &ret->entries, w->entries.v[i].e);
	}
	ret->previous = w->previous;
}

static bool
write_entry(struct dais_writing *w, struct dais_change *c, struct dais_err *err)
{
	struct dais_sql *sql = w->store->sql;
	struct dais_str content;
	DAIS_BUF_AUTO bytes = { 0 };

	dais_buf_init(&bytes, DAIS_STORE_CHANGE_MAX);
	dais_log_encode(c, &bytes);
	if (dais_buf_has_failed(&bytes)) {
		(void)dais_err_set(err, DAIS_ERR_LIMIT, "a change is larger than %zu MiB",
		    DAIS_STORE_CHANGE_MAX >> 20);
		return dais_err_hint(err, "Make it in several parts.");
	}
	content = dais_buf_str(&bytes);
	c->digest = dais_log_digest(&c->previous, content);
	return dais_sql_run(sql, DAIS_SQL_CHANGE_ADD,
		   DAIS_SQL_ARGS(dais_sql_int((int64_t)c->number), dais_sql_text(c->head.package),
		       dais_sql_bytes(content), dais_sql_digest(&c->digest)),
		   NULL, err) &&
	       dais_log_touch(sql, c, err) &&
	       dais_sql_run(sql, DAIS_SQL_ANNOUNCE, DAIS_SQL_ARGS(dais_sql_text(c->head.package)),
		   NULL, err);
}

/* Whether the change is in the log; false with @err when nobody can say. The lock of the record is
 * free only when the lost transaction has ended. */
static bool
look_up(struct dais_store *s, const struct dais_change *c, bool *ret, struct dais_err *err)
{
	int64_t number = 0;
	bool ok;

	if (!dais_sql_begin(s->sql, DAIS_SQL_WRITE, err))
		return false;
	ok = dais_sql_number(
	    s->sql, DAIS_SQL_CHANGE_FIND, DAIS_SQL_ARGS(dais_sql_digest(&c->digest)), &number, err);
	dais_sql_rollback(s->sql);
	*ret = (uint64_t)number == c->number;
	return ok;
}

/* The connection was lost while the database committed: has the change happened? A server that
 * starts again answers after a while. */
static bool
settle(struct dais_store *s, const struct dais_change *c, struct dais_err *err)
{
	struct dais_err why = DAIS_ERR_INIT;
	bool happened = false;

	int times = s->serves ? SETTLE_TIMES_SERVING : SETTLE_TIMES;

	for (int i = 0; i < times; i++) {
		const struct timespec pause = { 0, SETTLE_PAUSE_NS };

		why = (struct dais_err)DAIS_ERR_INIT;
		if (look_up(s, c, &happened, &why))
			return happened;
		(void)nanosleep(&pause, NULL);
	}
	(void)dais_err_set(err, DAIS_ERR_IO,
	    "the connection was lost while change %llu was being written, and whether it was is "
	    "not known: %.200s",
	    (unsigned long long)c->number, why.msg);
	(void)dais_err_hint(err, "Look into the log (dais db log) before doing it again.");
	return false;
}

static bool
commit(struct dais_writing *w, const struct dais_change *c, struct dais_err *err)
{
	struct dais_err why = DAIS_ERR_INIT;
	bool unsure = false;

	if (dais_sql_commit(w->store->sql, &unsure, &why))
		return true;
	if (unsure && c->entries.n && settle(w->store, c, err))
		return true;
	if (!err->code)
		*err = why;
	return false;
}

bool
dais_store_commit(struct dais_writing *w, uint64_t *ret_number, struct dais_err *err)
{
	struct dais_change c;
	bool ok;

	collect(w, &c);
	ok = dais_writing_check_open(w, err) && (c.entries.n == 0 || write_entry(w, &c, err)) &&
	     commit(w, &c, err);
	if (ok)
		*ret_number = c.entries.n ? c.number : 0;
	/* After a commit there is nothing left to roll back. */
	dais_store_abandon(w);
	return ok;
}
