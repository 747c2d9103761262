/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Views of documents: versions by language, when they are due, which items need them, what
 * corrects, adds to or revises them.
 */
#include "web/portal/view_priv.h"

/* Documents that belong to the meetings: listed under an item, or of one of them. */
static bool
is_shown(const struct view_maker *k, size_t d, const bool *listed)
{
	const struct dais_document *doc = &k->r->documents.v[d];

	if (doc->distribution == DAIS_DISTRIBUTION_RESTRICTED && !k->source->sees_restricted)
		return false;
	return listed[d] || d == k->r->produces || doc->symbols.n;
}

/* To be issued by this day, by the profile's rules; unset: there is no rule for it. */
static struct dais_date
due_of(const struct dais_record *r, size_t d)
{
	const struct dais_document *doc = &r->documents.v[d];
	const struct dais_meeting *m;
	unsigned weeks = r->profile.issue_weeks;

	if (!r->together.n || doc->meeting != DAIS_NONE)
		return (struct dais_date){ 0 };
	m = &r->meetings.v[r->together.v[0]];
	switch (doc->kind) {
	case DAIS_DOCUMENT_AGENDA:
		weeks = r->profile.agenda_weeks;
		break;
	case DAIS_DOCUMENT_BACKGROUND_PAPER:
	case DAIS_DOCUMENT_NOTE:
	case DAIS_DOCUMENT_DRAFT:
		break;
	case DAIS_DOCUMENT_REPORT:
	case DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER:
	case DAIS_DOCUMENT_INFORMATION:
	case DAIS_DOCUMENT_OTHER:
	case DAIS_DOCUMENT_KIND_COUNT:
	default:
		return (struct dais_date){ 0 };
	}
	if (!weeks || !dais_date_is_set(m->opens.date))
		return (struct dais_date){ 0 };
	return dais_date_add(m->opens.date, -7 * (int)weeks);
}

/* Those it is to appear in, of those that the meetings use; and whatever has been issued. */
static dais_lang_set
languages_of(const struct dais_record *r, const struct dais_document *doc)
{
	dais_lang_set all = r->languages ? r->languages : DAIS_LANG_ALL,
		      set = doc->languages ? doc->languages & all : all;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (doc->versions[l].status == DAIS_VERSION_ISSUED)
			set |= DAIS_LANG_BIT(l);
	return set;
}

static void
add_versions(struct view_maker *k, struct dais_view_document *v)
{
	const struct dais_document *doc = &k->r->documents.v[v->index];
	dais_lang_set set = languages_of(k->r, doc);
	bool all_issued = true;

	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_view_version *version;

		if (!(set & DAIS_LANG_BIT(l)))
			continue;
		version = dais_vec_add(k->a, &v->versions);
		version->language = l;
		version->status = doc->versions[i].status;
		version->issued = doc->versions[i].issued;
		version->job = doc->versions[i].job;
		all_issued = all_issued && version->status == DAIS_VERSION_ISSUED;
		if (version->status != DAIS_VERSION_ISSUED)
			continue;
		version->url = dais_record_document_url(k->r, v->index, l, k->a);
		for (size_t f = 0; f < k->source->n_files; f++)
			if (k->source->files[f].language == l &&
			    dais_str_eq(k->source->files[f].document, doc->id))
				dais_vec_push(k->a, &version->files, k->source->files[f]);
	}
	v->due = all_issued ? (struct dais_date){ 0 } : due_of(k->r, v->index);
}

static void
add_document(struct view_maker *k, size_t d)
{
	const struct dais_document *doc = &k->r->documents.v[d];
	struct dais_view_document *v;

	k->document_at[d] = k->v->documents.n;
	v = dais_vec_add(k->a, &k->v->documents);
	*v = (struct dais_view_document){ .index = d,
		.id = doc->id,
		.title = doc->title,
		.kind = doc->kind,
		.distribution = doc->distribution,
		.is_agenda = d == k->r->produces,
		.has_original = doc->has_original,
		.original = doc->original,
		.date = doc->date };
	for (size_t i = 0; i < doc->symbols.n; i++)
		dais_vec_push(k->a, &v->symbols, doc->symbols.v[i].text);
	if (doc->symbols.n)
		v->path = dais_view_symbol_path(doc->symbols.v[0].text, k->a);
	add_versions(k, v);
}

static void
add_reader(struct view_maker *k, size_t item)
{
	const struct dais_item *it = &k->r->items.v[item];
	struct dais_number number = { 0 };

	for (size_t c = 0; c < k->r->together.n && !number.found; c++)
		number = dais_record_number(k->r, item, k->r->meetings.v[k->r->together.v[c]].body);
	for (size_t i = 0; number.found && i < it->documents.n; i++) {
		size_t at = k->document_at[it->documents.v[i]];
		struct dais_view_item_ref *ref;

		if (at == DAIS_NONE)
			continue;
		ref = dais_vec_add(k->a, &k->v->documents.v[at].items);
		ref->number = dais_text_item_number(k->a, k->l, number.number, number.letter);
		ref->title = it->title;
		ref->path =
		    dais_arena_printf(k->a, "/meetings/%.*s#%.*s", DAIS_STR_ARG(k->v->package),
			DAIS_STR_ARG(dais_view_item_anchor(k->r, item, k->a)));
	}
}

void
dais_view_documents(struct view_maker *k)
{
	bool *listed = DAIS_NEW_N(k->a, k->r->documents.n, bool);

	k->document_at = DAIS_NEW_N(k->a, k->r->documents.n, size_t);
	for (size_t i = 0; i < k->r->items.n; i++)
		for (size_t d = 0; d < k->r->items.v[i].documents.n; d++)
			listed[k->r->items.v[i].documents.v[d]] = true;
	for (size_t d = 0; d < k->r->documents.n; d++)
		k->document_at[d] = DAIS_NONE;
	if (k->r->produces != DAIS_NONE)
		add_document(k, k->r->produces);
	for (size_t d = 0; d < k->r->documents.n; d++)
		if (d != k->r->produces && is_shown(k, d, listed))
			add_document(k, d);
	for (size_t i = 0; i < k->r->items.n; i++)
		add_reader(k, i);
}

/* ---- one document ---- */

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* Whether two symbols are the same, case and stars aside. */
static bool
same_symbol(struct dais_str a, struct dais_str b)
{
	while (a.n && a.p[a.n - 1] == '*')
		a.n--;
	while (b.n && b.p[b.n - 1] == '*')
		b.n--;
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

size_t
dais_view_document_find(const struct dais_view_package *v, struct dais_str key)
{
	for (size_t d = 0; d < v->documents.n; d++)
		for (size_t s = 0; s < v->documents.v[d].symbols.n; s++)
			if (same_symbol(v->documents.v[d].symbols.v[s], key))
				return d;
	return DAIS_NONE;
}

/* What @x is to a document with base @y, whose symbol is the base itself. */
static bool
modifies(const struct dais_symbol *x, const struct dais_symbol *y, bool reverse,
    enum dais_view_relation *ret)
{
	if (!dais_str_eq(x->base, y->base) || dais_str_eq(x->key, y->key))
		return false;
	/* "Add.1/Corr.1" corrects "Add.1": the longer begins with the shorter. */
	if (!dais_str_has_prefix(x->key, y->key) || x->key.n <= y->key.n ||
	    x->key.p[y->key.n] != '/' || dais_str_find_char(x->key, '/', y->key.n + 1) != SIZE_MAX)
		return false;
	if (x->is_corrigendum)
		*ret = reverse ? DAIS_VIEW_CORRECTED_BY : DAIS_VIEW_CORRECTS;
	else if (x->is_addendum)
		*ret = reverse ? DAIS_VIEW_ADDED_TO_BY : DAIS_VIEW_ADDS_TO;
	else if (x->is_revision)
		*ret = reverse ? DAIS_VIEW_REVISED_BY : DAIS_VIEW_REVISES;
	else
		return false;
	return true;
}

bool
dais_view_relation_of(
    const struct dais_symbol *other, const struct dais_symbol *mine, enum dais_view_relation *ret)
{
	return modifies(other, mine, true, ret) || modifies(mine, other, false, ret);
}

static void
add_relatives(const struct dais_record *r, const struct dais_view_package *v,
    struct dais_view_document_page *page, const struct dais_symbol *mine, struct dais_arena *a)
{
	for (size_t d = 0; d < v->documents.n; d++) {
		const struct dais_document *doc = &r->documents.v[v->documents.v[d].index];

		for (size_t s = 0; s < doc->symbols.n; s++) {
			const struct dais_symbol *other = &doc->symbols.v[s];
			struct dais_view_relative *one;
			enum dais_view_relation relation;

			if (!dais_view_relation_of(other, mine, &relation))
				continue;
			one = dais_vec_add(a, &page->relatives);
			one->symbol = other->text;
			one->path = dais_view_symbol_path(other->text, a);
			one->title = doc->title;
			one->relation = relation;
		}
	}
}

const struct dais_view_document_page *
dais_view_document_new(const struct dais_record *r, const struct dais_view_package *v,
    size_t document, const dais_view_relative_vec *elsewhere, struct dais_arena *a)
{
	struct dais_view_document_page *page = DAIS_NEW(a, struct dais_view_document_page);
	const struct dais_document *doc = &r->documents.v[v->documents.v[document].index];

	page->package = v;
	page->document = &v->documents.v[document];
	for (size_t s = 0; s < doc->symbols.n; s++)
		add_relatives(r, v, page, &doc->symbols.v[s], a);
	for (size_t i = 0; elsewhere && i < elsewhere->n; i++)
		dais_vec_push(a, &page->relatives, elsewhere->v[i]);
	page->organ = v->organization.in[v->language];
	return page;
}
