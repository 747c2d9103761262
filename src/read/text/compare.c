/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Comparing wordings: as sequences of folded words, so that case, spaces, apostrophes and
 * punctuation never count. A Chinese character is a word. Long texts are cut: titles are short.
 */
#include "read/text/check_priv.h"
#include "text/text.h"

#define WORDS_MAX 160u
#define BYTES_MAX 4000u
#define DROPPED (UINT32_MAX - 1)
/* Words of a title that are too many to be repeated by chance. */
#define NEARLY_LEAST 6u

/* Words of a text that is folded already. */
static word_vec
split_folded(struct dais_arena *a, struct dais_str f)
{
	word_vec v = { 0 };
	size_t start = SIZE_MAX;

	for (size_t at = 0; at < f.n && v.n < WORDS_MAX;) {
		size_t here = at;
		uint32_t c = dais_str_decode(f, &at);

		if (start != SIZE_MAX && (read_is_separator(c) || read_is_han(c))) {
			dais_vec_push(a, &v, dais_str_sub(f, start, here));
			start = SIZE_MAX;
		}
		if (read_is_han(c))
			dais_vec_push(a, &v, dais_str_sub(f, here, at));
		else if (!read_is_separator(c) && start == SIZE_MAX)
			start = here;
	}
	if (start != SIZE_MAX && v.n < WORDS_MAX)
		dais_vec_push(a, &v, dais_str_sub(f, start, f.n));
	return v;
}

/* The letter that @c is folded to; 0 between words, UINT32_MAX when @c has to be folded with what
 * is around it, DROPPED when it is left out. */
static uint32_t
fold_one(uint32_t c)
{
	uint32_t folded;

	if (c < 0x80)
		return (c | 0x20) - 'a' < 26 ? c | 0x20 : c - '0' < 10 ? c : 0;
	if (c == 0xDF || c == 0x130 || c == 0x149 || c == 0x17F)
		return UINT32_MAX; /* one letter becomes two */
	if (read_is_separator(c))
		return 0;
	folded = dais_text_fold_char(c);
	return folded == 0 ? DROPPED : folded;
}

word_vec
read_split(struct dais_arena *a, struct dais_str s)
{
	word_vec v = { 0 };
	size_t start = 0, n = 0;
	char *out;

	s = dais_str_sub(s, 0, BYTES_MAX);
	/* A letter's other case never takes more bytes than twice its own. */
	out = dais_arena_alloc(a, s.n * 2 + 4);
	for (size_t at = 0; at < s.n && v.n < WORDS_MAX;) {
		uint32_t c = (unsigned char)s.p[at] < 0x80 ? (unsigned char)s.p[at++]
							   : dais_str_decode(s, &at);
		bool han = read_is_han(c);

		c = fold_one(c);
		if (c == UINT32_MAX)
			return split_folded(a, dais_text_fold(a, s));
		if (c == DROPPED)
			continue;
		if ((c == 0 || han) && n > start) {
			dais_vec_push(a, &v, ((struct dais_str){ out + start, n - start }));
			start = n;
		}
		if (c == 0)
			continue;
		if (c < 0x80)
			out[n++] = (char)c;
		else
			n += dais_str_encode(c, out + n);
		if (han && v.n < WORDS_MAX) {
			dais_vec_push(a, &v, ((struct dais_str){ out + start, n - start }));
			start = n;
		}
	}
	if (n > start && v.n < WORDS_MAX)
		dais_vec_push(a, &v, ((struct dais_str){ out + start, n - start }));
	return v;
}

struct dais_str
check_words_in(struct dais_str s, size_t at, size_t n)
{
	size_t word = 0, from = s.n, to = s.n;
	bool inside = false;

	for (size_t i = 0; i < s.n;) {
		size_t here = i;
		uint32_t c = dais_str_decode(s, &i);
		bool separates = read_is_separator(c), begins = !separates && !inside;

		if (inside && (separates || read_is_han(c))) {
			to = word == at + n ? here : to;
			begins = !separates;
		}
		if (begins && ++word == at + 1)
			from = here;
		inside = !separates;
	}
	return dais_str_sub(s, from, to);
}

/* Length of the longest common subsequence. */
static unsigned
common(const word_vec *x, const word_vec *y)
{
	unsigned row[WORDS_MAX + 2] = { 0 };

	for (size_t i = 0; i < x->n; i++) {
		unsigned diagonal = 0;

		for (size_t j = 0; j < y->n && j < WORDS_MAX; j++) {
			unsigned above = row[j + 1];

			if (dais_str_eq(x->v[i], y->v[j]))
				row[j + 1] = diagonal + 1;
			else if (row[j] > above)
				row[j + 1] = row[j];
			diagonal = above;
		}
	}
	return row[y->n < WORDS_MAX ? y->n : WORDS_MAX];
}

unsigned
read_alike_words(const word_vec *x, const word_vec *y)
{
	size_t longer = x->n > y->n ? x->n : y->n;

	return x->n && y->n ? (unsigned)((size_t)common(x, y) * 100u / longer) : 0;
}

unsigned
read_alike(struct dais_str x, struct dais_str y)
{
	DAIS_ARENA_AUTO t = dais_arena_new(0);
	word_vec vx = read_split(t, x);
	word_vec vy = read_split(t, y);

	return read_alike_words(&vx, &vy);
}

unsigned
read_contained(struct dais_str x, struct dais_str y)
{
	DAIS_ARENA_AUTO t = dais_arena_new(0);
	word_vec vx = read_split(t, x);
	word_vec vy = read_split(t, y);

	return vx.n && vy.n ? (unsigned)((size_t)common(&vx, &vy) * 100u / vx.n) : 0;
}

static bool
stands_at(const word_vec *x, const word_vec *y, size_t at)
{
	for (size_t i = 0; i < x->n; i++) {
		if (at + i >= y->n || !dais_str_eq(x->v[i], y->v[at + i]))
			return false;
	}
	return true;
}

static bool
begin_alike(struct dais_str x, struct dais_str y)
{
	size_t n = x.n < y.n ? x.n : y.n, same = 0;

	while (same < n && x.p[same] == y.p[same])
		same++;
	return same >= 6 && same * 3 >= n * 2 && x.n < same + 8 && y.n < same + 8;
}

/* An Arabic word without the conjunction or preposition that is written together with it; where
 * "to" has swallowed the article, with the article. Other words as they are. */
static struct dais_str
without_clitic(struct dais_str s, char room[static 64])
{
	struct dais_str lam = DAIS_STR("ل"), article = DAIS_STR("ال");

	if (dais_str_has_prefix(s, DAIS_STR("و")) && s.n > 8)
		s = dais_str_sub(s, 2, s.n);
	if (dais_str_has_prefix(s, DAIS_STR("لل")) && s.n < 60) {
		memcpy(room, article.p, article.n);
		memcpy(room + article.n, s.p + 2 * lam.n, s.n - 2 * lam.n);
		return (struct dais_str){ room, s.n - 2 * lam.n + article.n };
	}
	if ((dais_str_has_prefix(s, lam) || dais_str_has_prefix(s, DAIS_STR("ب"))) && s.n > 8)
		return dais_str_sub(s, 2, s.n);
	return s;
}

bool
read_akin(struct dais_str x, struct dais_str y)
{
	char room_x[64], room_y[64];
	struct dais_str bare_x, bare_y;

	if (dais_str_eq(x, y) || begin_alike(x, y))
		return true;
	if (x.n < 6 || y.n < 6 || (unsigned char)x.p[0] < 0xD8 || (unsigned char)x.p[0] > 0xDB)
		return false;
	bare_x = without_clitic(x, room_x);
	bare_y = without_clitic(y, room_y);
	return begin_alike(bare_x, y) || begin_alike(x, bare_y) || begin_alike(bare_x, bare_y);
}

/* Whether @x's words, inflected or not, stand in @y from @at. */
static bool
akin_at(const word_vec *x, const word_vec *y, size_t at)
{
	for (size_t i = 0; i < x->n; i++) {
		if (at + i >= y->n || !read_akin(x->v[i], y->v[at + i]))
			return false;
	}
	return true;
}

bool
check_nearly_stands_in(const word_vec *x, const word_vec *y)
{
	size_t slack = x->n >= 16 ? 2 : 1;

	if (x->n < NEARLY_LEAST || y->n + slack < x->n)
		return false;
	for (size_t at = 0; at + x->n <= y->n; at++) {
		if (akin_at(x, y, at))
			return false;
	}
	for (size_t at = 0; at < y->n; at++) {
		size_t longest = y->n - at < x->n + slack ? y->n - at : x->n + slack;

		if (!dais_str_eq(y->v[at], x->v[0]) && !dais_str_eq(y->v[at], x->v[1]))
			continue;
		for (size_t n = x->n - slack; n <= longest; n++) {
			word_vec part = { .v = y->v + at, .n = n };
			size_t most = x->n > n ? x->n : n;

			if (dais_str_eq(part.v[n - 1], x->v[x->n - 1]) &&
			    common(x, &part) + slack >= most)
				return true;
		}
	}
	return false;
}

bool
check_stands_in(const word_vec *x, const word_vec *y)
{
	for (size_t at = 0; x->n && at + x->n <= y->n; at++) {
		if (akin_at(x, y, at))
			return true;
	}
	return false;
}

bool
read_same(struct dais_str x, struct dais_str y)
{
	DAIS_ARENA_AUTO t = dais_arena_new(0);
	word_vec vx = read_split(t, x);
	word_vec vy = read_split(t, y);

	return vx.n == vy.n && stands_at(&vx, &vy, 0);
}

/* Byte offsets of the starts of the words of @s as printed (split at spaces). */
static size_t
printed_words(struct dais_str s, size_t *ret_at, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < max; i++) {
		if (s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' '))
			ret_at[n++] = i;
	}
	return n;
}

static struct dais_str
word_at(struct dais_str s, const size_t *at, size_t n, size_t i)
{
	return dais_str_trim(dais_str_sub(s, at[i], i + 1 < n ? at[i + 1] : s.n));
}

static struct dais_str
excerpt(struct dais_arena *a, struct dais_str s, const size_t *at, size_t n, size_t from, size_t to)
{
	struct dais_str part = dais_str_trim(dais_str_sub(s, at[from], to < n ? at[to] : s.n));

	if (from > 0)
		part = dais_arena_concat(a, DAIS_STR("… "), part);
	return to < n ? dais_arena_concat(a, part, DAIS_STR(" …")) : part;
}

void
read_difference(struct dais_arena *a, struct dais_str x, struct dais_str y, struct dais_str *ret_x,
    struct dais_str *ret_y)
{
	enum {
		MAX = 160,
		AROUND = 3
	};
	size_t ax[MAX], ay[MAX];
	size_t nx = printed_words(x, ax, MAX), ny = printed_words(y, ay, MAX);
	size_t head = 0, tail = 0;

	*ret_x = x;
	*ret_y = y;
	if (nx < 2 || ny < 2)
		return;
	while (
	    head < nx && head < ny && read_same(word_at(x, ax, nx, head), word_at(y, ay, ny, head)))
		head++;
	while (tail + head < nx && tail + head < ny &&
	       read_same(word_at(x, ax, nx, nx - 1 - tail), word_at(y, ay, ny, ny - 1 - tail)))
		tail++;
	if (head == nx || head == ny)
		head = head > 0 ? head - 1 : 0;
	head = head > AROUND ? head - AROUND : 0;
	tail = tail > AROUND ? tail - AROUND : 0;
	*ret_x = excerpt(a, x, ax, nx, head, nx - tail);
	*ret_y = excerpt(a, y, ay, ny, head, ny - tail);
}
