/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Each text has a signature, one bit a word: texts whose signatures have little in common are
 * passed over without being compared word by word.
 */
#include "service/house/memory.h"

#include "base/map.h"
#include "text/compare.h"
#include "text/text.h"

#define SIGNATURE_BITS 64u

struct known {
	struct dais_memory_match match;
	struct dais_str folded;
	uint64_t signature;
	size_t words;
};

struct dais_memory {
	struct dais_arena *a;
	enum dais_lang from, to;
	DAIS_VEC(struct known) known;
};

static uint64_t
signature(struct dais_str folded)
{
	uint64_t bits = 0;
	struct dais_str rest = folded, word;

	while (dais_str_next(&rest, ' ', &word)) {
		/* In Chinese no space parts words: its characters count. */
		for (size_t at = 0; at < word.n;) {
			size_t start = at;
			uint32_t c = dais_str_decode(word, &at);

			if (c >= 0x2E80)
				bits |= UINT64_C(1) << (c % SIGNATURE_BITS);
			else if (start == 0)
				bits |= UINT64_C(1) << (dais_map_hash(word) % SIGNATURE_BITS);
		}
	}
	return bits;
}

static void
add(struct dais_memory *m, struct dais_str source, struct dais_str target, struct dais_str package)
{
	if (!source.n || !target.n)
		return;
	struct known *k = dais_vec_add(m->a, &m->known);
	k->match = (struct dais_memory_match){ source, target, package, 0 };
	k->folded = dais_text_fold(m->a, source);
	k->signature = signature(k->folded);
	k->words = dais_text_word_count(source);
}

struct dais_memory *
dais_memory_new(enum dais_lang from, enum dais_lang to, struct dais_arena *a)
{
	struct dais_memory *m = DAIS_NEW(a, struct dais_memory);

	m->a = a;
	m->from = from;
	m->to = to;
	for (size_t i = 0; i < dais_text_phrase_count(); i++) {
		const char *key = dais_text_phrase_key(i);

		if (dais_text_is_term(key))
			add(m, dais_text_term(from, key), dais_text_term(to, key), DAIS_STR_NONE);
	}
	return m;
}

void
dais_memory_add_record(struct dais_memory *m, const struct dais_record *r, struct dais_str package)
{
	dais_unit_vec units = { 0 };

	dais_units_of_record(r, m->from, m->to, m->a, &units);
	for (size_t i = 0; i < units.n; i++)
		add(m, dais_arena_dup(m->a, units.v[i].source),
		    dais_arena_dup(m->a, units.v[i].target), dais_arena_dup(m->a, package));
}

void
dais_memory_add_units(struct dais_memory *m, const dais_unit_vec *units, struct dais_str package)
{
	for (size_t i = 0; i < units->n; i++) {
		const struct dais_unit *u = &units->v[i];

		add(m, u->state == DAIS_UNIT_OUTDATED ? u->source_then : u->source, u->target,
		    package);
	}
}

static unsigned
common_bits(uint64_t x, uint64_t y)
{
	unsigned all = (unsigned)__builtin_popcountll(x | y);

	return all ? (unsigned)__builtin_popcountll(x & y) * 1000 / all : 1000;
}

/* Keeps the best @max, best first; of equal targets the better. */
static void
keep(dais_memory_matches *ret, const struct dais_memory_match *match, size_t max,
    struct dais_arena *a)
{
	size_t at = ret->n;

	for (size_t i = 0; i < ret->n; i++)
		if (dais_str_eq(ret->v[i].target, match->target))
			return;
	while (at > 0 && ret->v[at - 1].likeness < match->likeness)
		at--;
	if (at == max)
		return;
	if (ret->n < max)
		(void)dais_vec_add(a, ret);
	for (size_t i = ret->n - 1; i > at; i--)
		ret->v[i] = ret->v[i - 1];
	ret->v[at] = *match;
}

void
dais_memory_find(struct dais_memory *m, struct dais_str source, unsigned least, size_t max,
    struct dais_arena *a, dais_memory_matches *ret)
{
	struct dais_str folded = dais_text_fold(a, source);
	uint64_t bits = signature(folded);
	size_t words = dais_text_word_count(source);

	/* What documents say goes before the glossary, which has no capitals. */
	for (size_t k = 0; k < 2 * m->known.n; k++) {
		size_t i = k % m->known.n;
		struct dais_memory_match match = m->known.v[i].match;

		if (!dais_str_eq(m->known.v[i].folded, folded) ||
		    (match.package.n == 0) != (k >= m->known.n))
			continue;
		match.likeness = 1000;
		keep(ret, &match, max, a);
	}
	for (size_t i = 0; i < m->known.n; i++) {
		const struct known *k = &m->known.v[i];
		struct dais_memory_match match = k->match;
		size_t less = k->words < words ? k->words : words;

		if (k->words + words == 0 || less * 2000 / (k->words + words) < least ||
		    common_bits(bits, k->signature) * 2 < least)
			continue;
		if (dais_str_eq(k->folded, folded))
			continue;
		match.likeness = dais_text_likeness(a, source, match.source);
		if (match.likeness >= least && match.likeness < 1000)
			keep(ret, &match, max, a);
	}
}
