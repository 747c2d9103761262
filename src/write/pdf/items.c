/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Runs into items: one pass over the text decides for each character its direction (UAX #9), its
 * face (script, with fallback) and whether a line may break before it, and cuts words where any
 * of them changes.
 */
#include <unicode/ubidi.h>
#include <unicode/utf16.h>

#include "write/pdf/lines.h"

#define LRI 0x2066
#define PDI 0x2069
#define SUPER_SIZE 0.64f
#define SUPER_RISE 0.34f
#define NBSP 0xA0u
#define BRACKETS 8

/* The pass over one paragraph. */
struct pass {
	struct dais_setter *t;
	struct dais_para *p;
	const struct dais_run *run;
	uint32_t run_index;
	size_t run_end;
	struct dais_breaker breaker;
	enum dais_font_family base;    /* of the run's language */
	enum dais_font_family strong;  /* of the last letter */
	enum dais_font_family open[BRACKETS]; /* of the open brackets */
	unsigned depth;
	unsigned style;                /* DAIS_FONT_* */
	const struct dais_face *faces[DAIS_FONT_FAMILY_COUNT]; /* of the style, as needed */
	/* the word being collected */
	size_t from;
	enum dais_font_family family;
	uint8_t level;
	/* directions */
	const UBiDiLevel *levels;      /* NULL: all left to right */
	size_t unit;                   /* UTF-16 units passed */
};

static bool
is_rtl_char(uint32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
	       (cp >= 0xFE70 && cp <= 0xFEFF) || cp == 0x200F || cp == 0x202B || cp == 0x202E ||
	       cp == 0x2067;
}

static bool
is_arabic_char(uint32_t cp)
{
	return (cp >= 0x600 && cp <= 0x8FF) || (cp >= 0xFB50 && cp <= 0xFDFF) ||
	       (cp >= 0xFE70 && cp <= 0xFEFC);
}

/* Whether a run keeps its own left-to-right order inside right-to-left text. */
static bool
is_isolated(const struct dais_run *r)
{
	return r->is_symbol || r->footnote >= 0 || (r->has_lang && !dais_lang_is_rtl(r->lang));
}

bool
dais_para_is_latin(const struct dais_para *p)
{
	bool latin = false;

	for (size_t r = 0; r < p->n_runs; r++) {
		struct dais_str s = p->runs[r].text;
		for (size_t at = 0; at < s.n;) {
			uint32_t cp = dais_str_decode(s, &at);
			if (is_rtl_char(cp))
				return false;
			latin = latin || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
		}
	}
	return latin;
}

static void
put_unit(struct dais_buf *b, UChar u)
{
	dais_buf_put_bytes(b, &u, sizeof(u));
}

/* Embedding levels of the paragraph, or NULL if all of it runs left to right. */
static const UBiDiLevel *
find_levels(struct dais_setter *t, const struct dais_para *p)
{
	struct dais_str text = dais_buf_str(&p->text);
	bool any = p->rtl;
	UErrorCode status = U_ZERO_ERROR;
	size_t at = 0;

	for (size_t i = 0; !any && i < text.n;)
		any = (unsigned char)text.p[i] < 0xD6 ? (i++, false)
						      : is_rtl_char(dais_str_decode(text, &i));
	/* An empty paragraph has no levels, whichever way it runs. */
	if (!any || !text.n)
		return NULL;
	dais_buf_clear(&t->u16);
	for (size_t r = 0; r < p->n_runs; r++) {
		size_t end = at + p->runs[r].text.n;
		if (is_isolated(&p->runs[r]))
			put_unit(&t->u16, LRI);
		while (at < end) {
			uint32_t cp = dais_str_decode(text, &at);
			if (cp > 0xFFFF) {
				put_unit(&t->u16, U16_LEAD(cp));
				put_unit(&t->u16, U16_TRAIL(cp));
			} else {
				put_unit(&t->u16, (UChar)cp);
			}
		}
		if (is_isolated(&p->runs[r]))
			put_unit(&t->u16, PDI);
		if (p->runs[r].style & DAIS_RUN_BREAK) {
			put_unit(&t->u16, ' ');
			at++;
		}
	}
	if (!t->bidi)
		t->bidi = ubidi_open();
	ubidi_setPara(t->bidi, (const UChar *)(const void *)t->u16.p,
	    (int32_t)(t->u16.n / sizeof(UChar)), p->rtl ? 1 : 0, NULL, &status);
	DAIS_ASSERT(U_SUCCESS(status));
	return ubidi_getLevels(t->bidi, &status);
}

/* The family that has the style @cp is written in, by script. */
static enum dais_font_family
family_of(struct pass *w, uint32_t cp)
{
	enum dais_font_family f;

	if (is_arabic_char(cp))
		return w->strong = DAIS_FONT_ARABIC;
	if (dais_cp_is_wide(cp))
		return w->strong = DAIS_FONT_CHINESE;
	if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z')
		return w->strong = DAIS_FONT_LATIN;
	if (cp >= 0xC0 && cp < 0x590 && cp != 0xD7 && cp != 0xF7)
		return w->strong = DAIS_FONT_LATIN;
	/* Figures and their marks are serif in Chinese and Arabic text too. */
	if (cp < 0x80 && w->base == DAIS_FONT_CHINESE)
		return DAIS_FONT_LATIN;
	if (w->base == DAIS_FONT_ARABIC &&
	    ((cp >= '0' && cp <= '9') || cp == '/' || cp == '-' || cp == '%'))
		return DAIS_FONT_LATIN;
	f = w->run->is_symbol ? DAIS_FONT_LATIN : w->strong;
	if (cp == '(' || cp == '[') {
		if (w->depth < BRACKETS)
			w->open[w->depth++] = f;
	} else if ((cp == ')' || cp == ']') && w->depth > 0) {
		f = w->open[--w->depth];
	}
	return f;
}

static const struct dais_face *
face_of(struct pass *w, enum dais_font_family f)
{
	if (!w->faces[f])
		w->faces[f] = dais_shaper_face(w->t->shaper, f, w->style);
	return w->faces[f];
}

/* @f, or another family that has @cp when it does not. */
static enum dais_font_family
with_fallback(struct pass *w, enum dais_font_family f, uint32_t cp)
{
	const struct dais_face *face = face_of(w, f);

	if (cp == NBSP || (cp >= 0x2000 && cp <= 0x200F) || cp == 0x202F || cp == 0x2060)
		return f;
	if (face && dais_font_has(face->font, cp))
		return f;
	for (int i = 0; i < DAIS_FONT_FAMILY_COUNT; i++) {
		if (i == (int)f)
			continue;
		face = face_of(w, (enum dais_font_family)i);
		if (face && dais_font_has(face->font, cp))
			return (enum dais_font_family)i;
	}
	return f;
}

static struct dais_item *
add_item(struct pass *w, enum dais_item_kind kind, size_t from, size_t to)
{
	struct dais_para *p = w->p;
	struct dais_item *it = dais_buf_extend(&p->items, sizeof(*it));
	float size = (float)p->style.size;

	DAIS_ASSERT(it);
	*it = (struct dais_item){ .kind = (uint8_t)kind,
		.run = w->run_index,
		.level = w->level,
		.at = (uint32_t)from,
		.n = (uint32_t)(to - from) };
	it->face = face_of(w, w->family);
	if (w->run->style & DAIS_RUN_SUPER) {
		it->rise = size * SUPER_RISE;
		size *= SUPER_SIZE;
	}
	/* Latin letters are drawn larger than Arabic ones of the same size. */
	if (w->t->family == DAIS_FONT_ARABIC && w->family == DAIS_FONT_LATIN)
		size *= 0.84f;
	it->size = size;
	p->n_items++;
	return it;
}

static void
set_box(struct pass *w, struct dais_item *it)
{
	struct dais_str s = dais_str_sub(dais_buf_str(&w->p->text), it->at, it->at + it->n);

	if (!it->face) { /* no font of this style at all: the document fails in the end */
		w->t->lost = true;
		it->word = NULL;
		it->kind = DAIS_ITEM_GLUE;
		return;
	}
	it->word = dais_shaper_word(w->t->shaper, it->face, s, it->level & 1);
	it->width = it->word->width * it->size;
}

/* A word wider than the line is cut into pieces that fit; rare. */
static void
flush_wide(struct pass *w, size_t to)
{
	struct dais_str text = dais_buf_str(&w->p->text);

	while (w->from < to) {
		size_t end = to;
		struct dais_item *it = add_item(w, DAIS_ITEM_BOX, w->from, to);
		set_box(w, it);
		while ((double)it->width > w->p->width && it->n > 4) {
			end = w->from + it->n * 3 / 4;
			while (end > w->from && ((unsigned char)text.p[end] & 0xC0) == 0x80)
				end--;
			if (end == w->from) /* its first character alone is wider */
				(void)dais_str_decode(text, &end);
			it->n = (uint32_t)(end - w->from);
			set_box(w, it);
		}
		if (end < to)
			it->break_after = DAIS_BREAK_URL;
		w->from = end;
	}
}

/* Ends the word before byte @to. */
static void
flush(struct pass *w, size_t to)
{
	struct dais_item *it;

	if (w->from >= to)
		return;
	it = add_item(w, DAIS_ITEM_BOX, w->from, to);
	set_box(w, it);
	if ((double)it->width > w->p->width && it->n > 4) {
		w->p->items.n -= sizeof(*it);
		w->p->n_items--;
		flush_wide(w, to);
	}
	w->from = to;
}

static void
add_glue(struct pass *w, size_t from, size_t to)
{
	struct dais_item *it = add_item(w, DAIS_ITEM_GLUE, from, to);

	it->width = (it->face ? it->face->space : 0.25f) * it->size;
	it->stretch = it->width * 0.6f;
	it->shrink = it->width * 0.32f;
	w->from = to;
}

/* White space that may grow after an ideograph, and that full-width marks can give up. */
static void
set_wide_space(struct pass *w, struct dais_item *it, uint32_t last, uint32_t next)
{
	bool mark = last == 0x3001 || last == 0x3002 || last == 0xFF0C || last == 0xFF1B ||
		    last == 0xFF1A || last == 0xFF09 || last == 0x300B || last == 0x201D;
	bool opens = next == 0xFF08 || next == 0x300A || next == 0x201C;

	if (!w->breaker.chinese || it->kind != DAIS_ITEM_BOX)
		return;
	it->stretch = it->size * 0.05f;
	if (mark || opens)
		it->shrink = it->size * 0.22f;
	else if (dais_cp_is_wide(last) != dais_cp_is_wide(next) && last > ' ' && next > ' ') {
		if (!opens && next < 0xFF00 && last < 0x3000 + 0x6FFF) {
			it->width += it->size * 0.16f;
			it->shrink = it->size * 0.08f;
		}
	}
}

/* Records that a line may break after the last item. */
static void
mark_break(struct pass *w, enum dais_break b, uint32_t last, uint32_t next)
{
	struct dais_item *it = dais_para_items(w->p);

	if (w->p->n_items == 0)
		return;
	it += w->p->n_items - 1;
	it->break_after = (uint8_t)b;
	if (b == DAIS_BREAK_SPACE && (dais_cp_is_wide(last) || dais_cp_is_wide(next)))
		set_wide_space(w, it, last, next);
}

static unsigned
font_style(const struct dais_para *p, const struct dais_run *r)
{
	unsigned s = p->style.font_style;

	if (r->style & DAIS_RUN_BOLD)
		s |= DAIS_FONT_BOLD;
	if (r->style & DAIS_RUN_ITALIC)
		s ^= DAIS_FONT_ITALIC;
	return s;
}

static enum dais_font_family
family_of_lang(enum dais_lang l)
{
	return l == DAIS_LANG_AR   ? DAIS_FONT_ARABIC
	       : l == DAIS_LANG_ZH ? DAIS_FONT_CHINESE
				   : DAIS_FONT_LATIN;
}

static void
begin_run(struct pass *w, size_t at, uint32_t index)
{
	flush(w, at);
	w->run_index = index;
	w->run = &w->p->runs[index];
	w->run_end = at + w->run->text.n;
	if (index == 0 || font_style(w->p, w->run) != w->style)
		memset(w->faces, 0, sizeof(w->faces));
	w->style = font_style(w->p, w->run);
	w->base = w->run->has_lang ? family_of_lang(w->run->lang) : w->t->family;
	if (index == 0 || w->run->has_lang)
		w->strong = w->base;
	if (w->levels && is_isolated(w->run))
		w->unit++;
	if (w->run->footnote >= 0)
		w->p->has_notes = true;
}

/* Whether a symbol ends and another begins at the hyphen before @cp. */
static bool
is_joint(const struct pass *w, uint32_t cp, size_t at)
{
	const char *s = w->p->text.p;

	return at >= 2 && s[at - 1] == '-' && cp >= 'A' && cp <= 'Z' && s[at - 2] >= '0' &&
	       s[at - 2] <= '9';
}

static enum dais_break
break_before(struct pass *w, uint32_t cp, size_t at, bool run_start)
{
	bool url = !w->run->is_symbol && !dais_str_is_empty(w->run->url) &&
		   dais_str_find(w->run->text, DAIS_STR("/"), 0) != SIZE_MAX;
	enum dais_break b = dais_breaker_next(&w->breaker, cp, url);

	if (w->run->is_symbol && !run_start)
		return is_joint(w, cp, at) ? DAIS_BREAK_HYPHEN : DAIS_BREAK_NONE;
	/* A footnote mark stays with its word. */
	return run_start && w->run->footnote >= 0 ? DAIS_BREAK_NONE : b;
}

static void
take(struct pass *w, uint32_t cp, size_t at, size_t next, uint32_t last, bool run_start)
{
	enum dais_break b = break_before(w, cp, at, run_start);
	bool space = cp == ' ' || cp == '\t' || cp == NBSP;
	enum dais_font_family f = space ? w->strong : family_of(w, cp);
	uint8_t level = w->levels ? w->levels[w->unit] : 0;

	w->unit += cp > 0xFFFF ? 2 : 1;
	if (!space && (cp > 0x7E || f != DAIS_FONT_LATIN))
		f = with_fallback(w, f, cp);
	if (b != DAIS_BREAK_NONE) {
		flush(w, at);
		mark_break(w, b, last, cp);
	}
	if (f != w->family || level != w->level)
		flush(w, at);
	if (space) {
		flush(w, at);
		w->level = level;
		w->family = f;
		add_glue(w, at, next);
		return;
	}
	w->family = f;
	w->level = level;
}

void
dais_para_itemize(struct dais_setter *t, struct dais_para *p)
{
	struct pass w = { .t = t, .p = p, .family = t->family, .strong = t->family };
	struct dais_str text;
	uint32_t last = 0;
	size_t at = 0;

	dais_buf_clear(&p->text);
	dais_buf_clear(&p->items);
	p->n_items = 0;
	p->has_notes = false;
	for (size_t i = 0; i < p->n_runs; i++) {
		dais_buf_put(&p->text, p->runs[i].text);
		if (p->runs[i].style & DAIS_RUN_BREAK) /* a space, for those who read the text */
			dais_buf_put_char(&p->text, ' ');
	}
	text = dais_buf_str(&p->text);
	w.levels = find_levels(t, p);
	w.level = p->rtl ? 1 : 0;
	dais_breaker_init(&w.breaker, t->lang == DAIS_LANG_ZH);
	for (uint32_t r = 0; r < p->n_runs; r++) {
		size_t start = at;
		begin_run(&w, at, r);
		while (at < w.run_end) {
			size_t from = at;
			uint32_t cp = dais_str_decode(text, &at);
			take(&w, cp, from, at, last, from == start);
			last = cp;
		}
		flush(&w, at);
		if (w.levels && is_isolated(w.run))
			w.unit++;
		if (w.run->style & DAIS_RUN_BREAK) {
			w.level = w.levels ? w.levels[w.unit++] : 0;
			add_item(&w, DAIS_ITEM_NEWLINE, at, at + 1);
			w.from = ++at;
			w.breaker.last = -1;
			w.breaker.before = -1;
		}
	}
}
