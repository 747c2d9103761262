/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-AGENDA-02 to -15: what an agenda has and how it came about.
 */
#include "check/check_priv.h"

/* The first item or part of @kind on the agenda of @body, or DAIS_NONE. */
static size_t
find_kind(const struct dais_record *r, size_t body, enum dais_item_kind kind)
{
	for (size_t i = 0; i < r->items.n; i++) {
		if (r->items.v[i].kind == kind && dais_record_number(r, i, body).found)
			return i;
	}
	return DAIS_NONE;
}

/* Whether an item of procedure without parts stands for all of it: "Opening, officers and agenda".
 */
static bool
has_undivided_procedure(const struct dais_record *r, size_t body)
{
	size_t item = find_kind(r, body, DAIS_ITEM_ORGANIZATIONAL);

	return item != DAIS_NONE && !r->items.v[item].parts.n;
}

void
dais_check_agenda_02(struct dais_check *c) /* R-AGENDA-02 */
{
	static const struct {
		enum dais_item_kind kind;
		const char *name;
	} wanted[] = {
		{ DAIS_ITEM_OPENING, DAIS_MESSAGE("the opening") },
		{ DAIS_ITEM_ADOPTION_OF_AGENDA, DAIS_MESSAGE("the adoption of the agenda") },
		{ DAIS_ITEM_REPORT, DAIS_MESSAGE("the adoption of the report") },
	};

	for (size_t t = 0; t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t);
		const struct dais_agenda *agenda = dais_record_agenda(c->r, body);

		for (size_t k = 0; agenda && k < 3; k++) {
			if (find_kind(c->r, body, wanted[k].kind) != DAIS_NONE ||
			    (wanted[k].kind != DAIS_ITEM_REPORT &&
				has_undivided_procedure(c->r, body)))
				continue;
			dais_check_file_hint(c,
			    dais_check_say(c, agenda->origin, DAIS_STR_NONE,
				"the agenda of the %.*s has no item for %s",
				DAIS_STR_ARG(dais_check_body(c, body)),
				dais_check_part(c, wanted[k].name)),
			    "add an item or part with kind: %s",
			    dais_item_kind_name(wanted[k].kind));
		}
	}
}

void
dais_check_agenda_03(struct dais_check *c) /* R-AGENDA-03 */
{
	for (size_t i = 0; i < c->r->agendas.n; i++) {
		const struct dais_agenda *agenda = &c->r->agendas.v[i];

		for (size_t k = 0; k + 1 < agenda->items.n; k++) {
			if (c->r->items.v[agenda->items.v[k]].kind != DAIS_ITEM_REPORT)
				continue;
			dais_check_hint(c,
			    dais_check_say(c, agenda->origin, c->r->items.v[agenda->items.v[k]].id,
				"%.*s is not the last item",
				DAIS_STR_ARG(dais_check_item(c, agenda->items.v[k], agenda->body))),
			    "the adoption of the report ends the agenda");
		}
	}
}

void
dais_check_agenda_05(struct dais_check *c) /* R-AGENDA-05 */
{
	for (size_t i = 0; i < c->r->items.n; i++) {
		const struct dais_item *item = &c->r->items.v[i];

		if (item->kind != DAIS_ITEM_SUBSTANTIVE || item->parent != DAIS_NONE ||
		    item->mandates.n || item->proposed_by != DAIS_NONE)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, item->origin, DAIS_STR_NONE,
			"%.*s has neither a mandate nor a proposal",
			DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE))),
		    "add mandates: or proposed-by:");
	}
}

/* Titles of the items, folded once, and for each the item before it with the same words. */
struct titles {
	struct dais_str *folded[DAIS_LANG_COUNT];
	size_t *before[DAIS_LANG_COUNT]; /* DAIS_NONE: none */
};

static void
fold_titles(struct dais_check *c, unsigned l, struct titles *t)
{
	const struct dais_record *r = c->r;
	size_t *last = DAIS_NEW_N(c->a, r->items.n + 1, size_t);
	struct dais_map known;

	dais_map_init(&known, c->a);
	t->folded[l] = DAIS_NEW_N(c->a, r->items.n + 1, struct dais_str);
	t->before[l] = DAIS_NEW_N(c->a, r->items.n + 1, size_t);
	for (size_t i = 0; i < r->items.n; i++) {
		size_t at;

		t->before[l][i] = DAIS_NONE;
		if (r->items.v[i].parent != DAIS_NONE || !r->items.v[i].title.in[l].n)
			continue;
		t->folded[l][i] = dais_text_fold(c->a, r->items.v[i].title.in[l]);
		at = dais_map_get(&known, t->folded[l][i]);
		if (at == DAIS_MAP_NONE) {
			(void)dais_map_add(&known, t->folded[l][i], i);
			last[i] = i;
			continue;
		}
		t->before[l][i] = last[at];
		last[at] = i;
	}
}

/* Whether the titles are the same words in a language before @l: then that was said already. */
static bool
same_before(const struct titles *t, size_t x, size_t y, unsigned l)
{
	for (unsigned i = 0; i < l; i++) {
		if (t->folded[i][x].n && dais_str_eq(t->folded[i][x], t->folded[i][y]))
			return true;
	}
	return false;
}

static bool
share_a_body(const struct dais_record *r, size_t x, size_t y)
{
	for (size_t i = 0; i < r->agendas.n; i++) {
		size_t body = r->agendas.v[i].body;

		if (dais_record_number(r, x, body).found && dais_record_number(r, y, body).found)
			return true;
	}
	return false;
}

/* Whether @k was told to have the title of @i. */
static bool
check_same_title(struct dais_check *c, size_t i, size_t k)
{
	const struct dais_record *r = c->r;

	if (share_a_body(r, i, k))
		return false;
	dais_check_hint(c,
	    dais_check_say(c, r->items.v[k].origin, DAIS_STR_NONE,
		"%.*s has the title of %.*s, but is not the same item",
		DAIS_STR_ARG(dais_check_item(c, k, DAIS_NONE)),
		DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE))),
	    "a common item is defined once and listed in both agendas");
	return true;
}

void
dais_check_agenda_06(struct dais_check *c) /* R-AGENDA-06 */
{
	struct titles t;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		fold_titles(c, l, &t);
		for (size_t k = 0; k < c->r->items.n; k++) {
			/* Once an item: a thousand of one title are a thousand findings. */
			for (size_t i = t.before[l][k]; i != DAIS_NONE; i = t.before[l][i]) {
				if (!same_before(&t, i, k, l) && check_same_title(c, i, k))
					break;
			}
		}
	}
}

void
dais_check_agenda_07(struct dais_check *c) /* R-AGENDA-07 */
{
	const struct dais_record *r = c->r;
	size_t plain = DAIS_NONE;

	for (size_t i = 0; i < r->items.n; i++) {
		if (r->items.v[i].parent == DAIS_NONE && !r->items.v[i].label_names_bodies &&
		    dais_record_is_common(r, i, NULL, c->a)) {
			plain = i;
			break;
		}
	}
	for (size_t i = 0; plain != DAIS_NONE && i < r->items.n; i++) {
		if (r->items.v[i].parent != DAIS_NONE || !r->items.v[i].label_names_bodies ||
		    !dais_record_is_common(r, i, NULL, c->a))
			continue;
		dais_check_hint(c,
		    dais_check_say(c, r->items.v[i].origin, DAIS_STR_NONE,
			"the label of %.*s names the bodies, that of %.*s does not",
			DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE)),
			DAIS_STR_ARG(dais_check_item(c, plain, DAIS_NONE))),
		    "use one style of label for all common items");
	}
}

static size_t
count_review(const struct dais_record *r, size_t body, size_t *ret_last)
{
	const struct dais_agenda *agenda = dais_record_agenda(r, body);
	size_t n = 0;

	for (size_t i = 0; agenda && i < agenda->items.n; i++) {
		if (r->items.v[agenda->items.v[i]].kind != DAIS_ITEM_REVIEW)
			continue;
		n++;
		*ret_last = agenda->items.v[i];
	}
	return n;
}

void
dais_check_agenda_08(struct dais_check *c) /* R-AGENDA-08 */
{
	for (size_t t = 0; t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t), last = DAIS_NONE;
		size_t n = count_review(c->r, body, &last);

		if (n <= c->r->profile.review_items_max || !c->r->profile.review_items_max)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, c->r->items.v[last].origin, DAIS_STR_NONE,
			"the agenda of the %.*s has %zu items on the review, at most %u may be",
			DAIS_STR_ARG(dais_check_body(c, body)), n, c->r->profile.review_items_max),
		    "merge %.*s with the other item", DAIS_STR_ARG(dais_check_item(c, last, body)));
	}
}

/* Only where a sister body of the same week has such an item: other series have no review. */
void
dais_check_agenda_09(struct dais_check *c) /* R-AGENDA-09 */
{
	size_t last = DAIS_NONE;
	bool any = false;

	for (size_t t = 0; t < c->r->together.n; t++)
		any |= count_review(c->r, dais_check_body_at(c->r, t), &last) > 0;
	for (size_t t = 0; any && t < c->r->together.n; t++) {
		size_t body = dais_check_body_at(c->r, t);
		const struct dais_agenda *agenda = dais_record_agenda(c->r, body);

		if (!agenda || count_review(c->r, body, &last))
			continue;
		dais_check_hint(c,
		    dais_check_say(c, agenda->origin, DAIS_STR_NONE,
			"the agenda of the %.*s has no item on the review mechanism",
			DAIS_STR_ARG(dais_check_body(c, body))),
		    "confirm that none is wanted at this meeting");
	}
}

void
dais_check_agenda_10(struct dais_check *c) /* R-AGENDA-10 */
{
	const struct dais_record *r = c->r;

	for (size_t t = 0; r->profile.approvals_recorded && t < r->together.n; t++) {
		bool found = false;

		for (size_t i = 0; i < r->approvals.n; i++) {
			const struct dais_approval *p = &r->approvals.v[i];

			found |= dais_str_is(p->object, "topics") && p->by != DAIS_NONE &&
				 dais_date_is_set(p->date) && p->method.n &&
				 dais_check_has(&p->meetings, r->together.v[t]);
		}
		if (found)
			continue;
		dais_check_file_hint(c,
		    dais_check_say(c, r->meetings.v[r->together.v[t]].origin, DAIS_STR_NONE,
			"nobody is recorded as having approved the topics of the %.*s",
			DAIS_STR_ARG(dais_check_meeting(c, r->together.v[t]))),
		    "add an approval with object: topics, by, method and date");
	}
}

/* The day the produced agenda went out: issued, else submitted (it cannot be earlier). */
static struct dais_date
circulated(const struct dais_document *d)
{
	bool any;
	struct dais_date issued = dais_check_issued(d, &any);

	return dais_date_is_set(issued) ? issued : d->date;
}

static bool
has_agenda_document(const struct dais_record *r)
{
	return r->produces != DAIS_NONE &&
	       r->documents.v[r->produces].kind == DAIS_DOCUMENT_AGENDA &&
	       dais_date_is_set(circulated(&r->documents.v[r->produces]));
}

void
dais_check_agenda_11(struct dais_check *c) /* R-AGENDA-11 */
{
	const struct dais_record *r = c->r;
	unsigned days = r->profile.session_days;

	if (!has_agenda_document(r) || !days)
		return;
	for (size_t t = 0; t < r->together.n; t++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[t]];
		const struct dais_document *d = &r->documents.v[r->produces];
		struct dais_date due = dais_date_add(m->opens.date, -(int)days);
		bool group = r->bodies.v[m->body].parent != DAIS_NONE; /* groups: a warning */

		if (dais_date_cmp(circulated(d), due) <= 0)
			continue;
		dais_check_hint(c,
		    dais_check_say_as(c, group ? DAIS_SEVERITY_WARNING : DAIS_SEVERITY_ERROR,
			d->origin, DAIS_STR_NONE,
			"the agenda of the %.*s is circulated on %.*s, less than %u days before "
			"the "
			"opening",
			DAIS_STR_ARG(dais_check_meeting(c, r->together.v[t])),
			CHECK_DATE(c, circulated(d)), days),
		    "the last day is %.*s", CHECK_DATE(c, due));
	}
}

void
dais_check_agenda_14(struct dais_check *c) /* R-AGENDA-14 */
{
	const struct dais_record *r = c->r;
	const struct dais_document *d;

	if (r->produces == DAIS_NONE || r->documents.v[r->produces].kind != DAIS_DOCUMENT_AGENDA)
		return;
	d = &r->documents.v[r->produces];
	for (size_t l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str title = d->title.in[l];
		bool many = dais_check_first_word(c, title, CHECK_WORDS_SEVERAL_AGENDAS, l);
		bool one = !many && dais_check_first_word(c, title, CHECK_WORDS_ONE_AGENDA, l);
		enum check_words right =
		    r->together.n > 1 ? CHECK_WORDS_SEVERAL_AGENDAS : CHECK_WORDS_ONE_AGENDA;

		if (!(r->together.n > 1 ? one : many))
			continue;
		dais_check_hint(c,
		    dais_check_say(c, d->origin, title,
			"the title \"%.*s\" does not agree with the number of agendas (%zu)",
			DAIS_STR_ARG(title), r->together.n),
		    "write \"%s\"", dais_check_lists[right][l][0]);
	}
}

static bool
ends_in_stop(struct dais_str s)
{
	static const char *const stops[] = { ".", ";", ",", ":", "。", "؛", "،", "；" };

	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		if (dais_str_has_suffix(dais_str_trim(s), dais_str_from(stops[i])))
			return true;
	}
	return false;
}

void
dais_check_agenda_15(struct dais_check *c) /* R-AGENDA-15 */
{
	for (size_t i = 0; i < c->texts.n; i++) {
		const struct check_text *t = &c->texts.v[i];

		if (t->kind != CHECK_TITLE || !ends_in_stop(t->s))
			continue;
		dais_check_hint(c,
		    dais_check_say_at(c, &t->place, "the title \"%.*s\" ends in a punctuation mark",
			DAIS_STR_ARG(t->s)),
		    "leave it out: dais punctuates lists the same way throughout");
	}
}
