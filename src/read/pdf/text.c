/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The text of characters that stand from left to right: words divided at gaps, shapes of letters
 * made letters again, right-to-left writing put into the order in which it is read.
 *
 * The last is the inverse of the Unicode Bidirectional Algorithm for what these documents hold:
 * the whole line is turned round, then each run that reads from left to right (Latin words,
 * symbols of documents, numbers) is turned back. Source: UAX #9, W4 (separators within numbers),
 * N1 (neutrals between letters of one direction).
 */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/buf.h"
#include "read/pdf/pdf_priv.h"

/* A gap of this share of the size divides words. */
#define WORD_GAP 0.16f
/* Between an ideograph and a Latin letter word processors leave a quarter. */
#define MIXED_GAP 0.5f
/* A mark is this many characters from its letter at most. */
#define MARK_REACH 6u
/* Strokes that stretch one letter. */
#define STROKES_MAX 8u
/* Scripts that write no space between words. */
#define IS_IDEOGRAPH(c)                                                                            \
	(((c) >= 0x2E80 && (c) < 0xA000) || ((c) >= 0xF900 && (c) < 0xFB00) ||                     \
	    ((c) >= 0xFE30 && (c) < 0xFE50) || ((c) >= 0xFF00 && (c) < 0xFFF0) ||                  \
	    ((c) >= 0x20000 && (c) < 0x30000))

/* A character on its way: what is drawn, or a space between words. */
struct unit {
	const struct dais_pdf_glyph *glyph; /* NULL: a space that is not drawn */
	uint32_t point;
	bool rightward; /* stands in a part that reads from right to left */
};

struct writing {
	struct dais_arena *arena;
	struct dais_buf text;
	const struct dais_pdf_glyph *first, *end; /* as drawn */
	DAIS_VEC(uint32_t) glyphs;
	struct pdf_segment *segment;
	bool with_glyphs;
	bool words; /* more than a raised mark has been written */
};

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

static bool
is_mark(uint32_t c)
{
	return c >= 0x300 && (U_MASK(u_charType((UChar32)c)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

static bool
is_right_to_left(uint32_t c)
{
	return c >= 0x590 && ((c < 0x900 && !(c >= 0x660 && c <= 0x669) && c != 0x66A &&
				  c != 0x66B && c != 0x66C && !(c >= 0x6F0 && c <= 0x6F9)) ||
				 (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF));
}

static bool
is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669) || (c >= 0x6F0 && c <= 0x6F9);
}

static bool
is_left_to_right(uint32_t c)
{
	return !is_right_to_left(c) && u_isalpha((UChar32)c);
}

/* UAX #9, W4: a separator that keeps two numbers together; a hyphen does so only where no
 * right-to-left letter stands before them (W2). */
static bool
is_separator(uint32_t c, bool letters)
{
	return (!letters && (c == '-' || c == '+')) || c == '.' || c == ',' || c == ':' ||
	       c == '/' || c == 0xA0 || c == 0x66B || c == 0x66C;
}

/* --- order ----------------------------------------------------------------------------------- */

static void
turn(struct unit *u, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct unit swap = u[i];

		u[i] = u[n - 1 - i];
		u[n - 1 - i] = swap;
	}
}

static bool
is_thin(const struct dais_pdf_glyph *g)
{
	return g->right - g->left <= 0.05f * g->size;
}

/* Puts accents and vowel signs beside their letter: after it in the order of reading, which is
 * before it from left to right in a right-to-left script. */
static void
settle_marks(struct unit *u, size_t n, bool before)
{
	for (size_t i = 0; i + 1 < n; i++) {
		bool here = is_mark(u[i].point), next = is_mark(u[i + 1].point);
		const struct dais_pdf_glyph *mark, *letter;
		struct unit swap = u[i];
		float centre;

		if (here == next || !u[i].glyph || !u[i + 1].glyph)
			continue;
		mark = here ? u[i].glyph : u[i + 1].glyph;
		letter = here ? u[i + 1].glyph : u[i].glyph;
		if (is_thin(mark) || is_space(letter->point))
			continue;
		centre = (mark->left + mark->right) / 2;
		if (here == before || centre < letter->left || centre > letter->right)
			continue;
		u[i] = u[i + 1];
		u[i + 1] = swap;
		i += before ? 0 : 1;
	}
}

/* The letter of mark @g, which has no breadth and may stand beside it: in the order of drawing,
 * which is from left to right, the mark of a right-to-left letter is drawn first. */
static const struct dais_pdf_glyph *
letter_of(const struct writing *w, const struct dais_pdf_glyph *g, bool before)
{
	const struct dais_pdf_glyph *l = g;

	for (unsigned k = 0; k < 4 && is_mark(l->point); k++) {
		if (before ? l + 1 == w->end : l == w->first)
			return NULL;
		l += before ? 1 : -1;
	}
	return is_mark(l->point) || l->left > g->right + g->size || l->right < g->left - g->size
		   ? NULL
		   : l;
}

/* Moves unit @i to the side of unit @k where its mark belongs. */
static void
move_unit(struct unit *u, size_t i, size_t k, bool before)
{
	struct unit moved = u[i];
	size_t to = before == (k > i) ? (before ? k - 1 : k + 1) : k;

	if (i < to)
		memmove(u + i, u + i + 1, (to - i) * sizeof(*u));
	else
		memmove(u + to + 1, u + to, (i - to) * sizeof(*u));
	u[to] = moved;
}

/* Marks without a breadth, to their letters. */
static void
settle_thin_marks(const struct writing *w, struct unit *u, size_t n, bool before)
{
	for (size_t i = 0; i < n; i++) {
		const struct dais_pdf_glyph *g = u[i].glyph, *letter;

		if (!g || !is_mark(u[i].point) || !is_thin(g))
			continue;
		letter = letter_of(w, g, before);
		for (size_t k = i > MARK_REACH ? i - MARK_REACH : 0;
		    letter && k < n && k <= i + MARK_REACH; k++) {
			if (u[k].glyph != letter)
				continue;
			move_unit(u, i, k, before);
			break;
		}
	}
}

/* The end of the run that reads from left to right and begins at @from of the turned line; there
 * it stands backward. Its last character is a letter or a digit. */
static size_t
run_end(const struct unit *u, size_t n, size_t from, bool letters)
{
	size_t end = from + 1;
	bool latin = is_left_to_right(u[from].point);

	for (size_t i = from + 1; i < n && !is_right_to_left(u[i].point); i++) {
		if (is_left_to_right(u[i].point)) {
			latin = true;
			end = i + 1;
		} else if (is_digit(u[i].point)) {
			bool beside =
			    i == end || (i == end + 1 && is_separator(u[end].point, letters));

			if (!latin && !beside)
				break;
			/* Numbers join what is Latin on their left, at the end of the run. */
			if (latin || beside)
				end = i + 1;
		}
	}
	return end;
}

static bool
is_latin_run(const struct unit *u, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is_left_to_right(u[i].point))
			return true;
	}
	return false;
}

/* A number stands behind Latin words only if they are to its left; in the turned line that is
 * behind it. Whether the numbers before the first letter belong to the run: as far as no space
 * divides them, for else they are a number of the right-to-left text. */
static size_t
run_start(const struct unit *u, size_t from, size_t end)
{
	size_t start = from;

	if (!is_latin_run(u + from, end - from))
		return from;
	for (size_t i = from; i < end && !is_left_to_right(u[i].point); i++) {
		if (u[i].point == ' ')
			start = i + 1;
	}
	return start;
}

static void
put_in_reading_order(struct unit *u, size_t n)
{
	bool letters = false;

	turn(u, n);
	for (size_t i = 0; i < n; i++) {
		u[i].rightward = true;
		letters |= is_right_to_left(u[i].point);
	}
	for (size_t i = 0; i < n;) {
		size_t end;

		if (!is_digit(u[i].point) && !is_left_to_right(u[i].point)) {
			i++;
			continue;
		}
		end = run_end(u, n, i, letters);
		if (is_latin_run(u + i, end - i) && run_start(u, i, end) > i) {
			size_t number = i + 1;

			while (number < end && u[number].point != ' ')
				number++;
			end = number;
			while (end > i + 1 && !is_digit(u[end - 1].point) &&
			       !is_left_to_right(u[end - 1].point))
				end--;
		}
		/* A hyphen at which a symbol is divided at the end of the line belongs to it. */
		if (end == n && i > 0 && is_latin_run(u + i, end - i) &&
		    (u[i - 1].point == '-' || u[i - 1].point == '/'))
			i--;
		turn(u + i, end - i);
		for (; i < end; i++)
			u[i].rightward = false;
	}
}

/* Words of a right-to-left script in a text that reads from left to right. */
static void
put_words_in_reading_order(struct unit *u, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1;

		if (!is_right_to_left(u[i].point))
			continue;
		for (size_t k = end; k < n && !is_left_to_right(u[k].point); k++)
			end = is_right_to_left(u[k].point) ? k + 1 : end;
		put_in_reading_order(u + i, end - i);
		i = end;
	}
}

enum direction {
	LEFT_TO_RIGHT,
	WORDS_RIGHT_TO_LEFT,
	RIGHT_TO_LEFT
};

/* Latin words on a page of Arabic may be a line of an Arabic paragraph: then what ends a sentence
 * or closes a bracket stands on their left, or what opens one on their right. */
static bool
ends_on_left(const struct unit *u, size_t n)
{
	uint32_t first = n ? u[0].point : 0, last = n ? u[n - 1].point : 0;

	return first == '.' || first == ',' || first == ';' || first == ':' || first == ')' ||
	       first == ']' || first == 0x60C || first == 0x61B || first == 0xBB || last == '(' ||
	       last == '[' || last == 0xAB;
}

static enum direction
direction_of(const struct unit *u, size_t n, bool rtl_page)
{
	size_t right = 0, left = 0;

	for (size_t i = 0; i < n; i++) {
		right += is_right_to_left(u[i].point);
		left += is_left_to_right(u[i].point);
	}
	if (rtl_page)
		return right == 0 && left > 0 && !ends_on_left(u, n) ? LEFT_TO_RIGHT
								     : RIGHT_TO_LEFT;
	if (right > left)
		return RIGHT_TO_LEFT;
	return right ? WORDS_RIGHT_TO_LEFT : LEFT_TO_RIGHT;
}

/* --- text ------------------------------------------------------------------------------------ */

static void
write_point(struct writing *w, uint32_t c, const struct dais_pdf_glyph *glyph)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
	    (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
		return;
	dais_buf_put_cp(&w->text, c);
	if (w->with_glyphs)
		dais_vec_push(
		    w->arena, &w->glyphs, glyph ? (uint32_t)(glyph - w->first) : PDF_NO_GLYPH);
}

/* Ligatures and the shapes that letters take in a word. */
static bool
is_shape(uint32_t c)
{
	return (c >= 0xFB00 && c <= 0xFB06) ||
	       (c >= 0xFB1D && c <= 0xFDFF && c != 0xFD3E && c != 0xFD3F) ||
	       (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x2F00 && c <= 0x2FD5) ||
	       (c >= 0x2E80 && c <= 0x2EF3);
}

/* Latin letters and figures of half the breadth of an ideograph, whose tables give the form of the
 * full breadth. */
static uint32_t
narrow(const struct unit *u)
{
	const struct dais_pdf_glyph *g = u->glyph;

	if (g && u->point >= 0xFF01 && u->point <= 0xFF5E && g->right - g->left < 0.7f * g->size)
		return u->point - 0xFF00 + 0x20;
	return u->point;
}

static void
write_unit(struct writing *w, const struct unit *u)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc;
	UChar out[32];
	int32_t n = -1, i = 0;

	if (is_shape(u->point)) {
		nfkc = unorm2_getNFKDInstance(&status);
		n = unorm2_getDecomposition(nfkc, (UChar32)u->point, out, 32, &status);
	}
	if (n <= 0 || U_FAILURE(status)) {
		write_point(w, narrow(u), u->glyph);
		return;
	}
	while (i < n) {
		UChar32 c;

		U16_NEXT(out, i, n, c);
		/* A vowel sign alone is decomposed to a space and the sign. */
		if (c != ' ')
			write_point(w, (uint32_t)c, u->glyph);
	}
}

/* A stretched letter: the stroke that lengthens a word to fill a line is no letter. Some writers
 * give it the code of a Latin one, which never stands within an Arabic word. */
static bool
is_stretch(const struct unit *u, size_t n, size_t i)
{
	size_t from = i, to = i;

	if (u[i].point != 0x640 && !(u[i].point >= 'a' && u[i].point <= 'z'))
		return false;
	while (from > 0 && u[from - 1].point == u[i].point)
		from--;
	while (to + 1 < n && u[to + 1].point == u[i].point)
		to++;
	return to - from < STROKES_MAX && from > 0 && to + 1 < n &&
	       is_right_to_left(u[from - 1].point) && is_right_to_left(u[to + 1].point);
}

static bool
is_raised(const struct writing *w, const struct unit *u)
{
	const struct dais_pdf_glyph *g = u->glyph;

	return g && g->size <= 0.8f * w->segment->size &&
	       g->base <= w->segment->base - 0.15f * w->segment->size;
}

static bool
is_note_mark(const struct writing *w, const struct unit *u)
{
	const char *p = w->text.p;
	size_t n = w->text.n;

	if (!is_raised(w, u) || !w->words)
		return false;
	if (n < 2 || (p[n - 1] == 'm' && (p[n - 2] == ' ' || p[n - 2] == 'k' || p[n - 2] == 'c')))
		return false;
	return (u->point >= '0' && u->point <= '9' && !(p[n - 1] >= '0' && p[n - 1] <= '9')) ||
	       u->point == '*' || u->point == 0x2020 || (u->point >= 0x660 && u->point <= 0x669);
}

static void
write_units(struct writing *w, const struct unit *u, size_t n)
{
	bool space = false;

	for (size_t i = 0; i < n; i++) {
		if (is_space(u[i].point)) {
			space = w->text.n > 0;
			continue;
		}
		if (is_stretch(u, n, i) || is_note_mark(w, &u[i]))
			continue;
		/* The mark of the text of a note stands before its words. */
		space |= w->text.n > 0 && !w->words && !is_raised(w, &u[i]);
		w->words |= !is_raised(w, &u[i]);
		if (space)
			write_point(w, ' ', NULL);
		space = false;
		if (u[i].rightward && pdf_mirror(u[i].point))
			dais_vec_push(w->arena, &w->segment->brackets, (uint32_t)w->text.n);
		write_unit(w, &u[i]);
	}
}

static bool
is_word_gap(const struct dais_pdf_glyph *a, const struct dais_pdf_glyph *b, float reach)
{
	float size = a->size < b->size ? a->size : b->size;

	if (is_space(a->point) || is_space(b->point) || is_mark(b->point))
		return false;
	if (IS_IDEOGRAPH(a->point) && IS_IDEOGRAPH(b->point))
		return false;
	if (IS_IDEOGRAPH(a->point) != IS_IDEOGRAPH(b->point))
		return b->left - reach > MIXED_GAP * size;
	return b->left - reach > WORD_GAP * size;
}

static size_t
make_units(const struct dais_pdf_glyph *const *v, size_t n, struct unit *u)
{
	size_t count = 0;
	float reach = 0;

	for (size_t i = 0; i < n; i++) {
		if (i && is_word_gap(v[i - 1], v[i], reach))
			u[count++] = (struct unit){ NULL, ' ', false };
		u[count++] = (struct unit){ v[i], v[i]->point, false };
		reach = i == 0 || v[i]->right > reach ? v[i]->right : reach;
	}
	return count;
}

static float
first_word_width(const struct unit *u, size_t n, bool rtl)
{
	const struct dais_pdf_glyph *first = NULL, *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct unit *at = &u[rtl ? n - 1 - i : i];

		if (is_space(at->point) && first)
			break;
		if (!at->glyph)
			continue;
		first = first ? first : at->glyph;
		last = at->glyph;
		if (IS_IDEOGRAPH(at->point))
			break;
	}
	if (!first)
		return 0;
	return rtl ? first->right - last->left : last->right - first->left;
}

uint32_t
pdf_mirror(uint32_t c)
{
	static const uint32_t pairs[] = { '(', ')', '[', ']', '{', '}', '<', '>', 0xAB, 0xBB,
		0x2039, 0x203A };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (pairs[i] == c)
			return pairs[i ^ 1];
	}
	return 0;
}

void
pdf_segment_text(struct dais_arena *a, struct pdf_segment *s,
    const struct dais_pdf_glyph *const *glyphs, size_t n, const struct dais_pdf_page *page,
    bool with_glyphs, bool rtl_page)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct writing w = { .arena = a,
		.first = page->glyphs,
		.end = page->glyphs + page->glyph_count,
		.segment = s,
		.with_glyphs = with_glyphs };
	struct unit *units = DAIS_NEW_N(scratch, 2 * n, struct unit);
	size_t count = make_units(glyphs, n, units);
	enum direction direction = direction_of(units, count, rtl_page);

	dais_buf_init(&w.text, DAIS_FLOW_BLOCK_MAX);
	s->room = first_word_width(units, count, direction == RIGHT_TO_LEFT);
	settle_thin_marks(&w, units, count, direction != LEFT_TO_RIGHT);
	settle_marks(units, count, direction != LEFT_TO_RIGHT);
	if (direction == RIGHT_TO_LEFT)
		put_in_reading_order(units, count);
	else if (direction == WORDS_RIGHT_TO_LEFT)
		put_words_in_reading_order(units, count);
	write_units(&w, units, count);
	s->text = dais_buf_dup(&w.text, a);
	s->glyphs = w.glyphs.v;
	dais_buf_release(&w.text);
}

/* --- the direction of a page and of brackets ------------------------------------------------- */

bool
pdf_is_right_to_left_page(const struct dais_pdf_page *page)
{
	size_t right = 0, left = 0;

	for (size_t i = 0; i < page->glyph_count; i++) {
		right += is_right_to_left(page->glyphs[i].point);
		left += is_left_to_right(page->glyphs[i].point);
	}
	return right > left;
}

static bool
opens(uint32_t c)
{
	return c == '(' || c == '[' || c == 0xAB;
}

/* Whether the brackets of @s come in pairs as they are (1), as their mirror images (-1), or
 * neither tells. */
static int
bracket_vote(const struct pdf_segment *s)
{
	int vote = 0;
	bool open = false, closed = false;

	for (size_t i = 0; i < s->brackets.n; i++) {
		size_t at = s->brackets.v[i];
		uint32_t c = dais_str_decode(s->text, &at);

		vote += !opens(c) && open;
		vote -= opens(c) && closed;
		open = opens(c);
		closed = !open;
	}
	return vote;
}

static void
mirror_brackets(struct pdf_segment *s)
{
	char *text = (char *)(uintptr_t)s->text.p;

	/* A bracket and its image have encodings of the same length. */
	for (size_t i = 0; i < s->brackets.n; i++) {
		size_t at = s->brackets.v[i];

		(void)dais_str_encode(
		    pdf_mirror(dais_str_decode(s->text, &at)), text + s->brackets.v[i]);
	}
}

void
pdf_settle_brackets(struct pdf_document *doc)
{
	long vote = 0;

	for (size_t p = 0; p < doc->pages.n; p++) {
		for (size_t i = 0; i < doc->pages.v[p].segments.n; i++)
			vote += bracket_vote(&doc->pages.v[p].segments.v[i]);
	}
	for (size_t p = 0; p < doc->pages.n && vote < 0; p++) {
		for (size_t i = 0; i < doc->pages.v[p].segments.n; i++)
			mirror_brackets(&doc->pages.v[p].segments.v[i]);
	}
}
