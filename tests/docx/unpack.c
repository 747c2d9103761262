/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "unpack.h"

#include <libxml/parser.h>
#include <zip.h>

static zip_t *
open_zip(struct dais_str bytes)
{
	zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);

	return source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL) : NULL;
}

size_t
unpack_names(struct dais_arena *a, struct dais_str zip, struct dais_str *ret, size_t max)
{
	zip_t *z = open_zip(zip);
	size_t n = 0;

	if (!z)
		return 0;
	while (n < max && (zip_int64_t)n < zip_get_num_entries(z, 0)) {
		ret[n] = dais_arena_dup(a, dais_str_from(zip_get_name(z, n, 0)));
		n++;
	}
	zip_discard(z);
	return n;
}

struct dais_str
unpack(struct dais_arena *a, struct dais_str zip, const char *name)
{
	zip_t *z = open_zip(zip);
	struct dais_str ret = DAIS_STR_NONE;
	zip_stat_t st;
	zip_file_t *f;
	char *p;

	if (!z)
		return ret;
	if (zip_stat(z, name, 0, &st) == 0) {
		p = DAIS_NEW_N(a, st.size + 1, char);
		f = zip_fopen(z, name, 0);
		if (f && zip_fread(f, p, st.size) == (zip_int64_t)st.size)
			ret = (struct dais_str){ p, st.size };
		if (f && zip_fclose(f) != 0)
			ret = DAIS_STR_NONE;
	}
	zip_discard(z);
	return ret;
}

xmlDoc *
unpack_xml(struct dais_arena *a, struct dais_str zip, const char *name)
{
	struct dais_str s = unpack(a, zip, name);

	return s.n ? xmlReadMemory(s.p, (int)s.n, name, NULL, XML_PARSE_NONET) : NULL;
}

xmlNode *
next_element(xmlNode *n, const xmlNode *top)
{
	xmlNode *next = xmlFirstElementChild(n);

	while (!next && n != top) {
		next = xmlNextElementSibling(n);
		n = n->parent;
	}
	return next;
}

bool
is_element(const xmlNode *n, const char *name)
{
	return strcmp((const char *)n->name, name) == 0;
}

struct dais_str
attribute(struct dais_arena *a, xmlNode *n, const char *name)
{
	for (xmlAttr *at = n->properties; at; at = at->next)
		if (strcmp((const char *)at->name, name) == 0) {
			xmlChar *v = xmlNodeListGetString(n->doc, at->children, 1);
			struct dais_str s = dais_arena_dup(a, dais_str_from((const char *)v));

			xmlFree(v);
			return s;
		}
	return DAIS_STR_NONE;
}
