/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A page from its bytes to its flow.
 */
#include "read/html/html_priv.h"

/* The tree dies with the arena; one piece at a time it takes as long to free as to build. */
static void *
allocate(void *arena, size_t size)
{
	return dais_arena_alloc(arena, size);
}

static void
leave(void *arena, void *p)
{
	(void)arena;
	(void)p;
}

/* The name of the page, for those that have no title in their text. */
static void
put_title(struct html_reader *r)
{
	if (r->parts.has_heading || !r->parts.title.n)
		return;
	(void)dais_flow_begin(&r->w, DAIS_FLOW_HEADER);
	dais_flow_put(&r->w, r->parts.title, 0, 1, 0);
	(void)dais_flow_end(&r->w);
}

static void
walk_page(struct html_reader *r)
{
	struct html_context c = { .role = DAIS_FLOW_TEXT, .outside = r->parts.main != NULL };

	r->flow->has_language = r->parts.has_language;
	r->flow->language = r->parts.language;
	put_title(r);
	if (r->parts.body)
		html_walk(r, r->parts.body, c);
	html_break(r);
}

static void
report(const struct html_reader *r, const struct html_nesting *nesting, struct dais_diags *diags)
{
	struct dais_place place = { .file = r->flow->file };

	if (nesting->ignored)
		dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &place,
		    "of its tags %zu were ignored: nested more than %u deep, or with too many "
		    "attributes",
		    nesting->ignored, HTML_DEPTH_MAX);
	if (r->w.full)
		dais_diags_add(diags, "read", DAIS_SEVERITY_WARNING, &place,
		    "the page holds more text than is read; its end is missing");
}

bool
dais_html_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err)
{
	/* The limits on bytes and tags are the limit. */
	DAIS_ARENA_AUTO scratch = dais_arena_new(SIZE_MAX / 2);
	DAIS_BUF_AUTO text = { 0 };
	const GumboOutput *out;
	GumboOptions options = kGumboDefaultOptions;
	struct html_reader *r = DAIS_NEW(scratch, struct html_reader);
	struct html_nesting nesting;

	dais_buf_init(&text, DAIS_BUF_MAX);
	if (bytes.n > DAIS_HTML_READ_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "%.*s: more than %zu MiB of HTML",
		    DAIS_STR_ARG(file), DAIS_HTML_READ_MAX >> 20);
	html_decode(bytes, &text);
	nesting = html_limit_nesting(&text);
	if (nesting.tags > DAIS_HTML_READ_TAGS_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "%.*s: more than %u tags",
		    DAIS_STR_ARG(file), DAIS_HTML_READ_TAGS_MAX);
	options.max_errors = 0;
	options.allocator = allocate;
	options.deallocator = leave;
	options.userdata = scratch;
	out = gumbo_parse_with_options(&options, text.p ? text.p : "", text.n);
	r->scratch = scratch;
	r->flow = dais_flow_new(a, file, "html");
	html_source_init(&r->source, scratch, dais_buf_str(&text));
	html_find_parts(out->document, &r->parts);
	dais_flow_writer_init(&r->w, r->flow);
	walk_page(r);
	report(r, &nesting, diags);
	dais_flow_writer_release(&r->w);
	*ret = r->flow;
	return true;
}
