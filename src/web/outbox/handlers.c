/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the outbox: views from the house, acts of the secretary.
 */
#include "web/outbox/outbox_priv.h"

#include "prose/resolve.h"
#include "service/house/log.h"
#include "service/house/standing.h"
#include "text/err_say.h"
#include "text/text.h"

#define LINES_MAX 200

/* "Working Group on Water, third meeting" for all meetings of a package, or its bare name. */
static struct dais_str
name_of(struct dais_site *site, struct dais_str package, enum dais_lang l, struct dais_arena *a)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_standing_package row;
	struct dais_standing standing;
	struct dais_err none = DAIS_ERR_INIT;

	/* From the summary: a list of many must not read each of them. */
	if (dais_standing_package_get(dais_house_store(site->house), package, a, &row, &none) &&
	    dais_standing_read(&row, a, &standing, &none) && standing.name.in[l].n)
		return standing.name.in[l];
	none = (struct dais_err)DAIS_ERR_INIT;
	if (!dais_house_working(site->house, package, &s, &none))
		return package;
	return dais_notice_meetings(s->record, l, a);
}

static void
say_one(struct dais_page *p, enum dais_say what)
{
	dais_page_element(p, "p", "note good");
	dais_xml_attr_c(&p->xml, "role", "status");
	dais_page_put(p, what);
	dais_page_end(p);
}

static void
show_list(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	struct outbox_view v = { .has_server = site->sends_mail };
	struct dais_str *names;
	struct dais_page p;
	struct dais_page_head head;
	struct dais_str messages = dais_http_query(x, "messages");
	int64_t before = 0;

	if (!dais_site_need_account(site, x) || !dais_page_begin(site, x, &p))
		return;
	(void)dais_str_to_int(dais_http_query(x, "before"), 1, INT64_MAX, &before);
	/* Messages on their way stand on the first page, and on further ones of their own. */
	v.only_lines = messages.n > 0;
	v.lines_from = messages;
	if ((!v.only_lines && !dais_notice_list_all(site->house, p.actor, (uint64_t)before, p.arena,
				  &v.notices, &v.before, &err)) ||
	    (!before && !dais_outbox_lines_of(site->house, p.actor, DAIS_STR_NONE, messages,
			    LINES_MAX, p.arena, &v.lines, &v.lines_after, &err))) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	names = DAIS_NEW_N(p.arena, v.notices.n + 1, struct dais_str);
	for (size_t i = 0; i < v.notices.n; i++)
		names[i] = name_of(site, v.notices.v[i].package, p.language, p.arena);
	v.names = names;
	head = (struct dais_page_head){ .title = dais_page_say(&p, DAIS_SAY_NOTICE_OUTBOX),
		.path = DAIS_STR("/desk/outbox"),
		.section = "desk",
		.desk = true,
		.hidden = true };
	dais_page_open(&p, &head);
	if (dais_str_is(dais_http_query(x, "done"), "again"))
		say_one(&p, DAIS_SAY_NOTICE_DONE_AGAIN);
	dais_outbox_write_list(&p, &v);
	dais_page_close(&p, 200);
}

static bool
may_send(struct dais_site *site, const struct dais_page *p, struct dais_str package)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_matter matter;

	if (!dais_house_working(site->house, package, &s, &none))
		return false;
	matter = dais_snapshot_matter(s, NULL, p->arena);
	return dais_actor_may(p->actor, DAIS_ACTION_SEND_NOTICE, &matter);
}

/* What was done, told after the redirect. */
static void
say_done(struct dais_page *p, struct dais_str done)
{
	static const struct {
		const char *word;
		enum dais_say what;
	} all[] = { { "reword", DAIS_SAY_NOTICE_DONE_REWORDED },
		{ "again", DAIS_SAY_NOTICE_DONE_REWORDED }, { "send", DAIS_SAY_NOTICE_DONE_SENT },
		{ "withdraw", DAIS_SAY_NOTICE_DONE_WITHDRAWN } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (dais_str_is(done, all[i].word))
			say_one(p, all[i].what);
}

/* Reads what the page of the notice shows; false: it has answered. */
static bool
fill_notice(struct dais_page *p, struct dais_notice *n, struct notice_view *v)
{
	struct dais_site *site = p->site;
	struct dais_str package = dais_http_param(p->exchange, "package"),
			id = dais_http_param(p->exchange, "notice");
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_notice_get(site->house, p->actor, package, id, site->address, p->arena, n, &err) &&
	    dais_notice_recipients(site->house, n, p->arena, &v->to, &err))
		(void)dais_outbox_lines_of(site->house, p->actor,
		    dais_arena_printf(
			p->arena, "%.*s/%.*s/", DAIS_STR_ARG(package), DAIS_STR_ARG(id)),
		    DAIS_STR_NONE, LINES_MAX, p->arena, &v->lines, &v->lines_after, &err);
	if (err.code) {
		dais_page_problem(p, dais_http_status_of(&err), &err);
		return false;
	}
	v->notice = n;
	v->name = name_of(site, package, p->language, p->arena);
	v->has_server = site->sends_mail;
	v->may_send = may_send(site, p, package);
	return true;
}

static void
open_notice(struct dais_page *p, const struct dais_notice *n)
{
	const struct dais_page_head head = { .title = dais_page_say(p, DAIS_SAY_NOTICE_OUTBOX),
		.path = dais_outbox_path(p->arena, n),
		.section = "desk",
		.desk = true,
		.hidden = true };

	dais_page_open(p, &head);
}

static void
show_notice(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct notice_view v = { 0 };
	struct dais_notice n;
	struct dais_page p;

	if (!dais_site_need_account(site, x) || !dais_page_begin(site, x, &p) ||
	    !fill_notice(&p, &n, &v))
		return;
	v.in = p.language;
	(void)dais_lang_parse(dais_http_query(x, "in"), &v.in);
	open_notice(&p, &n);
	say_done(&p, dais_http_query(x, "done"));
	dais_outbox_write_notice(&p, &v);
	dais_page_close(&p, 200);
}

/* Browsers send text with CR LF (WHATWG HTML, 4.10.21.4). */
static struct dais_str
without_returns(struct dais_arena *a, struct dais_str s)
{
	char *to = dais_arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r')
			to[n++] = s.p[i];
	return (struct dais_str){ to, n };
}

bool
dais_outbox_is_chosen(const struct dais_http_exchange *x, struct dais_str one)
{
	const struct dais_http_request *r = dais_http_request(x);

	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, "to") &&
		    dais_str_eq(r->fields.v[i].value, one))
			return true;
	return false;
}

/* What was asked for of one notice. */
struct asked {
	struct dais_site *site;
	struct dais_http_exchange *x;
	const struct dais_actor *actor;
	struct dais_arena *a;
	struct dais_str package, id;
	enum dais_lang in;
	uint64_t seen;
	struct dais_str subject, text; /* typed */
};

static bool
reword(const struct asked *k, struct dais_str subject, struct dais_str text, struct dais_err *err)
{
	return dais_notice_reword(
	    k->site->house, k->actor, k->package, k->id, k->in, subject, text, k->seen, err);
}

/* The notice goes as it stands on the page: words that were typed and not kept yet are kept first.
 */
static bool
keep_typed(struct asked *k, struct dais_err *err)
{
	struct dais_notice n;

	if (!k->subject.n || !k->text.n)
		return true;
	if (!dais_notice_get(
		k->site->house, k->actor, k->package, k->id, k->site->address, k->a, &n, err))
		return false;
	if (dais_str_eq(k->subject, dais_str_trim(n.subject.in[k->in])) &&
	    dais_str_eq(dais_str_trim(k->text), dais_str_trim(n.text.in[k->in])))
		return true;
	if (!reword(k, k->subject, k->text, err) ||
	    !dais_notice_get(
		k->site->house, k->actor, k->package, k->id, k->site->address, k->a, &n, err))
		return false;
	k->seen = n.revision;
	return true;
}

static bool
send_notice(struct asked *k, struct dais_err *err)
{
	bool may_leave_out = dais_http_field(k->x, "chosen").n > 0;
	dais_store_strs without = { 0 };
	dais_recipient_vec all;
	struct dais_notice n;
	size_t recipients;

	if (!keep_typed(k, err) ||
	    !dais_notice_get(
		k->site->house, k->actor, k->package, k->id, k->site->address, k->a, &n, err) ||
	    !dais_notice_recipients(k->site->house, &n, k->a, &all, err))
		return false;
	for (size_t i = 0; may_leave_out && i < all.n; i++)
		if (!dais_outbox_is_chosen(k->x, all.v[i].account))
			dais_vec_push(k->a, &without, all.v[i].account);
	return dais_notice_send(k->site->house, k->actor, k->package, k->id, k->seen, &without,
	    k->site->address, &recipients, err);
}

static bool
act(struct asked *k, struct dais_err *err)
{
	struct dais_str what = dais_http_field(k->x, "do");

	if (dais_str_is(what, "reword"))
		return reword(k, k->subject, k->text, err);
	if (dais_str_is(what, "again"))
		return reword(k, DAIS_STR_NONE, DAIS_STR_NONE, err);
	if (dais_str_is(what, "send"))
		return send_notice(k, err);
	if (dais_str_is(what, "withdraw"))
		return dais_notice_withdraw(
		    k->site->house, k->actor, k->package, k->id, k->seen, err);
	return dais_err_set(err, DAIS_ERR_INVALID, "nothing to do was named");
}

/* Who changed the notice that was found changed, if that is known. */
static void
say_faster(struct dais_page *p, const struct asked *k)
{
	struct dais_edit_conflict conflict;

	if (!dais_house_last_to_change(
		k->site->house, k->package, DAIS_STR("notice"), k->id, p->arena, &conflict))
		return;
	const struct dais_say_value values[] = { { "name", conflict.who },
		{ "time", dais_page_moment(p, conflict.at_ms) } };
	dais_xml_text(
	    &p->xml, dais_say_fill(p->arena, p->language, DAIS_SAY_DESK_COLLIDED_AT, values, 2));
	dais_xml_text_c(&p->xml, " ");
}

/* The page again, with what was typed, and what the record has now. */
static void
refuse(struct dais_page *p, const struct asked *k, const struct dais_err *err)
{
	struct notice_view v = {
		.in = k->in, .again = true, .subject = k->subject, .text = k->text
	};
	struct dais_notice n;
	struct dais_str advice = dais_text_err_advice(p->arena, p->language, err);

	if (!k->text.n || (err->code != DAIS_ERR_CONFLICT && err->code != DAIS_ERR_INVALID &&
			      err->code != DAIS_ERR_NOT_FOUND)) {
		dais_page_problem(p, dais_http_status_of(err), err);
		return;
	}
	if (!fill_notice(p, &n, &v))
		return;
	v.is_overtaken = err->code == DAIS_ERR_CONFLICT;
	open_notice(p, &n);
	dais_page_element(p, "p", "note bad");
	dais_xml_attr_c(&p->xml, "role", "alert");
	if (v.is_overtaken)
		say_faster(p, k);
	dais_xml_text(&p->xml, dais_text_err_message(p->arena, p->language, err));
	if (advice.n) {
		dais_xml_text_c(&p->xml, ". ");
		dais_xml_text(&p->xml, advice);
	}
	dais_page_end(p);
	dais_outbox_write_notice(p, &v);
	dais_page_close(p, dais_http_status_of(err));
}

static void
change_notice(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest = 0;
	int64_t seen = 0;
	struct dais_page p;

	if (!dais_site_need_account(site, x) || !dais_site_check_form(site, x) ||
	    !dais_page_begin(site, x, &p))
		return;
	struct asked k = { .site = site,
		.x = x,
		.actor = p.actor,
		.a = p.arena,
		.package = dais_http_param(x, "package"),
		.id = dais_http_param(x, "notice"),
		.in = p.language,
		.subject = dais_str_trim(dais_http_field(x, "subject")),
		.text = without_returns(p.arena, dais_http_field(x, "text")) };

	(void)dais_lang_parse(dais_http_field(x, "in"), &k.in);
	(void)dais_str_to_int(dais_http_field(x, "seen"), 1, INT64_MAX, &seen);
	k.seen = (uint64_t)seen;
	if (act(&k, &err) &&
	    dais_store_latest(dais_house_store(site->house), k.package, &latest, &err))
		dais_site_changed(site, k.package, latest, false);
	if (err.code) {
		refuse(&p, &k, &err);
		return;
	}
	dais_http_redirect(
	    x, dais_arena_printf(p.arena, "/%s/desk/%.*s/notices/%.*s?in=%s&done=%.*s",
		   dais_lang_code(p.language), DAIS_STR_ARG(k.package),
		   DAIS_STR_ARG(dais_path_escape(p.arena, k.id)), dais_lang_code(k.in),
		   DAIS_STR_ARG(dais_http_field(x, "do"))));
}

/* Each of the page of messages behind place @after. One that has gone meanwhile is no failure. */
static bool
try_all_again(
    struct dais_site *site, const struct dais_page *p, struct dais_str after, struct dais_err *err)
{
	dais_outbox_lines lines;
	struct dais_str next;

	if (!dais_outbox_lines_of(site->house, p->actor, DAIS_STR_NONE, after, LINES_MAX, p->arena,
		&lines, &next, err))
		return false;
	for (size_t i = 0; i < lines.n; i++) {
		if (dais_outbox_again(site->house, p->actor, lines.v[i].key, err))
			continue;
		if (err->code != DAIS_ERR_CONFLICT)
			return false;
		*err = (struct dais_err)DAIS_ERR_INIT;
	}
	return true;
}

static void
try_again(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str what = dais_http_field(x, "do");
	struct dais_page p;
	bool ok;

	if (!dais_site_need_account(site, x) || !dais_site_check_form(site, x) ||
	    !dais_page_begin(site, x, &p))
		return;
	if (dais_str_is(what, "all"))
		ok = try_all_again(site, &p, dais_http_field(x, "key"), &err);
	else if (dais_str_is(what, "again"))
		ok = dais_outbox_again(site->house, p.actor, dais_http_field(x, "key"), &err);
	else
		ok = dais_err_set(&err, DAIS_ERR_INVALID, "nothing to do was named");
	if (!ok) {
		dais_page_problem(&p, dais_http_status_of(&err), &err);
		return;
	}
	dais_http_redirect(x,
	    dais_arena_printf(p.arena, "/%s/desk/outbox?done=again", dais_lang_code(p.language)));
}

const struct dais_http_route dais_routes_outbox[] = {
	{ DAIS_HTTP_GET, "/{language}/desk/outbox", show_list, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/desk/outbox", try_again, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/desk/{package}/notices/{notice}", show_notice, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/desk/{package}/notices/{notice}", change_notice, 0, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
