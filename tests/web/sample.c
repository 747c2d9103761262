/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>

#include "read/package/load.h"

static struct dais_str
key_of(const struct dais_record *r, size_t body, struct dais_arena *a)
{
	const struct dais_body *b = &r->bodies.v[body];

	return b->symbol.n ? b->symbol : dais_arena_concat(a, DAIS_STR("~"), b->id);
}

static void
rows(struct sample *s)
{
	const struct dais_record *r = s->record;

	for (size_t i = 0; i < r->bodies.n; i++) {
		struct dais_index_body *b = dais_vec_add(s->arena, &s->bodies);

		b->key = key_of(r, i, s->arena);
		if (r->bodies.v[i].parent != DAIS_NONE)
			b->parent = key_of(r, r->bodies.v[i].parent, s->arena);
		b->name = r->bodies.v[i].name;
		b->noun_is_session = r->bodies.v[i].noun_is_session;
	}
	for (size_t i = 0; i < r->meetings.n; i++) {
		const struct dais_meeting *from = &r->meetings.v[i];
		struct dais_index_meeting *m = dais_vec_add(s->arena, &s->meetings);

		*m = (struct dais_index_meeting){ .package = s->source.package,
			.body = key_of(r, from->body, s->arena),
			.ordinal = from->ordinal,
			.opens = from->opens,
			.closes = from->closes,
			.zone = from->zone,
			.modality = dais_str_from(dais_modality_name(from->modality)),
			.status = i == 0 ? DAIS_STR("cancelled") : DAIS_STR("scheduled"),
			.place = from->place,
			.release = s->source.release };
	}
	for (size_t i = 0; i < r->documents.n; i++) {
		const struct dais_document *from = &r->documents.v[i];
		struct dais_index_document *d = dais_vec_add(s->arena, &s->documents);

		d->package = s->source.package;
		d->id = from->id;
		d->kind = dais_str_from(dais_document_kind_name(from->kind));
		d->title = from->title;
		d->date = dais_date_is_set(from->date) ? from->date : from->slot;
		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			if (from->versions[l].status == DAIS_VERSION_ISSUED)
				d->available |= DAIS_LANG_BIT(l);
		for (size_t k = 0; k < from->symbols.n; k++)
			dais_vec_push(s->arena, &d->symbols, from->symbols.v[k].key);
	}
}

#define MAY_2022_MS INT64_C(1652349600000)

static void
releases(struct sample *s)
{
	static const struct dais_ml rooms[2] = {
		{ .in = { DAIS_STR_INIT("قاعة المجلس D"), DAIS_STR_INIT("D会议室"),
		      DAIS_STR_INIT("Board Room D"), DAIS_STR_INIT("salle D"),
		      DAIS_STR_INIT("зал D"), DAIS_STR_INIT("sala D") } },
		{ .in = { DAIS_STR_INIT("قاعة المجلس A"), DAIS_STR_INIT("A会议室"),
		      DAIS_STR_INIT("Board Room A"), DAIS_STR_INIT("salle A"),
		      DAIS_STR_INIT("зал A"), DAIS_STR_INIT("sala A") } },
	};
	struct dais_release *v = DAIS_NEW_N(s->arena, 2, struct dais_release);
	const struct dais_record *r = s->record;

	v[1] = (struct dais_release){ .number = 1, .at_ms = MAY_2022_MS - 86400000, .revision = 3 };
	v[0] = (struct dais_release){ .number = 2, .at_ms = MAY_2022_MS, .revision = 9 };
	if (r->documents.n)
		dais_vec_push(s->arena, &v[0].news,
		    ((struct dais_news){ .kind = DAIS_NEWS_DOCUMENT_VERSION,
			.about = r->documents.v[0].title,
			.languages = DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_RU) }));
	if (r->items.n)
		dais_vec_push(s->arena, &v[0].news,
		    ((struct dais_news){
			.kind = DAIS_NEWS_ITEM_NEW, .about = r->items.v[0].title }));
	dais_vec_push(s->arena, &v[0].news,
	    ((struct dais_news){ .kind = DAIS_NEWS_SITTING_MOVED,
		.about = r->bodies.v[0].name,
		.from = rooms[0],
		.to = rooms[1] }));
	s->since = v[0].news;
	s->source.releases = v;
	s->source.n_releases = 2;
	s->source.release = 2;
	s->source.change = 9;
	s->source.at_ms = v[0].at_ms;
}

static void
files(struct sample *s)
{
	struct dais_view_file *v = DAIS_NEW_N(s->arena, 2 * DAIS_LANG_COUNT, struct dais_view_file);
	const struct dais_record *r = s->record;

	if (r->produces == DAIS_NONE)
		return;
	for (int i = 0; i < 2 * DAIS_LANG_COUNT; i++)
		v[i] = (struct dais_view_file){ .package = s->source.package,
			.document = r->documents.v[r->produces].id,
			.language = (enum dais_lang)(i / 2),
			.type = i % 2 ? DAIS_STR("application/vnd.openxmlformats-officedocument."
						 "wordprocessingml.document")
				      : DAIS_STR("application/pdf"),
			.name = i % 2 ? DAIS_STR("agenda.docx") : DAIS_STR("agenda.pdf"),
			.digest = DAIS_STR("0011223344556677"),
			.size = i % 2 ? 23456 : 1234567 };
	s->source.files = v;
	s->source.n_files = 2 * DAIS_LANG_COUNT;
}

static void
found(struct sample *s)
{
	static const struct dais_search_hit hits[] = {
		{ .package = DAIS_STR_INIT("untoc-2022"),
		    .kind = DAIS_STR_INIT("document"),
		    .id = DAIS_STR_INIT("env-paper"),
		    .genre = DAIS_STR_INIT("background-paper"),
		    .body = DAIS_STR_INIT("CTOC/COP/WG.2"),
		    .language = DAIS_LANG_EN,
		    .year = 2022,
		    .title = DAIS_STR_INIT("Background paper on the "
					   "\xEE\x80\x80"
					   "environment\xEE\x80\x81"),
		    .snippet = DAIS_STR_INIT("crimes that affect the "
					     "\xEE\x80\x80"
					     "environment\xEE\x80\x81 and <others>"),
		    .symbols = DAIS_STR_INIT("CTOC/COP/WG.2/2022/3 CTOC/COP/WG.3/2022/3") },
		{ .package = DAIS_STR_INIT("untoc-2022"),
		    .kind = DAIS_STR_INIT("item"),
		    .id = DAIS_STR_INIT("environment"),
		    .genre = DAIS_STR_INIT("substantive"),
		    .body = DAIS_STR_INIT("CTOC/COP/WG.3"),
		    .language = DAIS_LANG_AR,
		    .year = 2022,
		    .title = DAIS_STR_INIT("الجرائم التي تؤثر في "
					   "\xEE\x80\x80"
					   "البيئة\xEE\x80\x81") },
	};
	static const struct dais_search_facet facets[] = {
		{ DAIS_STR_INIT("kind"), DAIS_STR_INIT("document"), 1 },
		{ DAIS_STR_INIT("kind"), DAIS_STR_INIT("item"), 1 },
		{ DAIS_STR_INIT("body"), DAIS_STR_INIT("CTOC/COP/WG.3"), 2 },
		{ DAIS_STR_INIT("year"), DAIS_STR_INIT("2022"), 2 },
		{ DAIS_STR_INIT("language"), DAIS_STR_INIT("ar"), 1 },
	};

	for (size_t i = 0; i < sizeof(hits) / sizeof(hits[0]); i++)
		dais_vec_push(s->arena, &s->result.hits, hits[i]);
	for (size_t i = 0; i < sizeof(facets) / sizeof(facets[0]); i++)
		dais_vec_push(s->arena, &s->result.facets, facets[i]);
	s->result.total = 45;
	s->query = (struct dais_search_query){
		.words = DAIS_STR("environment <crime>"), .kind = DAIS_STR("item"), .max = 20
	};
}

struct sample *
sample_load(struct dais_arena *a, const char *dir, const char *package)
{
	struct sample *s = DAIS_NEW(a, struct sample);
	struct dais_diags diags;
	struct dais_err err = DAIS_ERR_INIT;

	s->arena = a;
	s->source.package = dais_str_from(package);
	dais_diags_init(&diags, a);
	if (!dais_package_load(a, dir, &s->record, &diags, &err) || diags.errors) {
		(void)fprintf(stderr, "%s: %s\n", dir, err.msg);
		exit(2);
	}
	releases(s);
	files(s);
	rows(s);
	found(s);
	return s;
}
