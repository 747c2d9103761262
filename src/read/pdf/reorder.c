/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From left to right into the order of reading: the inverse of the Unicode Bidirectional Algorithm
 * for what these documents hold. The whole line is turned round, then each run that reads from
 * left to right (Latin words, symbols of documents, numbers) is turned back. Source: UAX #9, W4
 * (separators within numbers), N1 (neutrals between letters of one direction).
 */
#include "read/pdf/units_priv.h"

/* A mark is this many characters from its letter at most. */
#define YEAR_MIN 1000u
#define MARK_REACH 6u

/* UAX #9, W4: a separator that keeps two numbers together; a hyphen does so only where no
 * right-to-left letter stands before them (W2). */
static bool
is_separator(uint32_t c, bool letters)
{
	return (!letters && (c == '-' || c == '+')) || c == '.' || c == ',' || c == ':' ||
	       c == '/' || c == 0xA0 || c == 0x66B || c == 0x66C;
}

static void
turn(struct pdf_unit *u, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct pdf_unit swap = u[i];

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
settle_marks(struct pdf_unit *u, size_t n, bool before)
{
	for (size_t i = 0; i + 1 < n; i++) {
		bool here = pdf_is_mark(u[i].point), next = pdf_is_mark(u[i + 1].point);
		const struct dais_pdf_glyph *mark, *letter;
		struct pdf_unit swap = u[i];
		float centre;

		if (here == next || !u[i].glyph || !u[i + 1].glyph)
			continue;
		mark = here ? u[i].glyph : u[i + 1].glyph;
		letter = here ? u[i + 1].glyph : u[i].glyph;
		if (is_thin(mark) || pdf_is_space(letter->point))
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
letter_of(const struct dais_pdf_page *page, const struct dais_pdf_glyph *g, bool before)
{
	const struct dais_pdf_glyph *l = g;

	for (unsigned k = 0; k < 4 && pdf_is_mark(l->point); k++) {
		if (before ? l + 1 == page->glyphs + page->glyph_count : l == page->glyphs)
			return NULL;
		l += before ? 1 : -1;
	}
	return pdf_is_mark(l->point) || l->left > g->right + g->size || l->right < g->left - g->size
		   ? NULL
		   : l;
}

/* Moves unit @i to the side of unit @k where its mark belongs. */
static void
move_unit(struct pdf_unit *u, size_t i, size_t k, bool before)
{
	struct pdf_unit moved = u[i];
	size_t to = before == (k > i) ? (before ? k - 1 : k + 1) : k;

	if (i < to)
		memmove(u + i, u + i + 1, (to - i) * sizeof(*u));
	else
		memmove(u + to + 1, u + to, (i - to) * sizeof(*u));
	u[to] = moved;
}

/* Marks without a breadth, to their letters. */
static void
settle_thin_marks(const struct dais_pdf_page *page, struct pdf_unit *u, size_t n, bool before)
{
	for (size_t i = 0; i < n; i++) {
		const struct dais_pdf_glyph *g = u[i].glyph, *letter;

		if (!g || !pdf_is_mark(u[i].point) || !is_thin(g))
			continue;
		letter = letter_of(page, g, before);
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
run_end(const struct pdf_unit *u, size_t n, size_t from, bool letters)
{
	size_t end = from + 1;
	bool latin = pdf_is_left_to_right(u[from].point);

	for (size_t i = from + 1; i < n && !pdf_is_right_to_left(u[i].point); i++) {
		if (pdf_is_left_to_right(u[i].point)) {
			latin = true;
			end = i + 1;
		} else if (pdf_is_digit(u[i].point)) {
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
is_latin_run(const struct pdf_unit *u, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (pdf_is_left_to_right(u[i].point))
			return true;
	}
	return false;
}

/* A number stands behind Latin words only if they are to its left; in the turned line that is
 * behind it. Whether the numbers before the first letter belong to the run: as far as no space
 * divides them, for else they are a number of the right-to-left text. */
static size_t
run_start(const struct pdf_unit *u, size_t from, size_t end)
{
	size_t start = from;

	if (!is_latin_run(u + from, end - from))
		return from;
	for (size_t i = from; i < end && !pdf_is_left_to_right(u[i].point); i++) {
		if (u[i].point == ' ')
			start = i + 1;
	}
	return start;
}

/* The number that ends before @end of the turned line, where it stands backward; *@ret_from is
 * where it begins there. */
static unsigned
number_before(const struct pdf_unit *u, size_t from, size_t end, size_t *ret_from)
{
	unsigned value = 0, digits = 0;

	while (end > from && digits < 5 && u[end - 1].point >= '0' && u[end - 1].point <= '9') {
		value = value * 10 + (u[end - 1].point - '0');
		digits++;
		end--;
	}
	*ret_from = end;
	return value;
}

/* The nearest letter of a right-to-left script to the units @from to @end of a line: before them,
 * or else behind; NULL when there is none. */
static const struct pdf_unit *
letter_beside(const struct pdf_unit *u, size_t n, size_t from, size_t end, bool *ret_before)
{
	*ret_before = true;
	for (size_t i = from; i-- > 0;) {
		if (u[i].glyph && pdf_is_right_to_left(u[i].point))
			return &u[i];
	}
	*ret_before = false;
	for (size_t i = end; i < n; i++) {
		if (u[i].glyph && pdf_is_right_to_left(u[i].point))
			return &u[i];
	}
	return NULL;
}

/* Whether two numbers with a hyphen, the run from @from to @end of the turned line, would fall if
 * they were read from left to right: "2020-2016". */
static bool
falls(const struct pdf_unit *u, size_t n, size_t from, size_t end)
{
	size_t hyphen, begin;
	unsigned first = number_before(u, from, end, &hyphen), second;
	bool before;
	const struct pdf_unit *beside = letter_beside(u, n, from, end, &before);

	if (hyphen <= from || u[hyphen - 1].point != '-')
		return false;
	/* "4-1" alone stands as it is read, but years of a line that goes on rise; and before words
	 * when it is drawn so, and they behind it. */
	if ((!beside && first < YEAR_MIN) || (beside && !before && beside->glyph > u[from].glyph &&
						 u[end - 1].glyph < u[from].glyph))
		return false;
	second = number_before(u, from, hyphen - 1, &begin);
	return begin == from && begin + 1 < hyphen && first > second;
}

/* Whether the run from @from to @end of the turned line, Latin words with a number on their right,
 * is drawn in the order of reading, the words before the number. Only where the letters beside it
 * are drawn in that order, too, does that tell it from a number before Latin words. */
static bool
is_drawn_as_one(const struct pdf_unit *u, size_t n, size_t from, size_t end)
{
	const struct dais_pdf_glyph *number = u[from].glyph, *latin = NULL;
	bool before;
	const struct pdf_unit *beside = letter_beside(u, n, from, end, &before);

	for (size_t i = from; i < end && !latin; i++)
		latin = pdf_is_left_to_right(u[i].point) ? u[i].glyph : NULL;
	return beside && number && latin && latin < number &&
	       (before ? beside->glyph < latin : beside->glyph > number);
}

static void
put_in_reading_order(struct pdf_unit *u, size_t n)
{
	bool letters = false;

	turn(u, n);
	for (size_t i = 0; i < n; i++)
		u[i].rightward = true;
	for (size_t i = 0; i < n;) {
		size_t end;

		if (!pdf_is_digit(u[i].point) && !pdf_is_left_to_right(u[i].point)) {
			letters |= pdf_is_right_to_left(u[i].point);
			i++;
			continue;
		}
		end = run_end(u, n, i, letters);
		/* At the head of a line a letter may stand before it in the paragraph; the line
		 * does not tell, but a range rises. */
		if (!letters && falls(u, n, i, end))
			end = run_end(u, n, i, true);
		if (is_latin_run(u + i, end - i) && run_start(u, i, end) > i &&
		    !is_drawn_as_one(u, n, i, end)) {
			size_t number = i + 1;

			while (number < end && u[number].point != ' ')
				number++;
			end = number;
			while (end > i + 1 && !pdf_is_digit(u[end - 1].point) &&
			       !pdf_is_left_to_right(u[end - 1].point))
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
put_words_in_reading_order(struct pdf_unit *u, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t end = i + 1;

		if (!pdf_is_right_to_left(u[i].point))
			continue;
		for (size_t k = end; k < n && !pdf_is_left_to_right(u[k].point); k++)
			end = pdf_is_right_to_left(u[k].point) ? k + 1 : end;
		put_in_reading_order(u + i, end - i);
		i = end;
	}
}

/* Latin words on a page of Arabic may be a line of an Arabic paragraph: then what ends a sentence
 * or closes a bracket stands on their left, or what opens one on their right. */
static bool
ends_on_left(const struct pdf_unit *u, size_t n)
{
	uint32_t first = n ? u[0].point : 0, last = n ? u[n - 1].point : 0;

	return first == '.' || first == ',' || first == ';' || first == ':' || first == ')' ||
	       first == ']' || first == 0x60C || first == 0x61B || first == 0xBB || last == '(' ||
	       last == '[' || last == 0xAB;
}

enum pdf_direction
pdf_direction_of(const struct pdf_unit *u, size_t n, bool rtl_page)
{
	size_t right = 0, left = 0;

	for (size_t i = 0; i < n; i++) {
		right += pdf_is_right_to_left(u[i].point);
		left += pdf_is_left_to_right(u[i].point);
	}
	if (rtl_page)
		return right == 0 && left > 0 && !ends_on_left(u, n) ? PDF_LEFT_TO_RIGHT
								     : PDF_RIGHT_TO_LEFT;
	if (right > left)
		return PDF_RIGHT_TO_LEFT;
	return right ? PDF_WORDS_RIGHT_TO_LEFT : PDF_LEFT_TO_RIGHT;
}

void
pdf_put_in_order(
    struct pdf_unit *u, size_t n, enum pdf_direction direction, const struct dais_pdf_page *page)
{
	settle_thin_marks(page, u, n, direction != PDF_LEFT_TO_RIGHT);
	settle_marks(u, n, direction != PDF_LEFT_TO_RIGHT);
	if (direction == PDF_RIGHT_TO_LEFT)
		put_in_reading_order(u, n);
	else if (direction == PDF_WORDS_RIGHT_TO_LEFT)
		put_words_in_reading_order(u, n);
}
