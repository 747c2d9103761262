/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Parts and relationships. Source: ECMA-376-2:2021 (open packaging), 6.5; ECMA-376-1, 11.3.10.
 */
#include "read/docx/docx_priv.h"

#define RELATIONS_MAX 200000u

/* The folder of part @name, with its slash. */
static struct dais_str
folder_of(struct dais_str name)
{
	while (name.n && name.p[name.n - 1] != '/')
		name.n--;
	return name;
}

/* @target, seen from folder @folder, as the name of a part: no leading slash, no "..". */
static struct dais_str
resolve(struct dais_arena *a, struct dais_str folder, struct dais_str target)
{
	struct dais_str all, rest, part;
	char *out;
	size_t n = 0;

	if (target.n && target.p[0] == '/')
		all = dais_str_sub(target, 1, target.n);
	else
		all = dais_arena_concat(a, folder, target);
	out = dais_arena_alloc(a, all.n + 1);
	rest = all;
	while (dais_str_next(&rest, '/', &part)) {
		if (dais_str_is(part, "..")) {
			n = folder_of((struct dais_str){ out, n ? n - 1 : 0 }).n;
		} else if (part.n && !dais_str_is(part, ".")) {
			memcpy(out + n, part.p, part.n);
			n += part.n;
			out[n++] = '/';
		}
	}
	return (struct dais_str){ out, n ? n - 1 : 0 };
}

struct relations_reader {
	struct dais_arena *arena;
	struct docx_relations *out;
	struct dais_str folder;
};

static bool
take_relation(void *reader, const struct dais_xml_tag *tag)
{
	struct relations_reader *r = reader;
	struct docx_relation *to;
	struct dais_str type, target;

	if (tag->name != DOCX_RELATIONSHIP || r->out->list.n >= RELATIONS_MAX)
		return true;
	type = dais_xml_value(tag, DOCX_PLAIN_TYPE);
	type = dais_str_sub(type, folder_of(type).n, type.n);
	target = dais_xml_value(tag, DOCX_PLAIN_TARGET);
	to = dais_vec_add(r->arena, &r->out->list);
	to->id = dais_arena_dup(r->arena, dais_xml_value(tag, DOCX_PLAIN_ID));
	to->type = dais_arena_dup(r->arena, type);
	to->external = dais_str_is(dais_xml_value(tag, DOCX_PLAIN_MODE), "External");
	to->target =
	    to->external ? dais_arena_dup(r->arena, target) : resolve(r->arena, r->folder, target);
	(void)dais_map_add(&r->out->by_id, to->id, r->out->list.n - 1);
	return true;
}

bool
docx_part_stream(struct docx_package *p, struct dais_str name, const struct dais_xml_events *events,
    void *reader, struct dais_err *err)
{
	DAIS_BUF_AUTO bytes = { 0 };
	size_t i = name.n ? dais_unzip_find(p->zip, name) : DAIS_UNZIP_NONE;

	if (i == DAIS_UNZIP_NONE)
		return true;
	if (!dais_unzip_read(p->zip, i, &bytes, err))
		return false;
	return dais_xml_stream(dais_buf_str(&bytes),
	    dais_arena_printf(p->arena, "%.*s (%.*s)", DAIS_STR_ARG(p->file), DAIS_STR_ARG(name)),
	    events, reader, err);
}

bool
docx_relations_read(
    struct docx_package *p, struct dais_str name, struct docx_relations *ret, struct dais_err *err)
{
	static const struct dais_xml_events events = { .names = docx_names,
		.start = take_relation };
	struct dais_str folder = folder_of(name);
	struct relations_reader r = { p->arena, ret, folder };

	*ret = (struct docx_relations){ .list = { 0 } };
	dais_map_init(&ret->by_id, p->arena);
	name = dais_arena_printf(p->arena, "%.*s_rels/%.*s.rels", DAIS_STR_ARG(folder),
	    DAIS_STR_ARG(dais_str_sub(name, folder.n, name.n)));
	return docx_part_stream(p, name, &events, &r, err);
}

const struct docx_relation *
docx_relation_get(const struct docx_relations *r, struct dais_str id)
{
	size_t i = id.n && r->list.n ? dais_map_get(&r->by_id, id) : DAIS_MAP_NONE;

	return i == DAIS_MAP_NONE ? NULL : &r->list.v[i];
}

static struct dais_str
target_of_type(const struct docx_relations *r, const char *type)
{
	for (size_t i = 0; i < r->list.n; i++) {
		if (dais_str_is(r->list.v[i].type, type) && !r->list.v[i].external)
			return r->list.v[i].target;
	}
	return DAIS_STR_NONE;
}

struct dais_str
docx_part_of_type(const struct docx_package *p, const char *type)
{
	return target_of_type(&p->relations, type);
}

/* An encrypted DOCX is an older container with a stream of this name, in UTF-16. */
static bool
is_encrypted(struct dais_str bytes)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return dais_str_find(bytes, DAIS_STR(name), 0) != SIZE_MAX;
}

static bool
refuse_older(struct dais_str bytes, struct dais_str file, struct dais_err *err)
{
	if (is_encrypted(bytes)) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED, "%.*s is protected with a password",
		    DAIS_STR_ARG(file));
		return dais_err_hint(err, "Save a copy without the password.");
	}
	(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
	    "%.*s is in the binary format of older word processors", DAIS_STR_ARG(file));
	return dais_err_hint(err, "Save it as DOCX.");
}

bool
docx_package_open(struct docx_package *p, struct dais_arena *a, struct dais_str bytes,
    struct dais_str file, struct dais_err *err)
{
	struct docx_relations roots;

	*p = (struct docx_package){ .arena = a, .file = file };
	if (dais_str_has_prefix(bytes, DAIS_STR("\xD0\xCF\x11\xE0")))
		return refuse_older(bytes, file, err);
	if (!dais_unzip_open(a, bytes, file, &p->zip, err) ||
	    !docx_relations_read(p, DAIS_STR_NONE, &roots, err))
		return false;
	p->document = target_of_type(&roots, "officeDocument");
	if (!p->document.n)
		p->document = DAIS_STR("word/document.xml");
	if (dais_unzip_find(p->zip, p->document) == DAIS_UNZIP_NONE)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "%.*s is no word processing document, or damaged: the part %.*s is missing",
		    DAIS_STR_ARG(file), DAIS_STR_ARG(p->document));
	return docx_relations_read(p, p->document, &p->relations, err);
}
