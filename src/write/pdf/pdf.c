/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/pdf/pdf.h"

#include "write/pdf/layout.h"

#define A4_W 595.276
#define A4_H 841.89
#define LETTER_W 612.0
#define LETTER_H 792.0

struct dais_para_style
dais_layout_style(const struct dais_layout *l, double size, double leading, unsigned font_style,
    enum dais_align align)
{
	/* Neither script has an italic: the Latin letters between would stand alone in theirs. */
	if (l->setter->family != DAIS_FONT_LATIN)
		font_style &= ~DAIS_FONT_ITALIC;
	return (struct dais_para_style){ .size = size * l->scale,
		.leading = leading * l->lead,
		.font_style = font_style,
		.align = align };
}

static void
set_up(struct dais_layout *l, const struct dais_tree *tree, struct dais_fonts *fonts)
{
	l->tree = tree;
	l->rtl = dais_lang_is_rtl(tree->lang);
	l->setter = dais_setter_new(l->arena, fonts, tree->lang);
	l->page_w = tree->letter_paper ? LETTER_W : A4_W;
	l->page_h = tree->letter_paper ? LETTER_H : A4_H;
	l->bottom = l->page_h - DAIS_PAGE_FOOT - 24;
	l->scale = 1;
	l->lead = 1;
	if (tree->lang == DAIS_LANG_AR) {
		l->scale = 1.2;
		l->lead = 1.38;
	} else if (tree->lang == DAIS_LANG_ZH) {
		l->scale = 1.05;
		l->lead = 1.24;
	}
	l->later_top = dais_furniture_top(l);
	l->notes = DAIS_NEW_N(l->arena, tree->footnotes.n, struct dais_note);
	dais_buf_init(&l->glyphs, DAIS_BUF_MAX);
	dais_buf_init(&l->places, DAIS_BUF_MAX);
	dais_buf_init(&l->text, DAIS_BUF_MAX);
}

static void
clean_up(struct dais_layout *l)
{
	dais_setter_free(l->setter);
	dais_buf_release(&l->glyphs);
	dais_buf_release(&l->text);
	dais_buf_release(&l->places);
}

static struct dais_str
joined(struct dais_arena *a, const dais_str_lines *v)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < v->n; i++)
		s = i == 0 ? v->v[0]
			   : dais_arena_printf(
				 a, "%.*s, %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(v->v[i]));
	return s;
}

bool
dais_pdf_write(const struct dais_tree *tree, struct dais_fonts *fonts, int64_t epoch,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO arena = dais_arena_new(0);
	struct dais_layout l = { .arena = arena, .err = err };
	struct dais_pdf_meta meta = { .lang = tree->lang,
		.title = tree->title,
		.author = tree->author,
		.subject = tree->subject_line,
		.created = epoch };
	struct dais_err ignored = DAIS_ERR_INIT;
	bool ok;

	set_up(&l, tree, fonts);
	if (!dais_shaper_face(l.setter->shaper, l.setter->family, 0)) {
		*err = *dais_shaper_err(l.setter->shaper);
		clean_up(&l);
		return false;
	}
	meta.identifier = joined(arena, &tree->masthead.symbols);
	l.pdf = dais_pdf_new(out, &meta);
	l.document = dais_pdf_tag(l.pdf, DAIS_TAG_DOCUMENT, NULL);
	dais_pdf_page_begin(&l);
	l.top = dais_masthead_draw(&l);
	ok = dais_flow_tree(&l);
	if (ok && l.setter->lost) {
		*err = *dais_shaper_err(l.setter->shaper);
		ok = false;
	}
	dais_pdf_tag_end(l.pdf);
	if (ok)
		dais_furniture_feet(&l);
	ok = dais_pdf_finish(l.pdf, ok ? err : &ignored) && ok;
	clean_up(&l);
	return ok;
}
