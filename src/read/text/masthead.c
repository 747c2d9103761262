/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines of the head that stand for themselves whatever is around them: symbols, what a masthead
 * holds, what has a label, titles of parts. Two columns of a masthead are two lines.
 */
#include "read/text/build_priv.h"
#include "read/text/front_priv.h"
#include "text/refer.h"

#define HEAD_LINES_MAX 60u
#define COLUMN_GAP 4u       /* spaces between two columns */
#define MASTHEAD_MAX 60u
#define CODE_MAX 24u        /* bytes of "OEA/Ser.G" */
#define ENTRY_MAX 400u      /* bytes of an entry that its symbol and mark stand in */
#define LABEL_MAX 80u       /* bytes of "Place of meeting:" */
#define NUMBER_WORD_MAX 5u  /* characters of " No. ", between a label and a number */

bool
read_is_whole_symbol(struct dais_str s)
{
	struct dais_symbol symbol;
	size_t small = 0, spaces = 0, series = 0, hyphens = 0;

	if (dais_symbol_match(s) == s.n || dais_text_symbol_length(s) == s.n)
		return s.n > 0;
	s.n = dais_text_without_modifiers(s);
	if (!s.n || read_job_number(s) || s.p[s.n - 1] == '/')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
		small += s.p[i] >= 'a' && s.p[i] <= 'z';
		spaces += s.p[i] == ' ';
	}
	/* "FP 7/1", not "Actual 2024/25": a series has up to five capitals, or eight with a hyphen.
	 */
	while (series < s.n &&
	       ((s.p[series] >= 'A' && s.p[series] <= 'Z') || (series && s.p[series] == '-')))
		hyphens += s.p[series++] == '-';
	if (spaces && (series == 0 || series > (hyphens ? 8u : 5u) || s.p[series] != ' '))
		return false;
	if (hyphens && dais_text_is_session_number(dais_str_sub(s, 0, series)))
		return false;
	return small <= 6 && spaces <= 1 && s.n < 40 && s.p[0] >= 'A' && s.p[0] <= 'Z' &&
	       dais_str_find_char(s, '/', 0) != SIZE_MAX && dais_symbol_of_any(s, &symbol);
}

size_t
read_document_head(struct dais_str s)
{
	static const char *const behind[] = { " – ", " — ", " - ", ": ", " : ", "\t", "  ", "：" };
	size_t end = SIZE_MAX, n = 0, space;

	if (read_is_whole_symbol(s))
		return s.n;
	s = dais_str_sub(s, 0, ENTRY_MAX);
	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++) {
		struct dais_str mark = dais_str_from(behind[i]);
		size_t at = dais_str_find(s, mark, 0);

		if (at < end) {
			end = at;
			n = mark.n;
		}
	}
	if (end != SIZE_MAX && end + n < s.n && read_is_whole_symbol(dais_str_sub(s, 0, end)))
		return end + n;
	/* "A/79/1 Report of the Secretary-General" */
	space = dais_str_find_char(s, ' ', 0);
	return space != SIZE_MAX && space + 1 < s.n &&
		       !read_starts_low(dais_str_sub(s, space + 1, s.n)) &&
		       dais_symbol_match(dais_str_sub(s, 0, space)) == space
		   ? space + 1
		   : 0;
}

/* "(23-3127)": the number of a printer. */
static bool
is_number_in_brackets(struct dais_str s)
{
	size_t digits = 0;

	if (s.n < 5 || s.p[0] != '(' || s.p[s.n - 1] != ')')
		return false;
	for (size_t i = 1; i + 1 < s.n; i++) {
		if (!strchr("-/. ", s.p[i]) && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	}
	return digits >= 4;
}

static void
note_month(void *ctx, const struct dais_fact *f)
{
	size_t *n = ctx;

	*n = f->at == 0 ? f->n : 0;
}

/* "September 2027": when the document is of. */
static bool
is_month_alone(const struct reader *r, struct dais_str s)
{
	size_t n = 0;

	dais_text_find_months(r->lang, s, note_month, &n);
	return n > 0 && n == s.n;
}

bool
read_is_masthead(const struct reader *r, struct dais_str s)
{
	if (s.n > MASTHEAD_MAX || !s.n)
		return false;
	return read_is_phrase(&r->words->masthead, s) ||
	       read_starts_phrase(&r->words->masthead_start, s) || read_is_whole_symbol(s) ||
	       is_number_in_brackets(s) || is_month_alone(r, s);
}

struct dais_str
read_behind_label(const struct read_list *labels, struct dais_str s)
{
	static const char *const colons[] = { ":", "：" };
	struct dais_str head = dais_str_sub(s, 0, LABEL_MAX);

	for (size_t i = 0; i < sizeof(colons) / sizeof(colons[0]); i++) {
		size_t at = dais_str_find(head, dais_str_from(colons[i]), 0);

		if (at != SIZE_MAX && read_is_phrase(labels, dais_str_trim(dais_str_sub(s, 0, at))))
			return dais_str_trim(dais_str_sub(s, at + strlen(colons[i]), s.n));
	}
	return DAIS_STR_NONE;
}

bool
read_is_labelled(const struct reader *r, struct dais_str s)
{
	return read_behind_label(&r->words->place_label, s).n > 0 ||
	       read_behind_label(&r->words->date_label, s).n > 0 ||
	       read_behind_label(&r->words->time_label, s).n > 0 ||
	       read_behind_label(&r->words->title_label, s).n > 0;
}

/* "Document N 231": a label and a number. */
static bool
is_labelled_number(const struct reader *r, struct dais_str s)
{
	struct phrase_place p;
	size_t figures = s.n;

	if (s.n > MASTHEAD_MAX || !s.n || read_starts_low(s) ||
	    !read_find_phrase(&r->words->document_label, s, 0, &p) || p.at != 0)
		return false;
	while (figures > p.n && s.p[figures - 1] >= '0' && s.p[figures - 1] <= '9')
		figures--;
	return figures < s.n && dais_str_count(dais_str_sub(s, p.n, figures)) <= NUMBER_WORD_MAX;
}

bool
read_stands_alone(const struct reader *r, struct dais_str s)
{
	unsigned number;
	int letter;

	return read_is_masthead(r, s) || is_labelled_number(r, s) ||
	       read_is_phrase(&r->words->agenda, s) || read_is_phrase(&r->words->annotations, s) ||
	       read_is_phrase(&r->words->timetable, s) ||
	       read_is_phrase(&r->words->list_of_documents, s) ||
	       read_is_phrase(&r->words->contents, s) ||
	       read_is_phrase(&r->words->report_alone, s) || read_is_labelled(r, s) ||
	       (s.n < 120 && read_item_reference(r, s, &number, &letter));
}

/* The head ends where items begin. */
bool
read_is_in_head(const struct reader *r, const struct text_line *l)
{
	return l->no <= HEAD_LINES_MAX && (!r->items_begin || l->no < r->items_begin);
}

/* "OEA/Ser.G": one word with a stroke that begins with capitals. */
static bool
is_code(struct dais_str s)
{
	return s.n <= CODE_MAX && s.n > 4 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' &&
	       s.p[1] <= 'Z' && dais_str_find_char(s, '/', 0) != SIZE_MAX &&
	       dais_str_find_char(s, ' ', 0) == SIZE_MAX;
}

static void
note_length(void *ctx, const struct dais_fact *f)
{
	size_t *n = ctx;

	if (f->kind == DAIS_FACT_DATE && f->at == 0)
		*n = f->n;
}

/* The date of the document in the masthead. */
static bool
is_date_alone(const struct reader *r, struct dais_str s)
{
	size_t n = 0;

	if (s.n <= MASTHEAD_MAX)
		dais_text_find_facts(r->lang, s, note_length, &n);
	return n > 0 && n == s.n;
}

/* "HC 120/11 April 2026": where the date begins behind the symbol of the document; 0: it is no such
 * line. */
static size_t
date_behind_symbol(const struct reader *r, struct dais_str s)
{
	size_t at = s.n <= MASTHEAD_MAX ? dais_str_find_char(s, ' ', 0) : SIZE_MAX;

	for (; at != SIZE_MAX; at = dais_str_find_char(s, ' ', at + 1)) {
		struct dais_str rest = dais_str_trim(dais_str_sub(s, at, s.n));
		size_t month = 0;

		dais_text_find_months(r->lang, rest, note_length, &month);
		if ((month == rest.n || is_date_alone(r, rest)) && rest.n &&
		    read_is_whole_symbol(dais_str_trim(dais_str_sub(s, 0, at))))
			return (size_t)(rest.p - s.p);
	}
	return 0;
}

/* "Geneva, 19-23 January 2026": place and days of the gathering, nothing behind them. */
static bool
is_place_and_days(const struct reader *r, struct dais_str s)
{
	struct front_scan f;

	if (s.n > MASTHEAD_MAX || read_starts_low(s))
		return false;
	f = front_scan_of(r, s);
	return f.has_range && f.date_end == s.n && f.date_at > 0 && !f.ordinals &&
	       front_place_before(r, s, &f).n > 0;
}

bool
read_is_right_half(const struct reader *r, struct dais_str left, struct dais_str right)
{
	/* "Date:    7 June 2023" is no column of a masthead. */
	return read_is_masthead(r, right) || is_code(right) || is_place_and_days(r, right) ||
	       (is_date_alone(r, right) && !read_ends_sentence(left));
}

size_t
read_second_column(const struct reader *r, const struct text_line *l)
{
	size_t spaces = 0;

	if (!read_is_in_head(r, l) || l->trim.n > 300)
		return 0;
	if (date_behind_symbol(r, l->trim))
		return date_behind_symbol(r, l->trim);
	for (size_t i = 1; i < l->trim.n; i++) {
		struct dais_str rest = dais_str_sub(l->trim, i, l->trim.n);
		char before = l->trim.p[i - 1];

		spaces = before == ' ' ? spaces + 1 : before == '\t' ? COLUMN_GAP : 0;
		if (l->trim.p[i] == ' ' || l->trim.p[i] == '\t' || spaces < COLUMN_GAP)
			continue;
		return read_is_right_half(r, dais_str_trim(dais_str_sub(l->trim, 0, i)), rest) ? i
											       : 0;
	}
	return 0;
}
