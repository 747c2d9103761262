/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/pdf/shape.h"

#include <hb.h>

#include "base/map.h"

#define STYLES 4u
#define SLOTS_FIRST 4096u

struct slot {
	uint64_t hash;
	const struct dais_face *face;
	struct dais_str text;
	bool rtl;
	struct dais_word word;
};

struct dais_shaper {
	struct dais_arena *arena;
	struct dais_fonts *fonts;
	hb_buffer_t *buffer;
	hb_language_t lang;
	struct dais_face faces[DAIS_FONT_FAMILY_COUNT][STYLES];
	struct slot **slots;  /* open addressing; slots never move once made */
	size_t n, cap;
	struct dais_err err;
};

struct dais_shaper *
dais_shaper_new(struct dais_arena *a, struct dais_fonts *fonts, enum dais_lang lang)
{
	struct dais_shaper *s = DAIS_NEW(a, struct dais_shaper);

	s->arena = a;
	s->fonts = fonts;
	s->buffer = hb_buffer_create();
	s->lang =
	    hb_language_from_string(lang == DAIS_LANG_ZH ? "zh-hans" : dais_lang_code(lang), -1);
	s->cap = SLOTS_FIRST;
	s->slots = DAIS_NEW_N(a, s->cap, struct slot *);
	return s;
}

void
dais_shaper_free(struct dais_shaper *s)
{
	if (s)
		hb_buffer_destroy(s->buffer);
}

const struct dais_err *
dais_shaper_err(const struct dais_shaper *s)
{
	return &s->err;
}

const struct dais_face *
dais_shaper_face(struct dais_shaper *s, enum dais_font_family family, unsigned style)
{
	struct dais_face *f = &s->faces[family][style & (STYLES - 1)];
	struct dais_err err = DAIS_ERR_INIT;
	hb_codepoint_t gid = 0;
	float upem;

	if (f->tried)
		return f->font ? f : NULL;
	f->tried = true;
	f->family = family;
	f->font = dais_fonts_get(s->fonts, family, style & (STYLES - 1), &err);
	if (!f->font) {
		if (s->err.code == DAIS_ERR_NONE)
			s->err = err;
		return NULL;
	}
	f->hb = dais_font_hb(f->font);
	upem = (float)dais_font_upem(f->font);
	(void)hb_font_get_nominal_glyph(f->hb, ' ', &gid);
	f->space = (float)hb_font_get_glyph_h_advance(f->hb, gid) / upem;
	f->space_glyph = (struct dais_glyph){ .id = gid, .advance = f->space };
	return f;
}

/* Shapes @text into the arena. */
static struct dais_word
shape(struct dais_shaper *s, const struct dais_face *face, struct dais_str text, bool rtl)
{
	float upem = (float)dais_font_upem(face->font);
	const hb_glyph_position_t *pos;
	const hb_glyph_info_t *info;
	struct dais_glyph *g;
	struct dais_word w = { .n = 0 };
	unsigned n;

	hb_buffer_clear_contents(s->buffer);
	hb_buffer_add_utf8(s->buffer, text.p, (int)text.n, 0, (int)text.n);
	hb_buffer_set_cluster_level(s->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_buffer_set_language(s->buffer, s->lang);
	hb_buffer_set_direction(s->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_guess_segment_properties(s->buffer);
	hb_shape(face->hb, s->buffer, NULL, 0);
	info = hb_buffer_get_glyph_infos(s->buffer, &n);
	pos = hb_buffer_get_glyph_positions(s->buffer, &n);
	g = DAIS_NEW_N(s->arena, n, struct dais_glyph);
	for (unsigned i = 0; i < n; i++) {
		g[i].id = info[i].codepoint;
		g[i].cluster = info[i].cluster;
		g[i].advance = (float)pos[i].x_advance / upem;
		g[i].dx = (float)pos[i].x_offset / upem;
		g[i].dy = (float)pos[i].y_offset / upem;
		w.width += g[i].advance;
	}
	w.glyphs = g;
	w.n = n;
	return w;
}

static void
grow(struct dais_shaper *s)
{
	size_t cap = s->cap * 2;
	struct slot **v = DAIS_NEW_N(s->arena, cap, struct slot *);

	for (size_t i = 0; i < s->cap; i++) {
		size_t at;
		if (!s->slots[i])
			continue;
		at = s->slots[i]->hash & (cap - 1);
		while (v[at])
			at = (at + 1) & (cap - 1);
		v[at] = s->slots[i];
	}
	s->slots = v;
	s->cap = cap;
}

const struct dais_word *
dais_shaper_word(
    struct dais_shaper *s, const struct dais_face *face, struct dais_str text, bool rtl)
{
	uint64_t h = dais_map_hash(text) ^ ((uint64_t)(uintptr_t)face * 0x9E3779B97F4A7C15u) ^ rtl;
	size_t at = h & (s->cap - 1);
	struct slot *e;

	for (; s->slots[at]; at = (at + 1) & (s->cap - 1)) {
		e = s->slots[at];
		if (e->hash == h && e->face == face && e->rtl == rtl && dais_str_eq(e->text, text))
			return &e->word;
	}
	e = DAIS_NEW(s->arena, struct slot);
	e->hash = h;
	e->face = face;
	e->rtl = rtl;
	e->text = dais_arena_dup(s->arena, text);
	e->word = shape(s, face, text, rtl);
	s->slots[at] = e;
	if (++s->n > s->cap / 2)
		grow(s);
	return &e->word;
}
