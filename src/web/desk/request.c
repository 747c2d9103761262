/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What all requests to the desk have in common.
 */
#include "text/text.h"
#include "service/house/log.h"
#include "web/desk/desk_priv.h"

/* The policy of all pages (net/http.h), and frames of our own for the preview. */
static const char policy_with_frame[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

void
dais_desk_end(struct desk *d)
{
	dais_snapshot_release(d->snapshot);
	d->snapshot = NULL;
	d->page.names = NULL;
}

void
dais_desk_fail(struct desk *d)
{
	dais_page_problem(&d->page, dais_http_status_of(&d->err), &d->err);
}

bool
dais_desk_begin(struct desk *d, struct dais_http_exchange *x, void *ctx, bool is_post)
{
	*d = (struct desk){ .site = ctx, .x = x, .arena = dais_http_arena(x), .status = 200 };
	if (!dais_site_need_account(d->site, x) || (is_post && !dais_site_check_form(d->site, x)))
		return false;
	return dais_page_begin(d->site, x, &d->page);
}

bool
dais_desk_again(struct desk *d)
{
	struct dais_str package = dais_http_param(d->x, "package");

	dais_desk_end(d);
	if (!dais_house_working(d->site->house, package, &d->snapshot, &d->err))
		return false;
	d->matter = dais_snapshot_matter(d->snapshot, NULL, d->arena);
	d->page.names = d->snapshot->record;
	return true;
}

bool
dais_desk_begin_package(struct desk *d, struct dais_http_exchange *x, void *ctx, bool is_post)
{
	if (!dais_desk_begin(d, x, ctx, is_post))
		return false;
	if (!dais_desk_again(d) ||
	    !dais_actor_check(d->page.actor, DAIS_ACTION_READ_WORKING, &d->matter, &d->err)) {
		dais_desk_fail(d);
		return false;
	}
	return true;
}

/* A page that waits for what a large package is found to be. */
struct waiting {
	struct dais_http_exchange *x;
	struct dais_site *site;
	dais_http_handler *again;
};

static void
refuse(const struct waiting *w, const struct dais_err *failure)
{
	DESK_AUTO d;

	if (!dais_desk_begin(&d, w->x, w->site, false))
		return;
	d.err = *failure;
	dais_desk_fail(&d);
}

static void
go_on(void *ctx, const struct dais_err *failure)
{
	const struct waiting *w = ctx;

	if (failure)
		refuse(w, failure);
	else
		w->again(w->x, w->site);
}

bool
dais_desk_waits(struct desk *d, dais_http_handler *again)
{
	struct waiting *w = DAIS_NEW(d->arena, struct waiting);

	*w = (struct waiting){ d->x, d->site, again };
	if (!dais_site_await(d->site, d->snapshot, d->page.language, go_on, w))
		return false;
	dais_http_hold(d->x);
	return true;
}

bool
dais_desk_may(const struct desk *d, enum dais_action action)
{
	return dais_actor_may(d->page.actor, action, &d->matter);
}

bool
dais_desk_may_in(const struct desk *d, enum dais_action action, enum dais_lang l)
{
	struct dais_matter matter = d->matter;

	matter.language = &l;
	return dais_actor_may(d->page.actor, action, &matter);
}

/* ---- what was done ---- */

static bool
is_plain(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
			s.p[i] == ' ' || s.p[i] == ','))
			return false;
	return s.n < 40;
}

/* The words of "?did=moved&about=transfer"; empty when there are none of this name. */
static struct dais_str
words_done(struct desk *d)
{
	struct dais_str did = dais_http_query(d->x, "did"), about = dais_http_query(d->x, "about");
	struct dais_str title = DAIS_STR_NONE;
	enum dais_say what;

	if (!did.n ||
	    !dais_say_find(dais_arena_printf(d->arena, "desk.did-%.*s", DAIS_STR_ARG(did)), &what))
		return DAIS_STR_NONE;
	if (d->snapshot) {
		size_t item = dais_map_get(&d->snapshot->record->item_ids, about);

		if (item != DAIS_MAP_NONE)
			title =
			    dais_desk_words(&d->page, &d->snapshot->record->items.v[item].title);
	}
	if (!is_plain(about))
		about = DAIS_STR_NONE;
	const struct dais_say_value values[] = {
		{ "title", title }, { "number", about }, { "count", about },
		{ "languages", dais_page_language_names(&d->page, dais_desk_languages_of(about)) }
	};
	return dais_desk_fill(&d->page, what, values, 4);
}

void
dais_desk_go(
    struct desk *d, bool changed, struct dais_str path, const char *did, struct dais_str about)
{
	size_t hash = dais_str_find_char(path, '#', 0);
	struct dais_str page = dais_str_sub(path, 0, hash);
	bool has_query = dais_str_find_char(page, '?', 0) != SIZE_MAX;

	dais_http_redirect(d->x,
	    dais_desk_address(&d->page,
		dais_arena_printf(d->arena, "%.*s%cdid=%s&about=%.*s%.*s", DAIS_STR_ARG(page),
		    has_query ? '&' : '?', changed ? did : "nothing",
		    DAIS_STR_ARG(dais_path_escape(d->arena, about)),
		    DAIS_STR_ARG(
			hash == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(path, hash, path.n)))));
}

void
dais_desk_done(
    struct desk *d, uint64_t change, struct dais_str path, const char *did, struct dais_str about)
{
	size_t hash = dais_str_find_char(path, '#', 0);
	struct dais_str page = dais_str_sub(path, 0, hash);

	if (change) {
		dais_site_changed(d->site, d->snapshot->package, change, false);
		path = dais_arena_printf(d->arena, "%.*s%cchange=%llu%.*s", DAIS_STR_ARG(page),
		    dais_str_find_char(page, '?', 0) == SIZE_MAX ? '?' : '&',
		    (unsigned long long)change,
		    DAIS_STR_ARG(
			hash == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(path, hash, path.n)));
	}
	dais_desk_go(d, change > 0, path, did, about);
}

void
dais_desk_find_faster(
    struct desk *d, const char *kind, const char *id, struct dais_edit_conflict *conflict)
{
	d->tells_reason = d->err.code == DAIS_ERR_CONFLICT && !conflict->who.n &&
			  dais_house_last_to_change(d->site->house, d->snapshot->package,
			      dais_str_from(kind), dais_str_from(id), d->arena, conflict);
}

void
dais_desk_refuse(
    struct desk *d, const struct dais_diags *diags, const struct dais_edit_conflict *conflict)
{
	d->status = dais_http_status_of(&d->err);
	d->diags = diags && diags->list.n ? diags : NULL;
	if (d->err.code == DAIS_ERR_CONFLICT && conflict && conflict->who.n) {
		const struct dais_say_value values[] = { { "name", conflict->who },
			{ "time", dais_page_moment(&d->page, conflict->at_ms) } };

		d->message = dais_desk_fill(&d->page,
		    d->tells_reason  ? DAIS_SAY_DESK_COLLIDED_AT
		    : d->keeps_typed ? DAIS_SAY_DESK_COLLIDED_KEPT
				     : DAIS_SAY_DESK_COLLIDED,
		    values, 2);
		d->told_who = !d->tells_reason;
	} else {
		d->message = dais_page_say(&d->page, DAIS_SAY_DESK_REFUSED);
	}
}

/* ---- pages ---- */

static void
open_page(struct desk *d, struct dais_str title, struct dais_str path)
{
	struct dais_str topic = DAIS_STR_NONE;
	struct dais_page_head head = { .title = title,
		.path = dais_arena_printf(
		    d->arena, "/desk%s%.*s", path.n ? "/" : "", DAIS_STR_ARG(path)),
		.section = "desk",
		.desk = true,
		.hidden = true };

	if (d->snapshot) {
		topic =
		    dais_arena_printf(d->arena, "desk/%.*s", DAIS_STR_ARG(d->snapshot->package));
		head.topics = &topic;
		head.n_topics = 1;
		head.version = d->snapshot->revision;
	}
	dais_http_set_header(d->x, "Cache-Control", DAIS_STR("no-store"));
	dais_page_open(&d->page, &head);
}

static unsigned
parts_of(const struct desk *d)
{
	unsigned parts = 1u << DESK_PART_OVERVIEW | 1u << DESK_PART_FACTS |
			 1u << DESK_PART_SILENCES | 1u << DESK_PART_ITEMS | 1u << DESK_PART_TEXTS |
			 1u << DESK_PART_TRANSLATION | 1u << DESK_PART_DOCUMENTS |
			 1u << DESK_PART_TIMETABLE | 1u << DESK_PART_RELEASES |
			 1u << DESK_PART_CHANGES;

	(void)d;
	return parts;
}

/* The change of "?change=17", while nothing has been changed since: then it can be taken back. */
static uint64_t
just_made(const struct desk *d)
{
	int64_t change = 0;

	if (!dais_str_to_int(dais_http_query(d->x, "change"), 1, INT64_MAX, &change) ||
	    (uint64_t)change != d->snapshot->revision)
		return 0;
	return (uint64_t)change;
}

void
dais_desk_show(struct desk *d, enum desk_part part, struct dais_str title, struct dais_str path)
{
	struct desk_frame frame = { .record = d->snapshot->record,
		.package = d->snapshot->package,
		.revision = d->snapshot->revision,
		.part = part,
		.parts = parts_of(d),
		.message = d->message,
		.message_is_problem = d->message.n > 0,
		.diags = d->diags };

	if (d->message.n && !d->diags && d->err.code && !d->told_who)
		frame.reason = &d->err;
	if (!frame.message.n) {
		frame.message = words_done(d);
		frame.undo = frame.message.n ? just_made(d) : 0;
	}
	if (part == DESK_PART_TEXTS)
		dais_http_set_header(
		    d->x, "Content-Security-Policy", dais_str_from(policy_with_frame));
	open_page(d, title, path);
	dais_desk_frame(&d->page, &frame);
}

void
dais_desk_show_plain(struct desk *d, struct dais_str title, struct dais_str path)
{
	struct dais_str done = words_done(d);

	open_page(d, title, path);
	if (d->message.n)
		dais_desk_message(&d->page, d->message, true);
	else if (done.n)
		dais_desk_message(&d->page, done, false);
	if (d->message.n && d->err.code)
		dais_desk_reason(&d->page, &d->err);
}

void
dais_desk_close(struct desk *d)
{
	dais_page_close(&d->page, d->status);
}

struct dais_str
dais_desk_path(const struct desk *d, const char *part)
{
	return dais_arena_printf(d->arena, "%.*s%s", DAIS_STR_ARG(d->snapshot->package), part);
}

/* ---- fields ---- */

/* Browsers send text with CR LF (WHATWG HTML, 4.10.21.4). */
static struct dais_str
plain_lines(struct dais_arena *a, struct dais_str s)
{
	char *out = DAIS_NEW_N(a, s.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			out[n++] = s.p[i];
	return (struct dais_str){ out, n };
}

struct dais_str
dais_desk_field(const struct desk *d, const char *name)
{
	return plain_lines(d->arena, dais_http_field(d->x, name));
}

struct dais_str
dais_desk_trimmed(const struct desk *d, const char *name)
{
	return dais_str_trim(dais_desk_field(d, name));
}

struct dais_str
dais_desk_field2(const struct desk *d, const char *name, struct dais_str part)
{
	return dais_desk_field(d, dais_arena_cstr(d->arena, dais_arena_printf(d->arena, "%s%.*s",
								name, DAIS_STR_ARG(part))));
}

struct dais_str
dais_desk_ticked(const struct desk *d, const char *name)
{
	const struct dais_http_request *r = dais_http_request(d->x);
	DAIS_BUF_AUTO out = { 0 };

	/* As long as the form at most, however many there are. */
	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, name)) {
			dais_buf_puts(&out, out.n ? "," : "");
			dais_buf_put(&out, r->fields.v[i].value);
		}
	return dais_buf_dup(&out, d->arena);
}

bool
dais_desk_is_listed(struct dais_str list, struct dais_str word)
{
	struct dais_str one;

	while (dais_str_next(&list, ',', &one))
		if (dais_str_eq(dais_str_trim(one), word))
			return true;
	return false;
}

uint64_t
dais_desk_seen(const struct desk *d, const char *field)
{
	int64_t seen = 0;

	if (!dais_str_to_int(dais_http_field(d->x, field), 0, INT64_MAX, &seen))
		return 0;
	return (uint64_t)seen;
}

/* ---- for pages of other areas ---- */

bool
dais_desk_package_begin(struct dais_site *site, struct dais_http_exchange *x,
    struct dais_page *ret_page, const struct dais_snapshot **ret_snapshot)
{
	struct desk d;

	if (!dais_desk_begin_package(&d, x, site, dais_http_request(x)->method != DAIS_HTTP_GET)) {
		dais_desk_end(&d);
		return false;
	}
	*ret_page = d.page;
	*ret_snapshot = d.snapshot;
	return true;
}

void
dais_desk_package_open(struct dais_page *p, const struct dais_snapshot *s, enum desk_part part,
    struct dais_str title, const char *path)
{
	struct desk d = {
		.site = p->site, .x = p->exchange, .page = *p, .arena = p->arena, .snapshot = s
	};

	d.matter = dais_snapshot_matter(s, NULL, p->arena);
	d.page.names = s->record;
	dais_desk_show(&d, part, title, dais_desk_path(&d, path));
	*p = d.page;
	p->xml.out = &p->out;
}
