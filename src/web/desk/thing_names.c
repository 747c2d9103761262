/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What people call the things of a package: by title, name or symbol, as long as it has them.
 */
#include "service/house/things.h"
#include "text/text.h"
#include "web/desk/silences.h"
#include "web/desk/overview_priv.h"

static struct dais_str
joined(const struct dais_page *p, struct dais_str x, struct dais_str y)
{
	return x.n && y.n ? dais_arena_printf(p->arena, "%.*s%.*s%.*s", DAIS_STR_ARG(x),
				DAIS_STR_ARG(dais_text_phrase(p->language, "format-comma")),
				DAIS_STR_ARG(y))
			  : DAIS_STR_NONE;
}

static struct dais_str
item_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->item_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_STR_NONE : dais_desk_words(p, &r->items.v[at].title);
}

static struct dais_str
body_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->body_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_STR_NONE : dais_desk_body_name(r, at, p->language);
}

static struct dais_str
meeting_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->meeting_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_STR_NONE
				   : dais_desk_meeting_name(r, at, p->language, p->arena);
}

/* "10/6 · Title". */
static struct dais_str
with_dot(const struct dais_page *p, struct dais_str x, struct dais_str y)
{
	if (!x.n || !y.n)
		return x.n ? x : y;
	return dais_arena_printf(p->arena, "%.*s · %.*s", DAIS_STR_ARG(x), DAIS_STR_ARG(y));
}

static struct dais_str
mandate_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->mandate_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_STR_NONE
				   : with_dot(p, r->mandates.v[at].number,
					 dais_desk_words(p, &r->mandates.v[at].title));
}

static struct dais_str
document_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->document_ids, id);
	struct dais_str symbol;

	if (at == DAIS_MAP_NONE)
		return DAIS_STR_NONE;
	symbol = dais_record_document_symbol(r, at, p->arena);
	return symbol.n ? symbol : dais_desk_words(p, &r->documents.v[at].title);
}

/* "transfer@ic" in French: "Transfer of sentenced persons, Working Group, French". */
static struct dais_str
annotation_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	struct dais_str of, name;
	enum dais_lang l;
	size_t sign;

	if (!dais_annotation_id_parse(id, &l, &of))
		return DAIS_STR_NONE;
	sign = dais_str_find_char(of, '@', 0);
	name = item_name(p, r, dais_str_sub(of, 0, sign));
	if (sign != SIZE_MAX)
		name = joined(p, name, body_name(p, r, dais_str_sub(of, sign + 1, of.n)));
	return joined(p, name, dais_page_language_name(p, l));
}

/* "agenda/ar/docx": the symbol of the document, "Arabic", "DOCX". */
static struct dais_str
file_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	struct dais_str rest = id, document, code, format;
	enum dais_lang l;
	char *large;

	if (!dais_str_next(&rest, '/', &document) || !dais_str_next(&rest, '/', &code) ||
	    !dais_str_next(&rest, '/', &format) || !dais_lang_parse(code, &l))
		return DAIS_STR_NONE;
	large = dais_arena_cstr(p->arena, format);
	for (char *c = large; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return joined(p, joined(p, document_name(p, r, document), dais_page_language_name(p, l)),
	    dais_str_from(large));
}

static struct dais_str
approval_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->approval_ids, id);

	return at == DAIS_MAP_NONE
		   ? DAIS_STR_NONE
		   : with_dot(p, dais_desk_silence_object(p, r->approvals.v[at].object),
			 dais_text_date(p->arena, p->language, r->approvals.v[at].date));
}

static struct dais_str
silence_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	size_t at = dais_map_get(&r->silence_ids, id);

	return at == DAIS_MAP_NONE ? DAIS_STR_NONE
				   : dais_desk_silence_object(p, r->silences.v[at].object);
}

/* "dates-approved", the notice of an event of a silence procedure: "Silence procedure (dates):
 * approved". Those of releases have a number, which is what they are called. */
static struct dais_str
notice_name(const struct dais_page *p, const struct dais_record *r, struct dais_str id)
{
	enum dais_say event;

	for (size_t i = 0; i < r->silences.n; i++) {
		const struct dais_silence *s = &r->silences.v[i];

		if (!dais_str_has_prefix(id, s->id) ||
		    !dais_say_find(dais_arena_printf(p->arena, "notice.event%.*s",
				       DAIS_STR_ARG(dais_str_sub(id, s->id.n, id.n))),
			&event))
			continue;
		const struct dais_say_value values[] = {
			{ "object", dais_desk_silence_object(p, s->object) },
			{ "event", dais_page_say(p, event) },
		};

		return dais_say_fill(
		    p->arena, p->language, DAIS_SAY_NOTICE_SILENCE_NAME, values, 2);
	}
	return DAIS_STR_NONE;
}

struct dais_str
dais_desk_thing_name(const struct dais_page *p, const struct dais_record *r, struct dais_str kind,
    struct dais_str id)
{
	static const struct {
		const char *kind;
		struct dais_str (*name)(
		    const struct dais_page *p, const struct dais_record *r, struct dais_str id);
	} names[] = { { "item", item_name }, { "annotation", annotation_name },
		{ "agenda", body_name }, { "body", body_name }, { "meeting", meeting_name },
		{ "mandate", mandate_name }, { "document", document_name }, { "file", file_name },
		{ "approval", approval_name }, { "silence", silence_name },
		{ "notice", notice_name } };
	struct dais_str name = DAIS_STR_NONE;

	for (size_t i = 0; r && i < sizeof(names) / sizeof(*names); i++)
		if (dais_str_is(kind, names[i].kind))
			name = names[i].name(p, r, id);
	return name.n ? name : id;
}
