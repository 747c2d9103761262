/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mark/xml.h"

#include "base/err.h"

/* A page is thousands of short pieces: where there is room they are copied here. */
static inline void
put(struct dais_buf *b, const char *p, size_t n)
{
	if (b->failed || n > b->max - b->n || b->n + n >= b->cap) {
		dais_buf_put_bytes(b, p, n);
		return;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void
put_c(struct dais_buf *b, const char *c)
{
	put(b, c, strlen(c));
}

static inline void
put_char(struct dais_buf *b, char c)
{
	put(b, &c, 1);
}

void
dais_xml_begin_fragment(struct dais_xml *w, struct dais_buf *out, enum dais_xml_mode mode)
{
	*w = (struct dais_xml){ .out = out, .mode = mode };
}

void
dais_xml_begin(struct dais_xml *w, struct dais_buf *out, enum dais_xml_mode mode)
{
	dais_xml_begin_fragment(w, out, mode);
	put_c(out, mode == DAIS_XML_MODE_XML
		       ? "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
		       : "<!DOCTYPE html>\n");
}

static void
end_start_tag(struct dais_xml *w)
{
	if (w->in_tag)
		put_char(w->out, '>');
	w->in_tag = false;
}

void
dais_xml_open(struct dais_xml *w, const char *name)
{
	end_start_tag(w);
	DAIS_ASSERT(w->depth < DAIS_XML_DEPTH_MAX);
	w->names[w->depth++] = name;
	put_char(w->out, '<');
	put_c(w->out, name);
	w->in_tag = true;
}

/* Whether XML 1.0 can hold the C0 control @c. */
static bool
is_allowed(unsigned char c)
{
	return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

static const char *
entity(char c, bool in_attribute)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return in_attribute ? "&quot;" : NULL;
	case '\n':
		return in_attribute ? "&#10;" : NULL;
	case '\t':
		return in_attribute ? "&#9;" : NULL;
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

/* Characters that may need more than to be copied; nearly all text has none. */
static const bool is_special[256] = {
	[0 ... 0x1f] = true, ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true
};

static void
escape(struct dais_buf *out, struct dais_str s, bool in_attribute)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *e;

		if (!is_special[(unsigned char)s.p[i]])
			continue;
		e = entity(s.p[i], in_attribute);
		if (!e && is_allowed((unsigned char)s.p[i]))
			continue;
		put(out, s.p + from, i - from);
		if (e)
			put_c(out, e);
		from = i + 1;
	}
	if (s.n > from)
		put(out, s.p + from, s.n - from);
}

void
dais_xml_attr(struct dais_xml *w, const char *name, struct dais_str value)
{
	DAIS_ASSERT(w->in_tag);
	put_char(w->out, ' ');
	put_c(w->out, name);
	put_c(w->out, "=\"");
	escape(w->out, value, true);
	put_char(w->out, '"');
}

void
dais_xml_attr_c(struct dais_xml *w, const char *name, const char *value)
{
	dais_xml_attr(w, name, dais_str_from(value));
}

void
dais_xml_attr_int(struct dais_xml *w, const char *name, int64_t value)
{
	DAIS_ASSERT(w->in_tag);
	dais_buf_printf(w->out, " %s=\"%lld\"", name, (long long)value);
}

void
dais_xml_text(struct dais_xml *w, struct dais_str text)
{
	end_start_tag(w);
	escape(w->out, text, false);
}

void
dais_xml_text_c(struct dais_xml *w, const char *text)
{
	dais_xml_text(w, dais_str_from(text));
}

/* HTML elements without content or end tag. Source: HTML Living Standard 13.1.2. */
static bool
is_void(const char *name)
{
	static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img",
		"input", "link", "meta", "source", "track", "wbr" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i][0] == name[0] && strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

void
dais_xml_close(struct dais_xml *w)
{
	const char *name;

	DAIS_ASSERT(w->depth > 0);
	name = w->names[--w->depth];
	if (w->mode == DAIS_XML_MODE_HTML && is_void(name)) {
		end_start_tag(w);
		return;
	}
	if (w->mode == DAIS_XML_MODE_XML && w->in_tag) {
		put_c(w->out, "/>");
		w->in_tag = false;
		return;
	}
	end_start_tag(w);
	put_c(w->out, "</");
	put_c(w->out, name);
	put_char(w->out, '>');
}

void
dais_xml_elem(struct dais_xml *w, const char *name, struct dais_str text)
{
	dais_xml_open(w, name);
	dais_xml_text(w, text);
	dais_xml_close(w);
}

void
dais_xml_newline(struct dais_xml *w)
{
	end_start_tag(w);
	put_char(w->out, '\n');
}

void
dais_xml_raw(struct dais_xml *w, const char *constant)
{
	end_start_tag(w);
	put_c(w->out, constant);
}

void
dais_xml_finish(struct dais_xml *w)
{
	DAIS_ASSERT(w->depth == 0 && !w->in_tag);
}
