/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks of formats, in the order in which they can be told apart: containers and pictures have
 * fixed first bytes; markup is known by its first tag; what is left is text if it has few control
 * characters. The tags that tell HTML are those of HTML 4 and 5 that begin a fragment.
 */
#include "read/flow/format.h"

/* The part of a text that is looked at; a page's first tag and many of a fragment's are in it. */
#define HEAD_BYTES ((size_t)64 << 10)
#define MEMBERS_MAX 65536u

static bool
starts(struct dais_str s, const char *mark, size_t n)
{
	return s.n >= n && memcmp(s.p, mark, n) == 0;
}

#define STARTS(s, literal) starts((s), (literal), sizeof(literal) - 1)

static unsigned
u16(struct dais_str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	return (unsigned)(p[0] | p[1] << 8);
}

static uint32_t
u32(struct dais_str s, size_t at)
{
	return u16(s, at) | (uint32_t)u16(s, at + 2) << 16;
}

/* --- pictures -------------------------------------------------------------------------------- */

static bool
is_image(struct dais_str s)
{
	if (STARTS(s, "\x89PNG\r\n\x1A\n") || STARTS(s, "\xFF\xD8\xFF") || STARTS(s, "GIF87a") ||
	    STARTS(s, "GIF89a") || STARTS(s, "II*\0") || STARTS(s, "MM\0*") ||
	    STARTS(s, "\0\0\0\x0CjP  \r\n\x87\n"))
		return true;
	if (s.n >= 14 && STARTS(s, "BM"))
		return u32(s, 2) == s.n && u32(s, 6) == 0;
	if (s.n < 12)
		return false;
	if (STARTS(s, "RIFF"))
		return memcmp(s.p + 8, "WEBP", 4) == 0;
	return memcmp(s.p + 4, "ftyp", 4) == 0 &&
	       (memcmp(s.p + 8, "heic", 4) == 0 || memcmp(s.p + 8, "avif", 4) == 0 ||
		   memcmp(s.p + 8, "mif1", 4) == 0);
}

/* --- ZIP ------------------------------------------------------------------------------------- */

struct members {
	bool word, types, content, manifest, mimetype;
	bool text; /* the member mimetype says: a text document */
};

static void
note_member(struct members *m, struct dais_str name, struct dais_str data)
{
	static const struct dais_str odt = DAIS_STR_INIT("application/vnd.oasis.opendocument.text");

	m->word |= dais_str_has_prefix(name, DAIS_STR("word/"));
	m->types |= dais_str_is(name, "[Content_Types].xml");
	m->content |= dais_str_is(name, "content.xml");
	m->manifest |= dais_str_is(name, "META-INF/manifest.xml");
	if (dais_str_is(name, "mimetype") && data.n) {
		m->mimetype = true;
		m->text |= dais_str_has_prefix(data, odt);
	}
}

/* Members by the headers before them, as long as those tell the sizes. */
static void
walk_local(struct dais_str s, struct members *m)
{
	size_t at = 0;

	for (unsigned i = 0; i < MEMBERS_MAX && s.n - at >= 30; i++) {
		size_t name, data, size;

		if (memcmp(s.p + at, "PK\3\4", 4) != 0)
			return;
		size = u32(s, at + 18);
		name = at + 30;
		data = name + u16(s, at + 26) + u16(s, at + 28);
		if (data > s.n)
			return;
		note_member(m, dais_str_sub(s, name, name + u16(s, at + 26)),
		    u16(s, at + 8) == 0 ? dais_str_sub(s, data, data + size) : DAIS_STR_NONE);
		/* Sizes come after the data, or the file is cut. */
		if ((u16(s, at + 6) & 8) || size > s.n - data)
			return;
		at = data + size;
	}
}

static bool
find_end(struct dais_str s, size_t *ret_at)
{
	size_t least = s.n > 22 + 65535 ? s.n - 22 - 65535 : 0;

	for (size_t at = s.n >= 22 ? s.n - 22 : 0; s.n >= 22; at--) {
		if (memcmp(s.p + at, "PK\5\6", 4) == 0) {
			*ret_at = at;
			return true;
		}
		if (at == least)
			break;
	}
	return false;
}

/* Members by the list at the end. */
static void
walk_central(struct dais_str s, struct members *m)
{
	size_t end, at;

	if (!find_end(s, &end))
		return;
	at = u32(s, end + 16);
	for (unsigned i = 0; i < MEMBERS_MAX && at < s.n && s.n - at >= 46; i++) {
		if (memcmp(s.p + at, "PK\1\2", 4) != 0)
			return;
		note_member(m, dais_str_sub(s, at + 46, at + 46 + u16(s, at + 28)), DAIS_STR_NONE);
		at += (size_t)46 + u16(s, at + 28) + u16(s, at + 30) + u16(s, at + 32);
	}
}

static const char *
format_of_zip(struct dais_str s)
{
	struct members m = { .word = false };

	walk_local(s, &m);
	walk_central(s, &m);
	if (m.text || (m.content && m.manifest && !m.mimetype))
		return "odt";
	return m.word && m.types ? "docx" : "zip";
}

/* --- markup and text ------------------------------------------------------------------------- */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool
is_name_char(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == ':' ||
	       c == '-' || c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The name of the tag whose "<" or "</" ends before @at. */
static struct dais_str
name_at(struct dais_str s, size_t at)
{
	size_t n = at;

	while (n < s.n && is_name_char(s.p[n]))
		n++;
	return dais_str_sub(s, at, n);
}

static bool
is_lower(struct dais_str name, const char *lowercase)
{
	size_t i = 0;

	for (; i < name.n && lowercase[i]; i++) {
		if (lower(name.p[i]) != lowercase[i])
			return false;
	}
	return i == name.n && !lowercase[i];
}

static bool
is_html_name(struct dais_str name)
{
	static const char *const names[] = { "html", "head", "body", "title", "meta", "link",
		"base", "script", "style", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table",
		"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "ul",
		"ol", "li", "dl", "dt", "dd", "br", "hr", "pre", "blockquote", "center", "span",
		"a", "b", "i", "u", "em", "strong", "font", "small", "sup", "sub", "section",
		"article", "main", "header", "footer", "nav", "aside", "figure", "img", "form",
		"noscript", "template", "details", "address", "iframe" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (is_lower(name, names[i]))
			return true;
	}
	return false;
}

/* Whether two blocks of HTML end in @s: a fragment that begins with words. */
static bool
ends_blocks(struct dais_str s)
{
	static const char *const names[] = { "p", "div", "h1", "h2", "h3", "td", "tr", "li", "ul",
		"ol", "table", "body", "html" };
	unsigned found = 0;

	for (size_t at = dais_str_find(s, DAIS_STR("</"), 0); at != SIZE_MAX && found < 2;
	    at = dais_str_find(s, DAIS_STR("</"), at + 2)) {
		struct dais_str name = name_at(s, at + 2);

		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			found += is_lower(name, names[i]);
	}
	return found >= 2;
}

/* Where the document type that begins @s ends: behind the ">" outside of quotes and of "[]". */
static size_t
type_end(struct dais_str s)
{
	char quote = 0;
	bool subset = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '[' || c == ']')
			subset = c == '[';
		else if (c == '>' && !subset)
			return i + 1;
	}
	return s.n;
}

static bool
is_html_type(struct dais_str s)
{
	size_t name = 9;

	if (s.n < 10 || !is_lower(dais_str_sub(s, 2, 9), "doctype"))
		return false;
	while (name < s.n && is_space(s.p[name]))
		name++;
	return is_lower(name_at(s, name), "html");
}

/* Moves *@at behind a comment, processing instruction or document type; *@ret_xml when it is an
 * XML declaration, *@ret_html when the type is HTML. False at anything else. */
static bool
skip_misc(struct dais_str s, size_t *at, bool *ret_xml, bool *ret_html)
{
	struct dais_str rest = dais_str_sub(s, *at, s.n), close = DAIS_STR(">");
	size_t end;

	if (STARTS(rest, "<!--"))
		close = DAIS_STR("-->");
	else if (STARTS(rest, "<?"))
		close = DAIS_STR("?>");
	else if (!STARTS(rest, "<!"))
		return false;
	*ret_xml |= STARTS(rest, "<?xml");
	*ret_html |= is_html_type(rest);
	if (STARTS(rest, "<!") && close.n == 1 && !*ret_html) {
		*at += type_end(rest);
		return true;
	}
	end = dais_str_find(rest, close, 2);
	*at += end == SIZE_MAX ? rest.n : end + close.n;
	return true;
}

static struct dais_str
local_name(struct dais_str name)
{
	size_t colon = dais_str_find_char(name, ':', 0);

	return colon == SIZE_MAX ? name : dais_str_sub(name, colon + 1, name.n);
}

/* @s begins with "<"; NULL when that is no markup. */
static const char *
format_of_markup(struct dais_str s)
{
	size_t at = 0;
	bool xml = false, html = false;
	struct dais_str name;

	while (at < s.n && (is_space(s.p[at]) || skip_misc(s, &at, &xml, &html)))
		at += at < s.n && is_space(s.p[at]);
	name = at < s.n && s.p[at] == '<' ? name_at(s, at + 1) : DAIS_STR_NONE;
	if (dais_str_is(local_name(name), "akomaNtoso"))
		return "akn";
	if (html || is_lower(local_name(name), "html") || (!xml && is_html_name(name)))
		return "html";
	if (xml)
		return "xml";
	if (!name.n)
		return ends_blocks(s) ? "html" : NULL;
	/* A tag of no known language: XML if what it begins is ended or named. */
	if (dais_str_find(s, DAIS_STR("xmlns"), at) != SIZE_MAX || s.p[s.n - 1] == '>')
		return ends_blocks(s) ? "html" : "xml";
	return ends_blocks(s) ? "html" : NULL;
}

/* The ASCII characters of text in two bytes a character, as far as @out has room; others are
 * "?". */
static struct dais_str
narrow(struct dais_str s, bool big, char *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 2; i + 1 < s.n && n < max; i += 2) {
		unsigned char hi = (unsigned char)s.p[big ? i : i + 1];
		char lo = s.p[big ? i + 1 : i];

		out[n++] = hi || (unsigned char)lo >= 0x80 ? '?' : lo;
	}
	return (struct dais_str){ out, n };
}

/* Text has no NUL and hardly any other control. */
static bool
is_text_like(struct dais_str s)
{
	size_t controls = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == 0)
			return false;
		controls += (c < 0x20 && !is_space((char)c) && c != 0x1A) || c == 0x7F;
	}
	return controls <= s.n / 64;
}

static const char *
format_of_text(struct dais_str s)
{
	struct dais_str head = dais_str_trim(dais_str_sub(s, 0, HEAD_BYTES));
	const char *format = NULL;

	while (head.n && is_space(head.p[0]))
		head = dais_str_sub(head, 1, head.n);
	if (!head.n)
		return s.n <= HEAD_BYTES ? "" : "text";
	if (!is_text_like(head))
		return "unknown";
	if (head.p[0] == '<')
		format = format_of_markup(head);
	else if (ends_blocks(head))
		format = "html";
	/* A page and its pictures in one file of mail, or a page of a printer. */
	else if (STARTS(head, "MIME-Version:") || STARTS(head, "%!PS"))
		format = "unknown";
	return format ? format : "text";
}

const char *
dais_flow_format_of(struct dais_str s)
{
	char wide[4096];

	if (!s.n)
		return "";
	if (dais_str_find(dais_str_sub(s, 0, 1024), DAIS_STR("%PDF-"), 0) != SIZE_MAX)
		return "pdf";
	if (STARTS(s, "PK\3\4") || STARTS(s, "PK\5\6"))
		return format_of_zip(s);
	if (STARTS(s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
		return "doc";
	if (STARTS(s, "{\\rtf"))
		return "rtf";
	if (is_image(s))
		return "image";
	if (STARTS(s, "\xFF\xFE\0\0") || STARTS(s, "\0\0\xFE\xFF"))
		return "text";
	if (STARTS(s, "\xFF\xFE") || STARTS(s, "\xFE\xFF"))
		return format_of_text(narrow(s, STARTS(s, "\xFE\xFF"), wide, sizeof(wide)));
	if (STARTS(s, "\xEF\xBB\xBF"))
		s = dais_str_sub(s, 3, s.n);
	return format_of_text(s);
}
