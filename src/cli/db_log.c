/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * dais db log: the changes in words.
 */
#include "base/date.h"
#include "cli/db_priv.h"
#include "mark/json_read.h"
#include "service/house/log.h"
#include "text/message.h"

#define LIMIT_DEFAULT 20
/* Characters of a value that are shown. */
#define SHOWN 60
/* Differences of one thing that are shown. */
#define DIFFERENCES 12

static struct dais_str
moment(struct dais_arena *a, int64_t at_ms)
{
	int64_t s = at_ms / 1000 - (at_ms % 1000 < 0), days = s / 86400 - (s % 86400 < 0);
	int day = (int)(s - days * 86400);

	return dais_arena_printf(a, "%.*s %02d:%02d:%02d UTC",
	    DAIS_STR_ARG(dais_date_print(a, dais_date_from_days(days))), day / 3600, day / 60 % 60,
	    day % 60);
}

/* ---- what became of a thing ---- */

struct differences {
	struct dais_arena *arena;
	FILE *to;
	unsigned n;
};

/* A value in one line, not too long. */
static void
show(struct differences *d, const struct dais_json_value *v)
{
	struct dais_str words = v ? dais_json_print(d->arena, v)
				  : dais_str_from(dais_text_message_words(
					dais_cli_language(), DAIS_MESSAGE("nothing")));
	size_t at = 0, n = 0;

	while (at < words.n && n < SHOWN) {
		(void)dais_str_decode(words, &at);
		n++;
	}
	dais_cli_put_words(dais_str_sub(words, 0, at), d->to);
	(void)fputs(at < words.n ? "..." : "", d->to);
}

static void compare(struct differences *d, struct dais_str path, const struct dais_json_value *x,
    const struct dais_json_value *y);

static void
compare_members(struct differences *d, struct dais_str path, const struct dais_json_value *x,
    const struct dais_json_value *y)
{
	for (size_t i = 0; i < x->members.n + y->members.n; i++) {
		bool first = i < x->members.n;
		const struct dais_json_member *m =
		    first ? &x->members.v[i] : &y->members.v[i - x->members.n];
		const struct dais_json_value *other = dais_json_find(first ? y : x, m->key);

		if (!first && other)
			continue;
		compare(d,
		    dais_arena_printf(d->arena, "%.*s%s%.*s", DAIS_STR_ARG(path), path.n ? "." : "",
			DAIS_STR_ARG(m->key)),
		    first ? m->value : NULL, first ? other : m->value);
	}
}

static void
compare(struct differences *d, struct dais_str path, const struct dais_json_value *x,
    const struct dais_json_value *y)
{
	if (x && y && dais_json_equal(x, y))
		return;
	if (x && y && x->kind == DAIS_JSON_OBJECT && y->kind == DAIS_JSON_OBJECT) {
		compare_members(d, path, x, y);
		return;
	}
	if (d->n++ >= DIFFERENCES)
		return;
	(void)fputs("      ", d->to);
	dais_cli_put_words(path.n ? path
				  : dais_str_from(dais_text_message_words(
					dais_cli_language(), DAIS_MESSAGE("value"))),
	    d->to);
	(void)fputs(": ", d->to);
	show(d, x);
	(void)fputs(" -> ", d->to);
	show(d, y);
	(void)fputc('\n', d->to);
}

static void
say_differences(const struct dais_change_entry *e, FILE *to)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct differences d = { a, to, 0 };
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *x = NULL, *y = NULL;

	if (!dais_json_parse(a, e->before, &x, &ignored) ||
	    !dais_json_parse(a, e->after, &y, &ignored))
		return;
	compare(&d, DAIS_STR_NONE, x, y);
	if (d.n > DIFFERENCES)
		dais_cli_say(to, "      and %u more", d.n - DIFFERENCES);
}

static void
say_thing(const struct dais_change_entry *e, FILE *to)
{
	(void)fputs("    ", to);
	if (!e->before.n) {
		dais_cli_say(to, "%.*s/%.*s: new", DAIS_STR_ARG(e->kind), DAIS_STR_ARG(e->id));
	} else if (!e->after.n) {
		dais_cli_say(to, "%.*s/%.*s: closed", DAIS_STR_ARG(e->kind), DAIS_STR_ARG(e->id));
	} else if (dais_str_eq(e->before, e->after)) {
		dais_cli_say(to, "%.*s/%.*s: moved from place %lld to %lld", DAIS_STR_ARG(e->kind),
		    DAIS_STR_ARG(e->id), (long long)e->position_before,
		    (long long)e->position_after);
	} else {
		dais_cli_say(to, "%.*s/%.*s: changed", DAIS_STR_ARG(e->kind), DAIS_STR_ARG(e->id));
		say_differences(e, to);
	}
}

static void
say_change(const struct dais_log_entry *c, struct dais_arena *a, FILE *to)
{
	const struct dais_str when = moment(a, c->at_ms);
	const struct dais_str who =
	    dais_str_eq(c->name, c->who)
		? c->name
		: dais_arena_printf(a, "%.*s (%.*s)", DAIS_STR_ARG(c->name), DAIS_STR_ARG(c->who));

	if (c->package.n)
		dais_cli_say(to, "change %llu, %.*s, %.*s: %.*s in %.*s",
		    (unsigned long long)c->number, DAIS_STR_ARG(when), DAIS_STR_ARG(who),
		    DAIS_STR_ARG(c->action), DAIS_STR_ARG(c->package));
	else
		dais_cli_say(to, "change %llu, %.*s, %.*s: %.*s in the house",
		    (unsigned long long)c->number, DAIS_STR_ARG(when), DAIS_STR_ARG(who),
		    DAIS_STR_ARG(c->action));
	if (c->why.n) {
		(void)fputs("    \"", to);
		dais_cli_put_words(c->why, to);
		(void)fputs("\"\n", to);
	}
	for (size_t i = 0; i < c->things.n; i++)
		say_thing(&c->things.v[i], to);
}

/* ---- as data ---- */

/* A value as it stands in the log; what is no JSON as a string. */
static void
write_value(struct dais_json *w, const char *key, struct dais_str value)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v = NULL;

	dais_json_key(w, key);
	if (!value.n)
		dais_json_null(w);
	else if (dais_json_parse(a, value, &v, &ignored))
		dais_json_put(w, v);
	else
		dais_json_str(w, value);
}

static void
write_change(const struct dais_log_entry *c, struct dais_json *w)
{
	dais_json_object(w);
	dais_json_pair_int(w, "number", (int64_t)c->number);
	dais_json_pair_int(w, "atMs", c->at_ms);
	dais_json_pair(w, "who", c->who);
	dais_json_pair(w, "name", c->name);
	dais_json_pair(w, "action", c->action);
	dais_json_pair(w, "why", c->why);
	dais_json_pair(w, "package", c->package);
	dais_json_key(w, "things");
	dais_json_array(w);
	for (size_t i = 0; i < c->things.n; i++) {
		const struct dais_change_entry *e = &c->things.v[i];

		dais_json_object(w);
		dais_json_pair(w, "kind", e->kind);
		dais_json_pair(w, "id", e->id);
		dais_json_pair_int(w, "positionBefore", e->position_before);
		dais_json_pair_int(w, "positionAfter", e->position_after);
		write_value(w, "before", e->before);
		write_value(w, "after", e->after);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_end(w);
}

static int
print(const struct dais_db_args *args, const dais_log_vec *log, struct dais_arena *a)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!args->json) {
		for (size_t i = 0; i < log->n; i++)
			say_change(&log->v[i], a, stdout);
		if (!log->n)
			dais_cli_say(stdout, "no changes");
		return DAIS_EXIT_OK;
	}
	dais_json_begin(&w, &out, false);
	dais_json_object(&w);
	dais_json_key(&w, "changes");
	dais_json_array(&w);
	for (size_t i = 0; i < log->n; i++)
		write_change(&log->v[i], &w);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_db_put(&out, DAIS_EXIT_OK);
}

/* ---- which ---- */

static bool
take_thing(const struct dais_db_args *args, struct dais_change_query *q, struct dais_err *err)
{
	struct dais_str thing = dais_str_from(args->thing);
	size_t slash = dais_str_find_char(thing, '/', 0);

	if (!args->thing)
		return true;
	if (!q->package.p) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "a thing of which package?");
		return dais_err_hint(err, "Use: dais db log NAME --db WHERE --thing item/transfer");
	}
	if (slash == SIZE_MAX || slash == 0 || slash + 1 == thing.n) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "\"%s\" is not KIND/ID", args->thing);
		return dais_err_hint(err, "For example --thing item/transfer.");
	}
	q->kind = dais_str_sub(thing, 0, slash);
	q->id = dais_str_sub(thing, slash + 1, thing.n);
	return true;
}

/* A name that nothing was ever written under is a mistake rather than an empty log. */
static bool
check_package(struct dais_house *h, struct dais_str package, struct dais_err *err)
{
	uint64_t latest = 0;

	if (!package.p)
		return true;
	if (!dais_store_latest(dais_house_store(h), package, &latest, err))
		return false;
	if (latest)
		return true;
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no package \"%.*s\" in the record",
	    DAIS_STR_ARG(package));
	return dais_err_hint(err, "dais db list names what is there.");
}

int
dais_db_log(const struct dais_db_args *args)
{
	struct dais_change_query q = { .newest_first = !args->after };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_house *h = NULL;
	dais_log_vec log = { 0 };
	uint64_t limit;
	int code;

	if (args->n)
		q.package = dais_str_from(args->operands[0]);
	if (!dais_db_number("after", args->after, INT64_MAX, 0, &q.after, &err) ||
	    !dais_db_number("limit", args->limit, 1000000, LIMIT_DEFAULT, &limit, &err) ||
	    !take_thing(args, &q, &err))
		return dais_cli_error(&err);
	q.max = (size_t)limit;
	if (!dais_db_open_house(args, true, &h))
		return DAIS_EXIT_USAGE;
	if (check_package(h, q.package, &err) && dais_house_log(h, &q, a, &log, &err))
		code = print(args, &log, a);
	else
		code = dais_cli_error(&err);
	dais_house_close(h);
	return code;
}
