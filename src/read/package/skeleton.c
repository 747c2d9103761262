/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The skeleton is built as a record and saved: what is written is canonical by construction.
 */
#include "read/package/skeleton.h"

#include <dirent.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/package/load.h"
#include "read/package/markdown.h"
#include "read/package/profile.h"
#include "read/package/save.h"
#include "text/text.h"

#define MORNING (10 * 60)
#define AFTERNOON (15 * 60)
#define SITTING_MIN (3 * 60)

struct skeleton {
	struct dais_arena *a;
	struct dais_record *r;
	const struct dais_skeleton_options *o;
	dais_index_vec all; /* every body */
	size_t opening, adoption, other, report;
	dais_index_vec substance;
};

static bool
is_empty_folder(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	bool empty = true;

	if (!d)
		return true; /* not there yet, or reported when writing */
	while (empty && (e = readdir(d)))
		empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
	(void)closedir(d);
	return empty;
}

bool
dais_package_may_be_new(const char *dir, struct dais_err *err)
{
	if (is_empty_folder(dir) && (!dais_file_exists(dir) || dais_file_is_dir(dir)))
		return true;
	(void)dais_err_set(err, DAIS_ERR_CONFLICT, "\"%s\" is not an empty folder", dir);
	return dais_err_hint(err, "Name a folder that does not exist yet.");
}

static bool
check_options(const char *dir, const struct dais_skeleton_options *o, struct dais_err *err)
{
	if (dir && !dais_package_may_be_new(dir, err))
		return false;
	if (o->body_count < 1 || o->body_count > DAIS_SKELETON_BODIES_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID, "a package has one to three bodies");
	if (!dais_date_is_valid(o->opens))
		return dais_err_set(err, DAIS_ERR_INVALID, "the date of the opening is missing");
	if (dais_date_is_set(o->closes) && dais_date_cmp(o->closes, o->opens) < 0)
		return dais_err_set(err, DAIS_ERR_INVALID, "the meeting closes before it opens");
	if (o->days > DAIS_SKELETON_DAYS_MAX)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "a meeting has at most %d days", DAIS_SKELETON_DAYS_MAX);
	for (size_t i = 0; i < o->body_count; i++) {
		if (!o->bodies[i].name || !*o->bodies[i].name)
			return dais_err_set(err, DAIS_ERR_INVALID, "body %zu has no name", i + 1);
	}
	return true;
}

/* @key in every language of the package, as a heading. */
static struct dais_ml
phrases(struct skeleton *s, const char *key)
{
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		enum dais_lang lang = (enum dais_lang)l;

		if (s->r->languages & DAIS_LANG_BIT(l))
			ml.in[l] = dais_text_capitalise(s->a, lang, dais_text_phrase(lang, key));
	}
	return ml;
}

/* Words as they were given: in their language, else in every one until somebody translates. */
static struct dais_ml
same(struct skeleton *s, struct dais_str words)
{
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if ((s->r->languages & DAIS_LANG_BIT(l)) &&
		    (!s->o->written_in || (int)*s->o->written_in == l))
			ml.in[l] = words;
	}
	return ml;
}

static bool
is_weekend(struct dais_date d)
{
	return dais_date_weekday(d) > 5;
}

static struct dais_date
last_day(const struct dais_skeleton_options *o)
{
	struct dais_date d = o->opens;
	unsigned days = o->days ? o->days : 5;

	if (dais_date_is_set(o->closes))
		return o->closes;
	for (unsigned n = 1; n < days;) {
		d = dais_date_add(d, 1);
		n += !is_weekend(d);
	}
	return d;
}

static struct dais_str
numbered(struct skeleton *s, const char *given, const char *stem, size_t i)
{
	if (given)
		return dais_str_from(given);
	return i ? dais_arena_printf(s->a, "%s-%zu", stem, i + 1) : dais_str_from(stem);
}

static void
add_bodies(struct skeleton *s)
{
	struct dais_str seat = s->r->profile.seat_zone;
	const char *zone = s->o->zone;

	for (size_t i = 0; i < s->o->body_count; i++) {
		const struct dais_skeleton_body *from = &s->o->bodies[i];
		struct dais_body *b = dais_vec_add(s->a, &s->r->bodies);
		struct dais_meeting *m = dais_vec_add(s->a, &s->r->meetings);

		b->id = numbered(s, from->id, "body", i);
		b->parent = DAIS_NONE;
		b->name = same(s, dais_str_from(from->name));
		b->symbol = from->symbol ? dais_str_from(from->symbol)
					 : dais_arena_printf(s->a, "X/WG.%zu", i + 1);
		b->noun_is_session = from->noun_is_session;
		m->body = i;
		m->ordinal = from->ordinal ? from->ordinal : 1;
		m->id = dais_arena_printf(s->a, "%.*s@%u", DAIS_STR_ARG(b->id), m->ordinal);
		m->opens = (struct dais_local){ s->o->opens, MORNING };
		m->closes = last_day(s->o);
		m->place = same(s, dais_str_from(s->o->place ? s->o->place : "Vienna"));
		m->zone = zone ? dais_str_from(zone) : seat.n ? seat : DAIS_STR("UTC");
		dais_vec_push(s->a, &s->r->together, i);
		dais_vec_push(s->a, &s->all, i);
	}
}

static size_t
add_item(struct skeleton *s, struct dais_str id, enum dais_item_kind kind, struct dais_ml title,
    size_t parent)
{
	size_t at = s->r->items.n;
	struct dais_item *item = dais_vec_add(s->a, &s->r->items);

	item->id = id;
	item->kind = kind;
	item->title = title;
	item->parent = parent;
	item->proposed_by = DAIS_NONE;
	item->documents_given = true;
	if (parent != DAIS_NONE) {
		dais_vec_push(s->a, &s->r->items.v[parent].parts, at);
		s->r->items.v[parent].documents_given = false;
	}
	return at;
}

/* Without topics: one to be named. */
static void
add_topics(struct skeleton *s)
{
	for (size_t i = 0; i < s->o->topic_count; i++)
		dais_vec_push(s->a, &s->substance,
		    add_item(s, s->o->topics[i].id, DAIS_ITEM_SUBSTANTIVE,
			same(s, s->o->topics[i].title), DAIS_NONE));
	if (!s->substance.n)
		dais_vec_push(s->a, &s->substance,
		    add_item(s, DAIS_STR("topic"), DAIS_ITEM_SUBSTANTIVE,
			phrases(s, "topic-to-be-named"), DAIS_NONE));
}

/* Items of every skeleton beside its topics. */
#define ORGANIZATION DAIS_STR("organization")
#define OTHER DAIS_STR("other")
#define REPORT DAIS_STR("report")

bool
dais_package_skeleton_has(struct dais_str id)
{
	return dais_str_eq(id, ORGANIZATION) || dais_str_eq(id, OTHER) || dais_str_eq(id, REPORT);
}

static void
add_items(struct skeleton *s)
{
	bool session = s->o->bodies[0].noun_is_session;
	size_t top = add_item(s, ORGANIZATION, DAIS_ITEM_ORGANIZATIONAL,
	    phrases(s, "organizational-matters"), DAIS_NONE);

	s->opening = add_item(s, DAIS_STR("organization/opening"), DAIS_ITEM_OPENING,
	    phrases(s, session ? "opening-of-session" : "opening-of-meeting"), top);
	s->adoption = add_item(s, DAIS_STR("organization/agenda"), DAIS_ITEM_ADOPTION_OF_AGENDA,
	    phrases(s, "adoption-of-agenda"), top);
	dais_vec_push(s->a, &s->r->items.v[s->adoption].documents, 0);
	add_topics(s);
	s->other = add_item(s, OTHER, DAIS_ITEM_OTHER, phrases(s, "other-matters"), DAIS_NONE);
	s->report =
	    add_item(s, REPORT, DAIS_ITEM_REPORT, phrases(s, "adoption-of-report"), DAIS_NONE);
	for (size_t i = 0; i < s->o->body_count; i++) {
		struct dais_agenda *agenda = dais_vec_add(s->a, &s->r->agendas);

		agenda->body = i;
		dais_vec_push(s->a, &agenda->items, top);
		for (size_t k = 0; k < s->substance.n; k++)
			dais_vec_push(s->a, &agenda->items, s->substance.v[k]);
		dais_vec_push(s->a, &agenda->items, s->other);
		dais_vec_push(s->a, &agenda->items, s->report);
	}
}

static enum dais_lang
original_of(const struct skeleton *s)
{
	unsigned first = 0;

	if (s->o->original)
		return *s->o->original;
	if (s->o->written_in)
		return *s->o->written_in;
	while (!(s->r->languages & DAIS_LANG_BIT(first)))
		first++;
	return (enum dais_lang)first;
}

static bool
add_document(struct skeleton *s, struct dais_err *err)
{
	struct dais_document *d = dais_vec_add(s->a, &s->r->documents);
	bool joint = s->o->body_count > 1;

	d->id = DAIS_STR("agenda");
	d->kind = DAIS_DOCUMENT_AGENDA;
	d->title =
	    phrases(s, joint ? "annotated-provisional-agendas" : "annotated-provisional-agenda");
	d->author = DAIS_STR("secretariat");
	d->meeting = DAIS_NONE;
	d->languages = s->r->languages;
	d->has_original = true;
	d->original = original_of(s);
	if (dais_date_is_set(s->o->written_on) && dais_date_cmp(s->o->written_on, s->o->opens) <= 0)
		d->date = s->o->written_on;
	s->r->produces = 0;
	for (size_t i = 0; i < s->o->body_count; i++) {
		struct dais_symbol symbol;
		struct dais_str why = DAIS_STR_NONE;
		struct dais_str text = dais_arena_printf(
		    s->a, "%.*s/%d/1", DAIS_STR_ARG(s->r->bodies.v[i].symbol), s->o->opens.year);

		if (!dais_symbol_parse(s->a, text, &symbol, &why))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "\"%.*s\" is not the stem of a document symbol: %.*s",
			    DAIS_STR_ARG(s->r->bodies.v[i].symbol), DAIS_STR_ARG(why));
		dais_vec_push(s->a, &d->symbols, symbol);
	}
	return true;
}

static void
add_entry(struct skeleton *s, struct dais_sitting *sitting, size_t item)
{
	struct dais_entry *e = dais_vec_add(s->a, &sitting->entries);

	e->item = item;
}

/* The topics in their order over the first @n sittings, as evenly as sittings are. */
static void
share_out(struct skeleton *s, size_t n)
{
	size_t topics = s->substance.n;

	for (size_t i = 0; i < n; i++) {
		size_t from = i * topics / n, to = ((i + 1) * topics + n - 1) / n;

		for (size_t k = from; k < to && k < topics; k++)
			if (topics > n ? k * n / topics == i : k == from)
				add_entry(s, &s->r->sittings.v[i], s->substance.v[k]);
	}
}

/* Two sittings a day: the first opens, the last adopts the report, the last but one takes other
 * matters, so that a half-day is left to translate the report. */
static void
add_sittings(struct skeleton *s)
{
	struct dais_date last = last_day(s->o);
	size_t n;

	for (struct dais_date d = s->o->opens; dais_date_cmp(d, last) <= 0;
	    d = dais_date_add(d, 1)) {
		for (int half = 0; half < 2 && (!is_weekend(d) || dais_date_eq(d, s->o->opens));
		    half++) {
			struct dais_sitting *sitting = dais_vec_add(s->a, &s->r->sittings);
			int start = half ? AFTERNOON : MORNING;

			sitting->start = (struct dais_local){ d, start };
			sitting->end = (struct dais_local){ d, start + SITTING_MIN };
			sitting->bodies = s->all;
		}
	}
	n = s->r->sittings.n;
	add_entry(s, &s->r->sittings.v[0], s->opening);
	add_entry(s, &s->r->sittings.v[0], s->adoption);
	share_out(s, n == 2 ? 1 : n - 2);
	add_entry(s, &s->r->sittings.v[n - 2], s->other);
	add_entry(s, &s->r->sittings.v[n - 1], s->report);
}

/* The adoption of the agenda: one for each body, with its timetable; what is said of the document
 * is said once. */
static struct dais_str
adoptions(struct skeleton *s, enum dais_lang l)
{
	const struct dais_slot document[] = { { "document", DAIS_STR("{{doc agenda}}") },
		{ NULL, DAIS_STR_NONE } };
	struct dais_str words = dais_text_fill(s->a, l, "annotation-agenda", document),
			out = DAIS_STR_NONE;

	for (size_t i = 0; i < s->r->bodies.n; i++) {
		struct dais_str body = s->r->bodies.v[i].id;

		out = dais_arena_printf(s->a,
		    "%.*s# {{item organization/agenda@%.*s}}\n\n%.*s%s{{schedule %.*s}}\n\n",
		    DAIS_STR_ARG(out), DAIS_STR_ARG(body), DAIS_STR_ARG(i ? DAIS_STR_NONE : words),
		    i ? "" : "\n\n", DAIS_STR_ARG(body));
	}
	return out;
}

/* Annotations of what every agenda has: words that need no translation; what is said of the topics
 * is for their author to write. */
static struct dais_str
annotations(struct skeleton *s, enum dais_lang l)
{
	struct dais_str first = s->r->meetings.v[0].id;
	struct dais_str out = dais_arena_printf(s->a,
	    "# {{item organization/opening}}\n\n"
	    "{{meeting %.*s}}: {{opening %.*s}}, {{place %.*s}}.\n\n%.*s",
	    DAIS_STR_ARG(first), DAIS_STR_ARG(first), DAIS_STR_ARG(first),
	    DAIS_STR_ARG(adoptions(s, l)));

	for (size_t i = 0; i < s->substance.n; i++)
		out = dais_arena_printf(s->a, "%.*s# {{item %.*s}}\n\n[...]\n\n", DAIS_STR_ARG(out),
		    DAIS_STR_ARG(s->r->items.v[s->substance.v[i]].id));
	return dais_arena_printf(s->a,
	    "%.*s# {{item other}}\n\n%.*s\n\n# {{item report}}\n\n%.*s\n", DAIS_STR_ARG(out),
	    DAIS_STR_ARG(dais_text_phrase(l, "annotation-other")),
	    DAIS_STR_ARG(dais_text_phrase(l, "annotation-report")));
}

static void
add_annotations(struct skeleton *s)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_diags ignored;

		if (!(s->r->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_diags_init(&ignored, s->a);
		dais_package_read_text(
		    s->r, (enum dais_lang)l, annotations(s, (enum dais_lang)l), &ignored);
	}
}

/* What the record needs to find things by id. */
static void
register_ids(struct dais_record *r)
{
	for (size_t i = 0; i < r->bodies.n; i++)
		(void)dais_map_add(&r->body_ids, r->bodies.v[i].id, i);
	for (size_t i = 0; i < r->meetings.n; i++)
		(void)dais_map_add(&r->meeting_ids, r->meetings.v[i].id, i);
	for (size_t i = 0; i < r->items.n; i++)
		(void)dais_map_add(&r->item_ids, r->items.v[i].id, i);
	for (size_t i = 0; i < r->documents.n; i++)
		(void)dais_map_add(&r->document_ids, r->documents.v[i].id, i);
}

/* The skeleton must load: options such as an id with a space show here. */
static bool
check_result(struct skeleton *s, struct dais_err *err)
{
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_diags diags;

	dais_diags_init(&diags, s->a);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		text[l] = dais_package_print_text(s->r, (enum dais_lang)l, s->a);
	(void)dais_package_read(
	    s->a, dais_package_print_yaml(s->r, s->a), text, DAIS_STR_NONE, &diags);
	if (!diags.errors)
		return true;
	return dais_err_set(err, DAIS_ERR_INVALID, "%.*s", DAIS_STR_ARG(diags.list.v[0].message));
}

bool
dais_package_skeleton(struct dais_arena *a, const struct dais_skeleton_options *options,
    struct dais_record **ret, struct dais_err *err)
{
	struct skeleton s = { .a = a, .r = dais_record_new(a), .o = options };
	const char *profile = options->profile ? options->profile : "neutral";

	if (!check_options(NULL, options, err))
		return false;
	if (!dais_profile_shipped(dais_str_from(profile), &s.r->profile)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "unknown profile \"%s\"", profile);
		return dais_err_hint(err, "One of: %s.", dais_profile_names());
	}
	s.r->languages = options->languages ? options->languages : DAIS_LANG_BIT(DAIS_LANG_EN);
	add_bodies(&s);
	add_items(&s);
	if (!add_document(&s, err))
		return false;
	add_sittings(&s);
	register_ids(s.r);
	add_annotations(&s);
	*ret = s.r;
	return check_result(&s, err);
}

/* Of a folder that was empty: what stands in it could not be finished, and would be in the way of
 * the next try. */
static void
take_away(struct dais_arena *a, const char *dir, bool was_there)
{
	const char *text = dais_file_join(a, dir, "text");

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		(void)unlink(
		    dais_arena_printf(a, "%s/%s.md", text, dais_lang_code((enum dais_lang)l)).p);
	(void)rmdir(text);
	(void)unlink(dais_file_join(a, dir, "meeting.yaml"));
	if (!was_there)
		(void)rmdir(dir);
}

bool
dais_package_new(const char *dir, const struct dais_skeleton_options *options, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = NULL;
	bool was_there = dais_file_exists(dir);

	if (!check_options(dir, options, err) || !dais_package_skeleton(a, options, &r, err))
		return false;
	if (dais_package_save(r, dir, err))
		return true;
	take_away(a, dir, was_there);
	return false;
}
