/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What pages share: the language of a reader, problems as pages, telling open pages of changes.
 */
#include <stdlib.h>

#include "text/err_say.h"
#include "text/text.h"
#include "web/page_priv.h"

/* ---- the reader's language ---- */

enum dais_lang
dais_site_language(const struct dais_http_exchange *x)
{
	struct dais_str path = dais_http_request(x)->path;
	enum dais_lang l;

	if (path.n >= 3 && (path.n == 3 || path.p[3] == '/') &&
	    dais_lang_parse(dais_str_sub(path, 1, 3), &l))
		return l;
	return dais_http_language(x);
}

/* ---- problems ---- */

static const struct {
	unsigned status;
	enum dais_say title, text;
} problems[] = {
	{ 404, DAIS_SAY_COMMON_NOT_FOUND, DAIS_SAY_COMMON_NOT_FOUND_TEXT },
	{ 401, DAIS_SAY_COMMON_DENIED, DAIS_SAY_COMMON_DENIED_TEXT },
	{ 403, DAIS_SAY_COMMON_DENIED, DAIS_SAY_COMMON_DENIED_TEXT },
	{ 409, DAIS_SAY_COMMON_CONFLICT, DAIS_SAY_COMMON_CONFLICT_TEXT },
	{ 412, DAIS_SAY_COMMON_CONFLICT, DAIS_SAY_COMMON_CONFLICT_TEXT },
	{ 429, DAIS_SAY_COMMON_BUSY, DAIS_SAY_COMMON_BUSY_TEXT },
	{ 503, DAIS_SAY_COMMON_BUSY, DAIS_SAY_COMMON_BUSY_TEXT },
	{ 400, DAIS_SAY_COMMON_NOT_VALID, DAIS_SAY_COMMON_NOT_VALID_TEXT },
	{ 500, DAIS_SAY_COMMON_FAILURE, DAIS_SAY_COMMON_FAILURE_TEXT },
};

static size_t
problem_of(unsigned status)
{
	size_t n = sizeof(problems) / sizeof(problems[0]);

	for (size_t i = 0; i < n; i++)
		if (problems[i].status == status)
			return i;
	return status < 500 ? n - 2 : n - 1;
}

/* In the language of the page where the error can be said in it; failures of the server itself are
 * for its log. */
static void
details(struct dais_page *p, unsigned status, const struct dais_err *err)
{
	/* What the reader can put right is not folded away. */
	bool is_his = status < 500 && problem_of(status) == problem_of(400);
	enum dais_lang l = p->language;
	struct dais_str advice;

	if (!err || !err->msg[0])
		return;
	if (!dais_text_err_is_in(l, err))
		l = DAIS_LANG_EN;
	advice = dais_text_err_advice(p->arena, l, err);
	dais_page_element(p, is_his ? "div" : "details", is_his ? "note bad" : NULL);
	if (!is_his)
		dais_page_say_in(p, "summary", NULL, DAIS_SAY_COMMON_DETAILS);
	dais_page_element(p, "p", NULL);
	if (l != p->language) {
		dais_xml_attr_c(&p->xml, "lang", "en");
		dais_xml_attr_c(&p->xml, "dir", "ltr");
	}
	struct dais_str message = dais_text_err_message(p->arena, l, err);
	dais_xml_text(&p->xml, is_his ? dais_text_capitalise(p->arena, l, message) : message);
	if (advice.n) {
		dais_page_full_stop(p, l);
		dais_xml_text(&p->xml, advice);
	}
	dais_page_end(p);
	dais_page_end(p);
}

/* The errors of @diags, in the language of the page. */
static bool
write_errors(struct dais_page *p, const struct dais_diags *diags)
{
	bool open = false;

	for (size_t i = 0; diags && i < diags->list.n; i++) {
		const struct dais_diag *g = &diags->list.v[i];

		if (g->severity != DAIS_SEVERITY_ERROR)
			continue;
		if (!open)
			dais_page_element(p, "ul", "remarks");
		open = true;
		dais_page_element(p, "li", "remark error");
		dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language, g->message));
		if (g->hint.n) {
			dais_page_element(p, "p", "hint");
			dais_xml_text(
			    &p->xml, dais_text_capitalise(p->arena, p->language, g->hint));
			dais_page_end(p);
		}
		dais_page_end(p);
	}
	if (open)
		dais_page_end(p);
	return open;
}

/* Whose right is missing, and who can give it. */
static void
write_who(struct dais_page *p, unsigned status)
{
	if (status != 403 || !p->actor || !p->actor->account.n)
		return;
	dais_page_element(p, "p", NULL);
	dais_xml_text(
	    &p->xml, dais_page_say_with(p, DAIS_SAY_COMMON_DENIED_WHO, "name", p->actor->name));
	dais_page_end(p);
}

void
dais_page_problem(struct dais_page *p, unsigned status, const struct dais_err *err)
{
	dais_page_refusal(p, status, err, NULL);
}

void
dais_page_refusal(struct dais_page *p, unsigned status, const struct dais_err *err,
    const struct dais_diags *diags)
{
	/* A record that cannot be asked is another matter than one that is busy. */
	bool away = status == 503 && err && err->code == DAIS_ERR_IO;
	size_t i = problem_of(status);
	enum dais_say title = away ? DAIS_SAY_COMMON_AWAY : problems[i].title;
	struct dais_page_head head = {
		.title = dais_page_say(p, title), .path = DAIS_STR_NONE, .hidden = true
	};

	dais_page_open(p, &head);
	dais_page_say_in(p, "h1", NULL, title);
	dais_page_say_in(p, "p", "lead", away ? DAIS_SAY_COMMON_AWAY_TEXT : problems[i].text);
	write_who(p, status);
	if (status < 500 && !write_errors(p, diags))
		details(p, status, err);
	dais_page_close(p, status);
}

void
dais_site_problem(
    struct dais_http_exchange *x, void *ctx, unsigned status, const struct dais_err *why)
{
	struct dais_page p;

	dais_page_begin_alone(ctx, dais_http_arena(x), dais_site_language(x), &p);
	p.exchange = x;
	dais_page_problem(&p, status, why);
}
