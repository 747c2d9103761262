/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is usual in a document: how far apart the lines of a paragraph stand, and how far those of
 * each style reach before they are broken.
 */
#include <stdlib.h>

#include "read/pdf/paragraphs_priv.h"
#include "read/pdf/units_priv.h"

#define SAME_SIZE 0.08f     /* share */
#define CELL_SPACE 1.2f       /* between the words of a cell and its edge, in sizes */
#define SAME_FRAME 4.0f       /* points */
#define SAME_EDGE 0.75f       /* points */
#define MEASURE_MIN 20.0f     /* breadth of lines, in sizes */
#define EDGE_LINES_MIN 2u
#define BROKEN_LINES_MIN 2u
#define SET_IN 1.5f          /* behind the margin, in sizes */
#define LONG_LINE 0.5f      /* of the breadth of the text */
#define SINGLE_SPACE 1.5f     /* usual distance of lines at most, in sizes */
#define SURE_LINES_MIN 2u    /* pairs of lines of one paragraph that tell their distance */
#define LEADING_COUNTS 48u  /* twentieths of a size, up to more than PDF_LEADING_MAX */

bool
pdf_is_centred(const struct pdf_line *l)
{
	float left = l->left - l->from, right = l->to - l->right;

	/* A number and its words stand where they do by chance. */
	return l->text_left == l->left && left > 2 * l->size && left - right < 1.5f &&
	       right - left < 1.5f;
}

bool
pdf_is_plain(const struct pdf_line *l)
{
	return l->role == PDF_LINE_BODY && !l->table && !pdf_is_centred(l);
}

/* Lines of one style at one place are filled to the same right edge. */
static struct dais_str
style_of(struct dais_arena *a, const struct pdf_document *doc, const struct pdf_line *l)
{
	bool plain = !(l->flags & PDF_BOLD) && l->size < doc->size * (1 + SAME_SIZE) &&
		     l->size > doc->size * (1 - SAME_SIZE);

	if (pdf_is_centred(l))
		return dais_arena_printf(
		    a, "c%d %u", (int)(l->size * 2 + 0.5f), l->flags & PDF_BOLD);
	if (plain || l->table)
		return dais_arena_printf(
		    a, "p%u %u", l->table ? l->stream : l->page, l->table ? 0 : l->stream);
	return dais_arena_printf(a, "%d %u %d %d", (int)(l->size * 2 + 0.5f), l->flags & PDF_BOLD,
	    (int)((l->text_left + 2) / 4), (int)l->from);
}

float
pdf_extent_of(const struct pdf_line *l)
{
	return pdf_is_centred(l) ? l->right - l->left : l->right;
}

static void
note_width(struct joining *j, const struct pdf_line *l)
{
	struct dais_str style = style_of(j->scratch, j->doc, l);
	size_t at = dais_map_get(&j->widths, style);
	struct width *width;

	/* Short lines at the right edge of the paper (dates, symbols) fill nothing. */
	if (!l->table && !pdf_is_centred(l) && l->right - l->left < LONG_LINE * (l->to - l->from) &&
	    style.p[0] == 'p')
		return;

	if (at == DAIS_MAP_NONE) {
		at = j->widest.n;
		(void)dais_map_add(&j->widths, style, at);
		(void)dais_vec_add(j->scratch, &j->widest);
	}
	width = &j->widest.v[at];
	if (pdf_extent_of(l) > width->most) {
		width->second = width->most;
		width->most = pdf_extent_of(l);
	} else if (pdf_extent_of(l) > width->second) {
		width->second = pdf_extent_of(l);
	}
}

/* The breadth of the page and the left edge of the text that @l belongs to. */
static struct dais_str
frame_of(struct dais_arena *a, const struct pdf_document *doc, const struct pdf_line *l)
{
	const struct pdf_page *page = &doc->pages.v[l->page - doc->pages.v[0].number];

	return dais_arena_printf(a, "%d %d", (int)page->width, (int)(l->from / SAME_FRAME + 0.5f));
}

struct width *
pdf_width_of(const struct joining *j, const struct pdf_line *l)
{
	size_t at = dais_map_get(&j->widths, style_of(j->scratch, j->doc, l));

	return at == DAIS_MAP_NONE ? NULL : &j->widest.v[at];
}

/* Whether lines were broken where the longest of them end: some end exactly there, or surely go on.
 */
static bool
is_measure(const struct width *w)
{
	return w->at_edge >= EDGE_LINES_MIN || w->broken >= BROKEN_LINES_MIN ||
	       (w->hanging_broken >= BROKEN_LINES_MIN && w->hanging_broken * 3 >= w->hanging * 2);
}

/* Whether @next stands under the words behind the number of @l. */
static bool
is_hanging(const struct pdf_line *l, const struct pdf_line *next)
{
	float by = next->left - l->text_left;

	return l->text_left > l->left && by < SAME_EDGE && by > -SAME_EDGE;
}

static struct dais_str
place_of_words(struct dais_arena *a, const struct pdf_line *l)
{
	return dais_arena_printf(a, "%u %d", l->page, (int)(l->text_left + 0.5f));
}

/* How far the words of lines that begin where those of @l do reach, when some of them, and no
 * others, were broken for want of room; 0: nothing says so. */
static float
reach_of_words(const struct joining *j, const struct pdf_line *l)
{
	size_t at = dais_map_get(&j->hangings, place_of_words(j->scratch, l));
	const struct hanging *h = at == DAIS_MAP_NONE ? NULL : &j->hanging.v[at];

	return h && h->full >= BROKEN_LINES_MIN && !h->ended ? h->most : 0;
}

/* Whether @next stands below the words of @l, which are set in, on the next line of the same
 * paragraph or entry. */
static bool
is_under_words(const struct pdf_line *l, const struct pdf_line *next)
{
	float by = next->left - l->text_left;

	return !l->table && !next->table && l->text_left > l->from + SET_IN * l->size &&
	       next->text_left == next->left && by < SAME_EDGE && by > -SAME_EDGE &&
	       next->stream == l->stream && next->page == l->page && pdf_is_like(l, next) &&
	       next->base - l->base < SINGLE_SPACE * l->size && !pdf_begins_with_marker(next);
}

/* How far a line like @l, with @next below it, may reach. Where nothing says that the longest lines
 * are full, the right margin is as broad as where other lines show it, or as the left one. */
static float
reach_of(const struct joining *j, const struct pdf_line *l, const struct pdf_line *next,
    const struct width *w)
{
	size_t at;
	float edge;

	if (is_under_words(l, next) && (edge = reach_of_words(j, l)) > 0)
		return edge;
	if (l->table || pdf_is_centred(l) || is_measure(w))
		return w->most;
	at = dais_map_get(&j->frames, frame_of(j->scratch, j->doc, l));
	edge = at == DAIS_MAP_NONE ? l->margin : j->edges.v[at];
	/* Numbers and words may stand in cells. */
	if (at == DAIS_MAP_NONE && is_hanging(l, next))
		edge -= CELL_SPACE * l->size;
	return edge > w->most ? edge : w->most;
}

/* Whether the first word of @next would have had no room at the end of @l. */
bool
pdf_is_full(const struct joining *j, const struct pdf_line *l, const struct pdf_line *next)
{
	const struct width *w = pdf_width_of(j, l);

	if (!w)
		return false;
	/* One line that is longer than all others of its style says nothing of their measure. */
	if (pdf_extent_of(l) == w->most && l->right < l->to - 4 * l->size &&
	    w->second < w->most - 3 * l->size)
		return false;
	return pdf_extent_of(l) + PDF_SPACE_WIDTH * l->size + next->parts[0]->room >
	       reach_of(j, l, next, w) - 0.5f;
}

bool
pdf_is_like(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->size < b->size * (1 + SAME_SIZE) && b->size < a->size * (1 + SAME_SIZE);
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* Where "more space" begins: a little over the usual distance, but not amid distances that are
 * nearly the same, of which rounding would put some on either side. */
static float
more_space(struct joining *j, const float *ratios, size_t n)
{
	float usual = PDF_MORE_SPACE * j->leading, reach = 0.1f * j->leading, widest = 0,
	      ret = usual;
	float last = usual - reach, *near = DAIS_NEW_N(j->scratch, n + 1, float);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (ratios[i] > usual - reach && ratios[i] < usual + reach)
			near[kept++] = ratios[i];
	}
	if (kept)
		qsort(near, kept, sizeof(*near), by_value);
	near[kept] = usual + reach;
	for (size_t i = 0; i <= kept; i++) {
		if (near[i] - last > widest) {
			widest = near[i] - last;
			ret = (near[i] + last) / 2;
		}
		last = near[i];
	}
	return ret;
}

/* The most frequent of @counts, as a distance of lines in sizes; 0: none stands @least times. */
static float
most_frequent(const size_t *counts, size_t least)
{
	size_t best = 0;

	for (size_t i = 1; i < LEADING_COUNTS; i++)
		best = counts[i] > counts[best] ? i : best;
	return best && counts[best] >= least ? ((float)best + 1) / 20 : 0;
}

/* Whether @next surely goes on with the paragraph of @l: a full line that ends no sentence, and a
 * small letter, or one of a script without small ones. */
static bool
surely_goes_on(struct joining *j, const struct pdf_line *l, const struct pdf_line *next)
{
	uint32_t c = pdf_first_point(next);

	return !pdf_ends_sentence(pdf_last_point(l)) && pdf_is_full(j, l, next) &&
	       !pdf_begins_with_marker(next) && (pdf_is_lower_letter(c) || pdf_is_right_to_left(c));
}

/* The distance of lines that surely are of one paragraph, in sizes; 0: too few are. */
static float
distance_within(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	size_t counts[LEADING_COUNTS] = { 0 };
	float within;

	for (size_t i = 0; i + 1 < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		float ratio = (next->base - l->base) / l->size;

		if (l->role == PDF_LINE_BODY && next->role == PDF_LINE_BODY && !l->table &&
		    next->stream == l->stream && next->page == l->page && pdf_is_like(l, next) &&
		    ratio > 0.8f && ratio < PDF_LEADING_MAX && surely_goes_on(j, l, next))
			counts[(size_t)(ratio * 20)]++;
	}
	within = most_frequent(counts, 1);
	return within > SINGLE_SPACE ? most_frequent(counts, SURE_LINES_MIN) : within;
}

bool
pdf_is_long(const struct pdf_line *l)
{
	return !l->margin || l->right - l->left > MEASURE_MIN * l->size;
}

bool
pdf_ends_alike(const struct pdf_line *a, const struct pdf_line *b)
{
	return dais_str_eq(a->parts[a->n - 1]->text, b->parts[b->n - 1]->text);
}

/* Whether @next stands below @l, a line of its style. */
static bool
is_below(const struct pdf_line *l, const struct pdf_line *next)
{
	return next->stream == l->stream && next->page == l->page && pdf_is_like(l, next) &&
	       next->row > l->row && !pdf_begins_with_marker(next) &&
	       next->base - l->base < PDF_LEADING_MAX * l->size;
}

/* Notes what @l and @next, the line below it, say of where lines are broken: @next goes on with a
 * small letter, or within Chinese words, or stands under the words behind the number of @l. */
static void
note_broken(
    struct joining *j, struct width *w, const struct pdf_line *l, const struct pdf_line *next)
{
	uint32_t last = pdf_last_point(l), first = pdf_first_point(next);
	bool full =
	    pdf_extent_of(l) + PDF_SPACE_WIDTH * l->size + next->parts[0]->room > w->most - 0.5f;
	bool goes_on =
	    pdf_is_lower_letter(first) ||
	    (u_isalpha((UChar32)last) && pdf_is_cjk(last) && pdf_is_cjk(first) && pdf_is_long(l));

	if (full && goes_on && !pdf_ends_sentence(last)) {
		w->broken++;
		j->broken += !l->table;
		j->broken_at_edge += !l->table && pdf_extent_of(l) > w->most - SAME_EDGE;
	}
	if (!is_hanging(l, next))
		return;
	w->hanging++;
	w->hanging_broken += full && !pdf_ends_sentence(last);
}

/* Finds how far words that are set in reach: those behind numbers may stand in a narrow column. */
static void
find_hangings(struct joining *j)
{
	const struct pdf_document *doc = j->doc;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];
		struct dais_str key = place_of_words(j->scratch, l);
		size_t at = dais_map_get(&j->hangings, key);

		if (!pdf_is_plain(l))
			continue;
		if (at == DAIS_MAP_NONE) {
			at = j->hanging.n;
			(void)dais_map_add(&j->hangings, key, at);
			(void)dais_vec_add(j->scratch, &j->hanging);
		}
		if (l->right > j->hanging.v[at].most)
			j->hanging.v[at].most = l->right;
	}
	for (size_t i = 0; i + 1 < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		struct hanging *h;

		if (!pdf_is_plain(l) || !pdf_is_plain(next) || !is_under_words(l, next))
			continue;
		h = &j->hanging.v[dais_map_get(&j->hangings, place_of_words(j->scratch, l))];
		/* The longest line says nothing of what it reaches to. */
		if (l->right > h->most - SAME_EDGE)
			continue;
		if (l->right + PDF_SPACE_WIDTH * l->size + next->parts[0]->room > h->most - 0.5f)
			h->full++;
		else
			h->ended++;
	}
}

/* Finds what says that lines of a style are full, and how far they reach in their frame. */
static void
find_edges(struct joining *j)
{
	const struct pdf_document *doc = j->doc;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];
		struct width *w = l->role == PDF_LINE_BODY || l->role == PDF_LINE_NOTE
				      ? pdf_width_of(j, l)
				      : NULL;

		if (!w)
			continue;
		/* Chinese lines with as many characters end at one place, too. */
		if (pdf_extent_of(l) > w->most - SAME_EDGE && pdf_is_long(l) &&
		    (!w->at_edge || !pdf_ends_alike(l, w->edge))) {
			w->at_edge++;
			w->edge = l;
		}
		if (i + 1 < doc->lines.n && is_below(l, l + 1))
			note_broken(j, w, l, l + 1);
	}
	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];
		const struct width *w = pdf_is_plain(l) ? pdf_width_of(j, l) : NULL;
		struct dais_str frame;
		size_t at;

		if (!w || !is_measure(w))
			continue;
		frame = frame_of(j->scratch, doc, l);
		at = dais_map_get(&j->frames, frame);
		if (at == DAIS_MAP_NONE) {
			at = j->edges.n;
			(void)dais_map_add(&j->frames, frame, at);
			dais_vec_push(j->scratch, &j->edges, 0.0f);
		}
		j->edges.v[at] = w->most > j->edges.v[at] ? w->most : j->edges.v[at];
	}
}

void
pdf_measure_lines(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	size_t counts[LEADING_COUNTS] = { 0 }, n = 0;
	float *ratios = DAIS_NEW_N(j->scratch, doc->lines.n + 1, float), within;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i], *next = l + 1;
		float ratio;

		if (l->role != PDF_LINE_BODY && l->role != PDF_LINE_NOTE)
			continue;
		note_width(j, l);
		if (i + 1 == doc->lines.n || next->stream != l->stream || !pdf_is_like(l, next))
			continue;
		ratio = (next->base - l->base) / l->size;
		ratios[n++] = ratio;
		if (ratio > 0.8f && ratio < PDF_LEADING_MAX)
			counts[(size_t)(ratio * 20)]++;
	}
	pdf_find_justified(j);
	find_edges(j);
	find_hangings(j);
	j->leading = most_frequent(counts, 1);
	if (j->leading == 0)
		j->leading = 1.3f;
	within = distance_within(j);
	/* Where most paragraphs are one line, their distance is the most frequent. */
	if (within > 0 && within * PDF_MORE_SPACE < j->leading)
		j->leading = within;
	j->apart = more_space(j, ratios, n);
}
