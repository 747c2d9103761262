/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The view of a meeting, or of several held together, from its record.
 */
#include "web/portal/view_priv.h"
#include "write/timetable/say.h"

#include "model/silence.h"
#include "prose/resolve.h"
#include "service/notice/say.h"
#include "text/direction.h"

/* ---- bodies and meetings ---- */

struct dais_str
dais_view_body_path(struct dais_str key, struct dais_arena *a)
{
	struct dais_str escaped =
	    dais_path_escape(a, key.n && key.p[0] == '~' ? dais_str_sub(key, 1, key.n) : key);

	return dais_arena_printf(
	    a, "%s%.*s", key.n && key.p[0] == '~' ? "/bodies/" : "/", DAIS_STR_ARG(escaped));
}

struct dais_str
dais_view_symbol_path(struct dais_str symbol, struct dais_arena *a)
{
	size_t n = symbol.n;

	while (n && symbol.p[n - 1] == '*')
		n--;
	return dais_arena_concat(a, DAIS_STR("/"), dais_path_escape(a, dais_str_sub(symbol, 0, n)));
}

/* Body @body of the record as pages show it, in @a. */
static struct dais_view_body
body_of(const struct dais_record *r, size_t body, struct dais_arena *a)
{
	const struct dais_body *b = &r->bodies.v[body];
	struct dais_view_body v = { .symbol = b->symbol, .name = b->name };

	v.key = b->symbol.n ? b->symbol : dais_arena_concat(a, DAIS_STR("~"), b->id);
	v.path = dais_view_body_path(v.key, a);
	return v;
}

static void
add_meeting(struct view_maker *k, size_t m)
{
	const struct dais_meeting *meeting = &k->r->meetings.v[m];
	struct dais_view_meeting *v = dais_vec_add(k->a, &k->v->meetings);

	*v = (struct dais_view_meeting){ .body = body_of(k->r, meeting->body, k->a),
		.package = k->v->package,
		.gathering =
		    dais_text_capitalise(k->a, k->l, dais_prose_gathering(k->r, m, k->l, k->a)),
		.opens = meeting->opens,
		.closes = meeting->closes,
		.zone = meeting->zone.n ? meeting->zone : k->r->profile.seat_zone,
		.place = meeting->place,
		.room = meeting->room,
		.modality = dais_str_from(dais_modality_name(meeting->modality)),
		.status = dais_str_from(dais_meeting_status_name(meeting->status)) };
}

/* The bodies above those that meet, from the topmost down; each once. */
static void
add_above(struct view_maker *k)
{
	bool *seen = DAIS_NEW_N(k->a, k->r->bodies.n, bool);

	for (size_t i = 0; i < k->r->together.n; i++) {
		size_t chain[16], n = 0;
		size_t b = k->r->bodies.v[k->r->meetings.v[k->r->together.v[i]].body].parent;

		for (; b != DAIS_NONE && n < 16; b = k->r->bodies.v[b].parent)
			chain[n++] = b;
		while (n) {
			b = chain[--n];
			if (!seen[b])
				dais_vec_push(k->a, &k->v->above, body_of(k->r, b, k->a));
			seen[b] = true;
		}
	}
}

/* ---- the agenda: one table, items of several bodies once ---- */

/* Where the merge stands in each agenda. */
struct merge {
	const struct dais_agenda **agendas;
	size_t n;
	size_t *next;
	bool *placed; /* by item */
};

static bool
is_ahead(const struct merge *m, size_t agenda, size_t item)
{
	for (size_t i = m->next[agenda]; m->agendas[agenda] && i < m->agendas[agenda]->items.n; i++)
		if (m->agendas[agenda]->items.v[i] == item)
			return true;
	return false;
}

/* The next item of agenda @c, or DAIS_NONE. */
static size_t
head_of(struct merge *m, size_t c)
{
	while (m->agendas[c] && m->next[c] < m->agendas[c]->items.n) {
		size_t item = m->agendas[c]->items.v[m->next[c]];

		if (!m->placed[item])
			return item;
		m->next[c]++;
	}
	return DAIS_NONE;
}

/* The item that comes next: the head of an agenda that no other has further down; when the orders
 * contradict each other, the first head. */
static size_t
next_item(struct merge *m)
{
	size_t first = DAIS_NONE;

	for (size_t c = 0; c < m->n; c++) {
		size_t item = head_of(m, c);
		bool waits = false;

		if (item == DAIS_NONE)
			continue;
		if (first == DAIS_NONE)
			first = item;
		for (size_t o = 0; o < m->n && !waits; o++)
			waits = o != c && head_of(m, o) != item && is_ahead(m, o, item);
		if (!waits)
			return item;
	}
	return first;
}

static void
add_times(struct view_maker *k, struct dais_view_item *v)
{
	const dais_index_vec *sittings = &k->sittings_of[v->index];

	for (size_t i = 0; i < sittings->n; i++) {
		const struct dais_sitting *s = &k->r->sittings.v[sittings->v[i]];
		struct dais_view_time *t = dais_vec_add(k->a, &v->times);

		*t = (struct dais_view_time){ s->start, s->end };
	}
}

static void
add_item(struct view_maker *k, size_t item, unsigned level)
{
	const struct dais_item *it = &k->r->items.v[item];
	struct dais_view_item *v = dais_vec_add(k->a, &k->v->items);
	size_t n = k->v->meetings.n;

	v->index = item;
	v->level = level;
	v->title = it->title;
	v->anchor = dais_view_item_anchor(k->r, item, k->a);
	v->is_common = !level && dais_record_is_common(k->r, item, NULL, k->a);
	v->numbers = DAIS_NEW_N(k->a, n, struct dais_str);
	for (size_t c = 0; c < n; c++) {
		struct dais_number number =
		    dais_record_number(k->r, item, k->r->meetings.v[k->r->together.v[c]].body);

		if (number.found)
			v->numbers[c] =
			    dais_text_item_number(k->a, k->l, number.number, number.letter);
	}
	for (size_t d = 0; d < it->documents.n; d++) {
		size_t shown = k->document_at[it->documents.v[d]];

		if (shown != DAIS_NONE)
			dais_vec_push(k->a, &v->documents, shown);
	}
	dais_view_annotations(k, v);
	add_times(k, v);
	for (size_t i = 0; i < it->parts.n; i++)
		add_item(k, it->parts.v[i], level + 1);
}

static void
add_items(struct view_maker *k)
{
	struct merge m = { .n = k->r->together.n };
	size_t item;

	m.agendas = DAIS_NEW_N(k->a, m.n, const struct dais_agenda *);
	m.next = DAIS_NEW_N(k->a, m.n, size_t);
	m.placed = DAIS_NEW_N(k->a, k->r->items.n, bool);
	for (size_t c = 0; c < m.n; c++)
		m.agendas[c] = dais_record_agenda(k->r, k->r->meetings.v[k->r->together.v[c]].body);
	while ((item = next_item(&m)) != DAIS_NONE) {
		m.placed[item] = true;
		add_item(k, item, 0);
	}
}

/* The sittings in which each item is taken up. */
static void
find_sittings(struct view_maker *k)
{
	k->sittings_of = DAIS_NEW_N(k->a, k->r->items.n, dais_index_vec);
	for (size_t s = 0; s < k->r->sittings.n; s++)
		for (size_t e = 0; e < k->r->sittings.v[s].entries.n; e++) {
			dais_index_vec *of = &k->sittings_of[k->r->sittings.v[s].entries.v[e].item];

			if (!of->n || of->v[of->n - 1] != s)
				dais_vec_push(k->a, of, s);
		}
}

/* ---- releases ---- */

static void
add_releases(struct view_maker *k, const struct dais_view_source *source)
{
	for (size_t i = 0; i < source->n_releases; i++) {
		const struct dais_release *release = &source->releases[i];
		struct dais_view_release *v = dais_vec_add(k->a, &k->v->releases);

		v->number = release->number;
		v->at_ms = release->at_ms;
		v->note = release->note;
		for (size_t n = 0; n < release->news.n; n++)
			dais_vec_push(
			    k->a, &v->news, dais_news_say(&release->news.v[n], k->l, k->a));
	}
	k->v->since = source->since;
	for (size_t n = 0; source->since_news && n < source->since_news->n; n++)
		dais_vec_push(
		    k->a, &k->v->since_news, dais_news_say(&source->since_news->v[n], k->l, k->a));
}

/* ---- all of it ---- */

/* What every view of the package has. */
static void
begin(struct view_maker *k)
{
	k->v = DAIS_NEW(k->a, struct dais_view_package);
	k->v->language = k->l;
	k->v->package = k->source->package;
	k->v->release = k->source->release;
	k->v->change = k->source->change;
	k->v->at_ms = k->source->at_ms;
	for (size_t i = 0; i < k->r->together.n; i++)
		add_meeting(k, k->r->together.v[i]);
	add_releases(k, k->source);
}

const struct dais_view_package *
dais_view_news_new(struct dais_str package, const dais_view_meeting_vec *meetings,
    const dais_release_vec *releases, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_view_source source = { .releases = releases->v,
		.n_releases = releases->n };
	struct view_maker k = { .l = l, .a = a, .v = DAIS_NEW(a, struct dais_view_package) };

	k.v->language = l;
	k.v->package = package;
	k.v->meetings = *meetings;
	add_releases(&k, &source);
	return k.v;
}

/* A release has said that the format is another: what a page has to say of it (R-HYB-06). The
 * timetable of the old format is kept in the package. */
static void
add_format_notice(struct view_maker *k)
{
	const struct dais_record *r = k->r;
	struct dais_timetable_notice notice = { .approval = DAIS_NONE };
	bool said = false;

	for (size_t i = 0; i < k->source->n_releases; i++)
		for (size_t n = 0; n < k->source->releases[i].news.n; n++)
			said = said || k->source->releases[i].news.v[n].kind == DAIS_NEWS_MODALITY;
	for (unsigned m = 0; said && r->together.n && m < DAIS_MODALITY_COUNT; m++) {
		if (!r->plans[m].n || k->v->format_notice.n)
			continue;
		notice.plans = (struct dais_timetable_pair){ .record = r,
			.before = &r->plans[m],
			.after = &r->sittings,
			.modality_before = (enum dais_modality)m,
			.modality_after = r->meetings.v[r->together.v[0]].modality };
		notice.approval = dais_timetable_approval(r, notice.plans.modality_after);
		dais_timetable_notice_lines(&notice, k->l, k->a, &k->v->format_notice);
	}
}

static void
add_silences(struct view_maker *k)
{
	for (size_t i = 0; i < k->r->silences.n; i++) {
		const struct dais_silence *s = &k->r->silences.v[i];
		struct dais_view_silence *v;
		size_t approval = dais_silence_approval(k->r, i);
		/* Behind every end: what only time could still end counts as not ended. */
		enum dais_silence_state state = dais_silence_state(k->r, s, INT64_MAX);

		if (!s->is_public)
			continue;
		v = dais_vec_add(k->a, &k->v->silences);
		*v = (struct dais_view_silence){ .object = s->object,
			.by = k->r->bodies.v[s->by].name,
			.proposal = s->proposal,
			.closes = s->closes,
			.zone = dais_silence_zone(k->r, s),
			.broken = state == DAIS_SILENCE_BROKEN,
			.withdrawn = state == DAIS_SILENCE_WITHDRAWN,
			.approved = approval == DAIS_NONE ? (struct dais_date){ 0 }
							  : k->r->approvals.v[approval].date };
	}
}

const struct dais_view_package *
dais_view_package_new(const struct dais_record *r, const struct dais_view_source *source,
    enum dais_lang l, struct dais_arena *a)
{
	struct view_maker k = { .r = r, .source = source, .l = l, .a = a };

	begin(&k);
	k.v->organization = r->profile.organization;
	k.v->languages = r->languages;
	add_above(&k);
	find_sittings(&k);
	dais_view_documents(&k);
	add_items(&k);
	if (r->sittings.n)
		k.v->timetable = dais_timetable_new(
		    r, &r->sittings, l, &(struct dais_timetable_options){ .rooms = false }, a);
	add_format_notice(&k);
	add_silences(&k);
	if (r->produces != DAIS_NONE)
		k.v->agenda_path =
		    dais_arena_printf(a, "/meetings/%.*s/agenda", DAIS_STR_ARG(source->package));
	return k.v;
}

struct dais_str
dais_view_meeting_days(const struct dais_view_meeting *m, enum dais_lang l, struct dais_arena *a)
{
	return dais_text_alone(a, l,
	    dais_text_range(
		a, l, m->opens.date, dais_date_is_set(m->closes) ? m->closes : m->opens.date));
}

static struct dais_str
words_of(const struct dais_ml *ml, enum dais_lang l)
{
	if (ml->in[l].n)
		return ml->in[l];
	for (int i = 0; i < DAIS_LANG_COUNT; i++)
		if (ml->in[i].n)
			return ml->in[i];
	return DAIS_STR_NONE;
}

struct dais_str
dais_view_package_title(const struct dais_view_package *v, struct dais_arena *a)
{
	struct dais_str title = DAIS_STR_NONE;

	for (size_t i = 0; i < v->meetings.n; i++) {
		struct dais_str one = dais_text_fill(a, v->language, "label-value",
		    (const struct dais_slot[]){
			{ "label", words_of(&v->meetings.v[i].body.name, v->language) },
			{ "value", v->meetings.v[i].gathering }, { NULL, DAIS_STR_NONE } });

		title =
		    i ? dais_arena_printf(a, "%.*s – %.*s", DAIS_STR_ARG(title), DAIS_STR_ARG(one))
		      : one;
	}
	return title;
}
