/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * libxml2 with everything dangerous left off.
 */
#include "read/xml/xml.h"

#include <limits.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#define OPTIONS                                                                                    \
	(XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA |           \
	    XML_PARSE_BIG_LINES)
/* Names seen lately, so that most are not compared letter by letter. A power of two. */
#define CACHE 512u

/* libxml2 keeps one copy of each name while it parses: equal pointers are equal names. */
struct cached {
	const xmlChar *local, *space;
	unsigned name;
};

struct stream {
	xmlParserCtxt *parser;
	const struct dais_xml_events *events;
	void *reader;
	unsigned depth;
	unsigned open[DAIS_XML_DEPTH_MAX + 2];
	bool ended, has_dtd, too_deep;
	unsigned next_column; /* where a text would begin that follows directly */
	struct cached cache[CACHE];
	struct dais_xml_tag tag; /* large: not on the stack */
};

static struct dais_str
from_xml(const xmlChar *p)
{
	return dais_str_from((const char *)p);
}

struct dais_str
dais_xml_value(const struct dais_xml_tag *tag, unsigned name)
{
	for (size_t i = 0; i < tag->n; i++) {
		if (tag->attributes[i].name == name)
			return tag->attributes[i].value;
	}
	return DAIS_STR_NONE;
}

static unsigned
find_name(const struct dais_xml_name *names, const xmlChar *space, const xmlChar *local)
{
	const char *uri = space ? (const char *)space : "";

	for (; names && names->space; names++) {
		if (strcmp(names->local, (const char *)local) == 0 &&
		    strcmp(names->space, uri) == 0)
			return names->name;
	}
	return DAIS_XML_UNKNOWN;
}

static unsigned
name_of(struct stream *s, const xmlChar *space, const xmlChar *local)
{
	size_t hash = ((uintptr_t)local >> 3) * 31 + ((uintptr_t)space >> 3);
	struct cached *c = &s->cache[(hash ^ hash >> 9) & (CACHE - 1)];

	if (c->local != local || c->space != space)
		*c = (struct cached){ local, space, find_name(s->events->names, space, local) };
	return c->name;
}

static void
end_reading(struct stream *s)
{
	s->ended = true;
	xmlStopParser(s->parser);
}

/* The five pointers that libxml2 gives for an attribute. */
enum {
	ATTRIBUTE_LOCAL,
	ATTRIBUTE_PREFIX,
	ATTRIBUTE_SPACE,
	ATTRIBUTE_FROM,
	ATTRIBUTE_TO,
	ATTRIBUTE_PARTS
};

static void
take_attributes(struct stream *s, int n, const xmlChar **all)
{
	s->tag.n = 0;
	for (int i = 0; i < n && s->tag.n < DAIS_XML_ATTRIBUTES_MAX; i++) {
		const xmlChar **p = all + (size_t)i * ATTRIBUTE_PARTS;

		s->tag.attributes[s->tag.n++] = (struct dais_xml_attribute){
			.name = name_of(s, p[ATTRIBUTE_SPACE], p[ATTRIBUTE_LOCAL]),
			.local = from_xml(p[ATTRIBUTE_LOCAL]),
			.value = { (const char *)p[ATTRIBUTE_FROM],
			    (size_t)(p[ATTRIBUTE_TO] - p[ATTRIBUTE_FROM]) },
		};
	}
}

static unsigned
line_of(const struct stream *s)
{
	int line = xmlSAX2GetLineNumber(s->parser);

	return line > 0 ? (unsigned)line : 1;
}

static unsigned
column_of(const struct stream *s)
{
	int column = xmlSAX2GetColumnNumber(s->parser);

	return column > 0 ? (unsigned)column : 1;
}

static void
start_element(void *parser, const xmlChar *local, const xmlChar *prefix, const xmlChar *space,
    int nb_namespaces, const xmlChar **namespaces, int nb_attributes, int nb_defaulted,
    const xmlChar **attributes)
{
	struct stream *s = ((xmlParserCtxt *)parser)->_private;

	(void)prefix;
	(void)nb_namespaces;
	(void)namespaces;
	(void)nb_defaulted;
	if (s->ended)
		return;
	if (s->depth >= DAIS_XML_DEPTH_MAX) {
		s->too_deep = true;
		end_reading(s);
		return;
	}
	s->tag.name = name_of(s, space, local);
	s->tag.space = from_xml(space);
	s->tag.local = from_xml(local);
	s->tag.line = line_of(s);
	s->tag.depth = s->depth;
	s->open[s->depth++] = s->tag.name;
	s->next_column = column_of(s) + 1; /* the ">" is still to come */
	take_attributes(s, nb_attributes, attributes);
	if (s->events->start && !s->events->start(s->reader, &s->tag))
		end_reading(s);
}

static void
end_element(void *parser, const xmlChar *local, const xmlChar *prefix, const xmlChar *space)
{
	struct stream *s = ((xmlParserCtxt *)parser)->_private;

	(void)local;
	(void)prefix;
	(void)space;
	if (s->ended || s->depth == 0)
		return;
	s->depth--;
	s->next_column = column_of(s);
	if (s->events->end)
		s->events->end(s->reader, s->open[s->depth]);
}

static void
characters(void *parser, const xmlChar *p, int n)
{
	struct stream *s = ((xmlParserCtxt *)parser)->_private;
	struct dais_str text = { (const char *)p, n > 0 ? (size_t)n : 0 };
	unsigned line = line_of(s), lines = 0, begins = s->next_column;
	size_t count;

	if (s->ended || !s->events->text)
		return;
	s->next_column = column_of(s);
	for (size_t at = 0; (at = dais_str_find_char(text, '\n', at)) < text.n; at++)
		lines++;
	/* Where it ends is certain. */
	count = lines ? 0 : dais_str_count(text);
	if (!lines && s->next_column > count)
		begins = s->next_column - (unsigned)count;
	s->events->text(s->reader, text, line > lines ? line - lines : 1, begins ? begins : 1);
}

static void
pass_comment(void *parser, const xmlChar *text)
{
	struct stream *s = ((xmlParserCtxt *)parser)->_private;

	(void)text;
	s->next_column = column_of(s);
}

/* Its end mark is behind the parser already. */
static void
cdata(void *parser, const xmlChar *p, int n)
{
	((xmlParserCtxt *)parser)->input->col -= (int)sizeof("]]>") - 1;
	characters(parser, p, n);
	((xmlParserCtxt *)parser)->input->col += (int)sizeof("]]>") - 1;
	pass_comment(parser, NULL);
}

static void
pass_instruction(void *parser, const xmlChar *target, const xmlChar *data)
{
	(void)target;
	pass_comment(parser, data);
}

static void
meet_dtd(void *parser, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	struct stream *s = ((xmlParserCtxt *)parser)->_private;

	(void)name;
	(void)public_id;
	(void)system_id;
	s->has_dtd = true;
	end_reading(s);
}

static xmlEntity *
predefined_entity(void *parser, const xmlChar *name)
{
	(void)parser;
	return xmlGetPredefinedEntity(name);
}

static void
be_quiet(void *parser, xmlError *why)
{
	(void)parser;
	(void)why;
}

static bool
too_large(struct dais_str file, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_LIMIT, "%.*s is larger than %zu MB", DAIS_STR_ARG(file),
	    DAIS_XML_BYTES_MAX >> 20);
}

static bool
has_dtd(struct dais_str file, unsigned line, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
	    "%.*s:%u: there is a document type declaration, which is not accepted",
	    DAIS_STR_ARG(file), line);
}

static bool
too_deep(struct dais_str file, unsigned line, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_LIMIT,
	    "%.*s:%u: more than %u elements stand inside each other", DAIS_STR_ARG(file), line,
	    DAIS_XML_DEPTH_MAX);
}

static bool
not_well_formed(struct dais_str file, const xmlError *why, struct dais_err *err)
{
	struct dais_str message = DAIS_STR("unknown");

	if (why && why->message)
		message = (struct dais_str){ why->message, strcspn(why->message, "\n") };
	return dais_err_set(err, DAIS_ERR_INVALID, "%.*s:%d: not well-formed XML: %.*s",
	    DAIS_STR_ARG(file), why ? why->line : 0, DAIS_STR_ARG(dais_str_sub(message, 0, 200)));
}

static void
free_parser(void *parser)
{
	xmlParserCtxt **p = parser;

	if (*p && (*p)->myDoc)
		xmlFreeDoc((*p)->myDoc);
	if (*p)
		xmlFreeParserCtxt(*p);
}

/* What the parsing came to. */
static bool
outcome(const struct stream *s, struct dais_str file, struct dais_err *err)
{
	if (s->has_dtd)
		return has_dtd(file, line_of(s), err);
	if (s->too_deep)
		return too_deep(file, line_of(s), err);
	if (s->ended || s->parser->wellFormed)
		return true;
	return not_well_formed(file, xmlCtxtGetLastError(s->parser), err);
}

static void
set_handlers(xmlSAXHandler *sax)
{
	memset(sax, 0, sizeof(*sax));
	sax->initialized = XML_SAX2_MAGIC;
	sax->startElementNs = start_element;
	sax->endElementNs = end_element;
	sax->characters = characters;
	sax->ignorableWhitespace = characters;
	sax->cdataBlock = cdata;
	sax->comment = pass_comment;
	sax->processingInstruction = pass_instruction;
	sax->internalSubset = meet_dtd;
	sax->getEntity = predefined_entity;
	sax->serror = be_quiet;
}

bool
dais_xml_stream(struct dais_str bytes, struct dais_str file, const struct dais_xml_events *events,
    void *reader, struct dais_err *err)
{
	__attribute__((cleanup(free_parser))) xmlParserCtxt *parser = NULL;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct stream *s = DAIS_NEW(a, struct stream);

	if (bytes.n > DAIS_XML_BYTES_MAX)
		return too_large(file, err);
	if (!bytes.n)
		return not_well_formed(file, NULL, err);
	parser = xmlCreateMemoryParserCtxt(bytes.p, (int)bytes.n);
	if (!parser)
		return dais_err_set(err, DAIS_ERR_INTERNAL, "no memory for an XML parser");
	(void)xmlCtxtUseOptions(parser, OPTIONS | XML_PARSE_NOENT);
	set_handlers(parser->sax);
	parser->_private = s;
	s->parser = parser;
	s->events = events;
	s->reader = reader;
	(void)xmlParseDocument(parser);
	return outcome(s, file, err);
}

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static unsigned
line_at(struct dais_str bytes, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at && i < bytes.n; i++)
		line += bytes.p[i] == '\n';
	return line;
}

bool
dais_xml_parse(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    xmlNode **ret_root, struct dais_err *err)
{
	__attribute__((cleanup(free_parser))) xmlParserCtxt *parser = xmlNewParserCtxt();
	size_t dtd = dais_str_find(bytes, DAIS_STR("<!DOCTYPE"), 0);
	xmlDoc *doc;

	if (!parser)
		return dais_err_set(err, DAIS_ERR_INTERNAL, "no memory for an XML parser");
	if (bytes.n > DAIS_XML_BYTES_MAX)
		return too_large(file, err);
	/* Before libxml2 sees what is declared there. */
	if (dtd != SIZE_MAX)
		return has_dtd(file, line_at(bytes, dtd), err);
	doc = xmlCtxtReadMemory(parser, bytes.n ? bytes.p : "", (int)bytes.n, NULL, NULL, OPTIONS);
	if (!doc)
		return not_well_formed(file, xmlCtxtGetLastError(parser), err);
	dais_arena_defer(a, free_doc, doc);
	/* In another encoding than UTF-8 the bytes do not show it. */
	if (doc->intSubset)
		return has_dtd(file, 1, err);
	*ret_root = xmlDocGetRootElement(doc);
	return true;
}
