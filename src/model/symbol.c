/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grammar of document symbols, doc/sources.md#symbols. A component is one of: body ("WG.3"),
 * special ("CRP.5", "INF/1", "RES/1"), modifier ("Add.1", "Summary"), number, or a name of the
 * series in capitals ("COP"). Modifiers come last.
 */
#include "model/symbol.h"
#include "text/refer.h"

#include <string.h>

static const char *const bodies[] = { "WG", "AC", "CN", "CONF", "C", "SC", "Sub", "SUB", "GC", "PC",
	"CMP", "CMA", "SBI", "SBSTA" };
static const char *const specials[] = { "CRP", "L", "WP", "R", "SR", "PV", "INF", "NGO", "PRST",
	"RES", "DEC", "MISC", "TP", "PET" };
static const char *const modifiers[] = { "Add", "Corr", "Rev", "Amend" };

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

static bool
is_one_of(struct dais_str s, const char *const *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dais_str_is(s, v[i]))
			return true;
	}
	return false;
}

static bool
is_capitals(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < 'A' || s.p[i] > 'Z')
			return false;
	}
	return s.n > 0;
}

static bool
is_roman(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!strchr("IVX", s.p[i]))
			return false;
	}
	return s.n > 0;
}

static bool
is_number(struct dais_str s)
{
	int64_t v;

	return s.n > 0 && s.n <= 6 && s.p[0] != '-' && dais_str_to_int(s, 0, 999999, &v);
}

static unsigned
number(struct dais_str s)
{
	int64_t v = 0;

	(void)dais_str_to_int(s, 0, 999999, &v);
	return (unsigned)v;
}

/* Splits "Name.12" into its name and number; false when it is not of that shape. */
static bool
dotted(struct dais_str comp, struct dais_str *ret_name, unsigned *ret_number)
{
	size_t dot = dais_str_find_char(comp, '.', 0);
	struct dais_str digits;

	if (dot == SIZE_MAX)
		return false;
	digits = dais_str_sub(comp, dot + 1, comp.n);
	if (!is_number(digits))
		return false;
	*ret_name = dais_str_sub(comp, 0, dot);
	*ret_number = number(digits);
	return true;
}

struct scan {
	struct dais_symbol *s;
	unsigned components;
	bool in_modifiers;   /* a modifier was seen: only modifiers may follow */
	bool expect_number;  /* after "INF" alone a number must follow */
	size_t base_end;     /* bytes of the key that belong to the base */
	size_t stem_end;     /* ... to the stem */
};

static bool
take_modifier(struct scan *sc, struct dais_str name)
{
	sc->in_modifiers = true;
	sc->s->is_addendum |= dais_str_is(name, "Add");
	sc->s->is_corrigendum |= dais_str_is(name, "Corr");
	sc->s->is_revision |= dais_str_is(name, "Rev");
	return true;
}

static void
take_number(struct scan *sc, struct dais_str comp)
{
	unsigned v = number(comp);

	sc->expect_number = false;
	if (comp.n == 4 && !sc->s->year && v >= 1945 && v <= 2199)
		sc->s->year = v;
	else if (!sc->s->year && !sc->s->session && !sc->s->serial && !sc->s->special.n &&
		 comp.n <= 3)
		sc->s->session = v; /* may turn out to be the serial, see settle() */
	else
		sc->s->serial = v;
}

static bool
take_dotted(struct scan *sc, struct dais_str name, unsigned v, size_t end)
{
	if (is_one_of(name, modifiers, COUNT(modifiers)))
		return take_modifier(sc, name);
	if (is_one_of(name, bodies, COUNT(bodies)) && !sc->s->special.n) {
		sc->s->body_number = v;
		sc->stem_end = end;
		return true;
	}
	if (!is_one_of(name, specials, COUNT(specials)))
		return false;
	sc->s->special = name;
	sc->s->serial = v;
	return true;
}

/* One component that ends at byte @end of the key. */
static bool
take(struct scan *sc, struct dais_str comp, size_t end)
{
	struct dais_str name;
	unsigned v;

	if (dotted(comp, &name, &v)) {
		bool was = sc->in_modifiers;

		return take_dotted(sc, name, v, end) && (!was || sc->in_modifiers) &&
		       (!was || is_one_of(name, modifiers, COUNT(modifiers)));
	}
	if (dais_str_is(comp, "Summary"))
		return sc->components > 0 && take_modifier(sc, comp);
	if (sc->in_modifiers)
		return false;
	if (is_number(comp)) {
		if (sc->components == 0)
			return false;
		take_number(sc, comp);
		return true;
	}
	if (sc->components > 0 && is_one_of(comp, specials, COUNT(specials))) {
		sc->s->special = comp;
		sc->expect_number = true;
		return true;
	}
	if (!is_capitals(comp) || sc->s->year || sc->s->serial)
		return false;
	sc->stem_end = end;
	return true;
}

static void
settle(struct scan *sc)
{
	struct dais_symbol *s = sc->s;

	if (s->session && !s->serial && !s->year) {
		s->serial = s->session;
		s->session = 0;
	}
	s->base = dais_str_sub(s->key, 0, sc->base_end);
	s->stem = dais_str_sub(s->key, 0, sc->stem_end);
}

/* Byte where the modifiers of @key begin: "/Add.1", "-Add.1", " Rev.2"; its length if none. */
static size_t
modifiers_at(struct dais_str key)
{
	for (size_t at = 1; at < key.n; at++) {
		for (size_t i = 0; i < COUNT(modifiers); i++) {
			if (strchr("/- ", key.p[at - 1]) &&
			    dais_str_has_prefix(
				dais_str_sub(key, at, key.n), dais_str_from(modifiers[i])))
				return at - 1;
		}
	}
	return key.n;
}

/* Takes the modifiers at the end of the key: base and flags. */
static void
take_modifiers_behind(struct dais_symbol *s)
{
	size_t end = modifiers_at(s->key);

	s->base = dais_str_sub(s->key, 0, end);
	s->is_addendum = dais_str_find(s->key, DAIS_STR("Add"), end) != SIZE_MAX;
	s->is_corrigendum = dais_str_find(s->key, DAIS_STR("Corr"), end) != SIZE_MAX;
	s->is_revision = dais_str_find(s->key, DAIS_STR("Rev"), end) != SIZE_MAX;
}

/* Bytes of the first component @c of a symbol that name its series: "ICC" of "ICC-140-1", "WP.29"
 * of "WP.29-178-10", "EB" of "EB150". */
static size_t
stem_length(struct dais_str c)
{
	for (size_t i = 0; i + 1 < c.n; i++)
		if (c.p[i] == '-' && c.p[i + 1] >= '0' && c.p[i + 1] <= '9')
			return i;
	for (size_t i = 0; i < c.n; i++)
		if (c.p[i] == ' ' || c.p[i] == '(' || (c.p[i] >= '0' && c.p[i] <= '9'))
			return i;
	return c.n;
}

/* A symbol of another organization, whose components only its own rules explain: "CL 168/1",
 * "GC(65)/1/Add.1", "A/81/6 (Sect. 10)". */
static bool
parse_foreign(struct dais_symbol *s)
{
	struct dais_str rest = s->key, comp = DAIS_STR_NONE;
	size_t end = 0, n = 0;

	if (!s->key.n || dais_text_symbol_length(s->key) != s->key.n)
		return false;
	s->is_foreign = true;
	s->base = s->key;
	if (dais_str_find_char(s->key, ' ', 0) != SIZE_MAX)
		take_modifiers_behind(s);
	while (dais_str_next(&rest, '/', &comp)) {
		struct dais_str name = DAIS_STR_NONE;
		unsigned v;

		end += comp.n + (n++ ? 1 : 0);
		if (dotted(comp, &name, &v) && is_one_of(name, modifiers, COUNT(modifiers))) {
			struct scan sc = { .s = s };

			if (s->base.n == s->key.n)
				s->base = dais_str_sub(s->key, 0, end - comp.n - 1);
			(void)take_modifier(&sc, name);
		} else if (is_number(comp)) {
			s->serial = number(comp);
			s->year = comp.n == 4 && s->serial >= 1945 && s->serial <= 2199 ? s->serial
											: s->year;
		}
		if (n == 1)
			s->stem = comp;
	}
	s->stem.n = stem_length(s->stem);
	return true;
}

bool
dais_symbol_parse(struct dais_arena *a, struct dais_str text, struct dais_symbol *ret_symbol,
    struct dais_str *ret_why)
{
	struct dais_symbol s = { .text = text, .key = text }, foreign;
	struct scan sc = { .s = &s };
	struct dais_str rest, comp = text;
	size_t end = 0;

	while (s.key.n && s.key.p[s.key.n - 1] == '*') {
		s.key.n--;
		s.stars++;
	}
	foreign = s;
	rest = s.key;
	if (ret_why)
		*ret_why = text;
	while (dais_str_next(&rest, '/', &comp)) {
		end += comp.n + (sc.components ? 1 : 0);
		if (!take(&sc, comp, end)) {
			if (ret_why)
				*ret_why = dais_arena_dup(a, comp);
			*ret_symbol = foreign;
			return parse_foreign(ret_symbol);
		}
		sc.components++;
		if (!sc.in_modifiers)
			sc.base_end = end;
	}
	if (sc.components < 2 || sc.expect_number || !(s.serial || s.session || s.year))
		return false;
	settle(&sc);
	/* "III/4" is the number of a decision. */
	if (sc.components == 2 && is_roman(s.stem))
		return false;
	*ret_symbol = s;
	return true;
}

bool
dais_symbol_of_any(struct dais_str text, struct dais_symbol *ret_symbol)
{
	DAIS_ARENA_AUTO a = dais_arena_new(1u << 20);
	struct dais_symbol s = { .text = text, .key = text };
	size_t letters = 0, digits = 0, strokes = 0, end;

	if (dais_symbol_parse(a, text, ret_symbol, NULL))
		return true;
	while (s.key.n && s.key.p[s.key.n - 1] == '*') {
		s.key.n--;
		s.stars++;
	}
	for (size_t i = 0; i < s.key.n; i++) {
		letters +=
		    (s.key.p[i] >= 'A' && s.key.p[i] <= 'Z') || (unsigned char)s.key.p[i] >= 0xC0;
		digits += s.key.p[i] >= '0' && s.key.p[i] <= '9';
		strokes += s.key.p[i] == '/' || s.key.p[i] == '(';
	}
	if (!letters || !digits || s.key.n > 120 ||
	    (!strokes && dais_text_symbol_length(s.key) != s.key.n))
		return false;
	take_modifiers_behind(&s);
	end = s.base.n;
	while (end > 0 && s.base.p[end - 1] >= '0' && s.base.p[end - 1] <= '9')
		end--;
	s.serial = number(dais_str_sub(s.base, end, s.base.n));
	while (end > 0 && strchr("/ .-", s.base.p[end - 1]))
		end--;
	s.stem = dais_str_sub(s.base, 0, end);
	*ret_symbol = s;
	return true;
}

static bool
is_gap(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

size_t
dais_symbol_parse_joint(
    struct dais_arena *a, struct dais_str s, struct dais_symbol *ret, size_t max)
{
	struct dais_str rest = dais_str_trim(s), part;
	size_t n = 0;

	while (dais_str_next(&rest, '-', &part)) {
		if (n >= max || !dais_symbol_parse(a, dais_str_trim(part), &ret[n], NULL))
			return 0;
		n++;
	}
	return n;
}

static bool
is_symbol_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       c == '/' || c == '.' || c == '*';
}

/* Length of one base symbol at the start of @s, trying shorter ends until one parses. */
static size_t
match_one(struct dais_str s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(1u << 20);
	size_t n = 0, foreign = dais_text_symbol_length(s);

	while (n < s.n && n < 120 && is_symbol_char(s.p[n]))
		n++;
	for (; n >= 3; n--) {
		struct dais_symbol sym;
		char last = s.p[n - 1];

		if (last == '/' || last == '.')
			continue;
		if (dais_symbol_parse(a, dais_str_sub(s, 0, n), &sym, NULL) &&
		    (n == s.n || !is_symbol_char(s.p[n]) || s.p[n] == '.' || s.p[n] == '/'))
			return foreign > n ? foreign : n;
	}
	return foreign;
}

size_t
dais_symbol_match(struct dais_str s)
{
	size_t total;

	if (s.n && (unsigned char)s.p[0] >= 0x80)
		return dais_text_symbol_length(s);
	if (s.n < 3 || s.p[0] < 'A' || s.p[0] > 'Z')
		return 0;
	total = match_one(s);
	while (total && total < s.n && s.p[total] == '-') {
		size_t at = total + 1, more;

		while (at < s.n && is_gap(s.p[at]))
			at++;
		more = at < s.n ? match_one(dais_str_sub(s, at, s.n)) : 0;
		if (!more)
			break;
		total = at + more;
	}
	return total;
}

struct dais_str
dais_symbol_body_part(struct dais_str stem)
{
	struct dais_str part, last = DAIS_STR_NONE;

	while (dais_str_next(&stem, '/', &part))
		last = part;
	for (size_t i = 0; i < last.n; i++) {
		if ((last.p[i] | 0x20) >= 'a' && (last.p[i] | 0x20) <= 'z')
			return last;
	}
	return DAIS_STR_NONE;
}
