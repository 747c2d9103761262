/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How the annotations would be printed: as a page, at once, and as the official PDF, made in the
 * workshop. Both of what stands in the form, saved or not; nothing is written.
 */
#include "service/house/things.h"
#include "service/publish/proof.h"
#include "web/desk/texts_priv.h"
#include "web/desk/proofs.h"
#include "write/compose/compose.h"
#include "write/html/html.h"

#define PREVIEW_BYTES_MAX ((size_t)64 << 20)

/* The official page carries its style in itself and no script; it may stand in a frame of ours. */
static const char preview_policy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'";
/* What the browser's viewer of PDF needs. */
static const char proof_policy[] =
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'";

static bool
preview_language(struct desk *d, enum dais_lang *ret)
{
	if (dais_lang_parse(dais_http_param(d->x, "lang"), ret))
		return true;
	dais_err_set(&d->err, DAIS_ERR_NOT_FOUND, "there is no such language");
	dais_desk_fail(d);
	return false;
}

/* The record with what stands in the form. */
static bool
edited(struct desk *d, enum dais_lang l, struct dais_house_edit **ret,
    const struct dais_record **ret_record)
{
	struct dais_str code = dais_str_from(dais_lang_code(l));
	const char *seen =
	    dais_arena_cstr(d->arena, dais_arena_printf(d->arena, "seen-%.*s", DAIS_STR_ARG(code)));
	struct dais_diags diags;

	dais_desk_diags(d, &diags);
	if (!dais_desk_edit_text(d, ret) ||
	    !dais_desk_put_text(d, *ret, l, dais_desk_field(d, "text"),
		dais_str_trim(dais_desk_field2(d, "text-", code)), dais_desk_seen(d, seen), true) ||
	    !dais_edit_record(*ret, d->arena, ret_record, &diags, &d->err))
		return false;
	return !diags.errors || dais_err_set(&d->err, DAIS_ERR_INVALID, "%.*s",
				    DAIS_STR_ARG(diags.list.v[0].message));
}

/* What is looked at: with what stands in the form, where there is one and its reader may edit. */
static bool
draft(struct desk *d, enum dais_lang l, bool form, const struct dais_record **ret_record,
    dais_house_files *ret_files)
{
	struct dais_house_edit *e;

	if (!form || !dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, l)) {
		*ret_record = d->snapshot->record;
		return !ret_files || dais_house_files_of(d->site->house, d->snapshot->package, 0,
					 d->arena, ret_files, &d->err);
	}
	if (!edited(d, l, &e, ret_record))
		return false;
	if (ret_files)
		dais_things_files(*ret_record, dais_edit_things(e), d->arena, ret_files);
	return true;
}

/* ---- a page ---- */

static void
reply_preview(struct desk *d, const struct dais_record *r, enum dais_lang l)
{
	const struct dais_compose_options options = { .draft = true };
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, PREVIEW_BYTES_MAX);
	struct dais_tree *t = dais_compose_agenda(r, l, &options, d->arena);
	if (!dais_html_write(t, &out, &d->err)) {
		dais_desk_fail(d);
		return;
	}
	dais_http_set_header(d->x, "Content-Security-Policy", dais_str_from(preview_policy));
	dais_http_set_header(d->x, "X-Frame-Options", DAIS_STR("SAMEORIGIN"));
	dais_http_set_header(d->x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_reply(d->x, 200, "text/html; charset=utf-8", dais_buf_dup(&out, d->arena));
}

static void
preview(struct dais_http_exchange *x, void *ctx, bool form)
{
	DESK_AUTO d;
	enum dais_lang l;
	const struct dais_record *r;

	if (!dais_desk_begin_package(&d, x, ctx, form) || !preview_language(&d, &l))
		return;
	if (draft(&d, l, form, &r, NULL))
		reply_preview(&d, r, l);
	else
		dais_desk_fail(&d);
}

void
dais_desk_get_preview(struct dais_http_exchange *x, void *ctx)
{
	preview(x, ctx, false);
}

void
dais_desk_post_preview(struct dais_http_exchange *x, void *ctx)
{
	preview(x, ctx, true);
}

/* ---- the official PDF ---- */

/* One that is being made. */
struct making {
	struct dais_page page;
	struct dais_str package;
	enum dais_lang language;
	struct dais_digest digest;
};

/* The address of the file is that of its draft: a viewer may ask for it as often as it likes. */
static void
go_to_file(const struct making *m)
{
	const struct dais_page *p = &m->page;

	dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	dais_http_redirect(p->exchange,
	    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/preview/%s/pdf/%.*s",
				     DAIS_STR_ARG(m->package), dais_lang_code(m->language),
				     DAIS_STR_ARG(dais_digest_hex(p->arena, &m->digest)))));
}

static void
made(void *ctx, struct dais_str answer, const struct dais_err *err)
{
	struct making *m = ctx;

	if (err) {
		dais_http_set_header(m->page.exchange, "Cache-Control", DAIS_STR("no-store"));
		dais_page_problem(&m->page, dais_http_status_of(err), err);
		return;
	}
	dais_proofs_put(m->page.site, m->package, &m->digest, answer);
	go_to_file(m);
}

/* In the workshop when there is one, else at once. */
static void
make(struct making *m, struct dais_str question)
{
	struct dais_site *site = m->page.site;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO answer = { 0 };

	dais_buf_init(&answer, DAIS_PROOF_ANSWER_MAX);
	if (site->workshop) {
		dais_http_hold(m->page.exchange);
		dais_workshop_ask(site->workshop, "proof", question, made, m);
		return;
	}
	bool ok = dais_proof_work(NULL, question, &answer, &err);
	made(m, dais_buf_str(&answer), ok ? NULL : &err);
}

static void
proof(struct dais_http_exchange *x, void *ctx, bool form)
{
	DESK_AUTO d;
	struct making *m = DAIS_NEW(dais_http_arena(x), struct making);
	const struct dais_record *r;
	dais_house_files files = { 0 };

	if (!dais_desk_begin_package(&d, x, ctx, form) || !preview_language(&d, &m->language))
		return;
	if (!draft(&d, m->language, form, &r, &files)) {
		dais_desk_fail(&d);
		return;
	}
	if (!dais_page_begin(d.site, x, &m->page))
		return;
	m->package = dais_arena_dup(d.arena, d.snapshot->package);
	struct dais_str question =
	    dais_proof_question(&files, m->language, d.snapshot->at_ms, d.arena, &m->digest);
	if (dais_proofs_get(d.site, m->package, &m->digest, d.arena).n)
		go_to_file(m);
	else
		make(m, question);
}

void
dais_desk_get_proof(struct dais_http_exchange *x, void *ctx)
{
	proof(x, ctx, false);
}

void
dais_desk_post_proof(struct dais_http_exchange *x, void *ctx)
{
	proof(x, ctx, true);
}

/* Whether the record's own draft in @l is the one with @digest. */
static bool
is_own_draft(struct desk *d, enum dais_lang l, const struct dais_digest *digest)
{
	const struct dais_record *r;
	dais_house_files files = { 0 };
	struct dais_digest own;

	if (!draft(d, l, false, &r, &files))
		return false;
	(void)dais_proof_question(&files, l, d->snapshot->at_ms, d->arena, &own);
	return dais_digest_eq(&own, digest);
}

void
dais_desk_get_proof_file(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	enum dais_lang l;
	struct dais_digest digest;
	struct dais_str bytes = DAIS_STR_NONE;
	bool known;

	if (!dais_desk_begin_package(&d, x, ctx, false) || !preview_language(&d, &l))
		return;
	known = dais_digest_parse(dais_http_param(x, "digest"), &digest);
	if (known)
		bytes = dais_proofs_get(d.site, d.snapshot->package, &digest, d.arena);
	/* An old address of what can still be made. */
	if (known && !bytes.n && is_own_draft(&d, l, &digest)) {
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_http_redirect(x,
		    dais_desk_address(&d.page,
			dais_desk_path(&d,
			    dais_arena_printf(d.arena, "/preview/%s/pdf", dais_lang_code(l)).p)));
		return;
	}
	if (!bytes.n) {
		dais_desk_go(&d, true, dais_desk_path(&d, "/texts"), "proof-gone", DAIS_STR_NONE);
		return;
	}
	dais_http_set_header(x, "Content-Security-Policy", dais_str_from(proof_policy));
	dais_http_set_header(x, "X-Frame-Options", DAIS_STR("SAMEORIGIN"));
	dais_http_set_header(x, "Cache-Control", DAIS_STR("private, no-store"));
	dais_http_set_header(x, "Content-Disposition",
	    dais_arena_printf(d.arena, "inline; filename=\"%.*s-draft-%s.pdf\"",
		DAIS_STR_ARG(d.snapshot->package), dais_lang_code(l)));
	dais_http_reply(x, 200, "application/pdf", bytes);
}
