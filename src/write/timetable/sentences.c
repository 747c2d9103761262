/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is said below a table on a terminal: sentences, and lists whose second lines hang.
 */
#include "write/timetable/text_priv.h"

/* Bytes of "- " or "12. " with which @line begins, or 0. */
static size_t
mark_length(struct dais_str line)
{
	size_t digits = 0;

	if (dais_str_has_prefix(line, DAIS_STR("- ")))
		return 2;
	while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
		digits++;
	return digits && dais_str_has_prefix(dais_str_sub(line, digits, line.n), DAIS_STR(". "))
		   ? digits + 2
		   : 0;
}

static void
put_sentence(struct text *x, struct dais_str line)
{
	text_line_vec lines = { NULL, 0, 0 };
	size_t indent = 0, mark;

	while (indent < line.n && line.p[indent] == ' ')
		indent++;
	line = dais_str_sub(line, indent, line.n);
	mark = mark_length(line);
	if (!line.n) {
		dais_buf_put_char(x->out, '\n');
		return;
	}
	dais_text_put_lines(x, &lines, dais_str_sub(line, 0, mark), STYLE_PLAIN,
	    dais_str_sub(line, mark, line.n), STYLE_PLAIN, dais_text_room(x, (unsigned)indent));
	dais_text_put_indented(x, &lines, (unsigned)indent);
}

void
dais_timetable_sentences(struct dais_str lines, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct text x = { .l = l };

	if (!opt->terminal) { /* programs look for words in them */
		dais_buf_put(out, lines);
		return;
	}
	dais_text_start(&x, opt, out, a);
	for (size_t at = 0; at < lines.n;) {
		size_t end = dais_str_find_char(lines, '\n', at);

		end = end == SIZE_MAX ? lines.n : end;
		put_sentence(&x, dais_str_sub(lines, at, end));
		at = end + 1;
	}
}
