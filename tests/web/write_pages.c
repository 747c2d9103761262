/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes every page of the portal in every language, with what pages load, into a folder, for the
 * checkers of tests/html. usage: write_pages PACKAGE FOLDER; or: write_pages PACKAGE --time N
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"
#include "sample.h"
#include "web/page_priv.h"

static struct dais_site site = { .address = "https://meetings.example.org" };
static struct sample *sample;

static const struct dais_view_package *
package_view(struct dais_page *p, unsigned since)
{
	struct dais_view_source source = sample->source;

	source.since = since;
	source.since_news = since ? &sample->since : NULL;
	return dais_view_package_new(sample->record, &source, p->language, p->arena);
}

static void
meeting(struct dais_page *p)
{
	dais_portal_package(p, package_view(p, 1));
}

static void
cancelled(struct dais_page *p)
{
	struct dais_view_package v = *package_view(p, 0);

	for (size_t i = 0; i < v.meetings.n; i++) {
		v.meetings.v[i].status = i ? DAIS_STR("postponed") : DAIS_STR("cancelled");
		v.meetings.v[i].modality = DAIS_STR("hybrid");
	}
	dais_portal_package(p, &v);
}

static void
document(struct dais_page *p)
{
	const struct dais_view_package *v = package_view(p, 0);

	dais_portal_document(p, dais_view_document_new(sample->record, v, 0, NULL, p->arena));
}

static void
paper(struct dais_page *p)
{
	const struct dais_view_package *v = package_view(p, 0);
	size_t d = v->documents.n > 1 ? v->documents.n / 2 : 0;

	dais_portal_document(p, dais_view_document_new(sample->record, v, d, NULL, p->arena));
}

static void
unknown(struct dais_page *p)
{
	static const struct dais_str near[] = { DAIS_STR_INIT("CTOC/COP/WG.3/2022/2"),
		DAIS_STR_INIT("CTOC/COP/WG.3/2022/3") };

	dais_portal_unknown(p, DAIS_STR("CTOC/COP/WG.3/2022/<9>"), near, 2);
}

static void
bodies(struct dais_page *p)
{
	dais_portal_bodies(p, &sample->bodies, false, DAIS_STR_NONE);
}

static void
body(struct dais_page *p)
{
	struct dais_view_bodies all;
	struct dais_view_body_page v = { .body = &sample->bodies.v[0],
		.bodies = &sample->bodies,
		.symbol = sample->bodies.v[0].key,
		.documents = &sample->documents };

	dais_view_bodies_init(&all, &sample->bodies, p->arena);
	dais_view_meetings(&all, &sample->meetings, p->language, p->arena, &v.coming);
	v.past = v.coming;
	dais_portal_body(p, &v);
}

static void
home(struct dais_page *p)
{
	struct dais_view_bodies all;
	const struct dais_view_package *v = package_view(p, 0);
	struct dais_view_home h = { .today = { 2022, 5, 23 },
		.bodies = &sample->bodies,
		.at_ms = sample->source.at_ms,
		.version = 9 };

	dais_view_bodies_init(&all, &sample->bodies, p->arena);
	dais_view_meetings(&all, &sample->meetings, p->language, p->arena, &h.next);
	h.now = h.next;
	if (h.now.n)
		h.now.n = 1;
	for (size_t i = 0; i < v->releases.n; i++)
		dais_vec_push(p->arena, &h.news,
		    ((struct dais_view_new){ v->package, v, &v->releases.v[i] }));
	dais_portal_home(p, &h);
}

static void
calendar_of(struct dais_page *p, int month)
{
	struct dais_view_bodies all;
	struct dais_view_calendar v = { .year = 2022, .month = month, .today = { 2022, 5, 23 } };

	dais_view_bodies_init(&all, &sample->bodies, p->arena);
	dais_view_meetings(&all, &sample->meetings, p->language, p->arena, &v.meetings);
	dais_portal_calendar(p, &v);
}

static void
year(struct dais_page *p)
{
	calendar_of(p, 0);
}

static void
month(struct dais_page *p)
{
	calendar_of(p, 5);
}

static void
search(struct dais_page *p)
{
	static const struct dais_str paths[] = { DAIS_STR_INIT("/CTOC/COP/WG.2/2022/3"),
		DAIS_STR_INIT("/meetings/untoc-2022#item-environment") };
	struct dais_view_bodies all;
	struct dais_view_search v = {
		.query = &sample->query, .result = &sample->result, .bodies = &all, .paths = paths
	};

	dais_view_bodies_init(&all, &sample->bodies, p->arena);
	dais_portal_search(p, &v);
}

static void
nothing_found(struct dais_page *p)
{
	static const struct dais_search_result none = { .total = 0 };
	struct dais_view_search v = { .query = &sample->query, .result = &none };

	dais_portal_search(p, &v);
}

static const struct {
	const char *name;
	void (*write)(struct dais_page *p);
} pages[] = {
	{ "meeting", meeting },
	{ "cancelled", cancelled },
	{ "document", document },
	{ "paper", paper },
	{ "unknown", unknown },
	{ "bodies", bodies },
	{ "body", body },
	{ "home", home },
	{ "year", year },
	{ "month", month },
	{ "search", search },
	{ "nothing", nothing_found },
	{ "about", dais_portal_about },
};

static struct dais_str
page(struct dais_arena *a, size_t i, enum dais_lang l)
{
	struct dais_page p;

	dais_page_begin_alone(&site, a, l, &p);
	pages[i].write(&p);
	dais_page_foot(&p);
	return dais_page_taken(&p);
}

static void
save(const char *path, struct dais_str bytes)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0) {
		perror(path);
		exit(1);
	}
}

static void
folder(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST) {
		perror(path);
		exit(1);
	}
}

static void
write_all(const char *where)
{
	char path[4096];

	folder(where);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			DAIS_ARENA_AUTO a = dais_arena_new(0);

			(void)snprintf(path, sizeof(path), "%s/%s-%s.html", where, pages[i].name,
			    dais_lang_code((enum dais_lang)l));
			save(path, page(a, i, (enum dais_lang)l));
		}
	(void)snprintf(path, sizeof(path), "%s/assets", where);
	folder(path);
	for (size_t i = 0; i < dais_asset_count; i++) {
		const struct dais_asset *asset = &dais_assets[i];

		(void)snprintf(path, sizeof(path), "%s/assets/%s", where, asset->digest);
		folder(path);
		(void)snprintf(
		    path, sizeof(path), "%s/assets/%s/%s", where, asset->digest, asset->name);
		save(path, (struct dais_str){ (const char *)asset->bytes, asset->n });
	}
}

static int
compare(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

/* Milliseconds of the processor to make the view and the page of a meeting, uncached: median and
 * 99th of 100. */
static void
measure(size_t n)
{
	double *ms = calloc(n, sizeof(*ms));
	size_t bytes = 0;

	if (!ms)
		return;
	for (size_t i = 0; i < n; i++) {
		struct timespec from, to;
		struct dais_arena *a;

		(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
		a = dais_arena_new(0);
		bytes = page(a, 0, (enum dais_lang)(i % DAIS_LANG_COUNT)).n;
		dais_arena_free(a);
		(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
		ms[i] = (double)(to.tv_sec - from.tv_sec) * 1e3 +
			(double)(to.tv_nsec - from.tv_nsec) / 1e6;
	}
	qsort(ms, n, sizeof(*ms), compare);
	(void)printf("meeting: %zu bytes, median %.3f ms, p99 %.3f ms\n", bytes, ms[n / 2],
	    ms[n * 99 / 100]);
	free(ms);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (argc < 3)
		return 2;
	sample = sample_load(a, argv[1], "untoc-2022");
	if (strcmp(argv[2], "--time") == 0)
		measure(argc > 3 ? (size_t)atoi(argv[3]) : 1000);
	else
		write_all(argv[2]);
	return 0;
}
