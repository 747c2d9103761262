/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Comments for findings. Source: ECMA-376-1:2016, 17.13.4 (comments), 17.13.6 (bookmarks),
 * 11.3.2 (comments part).
 */
#include "read/docx/annotate.h"

#include "read/docx/annotate_priv.h"
#include "read/zip/replace.h"
#include "text/message.h"

#define AUTHOR "dais"
#define PLACES_MAX 20u /* linked in one comment */
#define WORDS_MAX 120u /* code points of words that a comment repeats */
#define COMMENTS_PART "comments.xml"
#define COMMENTS_RELATION "daisComments"
#define CONTENT_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

struct annotator {
	struct dais_arena *arena;
	struct docx_package package;
	struct docx_tree tree;
	xmlNode *comments; /* root of the part */
	xmlNs *space, *attribute_space;
	struct dais_str comments_part;
	bool comments_are_new;
	unsigned id; /* the next */
	enum dais_lang lang; /* of the findings, and of what is said around them */
};

static xmlNode *
add(xmlNode *to, xmlNs *space, const char *name)
{
	xmlNode *n = xmlNewDocNode(to->doc, space, (const xmlChar *)name, NULL);

	return xmlAddChild(to, n);
}

static void
set(xmlNode *n, xmlNs *space, const char *name, const char *value)
{
	(void)xmlNewNsProp(n, space, (const xmlChar *)name, (const xmlChar *)value);
}

static void
set_id(struct annotator *n, xmlNode *to, xmlNs *space, unsigned id)
{
	set(to, space, "id", dais_arena_printf(n->arena, "%u", id).p);
}

/* --- what a comment says ------------------------------------------------------------------------
 */

static void
add_words(struct annotator *n, xmlNode *to, struct dais_str words)
{
	xmlNode *run = add(to, n->space, "r"), *text = add(run, n->space, "t");

	xmlNodeAddContentLen(text, (const xmlChar *)words.p, (int)words.n);
	xmlNodeSetSpacePreserve(text, 1);
}

static xmlNode *
add_paragraph(struct annotator *n, xmlNode *comment, struct dais_str words)
{
	xmlNode *p = add(comment, n->space, "p");

	if (words.n)
		add_words(n, p, words);
	return p;
}

static struct dais_str
shorten(struct annotator *n, struct dais_str words)
{
	size_t at = 0;

	for (unsigned i = 0; i < WORDS_MAX && at < words.n; i++)
		(void)dais_str_decode(words, &at);
	return at == words.n
		   ? words
		   : dais_arena_concat(n->arena, dais_str_sub(words, 0, at), DAIS_STR("…"));
}

/* A new node of the text, not yet in it. */
static xmlNode *
text_node(struct annotator *n, const char *name)
{
	return xmlNewDocNode(n->tree.root->doc, n->tree.space, (const xmlChar *)name, NULL);
}

/* "See paragraph 12: ...", which leads there. */
static void
add_place(struct annotator *n, xmlNode *comment, const struct dais_place *place)
{
	struct docx_range range;
	xmlNode *start, *end, *link;
	unsigned id = n->id++;
	const char *name = dais_arena_printf(n->arena, "dais_%u", id).p;

	if (!place->line || !docx_tree_find(&n->tree, place, &range))
		return;
	start = text_node(n, "bookmarkStart");
	set_id(n, start, n->tree.attribute_space, id);
	set(start, n->tree.attribute_space, "name", name);
	end = text_node(n, "bookmarkEnd");
	set_id(n, end, n->tree.attribute_space, id);
	docx_tree_mark(&range, start, end);
	link = add(add_paragraph(n, comment, DAIS_STR_NONE), n->space, "hyperlink");
	set(link, n->attribute_space, "anchor", name);
	add_words(n, link,
	    dais_text_message(n->arena, n->lang, "See paragraph %u: “%.*s”", place->line,
		DAIS_STR_ARG(shorten(n, place->text))));
}

/* "Certain repair: “old” becomes “new”". */
static void
add_edit(struct annotator *n, xmlNode *comment, const struct dais_edit *e)
{
	struct dais_str old = shorten(n, e->place.text), words = shorten(n, e->words);

	(void)add_paragraph(n, comment,
	    words.n ? dais_text_message(n->arena, n->lang, "Certain repair: “%.*s” becomes “%.*s”",
			  DAIS_STR_ARG(old), DAIS_STR_ARG(words))
		    : dais_text_message(
			  n->arena, n->lang, "Certain repair: delete “%.*s”", DAIS_STR_ARG(old)));
}

static void
write_comment(struct annotator *n, const struct dais_diag *d, unsigned id)
{
	static const char *const severities[DAIS_SEVERITY_COUNT] = { DAIS_MESSAGE("info"),
		DAIS_MESSAGE("warning"), DAIS_MESSAGE("error") };
	xmlNode *c = add(n->comments, n->space, "comment");

	set_id(n, c, n->attribute_space, id);
	set(c, n->attribute_space, "author", AUTHOR);
	set(c, n->attribute_space, "initials", AUTHOR);
	(void)add_paragraph(n, c,
	    dais_arena_printf(n->arena, "%s: %.*s",
		dais_text_message_words(n->lang, severities[d->severity]),
		DAIS_STR_ARG(d->message)));
	if (d->hint.n)
		(void)add_paragraph(n, c, d->hint);
	for (size_t i = 0; i < d->edits.n && i < PLACES_MAX; i++)
		add_edit(n, c, &d->edits.v[i]);
	for (size_t i = 1; i < d->places.n && i <= PLACES_MAX; i++)
		add_place(n, c, &d->places.v[i]);
	(void)add_paragraph(n, c, dais_arena_printf(n->arena, "[%s]", d->rule));
}

static void
annotate(struct annotator *n, const struct dais_diag *d)
{
	struct dais_place nowhere = { .line = 1 };
	const struct dais_place *place =
	    d->places.n && d->places.v[0].line ? &d->places.v[0] : &nowhere;
	struct docx_range range;
	unsigned id = n->id++;
	xmlNode *start, *end, *run, *reference;

	if (!docx_tree_find(&n->tree, place, &range))
		return;
	start = text_node(n, "commentRangeStart");
	set_id(n, start, n->tree.attribute_space, id);
	end = text_node(n, "commentRangeEnd");
	set_id(n, end, n->tree.attribute_space, id);
	docx_tree_mark(&range, start, end);
	run = text_node(n, "r");
	xmlAddNextSibling(end, run);
	reference = add(run, n->tree.space, "commentReference");
	set_id(n, reference, n->tree.attribute_space, id);
	write_comment(n, d, id);
}

/* --- parts --------------------------------------------------------------------------------------
 */

static bool
parse_part(struct annotator *n, struct dais_str name, xmlNode **ret, struct dais_err *err)
{
	DAIS_BUF_AUTO bytes = { 0 };
	size_t i = dais_unzip_find(n->package.zip, name);
	struct dais_str called = dais_arena_printf(
	    n->arena, "%.*s (%.*s)", DAIS_STR_ARG(n->package.file), DAIS_STR_ARG(name));

	*ret = NULL;
	if (i == DAIS_UNZIP_NONE)
		return true;
	return dais_unzip_read(n->package.zip, i, &bytes, err) &&
	       dais_xml_parse(n->arena, dais_buf_str(&bytes), called, ret, err);
}

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static xmlNode *
new_part(struct annotator *n, const char *name, const xmlChar *uri, const char *prefix)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, (const xmlChar *)name, NULL);

	dais_arena_defer(n->arena, free_doc, doc);
	xmlDocSetRootElement(doc, root);
	xmlSetNs(root, xmlNewNs(root, uri, (const xmlChar *)prefix));
	return root;
}

/* More than every number that comments or bookmarks have. */
static unsigned
next_id(xmlNode *root)
{
	int64_t most = 0, v;
	xmlNode *n = root;

	while (n) {
		xmlChar *id = n->type == XML_ELEMENT_NODE && root->ns
				  ? xmlGetNsProp(n, (const xmlChar *)"id", root->ns->href)
				  : NULL;

		if (id && dais_str_to_int(dais_str_from((const char *)id), 0, 1000000000, &v) &&
		    v > most)
			most = v;
		xmlFree(id);
		n = docx_next_node(n, root);
	}
	return (unsigned)most + 1;
}

static bool
open_comments(struct annotator *n, struct dais_err *err)
{
	struct dais_str name = docx_part_of_type(&n->package, "comments");
	struct dais_str folder = n->package.document;
	unsigned more;

	if (name.n && !parse_part(n, name, &n->comments, err))
		return false;
	n->id = next_id(n->tree.root);
	if (!n->comments) {
		while (folder.n && folder.p[folder.n - 1] != '/')
			folder.n--;
		name = dais_arena_concat(n->arena, folder, DAIS_STR(COMMENTS_PART));
		n->comments = new_part(n, "comments", n->tree.space->href, "w");
		n->comments_are_new = true;
	}
	n->comments_part = name;
	docx_spaces(n->comments, &n->space, &n->attribute_space);
	more = next_id(n->comments);
	n->id = more > n->id ? more : n->id;
	return true;
}

static bool
add_content_type(struct annotator *n, struct dais_zip_change *ret, struct dais_err *err)
{
	xmlNode *root, *type;
	struct dais_str name = DAIS_STR("[Content_Types].xml");

	if (!parse_part(n, name, &root, err))
		return false;
	if (!root)
		root = new_part(n, "Types",
		    (const xmlChar *)"http://schemas.openxmlformats.org/package/2006/content-types",
		    NULL);
	type = add(root, root->ns, "Override");
	set(type, NULL, "PartName",
	    dais_arena_printf(n->arena, "/%.*s", DAIS_STR_ARG(n->comments_part)).p);
	set(type, NULL, "ContentType", CONTENT_TYPE);
	*ret = (struct dais_zip_change){ name, docx_tree_bytes(n->arena, root) };
	return true;
}

static bool
add_relation(struct annotator *n, struct dais_zip_change *ret, struct dais_err *err)
{
	xmlNode *root, *relation;
	struct dais_str part = n->package.document, name;
	size_t slash = part.n;
	bool strict = strstr((const char *)n->tree.space->href, "purl.oclc.org") != NULL;

	while (slash && part.p[slash - 1] != '/')
		slash--;
	name = dais_arena_printf(n->arena, "%.*s_rels/%.*s.rels",
	    DAIS_STR_ARG(dais_str_sub(part, 0, slash)),
	    DAIS_STR_ARG(dais_str_sub(part, slash, part.n)));
	if (!parse_part(n, name, &root, err))
		return false;
	if (!root)
		root = new_part(n, "Relationships",
		    (const xmlChar *)"http://schemas.openxmlformats.org/package/2006/relationships",
		    NULL);
	relation = add(root, root->ns, "Relationship");
	set(relation, NULL, "Id", COMMENTS_RELATION);
	set(relation, NULL, "Type",
	    strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
		   : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
		     "comments");
	set(relation, NULL, "Target", COMMENTS_PART);
	*ret = (struct dais_zip_change){ name, docx_tree_bytes(n->arena, root) };
	return true;
}

static bool
write_copy(struct annotator *n, struct dais_str bytes, struct dais_buf *out, struct dais_err *err)
{
	struct dais_zip_change changes[4] = {
		{ n->package.document, docx_tree_bytes(n->arena, n->tree.root) },
		{ n->comments_part, docx_tree_bytes(n->arena, n->comments) },
	};
	size_t count = 2;

	if (n->comments_are_new) {
		if (!add_content_type(n, &changes[2], err) || !add_relation(n, &changes[3], err))
			return false;
		count = 4;
	}
	return dais_zip_replace(n->arena, bytes, n->package.file, changes, count, out, err);
}

bool
dais_docx_annotate(struct dais_arena *a, struct dais_str bytes, const struct dais_diags *diags,
    struct dais_buf *out, struct dais_err *err)
{
	struct annotator *n = DAIS_NEW(a, struct annotator);
	struct docx_map map = { .pieces = { 0 } };
	struct dais_diags ignored;
	struct dais_flow *flow;
	xmlNode *root;

	n->arena = a;
	n->lang = diags->lang;
	dais_diags_init(&ignored, a);
	if (!docx_package_open(&n->package, a, bytes, DAIS_STR("the document"), err) ||
	    !docx_flow_read(&n->package, &map, &flow, &ignored, err) ||
	    !parse_part(n, n->package.document, &root, err))
		return false;
	docx_tree_init(&n->tree, a, root, &map);
	if (!root->ns || !open_comments(n, err))
		return root->ns ? false
				: dais_err_set(err, DAIS_ERR_INVALID, "the document has no text");
	for (size_t i = 0; i < diags->list.n; i++)
		annotate(n, &diags->list.v[i]);
	return write_copy(n, bytes, out, err);
}
