/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/pack.h"

#include <stdio.h>

#define RULE_MAX 64u
#define FILE_MAX ((size_t)64 << 10)
#define WORDS_MAX ((size_t)16 << 20)

static bool
is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

void
dais_pack_uint(struct dais_buf *b, uint64_t v)
{
	unsigned char bytes[8];

	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(v >> (8 * i));
	dais_buf_put_bytes(b, bytes, sizeof(bytes));
}

void
dais_pack_str(struct dais_buf *b, struct dais_str s)
{
	dais_pack_uint(b, s.n);
	dais_buf_put(b, s);
}

static void
pack_sentence(struct dais_buf *b, const struct dais_err_sentence *of)
{
	dais_pack_str(b, dais_str_from(of->english));
	dais_pack_uint(b, of->n);
	for (unsigned i = 0; i < of->n; i++) {
		dais_pack_uint(b, of->values[i].at);
		dais_pack_uint(b, of->values[i].n);
	}
}

/* A sentence may have the name of a file in it, and a name may hold anything: what the other side
 * would refuse (unpack_line()) is a question mark, so that the reason comes across. */
static void
pack_line(struct dais_buf *b, const char *line)
{
	struct dais_str s = dais_str_from(line);

	dais_pack_uint(b, s.n);
	for (size_t i = 0; i < s.n; i++)
		dais_buf_put_char(b, is_control(s.p[i]) ? '?' : s.p[i]);
}

void
dais_pack_err(struct dais_buf *b, const struct dais_err *err)
{
	dais_pack_uint(b, (uint64_t)err->code);
	pack_line(b, err->msg);
	pack_line(b, err->hint);
	pack_line(b, err->context);
	pack_sentence(b, &err->msg_of);
	pack_sentence(b, &err->hint_of);
	dais_pack_uint(b, err->frames);
	for (unsigned i = 0; i < err->frames && i < DAIS_ERR_FRAMES_MAX; i++)
		pack_sentence(b, &err->context_of[i]);
	dais_pack_uint(b, (uint64_t)err->errnum);
}

static void
pack_place(struct dais_buf *b, const struct dais_place *p)
{
	dais_pack_str(b, p->file);
	dais_pack_uint(b, p->page);
	dais_pack_uint(b, p->line);
	dais_pack_uint(b, p->column);
	dais_pack_str(b, p->text);
}

void
dais_pack_diags(struct dais_buf *b, const struct dais_diags *d)
{
	dais_pack_uint(b, d->dropped);
	dais_pack_uint(b, d->list.n);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		dais_pack_str(b, dais_str_from(g->rule));
		dais_pack_uint(b, (uint64_t)g->severity);
		dais_pack_str(b, g->message);
		dais_pack_str(b, g->english);
		dais_pack_str(b, g->hint);
		dais_pack_uint(b, g->is_file_hint);
		dais_pack_uint(b, g->places.n);
		for (size_t k = 0; k < g->places.n; k++)
			pack_place(b, &g->places.v[k]);
		dais_pack_uint(b, g->edits.n);
		for (size_t k = 0; k < g->edits.n; k++) {
			pack_place(b, &g->edits.v[k].place);
			dais_pack_str(b, g->edits.v[k].words);
		}
	}
}

static void
refuse(struct dais_unpack *u)
{
	u->failed = true;
	u->rest = DAIS_STR_NONE;
}

uint64_t
dais_unpack_uint(struct dais_unpack *u, uint64_t max)
{
	uint64_t v = 0;

	if (u->rest.n < 8) {
		refuse(u);
		return 0;
	}
	for (unsigned i = 0; i < 8; i++)
		v |= (uint64_t)(unsigned char)u->rest.p[i] << (8 * i);
	u->rest = dais_str_sub(u->rest, 8, u->rest.n);
	if (v <= max)
		return v;
	refuse(u);
	return 0;
}

struct dais_str
dais_unpack_bytes(struct dais_unpack *u, size_t max)
{
	uint64_t n = dais_unpack_uint(u, max);
	struct dais_str s;

	if (n > u->rest.n) {
		refuse(u);
		return DAIS_STR_NONE;
	}
	s = dais_str_sub(u->rest, 0, (size_t)n);
	u->rest = dais_str_sub(u->rest, (size_t)n, u->rest.n);
	return s;
}

struct dais_str
dais_unpack_text(struct dais_unpack *u, size_t max)
{
	struct dais_str s = dais_unpack_bytes(u, max);

	if (dais_str_is_text(s, NULL))
		return s;
	refuse(u);
	return DAIS_STR_NONE;
}

/* One line for a terminal: whatever moves a cursor is refused. */
static void
unpack_line(struct dais_unpack *u, char *to, size_t size)
{
	struct dais_str s = dais_unpack_text(u, size - 1);

	for (size_t i = 0; i < s.n; i++) {
		if (is_control(s.p[i])) {
			refuse(u);
			s = DAIS_STR_NONE;
		}
	}
	(void)snprintf(to, size, "%.*s", DAIS_STR_ARG(s));
}

/* What the sentence @said was made of; its values are text within it. */
static void
unpack_sentence(struct dais_unpack *u, const char *said, struct dais_err_sentence *of)
{
	const struct dais_str whole = dais_str_from(said);

	unpack_line(u, of->english, sizeof(of->english));
	of->n = (unsigned)dais_unpack_uint(u, DAIS_ERR_VALUES_MAX);
	for (unsigned i = 0; i < of->n; i++) {
		size_t at = (size_t)dais_unpack_uint(u, whole.n);
		size_t n = (size_t)dais_unpack_uint(u, whole.n - at);

		if (!dais_str_is_text(dais_str_sub(whole, at, at + n), NULL))
			refuse(u);
		of->values[i].at = (uint16_t)at;
		of->values[i].n = (uint16_t)n;
	}
}

void
dais_unpack_err(struct dais_unpack *u, struct dais_err *err)
{
	uint64_t code = dais_unpack_uint(u, DAIS_ERR_COUNT - 1);

	err->code = code == DAIS_ERR_NONE ? DAIS_ERR_INTERNAL : (enum dais_err_code)code;
	unpack_line(u, err->msg, sizeof(err->msg));
	unpack_line(u, err->hint, sizeof(err->hint));
	unpack_line(u, err->context, sizeof(err->context));
	unpack_sentence(u, err->msg, &err->msg_of);
	unpack_sentence(u, err->hint, &err->hint_of);
	err->frames = (unsigned)dais_unpack_uint(u, UINT32_MAX);
	for (unsigned i = 0; i < err->frames && i < DAIS_ERR_FRAMES_MAX; i++)
		unpack_sentence(u, err->context, &err->context_of[i]);
	err->errnum = (int)dais_unpack_uint(u, INT32_MAX);
}

static struct dais_place
unpack_place(struct dais_unpack *u)
{
	struct dais_place p = { 0 };

	p.file = dais_unpack_text(u, FILE_MAX);
	p.page = (unsigned)dais_unpack_uint(u, UINT32_MAX);
	p.line = (unsigned)dais_unpack_uint(u, UINT32_MAX);
	p.column = (unsigned)dais_unpack_uint(u, UINT32_MAX);
	p.text = dais_unpack_text(u, WORDS_MAX);
	return p;
}

static bool
is_rule_id(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '-'))
			return false;
	}
	return s.n > 0;
}

static void
unpack_diag(struct dais_unpack *u, struct dais_diags *d)
{
	struct dais_str rule = dais_unpack_text(u, RULE_MAX);
	enum dais_severity severity =
	    (enum dais_severity)dais_unpack_uint(u, DAIS_SEVERITY_COUNT - 1);
	struct dais_str message = dais_unpack_text(u, WORDS_MAX);
	struct dais_str english = dais_unpack_text(u, WORDS_MAX);
	struct dais_str hint = dais_unpack_text(u, WORDS_MAX);
	bool is_file_hint = dais_unpack_uint(u, 1) == 1;
	struct dais_diag *g;
	size_t n;

	if (!is_rule_id(rule))
		refuse(u);
	if (u->failed)
		return;
	g = dais_diags_add(
	    d, dais_arena_cstr(d->arena, rule), severity, NULL, "%.*s", DAIS_STR_ARG(message));
	g->english = english.n ? dais_arena_dup(d->arena, english) : DAIS_STR_NONE;
	if (hint.n)
		dais_diag_set_hint(d, g, "%.*s", DAIS_STR_ARG(hint));
	g->is_file_hint = is_file_hint;
	n = (size_t)dais_unpack_uint(u, DAIS_DIAG_PLACES_MAX);
	for (size_t i = 0; i < n && !u->failed; i++) {
		struct dais_place p = unpack_place(u);

		if (!u->failed)
			dais_diag_add_place(d, g, &p);
	}
	n = (size_t)dais_unpack_uint(u, DAIS_DIAG_PLACES_MAX);
	for (size_t i = 0; i < n && !u->failed; i++) {
		struct dais_place p = unpack_place(u);
		struct dais_str words = dais_unpack_text(u, WORDS_MAX);

		if (!u->failed)
			dais_diag_add_edit(d, g, &p, words);
	}
}

void
dais_unpack_diags(struct dais_unpack *u, struct dais_diags *d)
{
	size_t dropped = (size_t)dais_unpack_uint(u, UINT32_MAX);
	size_t n = (size_t)dais_unpack_uint(u, d->limit);

	for (size_t i = 0; i < n && !u->failed; i++)
		unpack_diag(u, d);
	if (!u->failed)
		d->dropped += dropped;
}

bool
dais_unpack_end(const struct dais_unpack *u)
{
	return !u->failed && u->rest.n == 0;
}
