/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any text: the finders stay inside it, report facts in order and agree with themselves; folding
 * is stable.
 */
#include "base/arena.h"
#include "base/err.h"
#include "text/refer.h"

struct seen {
	struct dais_arena *arena;
	struct dais_str text;
	size_t at;
};

static void
check(void *ctx, const struct dais_fact *f)
{
	struct seen *s = ctx;

	DAIS_ASSERT(f->n > 0 && f->at <= s->text.n && f->n <= s->text.n - f->at);
	DAIS_ASSERT(f->at >= s->at);
	s->at = f->at;
	if (f->kind == DAIS_FACT_TIME)
		DAIS_ASSERT(f->minute >= 0 && f->minute <= 24 * 60);
	if (f->kind == DAIS_FACT_DATE)
		DAIS_ASSERT(f->from.month >= 1 && f->from.month <= 12 && f->from.day >= 1);
	if (f->kind == DAIS_FACT_ORDINAL)
		DAIS_ASSERT(f->number > 0 && f->noun);
}

static void
check_reference(void *ctx, const struct dais_reference *f)
{
	struct seen *s = ctx;
	struct dais_str value = dais_text_reference_value(s->arena, s->text, f);

	DAIS_ASSERT(f->n > 0 && f->at <= s->text.n && f->n <= s->text.n - f->at);
	/* A half-day reaches back to its date; a date may be of both kinds. */
	DAIS_ASSERT(f->at >= s->at || f->kind >= DAIS_REFERENCE_HALF_DAY);
	s->at = f->at;
	DAIS_ASSERT(f->name_at <= s->text.n && f->name_n <= s->text.n - f->name_at);
	DAIS_ASSERT(value.n > 0 && dais_str_is_text(value, NULL));
	DAIS_ASSERT(dais_text_reference_name(f->kind));
	if (f->kind == DAIS_REFERENCE_ITEM || f->kind == DAIS_REFERENCE_PARAGRAPH)
		DAIS_ASSERT(f->number > 0 && f->to >= f->number);
	else if (f->kind < DAIS_REFERENCE_HALF_DAY)
		DAIS_ASSERT(f->name_n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	enum dais_lang l = size ? (enum dais_lang)(data[0] % DAIS_LANG_COUNT) : DAIS_LANG_EN;
	struct seen s = { .arena = a };
	struct dais_str once;

	s.text = size ? (struct dais_str){ (const char *)data + 1, size - 1 } : DAIS_STR_NONE;
	if (!dais_str_is_text(s.text, NULL))
		return 0;
	dais_text_find_facts(l, s.text, check, &s);
	s.at = 0;
	dais_text_find_references(l, s.text, check_reference, &s);
	once = dais_text_fold(a, s.text);
	DAIS_ASSERT(dais_str_is_text(once, NULL));
	(void)dais_text_states_name(l, s.text, once);
	(void)dais_text_states_ordinal(l, s.text, 12);
	return 0;
}
