/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The form of a document: as it is recorded, or as it was sent and refused.
 */
#include "web/documents/documents_priv.h"

struct form {
	struct dais_page *p;
	const struct documents_view *v;
	const struct dais_document *d; /* NULL: of a new one */
	const struct dais_desk_again *again; /* NULL: shown for the first time */
};

const char *const documents_form_fields[] = { "title-ar", "title-zh", "title-en", "title-fr",
	"title-ru", "title-es", "kind", "author", "symbols", "distribution", "original", "slot",
	"date", "late-reason", "languages", NULL };

static void
end_field(const struct form *f, const char *name, struct dais_str recorded, struct dais_str kept)
{
	dais_desk_write_beside(f->p, f->again, name, recorded, kept);
	documents_end_field(f->p);
}

static void
write_titles(const struct form *f)
{
	struct dais_page *p = f->p;

	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		const char *name = dais_arena_printf(p->arena, "title-%s", dais_lang_code(l)).p;
		struct dais_str usual = f->d ? f->d->title.in[i] : DAIS_STR_NONE;
		struct dais_str now = dais_desk_kept(f->again, name, usual);

		if (!(f->v->record->languages & DAIS_LANG_BIT(i)) && !usual.n)
			continue;
		documents_field(p, name,
		    dais_page_say_with(
			p, DAIS_SAY_DESK_TITLE_IN, "language", dais_page_language_name(p, l)),
		    true);
		documents_text(p, f->again, name, 2, now, &l);
		end_field(f, name, usual, now);
	}
}

/* A choice: a field with its <select>, @usual being what the record says. */
struct choosing {
	const struct form *f;
	const char *name;
	struct dais_str usual, now;
	struct dais_str recorded; /* @usual in words */
};

static struct choosing
begin_choice(const struct form *f, const char *name, enum dais_say label, struct dais_str usual)
{
	struct choosing c = { f, name, usual, dais_desk_kept(f->again, name, usual),
		DAIS_STR_NONE };

	documents_field(f->p, name, dais_page_say(f->p, label), false);
	documents_select(f->p, f->again, name, name);
	return c;
}

static void
option(struct choosing *c, struct dais_str value, struct dais_str words)
{
	if (dais_str_eq(value, c->usual))
		c->recorded = words;
	dais_page_option(c->f->p, value, words, dais_str_eq(value, c->now));
}

static void
end_choice(const struct choosing *c)
{
	dais_xml_close(&c->f->p->xml);
	end_field(c->f, c->name, c->recorded, dais_str_eq(c->usual, c->now) ? c->recorded : c->now);
}

static void
write_kind(const struct form *f)
{
	struct choosing c = begin_choice(f, "kind", DAIS_SAY_DOCUMENTS_KIND,
	    dais_str_from(dais_document_kind_name(f->d ? f->d->kind : DAIS_DOCUMENT_NOTE)));

	for (int k = 0; k < DAIS_DOCUMENT_KIND_COUNT; k++) {
		struct dais_str name =
		    dais_str_from(dais_document_kind_name((enum dais_document_kind)k));

		option(&c, name, documents_kind_word(f->p, name));
	}
	end_choice(&c);
}

static void
write_author(const struct form *f)
{
	const struct dais_record *r = f->v->record;
	struct choosing c = begin_choice(
	    f, "author", DAIS_SAY_DOCUMENTS_AUTHOR, f->d ? f->d->author : DAIS_STR("secretariat"));

	option(&c, DAIS_STR("secretariat"),
	    dais_page_say(f->p, DAIS_SAY_DOCUMENTS_AUTHOR_SECRETARIAT));
	option(&c, DAIS_STR("chair"), dais_page_say(f->p, DAIS_SAY_DOCUMENTS_AUTHOR_CHAIR));
	for (size_t i = 0; i < r->bodies.n; i++)
		option(&c, r->bodies.v[i].id, dais_page_words(f->p, &r->bodies.v[i].name));
	end_choice(&c);
}

static void
write_distribution(const struct form *f)
{
	struct choosing c = begin_choice(f, "distribution", DAIS_SAY_PORTAL_DISTRIBUTION,
	    dais_str_from(
		dais_distribution_name(f->d ? f->d->distribution : DAIS_DISTRIBUTION_GENERAL)));

	for (int k = 0; k < DAIS_DISTRIBUTION_COUNT; k++) {
		struct dais_str name =
		    dais_str_from(dais_distribution_name((enum dais_distribution)k));

		option(&c, name, documents_distribution_word(f->p, name));
	}
	end_choice(&c);
}

/* Of which meeting it is a paper: these, or another that the record knows, such as the session that
 * has it as a conference room paper. */
static void
write_meeting(const struct form *f)
{
	const struct dais_record *r = f->v->record;
	size_t now = f->d ? f->d->meeting : DAIS_NONE;
	struct choosing c = begin_choice(f, "meeting", DAIS_SAY_DOCUMENTS_DOCUMENT_OF,
	    now == DAIS_NONE ? DAIS_STR_NONE : r->meetings.v[now].id);

	option(&c, DAIS_STR_NONE, dais_page_say(f->p, DAIS_SAY_DOCUMENTS_DOCUMENT_OF_THESE));
	for (size_t i = 0; i < r->meetings.n; i++)
		option(&c, r->meetings.v[i].id,
		    dais_desk_meeting_name(r, i, f->p->language, f->p->arena));
	end_choice(&c);
}

static void
write_original(const struct form *f)
{
	struct choosing c = begin_choice(f, "original", DAIS_SAY_DOCUMENTS_ORIGINAL,
	    f->d && f->d->has_original ? dais_str_from(dais_lang_code(f->d->original))
				       : DAIS_STR_NONE);

	option(&c, DAIS_STR_NONE, dais_page_say(f->p, DAIS_SAY_DOCUMENTS_ORIGINAL_NONE));
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		option(&c, dais_str_from(dais_lang_code((enum dais_lang)l)),
		    documents_language(f->p, (enum dais_lang)l));
	end_choice(&c);
}

static void
write_date(const struct form *f, const char *name, enum dais_say label, struct dais_date d)
{
	struct dais_str usual =
	    dais_date_is_set(d) ? dais_date_print(f->p->arena, d) : DAIS_STR_NONE;
	struct dais_str now = dais_desk_kept(f->again, name, usual);
	struct dais_date typed;
	struct dais_err ignored = DAIS_ERR_INIT;
	bool same =
	    dais_desk_read_day(f->p, now, label, &typed, &ignored) && dais_date_eq(typed, d);

	documents_field(f->p, name, dais_page_say(f->p, label), false);
	documents_input(f->p, f->again, name, name, "date", now);
	end_field(f, name, dais_date_is_set(d) ? documents_day(f->p, d) : DAIS_STR_NONE,
	    same && dais_date_is_set(d) ? documents_day(f->p, d) : now);
}

static void
begin_set(struct dais_page *p, enum dais_say legend)
{
	dais_page_element(p, "fieldset", "field wide");
	dais_page_say_in(p, "legend", NULL, legend);
}

/* Boxes, with what the record has ticked in words. */
struct ticking {
	const struct form *f;
	const char *name;
	struct dais_str recorded, kept;
};

static void
add_words(struct dais_arena *a, struct dais_str *list, struct dais_str words)
{
	*list = list->n
		    ? dais_arena_printf(a, "%.*s; %.*s", DAIS_STR_ARG(*list), DAIS_STR_ARG(words))
		    : words;
}

static void
box(struct ticking *t, struct dais_str value, bool usual, struct dais_str words)
{
	struct dais_page *p = t->f->p;
	bool now = dais_desk_kept_box(t->f->again, t->name, value, usual);

	if (usual)
		add_words(p->arena, &t->recorded, words);
	if (now)
		add_words(p->arena, &t->kept, words);
	documents_choice(p, false, t->name, value, now, words);
}

static void
write_languages(const struct form *f)
{
	struct ticking t = { .f = f, .name = "language" };

	begin_set(f->p, DAIS_SAY_DOCUMENTS_APPEARS_IN);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		box(&t, dais_str_from(dais_lang_code((enum dais_lang)l)),
		    !f->d || (f->d->languages & DAIS_LANG_BIT(l)),
		    documents_language(f->p, (enum dais_lang)l));
	dais_desk_write_beside(f->p, f->again, "languages", t.recorded, t.kept);
	dais_page_end(f->p);
}

static bool
lists(const struct dais_item *item, const struct dais_record *r, const struct dais_document *d)
{
	for (size_t i = 0; d && i < item->documents.n; i++) {
		if (&r->documents.v[item->documents.v[i]] == d)
			return true;
	}
	return false;
}

static void
write_items(const struct form *f)
{
	const struct dais_record *r = f->v->record;
	struct ticking t = { .f = f, .name = "item" };

	begin_set(f->p, DAIS_SAY_DOCUMENTS_FOR_ITEMS);
	for (size_t i = 0; i < r->items.n; i++)
		box(&t, r->items.v[i].id, lists(&r->items.v[i], r, f->d),
		    dais_page_words(f->p, &r->items.v[i].title));
	dais_desk_write_beside(f->p, f->again, "item", t.recorded, t.kept);
	dais_page_end(f->p);
}

static void
write_allotted(const struct form *f)
{
	const struct documents_view *v = f->v;
	struct dais_page *p = f->p;

	begin_set(p, DAIS_SAY_DOCUMENTS_ALLOT);
	documents_choice(p, true, "allot", DAIS_STR(""),
	    dais_desk_kept_box(f->again, "allot", DAIS_STR(""), !v->allotted.n),
	    dais_page_say(p, DAIS_SAY_DOCUMENTS_ALLOT_NONE));
	for (size_t i = 0; i < v->allotted.n; i++) {
		const struct documents_allotted *o = &v->allotted.v[i];

		documents_choice(p, true, "allot", o->symbols,
		    dais_desk_kept_box(f->again, "allot", o->symbols, i == 0),
		    o->words.n ? dais_arena_printf(p->arena, "%.*s: %.*s", DAIS_STR_ARG(o->words),
				     DAIS_STR_ARG(o->symbols))
			       : dais_page_say_with(
				     p, DAIS_SAY_DOCUMENTS_ALLOT_ALL, "symbols", o->symbols));
	}
	documents_choice(p, true, "allot", DAIS_STR("written"),
	    dais_desk_kept_box(f->again, "allot", DAIS_STR("written"), false),
	    dais_page_say(p, DAIS_SAY_DOCUMENTS_ALLOT_GIVEN));
	dais_page_end(p);
}

static void
write_symbols(const struct form *f)
{
	struct dais_page *p = f->p;
	struct dais_str usual = DAIS_STR_NONE, now;

	for (size_t i = 0; f->d && i < f->d->symbols.n; i++)
		usual = dais_arena_printf(p->arena, "%.*s%s%.*s", DAIS_STR_ARG(usual),
		    i ? "\n" : "", DAIS_STR_ARG(f->d->symbols.v[i].text));
	now = dais_desk_kept(f->again, "symbols", usual);
	documents_field(p, "symbols", dais_page_say(p, DAIS_SAY_DOCUMENTS_SYMBOLS), true);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", "symbols");
	dais_xml_attr_c(&p->xml, "name", "symbols");
	dais_xml_attr_c(&p->xml, "rows", "2");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_attr_c(&p->xml, "aria-describedby",
	    dais_desk_is_marked(f->again, "symbols") ? "symbols-hint symbols-problem"
						     : "symbols-hint");
	dais_xml_text(&p->xml, now);
	dais_xml_close(&p->xml);
	dais_page_element(p, "span", "hint");
	dais_xml_attr_c(&p->xml, "id", "symbols-hint");
	dais_page_put(p, DAIS_SAY_DOCUMENTS_SYMBOLS_HINT);
	dais_page_end(p);
	end_field(f, "symbols", usual, now);
}

static void
write_words(const struct form *f, const char *name, enum dais_say label, struct dais_str usual)
{
	struct dais_str now = dais_desk_kept(f->again, name, usual);

	documents_field(f->p, name, dais_page_say(f->p, label), true);
	documents_input(f->p, f->again, name, name, "text", now);
	end_field(f, name, usual, now);
}

void
documents_write_form(struct dais_page *p, const struct documents_view *v,
    const struct dais_document *d, uint64_t revision, const struct dais_desk_again *again)
{
	static const struct dais_date none;
	const struct form f = { p, v, d, again };
	struct dais_str why = dais_desk_kept(again, "why", DAIS_STR_NONE);

	dais_page_form(p, documents_path(p, v->package, d ? d->id : DAIS_STR_NONE));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)revision));
	dais_page_element(p, "div", "fields");
	write_titles(&f);
	write_kind(&f);
	write_author(&f);
	if (!d)
		write_allotted(&f);
	write_symbols(&f);
	write_distribution(&f);
	write_original(&f);
	write_meeting(&f);
	write_date(&f, "slot", DAIS_SAY_DOCUMENTS_SLOT, d ? d->slot : none);
	write_date(&f, "date", DAIS_SAY_DOCUMENTS_DATE, d ? d->date : none);
	write_words(
	    &f, "late-reason", DAIS_SAY_DOCUMENTS_LATE_REASON, d ? d->late_reason : DAIS_STR_NONE);
	write_languages(&f);
	write_items(&f);
	documents_field(p, "why", dais_page_say(p, DAIS_SAY_DESK_WHY), true);
	documents_input(p, again, "why", "why", "text", why);
	documents_end_field(p);
	dais_page_end(p);
	dais_page_element(p, "p", "actions");
	documents_button(p, d ? DAIS_SAY_DESK_SAVE : DAIS_SAY_DOCUMENTS_ADD, NULL);
	dais_page_end(p);
	dais_xml_close(&p->xml);
}
