/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests that make a meeting from nothing.
 */
#include "read/package/save.h"
#include "read/package/skeleton.h"
#include "service/house/facts.h"
#include "text/letters.h"
#include "text/text.h"
#include "web/desk/new_priv.h"

#define TOPICS_MAX 40
#define ORDINAL_MAX 999

typedef DAIS_VEC(struct dais_skeleton_topic) topic_vec;

/* NULL where nothing was sent. */
static const char *
sent_c(const struct desk *d, const char *name)
{
	struct dais_str s = dais_desk_trimmed(d, name);

	return s.n ? dais_arena_cstr(d->arena, s) : NULL;
}

static bool
is_taken(const topic_vec *topics, struct dais_str id)
{
	if (dais_package_skeleton_has(id))
		return true;
	for (size_t i = 0; i < topics->n; i++)
		if (dais_str_eq(topics->v[i].id, id))
			return true;
	return false;
}

/* ---- items ---- */

static bool
is_bullet(uint32_t c)
{
	return c == '-' || c == '*' || c == 0xB7 || (c >= 0x2010 && c <= 0x2015) || c == 0x2022;
}

/* Bytes of "3.", "12)", "(b)" at the head of @line; 0: none. */
static size_t
count_of(struct dais_str line)
{
	size_t at = 0, signs = 0;
	uint32_t c = line.n ? dais_str_decode(line, &at) : 0;

	if (c == '(' && at < line.n)
		c = dais_str_decode(line, &at);
	while (signs < 3 && at < line.n &&
	       (dais_scan_digit(c) >= 0 || (!signs && c >= 'a' && c <= 'z'))) {
		signs++;
		c = dais_str_decode(line, &at);
	}
	return signs && (c == '.' || c == ')') ? at : 0;
}

/* @line without the mark that lists have which are pasted: the items of an agenda are numbered by
 * where they stand. */
static struct dais_str
without_mark(struct dais_str line)
{
	size_t at = 0, end = count_of(line);
	struct dais_str rest;

	if (!end && line.n && is_bullet(dais_str_decode(line, &at)))
		end = at;
	rest = dais_str_sub(line, end, line.n);
	return end && rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t') ? dais_str_trim(rest)
									: line;
}

/* One a line. */
static bool
read_topics(struct desk *d, topic_vec *ret)
{
	struct dais_str rest = dais_desk_field(d, "topics"), line;

	while (dais_str_next(&rest, '\n', &line)) {
		struct dais_skeleton_topic topic = { .title = without_mark(dais_str_trim(line)) };

		if (!topic.title.n)
			continue;
		if (ret->n == TOPICS_MAX)
			return dais_err_set(&d->err, DAIS_ERR_INVALID,
			    "a new meeting has at most %d items; add the others on its agenda",
			    TOPICS_MAX);
		for (unsigned n = 1; n == 1 || is_taken(ret, topic.id); n++)
			topic.id = dais_facts_id_of(d->arena, topic.title, n);
		dais_vec_push(d->arena, ret, topic);
	}
	return true;
}

/* None ticked: all of them, as none can do without one. */
static dais_lang_set
read_languages(const struct desk *d)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (dais_desk_field2(d, "in-", dais_str_from(dais_lang_code((enum dais_lang)l))).n)
			set |= DAIS_LANG_BIT(l);
	return set ? set | DAIS_LANG_BIT(d->page.language) : DAIS_LANG_ALL;
}

static bool
check_zone(struct desk *d, const struct dais_skeleton_options *o)
{
	int minutes;

	if (!o->zone || dais_text_zone_offset(
			    dais_str_from(o->zone), (struct dais_local){ o->opens, 0 }, &minutes))
		return true;
	(void)dais_err_set(&d->err, DAIS_ERR_INVALID, "there is no time zone \"%s\"", o->zone);
	return dais_err_hint(&d->err, "Give an IANA name such as Europe/Vienna.");
}

/* The fields of the body number @i, from 1: "body", "body-2" ... */
static const char *
field_of(const struct desk *d, const char *name, size_t i)
{
	return i == 1 ? name : dais_arena_printf(d->arena, "%s-%zu", name, i).p;
}

/* An id that none before it has. */
static const char *
body_id(const struct desk *d, const struct dais_skeleton_options *o, struct dais_str symbol,
    const struct dais_ml *name)
{
	struct dais_str id = dais_facts_body_id(d->arena, symbol, name), now = id;
	size_t n = 1;

	for (size_t i = 0; i < o->body_count; i++)
		if (dais_str_is(now, o->bodies[i].id)) {
			now = dais_arena_printf(d->arena, "%.*s-%zu", DAIS_STR_ARG(id), ++n);
			i = SIZE_MAX; /* from the first again */
		}
	return dais_arena_cstr(d->arena, now);
}

static bool
read_body(struct desk *d, size_t i, struct dais_skeleton_options *ret)
{
	const char *symbol = field_of(d, "symbol", i);
	struct dais_str ordinal = dais_desk_trimmed(d, field_of(d, "ordinal", i));
	struct dais_ml name = { 0 };
	int64_t n = 1;

	name.in[d->page.language] = dais_desk_trimmed(d, field_of(d, "body", i));
	if (i > 1 && !name.in[d->page.language].n)
		return true;
	if (ordinal.n && !dais_str_to_int(ordinal, 1, ORDINAL_MAX, &n))
		return dais_err_set(&d->err, DAIS_ERR_INVALID,
		    "the ordinal of a meeting is a number from 1 to %d", ORDINAL_MAX);
	ret->bodies[ret->body_count] =
	    (struct dais_skeleton_body){ .id = body_id(d, ret, dais_desk_trimmed(d, symbol), &name),
		    .name = sent_c(d, field_of(d, "body", i)),
		    .symbol = sent_c(d, symbol),
		    .noun_is_session = dais_str_is(dais_desk_trimmed(d, "noun"), "session"),
		    .ordinal = (unsigned)n };
	ret->body_count++;
	return true;
}

static bool
read_options(struct desk *d, struct dais_skeleton_options *ret, topic_vec *topics)
{
	if (!dais_desk_need_day(&d->page, dais_desk_trimmed(d, "first"), DAIS_SAY_DESK_NEW_OPENS,
		&ret->opens, &d->err) ||
	    !dais_desk_read_day(&d->page, dais_desk_trimmed(d, "last"), DAIS_SAY_DESK_NEW_CLOSES,
		&ret->closes, &d->err))
		return false;
	if (!read_topics(d, topics))
		return false;
	for (size_t i = 1; i <= DAIS_SKELETON_BODIES_MAX; i++)
		if (!read_body(d, i, ret))
			return false;
	ret->place = sent_c(d, "place");
	ret->zone = sent_c(d, "zone");
	ret->profile = sent_c(d, "profile");
	ret->languages = read_languages(d);
	ret->written_in = &d->page.language;
	ret->written_on = dais_house_today(d->site->house);
	ret->topics = topics->v;
	ret->topic_count = topics->n;
	return check_zone(d, ret);
}

/* "wg-3-2030"; as it was sent, where it was. */
static struct dais_str
name_of(const struct desk *d, const struct dais_skeleton_options *options)
{
	struct dais_str name = dais_desk_trimmed(d, "name");

	return name.n ? name
		      : dais_arena_printf(
			    d->arena, "%s-%d", options->bodies[0].id, options->opens.year);
}

static bool
make_files(struct desk *d, const struct dais_skeleton_options *options, dais_house_files *files)
{
	struct dais_record *r;

	if (!dais_package_skeleton(d->arena, options, &r, &d->err))
		return false;
	dais_vec_push(d->arena, files,
	    ((struct dais_house_file){
		DAIS_STR("meeting.yaml"), dais_package_print_yaml(r, d->arena) }));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str text = dais_package_print_text(r, (enum dais_lang)l, d->arena);

		if (text.n)
			dais_vec_push(d->arena, files,
			    ((struct dais_house_file){ dais_arena_printf(d->arena, "text/%s.md",
							   dais_lang_code((enum dais_lang)l)),
				text }));
	}
	return true;
}

static void
show_again(struct desk *d, const struct dais_diags *diags)
{
	struct desk_new v = { .input.modality = -1, .sent = d };
	desk_choices c = { 0 };
	struct dais_err why = d->err;

	if (!dais_desk_find_choices(d, &c)) {
		dais_desk_fail(d);
	} else {
		d->err = why;
		v.packages = c.v;
		v.n_packages = c.n;
		dais_desk_refuse(d, diags, NULL);
		dais_desk_show_new(d, &v);
	}
}

void
dais_desk_post_nothing(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct dais_skeleton_options options = { 0 };
	topic_vec topics = { 0 };
	dais_house_files files = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;

	if (!dais_desk_begin(&d, x, ctx, true) || !dais_desk_may_create(&d))
		return;
	dais_desk_diags(&d, &diags);
	if (read_options(&d, &options, &topics) && make_files(&d, &options, &files) &&
	    dais_house_import_files(d.site->house, d.page.actor, &files, name_of(&d, &options),
		false, &diags, &change, &d.err)) {
		dais_desk_made(&d, name_of(&d, &options), change);
		return;
	}
	show_again(&d, &diags);
}
