/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What search engines ask for: robots.txt (RFC 9309) and maps of the site (sitemaps.org), one a
 * month, so that none grows with the record. A page names its other languages in its head, where
 * search engines look for them as well; a map that repeated them would be seven times as long.
 */
#include "web/feeds/feed.h"
#include "web/portal/load.h"

#define ADDRESSES_MAX 50000 /* of one map: sitemaps.org */
#define PAGES_MAX (ADDRESSES_MAX / DAIS_LANG_COUNT)
#define MONTHS_MAX 12000

struct map {
	const struct dais_site *site;
	struct dais_arena *a;
	struct dais_xml w;
	size_t n; /* pages */
};

static struct dais_str
host_of(const struct dais_site *site)
{
	return dais_str_from(site->address ? site->address : "");
}

void
dais_feed_handle_robots(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_site *site = ctx;

	dais_http_keep(x);
	dais_http_reply(x, 200, "text/plain; charset=utf-8",
	    dais_arena_printf(dais_http_arena(x),
		"User-agent: *\nDisallow: /api/\nDisallow: /live\nDisallow: /*/search?\n"
		"Disallow: /*/desk\nDisallow: /*/sign-in\nSitemap: %s/sitemap.xml\n",
		site->address ? site->address : ""));
}

/* ---- writing ---- */

/* The day of an instant, in UTC; empty for what was there before it was noted. */
static struct dais_str
day_of(struct dais_arena *a, int64_t at_ms)
{
	return at_ms < 86400000 ? DAIS_STR_NONE
				: dais_date_print(a, dais_date_from_days(at_ms / 86400000));
}

static void
begin(struct map *m, struct dais_buf *out, const char *root)
{
	dais_xml_begin(&m->w, out, DAIS_XML_MODE_XML);
	dais_xml_open(&m->w, root);
	dais_xml_attr_c(&m->w, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
	dais_xml_newline(&m->w);
}

static void
answer(struct dais_http_exchange *x, struct map *m, const struct dais_buf *out)
{
	dais_xml_close(&m->w);
	dais_xml_finish(&m->w);
	dais_http_reply(x, 200, "application/xml; charset=utf-8", dais_buf_str(out));
}

static void
lastmod(struct map *m, struct dais_str changed)
{
	if (changed.n)
		dais_xml_elem(&m->w, "lastmod", changed);
}

/* The page at @path in English; gives where its language stands in the text. */
static size_t
write_url(struct map *m, struct dais_str path, struct dais_str changed)
{
	size_t at;

	dais_xml_open(&m->w, "url");
	dais_xml_open(&m->w, "loc");
	dais_xml_text(&m->w, host_of(m->site));
	dais_xml_text_c(&m->w, "/");
	at = m->w.out->n;
	dais_xml_text_c(&m->w, dais_lang_code(DAIS_LANG_EN));
	dais_xml_text(&m->w, path);
	dais_xml_close(&m->w);
	lastmod(m, changed);
	dais_xml_close(&m->w);
	dais_xml_newline(&m->w);
	return at;
}

/* The page at @path in six languages, which differ in two letters: a month has thousands of pages,
 * so that each is written once and copied. */
static void
add_page(struct map *m, struct dais_str path, struct dais_str changed)
{
	struct dais_buf *out = m->w.out;
	size_t from = out->n, at, n;

	if (m->n == PAGES_MAX)
		return;
	m->n++;
	at = write_url(m, path, changed) - from;
	n = out->n - from;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str code = dais_str_from(dais_lang_code((enum dais_lang)l));
		char *copy = l == DAIS_LANG_EN ? NULL : dais_buf_extend(out, n);

		if (!copy)
			continue;
		memcpy(copy, out->p + from, n);
		memcpy(copy + at, code.p, code.n);
	}
}

static void
add_map(struct map *m, struct dais_str path, struct dais_str changed)
{
	dais_xml_open(&m->w, "sitemap");
	dais_xml_elem(&m->w, "loc", dais_arena_concat(m->a, host_of(m->site), path));
	lastmod(m, changed);
	dais_xml_close(&m->w);
	dais_xml_newline(&m->w);
}

/* Answers who has it; else it is to be made. */
static bool
is_known(struct map *m, struct dais_http_exchange *x, int64_t stamp)
{
	dais_http_keep(x);
	return dais_feed_has(m->site, x, stamp, (struct dais_date){ 0 });
}

/* ---- the map of maps ---- */

void
dais_feed_handle_maps(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct map m = { .site = site, .a = dais_http_arena(x) };
	static const struct dais_date any;
	static const dais_store_strs all;
	dais_index_month_vec months = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	int64_t stamp;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_feed_stamp(site, &all, &stamp, &err)) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	if (is_known(&m, x, stamp))
		return;
	if (!dais_index_months(
		dais_house_store(site->house), any, any, MONTHS_MAX, m.a, &months, &err)) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	begin(&m, &out, "sitemapindex");
	add_map(&m, DAIS_STR("/sitemaps/pages.xml"), day_of(m.a, stamp));
	for (size_t i = 0; i < months.n; i++)
		add_map(&m,
		    dais_arena_printf(m.a, "/sitemaps/%04d-%02d.xml", months.v[i].first.year,
			months.v[i].first.month),
		    day_of(m.a, months.v[i].changed_ms));
	answer(x, &m, &out);
}

/* ---- maps ---- */

static bool
write_pages(struct map *m, int64_t stamp, struct dais_err *err)
{
	struct dais_index_bodies_query q = { .max = PAGES_MAX };
	struct dais_str changed = day_of(m->a, stamp);
	dais_index_body_vec bodies = { 0 };

	if (!dais_index_bodies(dais_house_store(m->site->house), &q, m->a, &bodies, err))
		return false;
	add_page(m, DAIS_STR_NONE, changed);
	add_page(m, DAIS_STR("/bodies"), DAIS_STR_NONE);
	add_page(m, DAIS_STR("/calendar"), changed);
	for (size_t i = 0; i < bodies.n; i++)
		add_page(m, dais_view_body_path(bodies.v[i].key, m->a), DAIS_STR_NONE);
	return true;
}

/* When packages were released last, each asked for once. */
struct releases {
	struct dais_map of; /* package: index into days */
	DAIS_VEC(struct dais_str) days;
};

static bool
released(struct map *m, struct releases *r, struct dais_str package, struct dais_str *ret,
    struct dais_err *err)
{
	struct dais_index_meetings_query q = { .package = package, .max = 1 };
	size_t at = dais_map_get(&r->of, package);
	dais_index_meeting_vec found = { 0 };

	if (at == DAIS_MAP_NONE) {
		if (!dais_index_meetings(dais_house_store(m->site->house), &q, m->a, &found, err))
			return false;
		at = r->days.n;
		(void)dais_map_add(&r->of, package, at);
		dais_vec_push(
		    m->a, &r->days, found.n ? day_of(m->a, found.v[0].released_ms) : DAIS_STR_NONE);
	}
	*ret = r->days.v[at];
	return true;
}

/* Documents that are dated from @from to @to; those without a date are found through their
 * meeting. */
static bool
write_documents(struct map *m, struct dais_date from, struct dais_date to, struct dais_err *err)
{
	dais_index_address_vec found = { 0 };
	struct releases r = { .days = { 0 } };

	dais_map_init(&r.of, m->a);
	if (!dais_index_addresses(
		dais_house_store(m->site->house), from, to, PAGES_MAX, m->a, &found, err))
		return false;
	for (size_t i = 0; i < found.n; i++) {
		struct dais_str changed;

		if (!released(m, &r, found.v[i].package, &changed, err))
			return false;
		add_page(m, dais_view_symbol_path(found.v[i].symbol, m->a), changed);
	}
	return true;
}

static bool
write_month(struct map *m, struct dais_date from, struct dais_date to, struct dais_err *err)
{
	struct dais_index_meetings_query q = { .from = from, .to = to, .max = PAGES_MAX };
	dais_index_meeting_vec meetings = { 0 };
	struct dais_map seen;

	dais_map_init(&seen, m->a);
	if (!dais_index_meetings(dais_house_store(m->site->house), &q, m->a, &meetings, err))
		return false;
	for (size_t i = 0; i < meetings.n; i++) {
		const struct dais_index_meeting *one = &meetings.v[i];

		if (dais_date_cmp(one->opens.date, from) >= 0 &&
		    dais_map_add(&seen, one->package, i))
			add_page(m, dais_arena_concat(m->a, DAIS_STR("/meetings/"), one->package),
			    day_of(m->a, one->released_ms));
	}
	return write_documents(m, from, to, err);
}

/* "2022-05.xml" */
static bool
read_month(struct dais_str name, struct dais_arena *a, struct dais_date *from, struct dais_date *to)
{
	if (name.n != 11 || !dais_str_has_suffix(name, DAIS_STR(".xml")) ||
	    !dais_date_parse(dais_arena_concat(a, dais_str_sub(name, 0, 7), DAIS_STR("-01")), from))
		return false;
	*to =
	    dais_date_add(from->month == 12 ? (struct dais_date){ from->year + 1, 1, 1 }
					    : (struct dais_date){ from->year, from->month + 1, 1 },
		-1);
	return true;
}

/* When what the map of the month from @from shows changed last; 0: it shows nothing. */
static bool
month_stamp(
    struct map *m, struct dais_date from, struct dais_date to, int64_t *ret, struct dais_err *err)
{
	dais_index_month_vec months = { 0 };

	*ret = 0;
	if (!dais_index_months(dais_house_store(m->site->house), from, to, 1, m->a, &months, err))
		return false;
	if (months.n)
		*ret = months.v[0].changed_ms;
	return true;
}

void
dais_feed_handle_map(struct dais_http_exchange *x, void *ctx)
{
	static const dais_store_strs all;
	struct map m = { .site = ctx, .a = dais_http_arena(x) };
	struct dais_str name = dais_http_param(x, "name");
	bool pages = dais_str_is(name, "pages.xml");
	struct dais_date from = { 0 }, to = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	int64_t stamp;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!pages && !read_month(name, m.a, &from, &to)) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such map");
		dais_http_problem(x, 404, &err);
		return;
	}
	if (!(pages ? dais_feed_stamp(ctx, &all, &stamp, &err)
		    : month_stamp(&m, from, to, &stamp, &err))) {
		dais_http_problem(x, dais_http_status_of(&err), &err);
		return;
	}
	if (is_known(&m, x, stamp))
		return;
	begin(&m, &out, "urlset");
	if (pages ? write_pages(&m, stamp, &err) : write_month(&m, from, to, &err))
		answer(x, &m, &out);
	else
		dais_http_problem(x, dais_http_status_of(&err), &err);
}
