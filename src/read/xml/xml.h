/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * XML from strangers, read safely: no network, no files, no document type declaration (so no
 * entities but the five of XML), at most DAIS_XML_DEPTH_MAX elements deep. As a stream of events
 * for large documents, or as a tree. Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
 */
#ifndef DAIS_READ_XML_XML_H
#define DAIS_READ_XML_XML_H

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/err.h"

#define DAIS_XML_BYTES_MAX ((size_t)512 << 20)
#define DAIS_XML_DEPTH_MAX 250u
#define DAIS_XML_ATTRIBUTES_MAX 64u /* of one tag; more are passed over */

/* A name that a reader knows: DAIS_XML_UNKNOWN stands for all others. */
#define DAIS_XML_UNKNOWN 0u
struct dais_xml_name {
	const char *space; /* namespace; "" for none (attributes without a prefix) */
	const char *local;
	unsigned name; /* what the reader calls it, not 0; several names may share one */
};

struct dais_xml_attribute {
	unsigned name;
	struct dais_str local;
	struct dais_str value; /* entities resolved */
};

/* Strings live until the call returns. */
struct dais_xml_tag {
	unsigned name;
	struct dais_str space, local;
	size_t n;
	struct dais_xml_attribute attributes[DAIS_XML_ATTRIBUTES_MAX];
	unsigned line;  /* where the tag ends, from 1 */
	unsigned depth; /* 0: the root */
};

/* What is called for each event; NULL members are not called. @start returns false to end the
 * reading there. Text may come in several pieces; @line and @column (from 1, code points) are
 * where the piece begins, the column approximate after an entity. */
struct dais_xml_events {
	const struct dais_xml_name *names; /* ends with a NULL space */
	bool (*start)(void *reader, const struct dais_xml_tag *tag);
	void (*end)(void *reader, unsigned name);
	void (*text)(void *reader, struct dais_str text, unsigned line, unsigned column);
};

/* The value of attribute @name of @tag; its p is NULL when there is none. */
struct dais_str dais_xml_value(const struct dais_xml_tag *tag, unsigned name);

/* Reads @bytes, called @file in errors, in any encoding that it declares. True when the end was
 * reached or @start ended the reading.
 * Errors: LIMIT (too large, too deep), UNSUPPORTED (a document type declaration), INVALID (not
 * well-formed; "FILE:LINE: not well-formed XML: ..."). What was sent before stays sent. */
bool dais_xml_stream(struct dais_str bytes, struct dais_str file,
    const struct dais_xml_events *events, void *reader, struct dais_err *err);

/* Reads @bytes whole; the tree lives as long as @a, outside of its limit (about eight times the
 * size of @bytes). Errors: as above, but what is too deep is INVALID. */
bool dais_xml_parse(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    xmlNode **ret_root, struct dais_err *err);

#endif
