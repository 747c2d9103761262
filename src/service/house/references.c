/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/references_priv.h"

#include "base/buf.h"

struct dais_str
house_references_rewritten(
    struct dais_arena *a, struct dais_str text, house_reference_fn *fn, void *ctx)
{
	DAIS_BUF_AUTO out = { 0 };
	size_t done = 0;

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t at = 0; (at = dais_str_find(text, DAIS_STR("{{"), at)) != SIZE_MAX;) {
		size_t end = dais_str_find(text, DAIS_STR("}}"), at);
		struct dais_ref ref;
		struct dais_str now = DAIS_STR_NONE;

		if (end == SIZE_MAX)
			break;
		if (dais_ref_parse(dais_str_sub(text, at + 2, end), &ref, NULL))
			now = fn(ctx, &ref);
		if (now.p) {
			dais_buf_put(&out, dais_str_sub(text, done, at + 2));
			dais_buf_put(&out, now);
			done = end;
		}
		at = end + 2;
	}
	if (!done)
		return text;
	dais_buf_put(&out, dais_str_sub(text, done, text.n));
	return dais_buf_dup(&out, a);
}

struct dais_str
house_reference_print(struct dais_arena *a, const struct dais_ref *ref, struct dais_str argument,
    struct dais_str words)
{
	return dais_arena_printf(a, "%.*s %.*s%s%.*s%s%.*s%s%.*s", DAIS_STR_ARG(ref->kind),
	    DAIS_STR_ARG(argument), ref->body.n ? "@" : "", DAIS_STR_ARG(ref->body),
	    ref->argument2.n ? " " : "", DAIS_STR_ARG(ref->argument2), words.n ? "|" : "",
	    DAIS_STR_ARG(words));
}

bool
house_reference_is_of_item(const struct dais_ref *ref)
{
	static const char *const kinds[] = { "item", "number", "title", "quoted" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (dais_str_is(ref->kind, kinds[i]))
			return true;
	return false;
}
