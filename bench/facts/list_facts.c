/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists the facts and references of the lines of a text, a line of output for each line of input,
 * for compare.py: "date=2022-05-23 session=13 item=4a ..." usage: list_facts LANG FILE
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "text/refer.h"

struct line {
	struct dais_arena *a;
	struct dais_str s;
};

static void
put_words(const struct line *l, size_t at, size_t n)
{
	printf("\t%.*s\n", DAIS_STR_ARG(dais_str_sub(l->s, at, at + n)));
}

static void
put_fact(void *ctx, const struct dais_fact *f)
{
	const struct line *l = ctx;
	char from[64], to[64];

	(void)snprintf(
	    from, sizeof(from), "%04d-%02d-%02d", f->from.year, f->from.month, f->from.day);
	(void)snprintf(to, sizeof(to), "%04d-%02d-%02d", f->to.year, f->to.month, f->to.day);
	switch (f->kind) {
	case DAIS_FACT_DATE:
		printf("date\t%s", from);
		break;
	case DAIS_FACT_RANGE:
		printf("range\t%s/%s", from, to);
		break;
	case DAIS_FACT_WEEKDAY:
		printf("weekday\t%s(%d)", from, f->weekday);
		break;
	case DAIS_FACT_ORDINAL:
		printf("ordinal\t%s %u", f->noun, f->number);
		break;
	case DAIS_FACT_TIME:
		printf("time\t%02d:%02d", f->minute / 60, f->minute % 60);
		break;
	}
	put_words(l, f->at, f->n);
}

static void
put_reference(void *ctx, const struct dais_reference *f)
{
	const struct line *l = ctx;
	struct dais_str value = dais_text_reference_value(l->a, l->s, f);

	printf("%s%s\t%.*s", dais_text_reference_name(f->kind), f->or_item ? "-or-item" : "",
	    DAIS_STR_ARG(value));
	put_words(l, f->at, f->n);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str text, line;
	enum dais_lang lang;
	unsigned no = 0;

	if (argc != 3 || !dais_lang_parse(dais_str_from(argv[1]), &lang)) {
		(void)fprintf(stderr, "usage: list_facts LANG FILE\n");
		return 2;
	}
	if (!dais_file_read(a, argv[2], (size_t)1 << 30, &text, &err)) {
		(void)fprintf(stderr, "list_facts: %s cannot be read\n", argv[2]);
		return 2;
	}
	while (dais_str_next_line(&text, &line)) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		struct line l = { scratch, line };

		printf("#\t%u\n", ++no);
		dais_text_find_all(lang, line, put_fact, put_reference, &l);
	}
	return 0;
}
