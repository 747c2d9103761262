/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How many megabytes a second the finders and the folding take, of a text given or of texts that
 * only a malicious writer makes. usage: speed LANG FILE
 */
#include <stdio.h>
#include <time.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "text/refer.h"

#define TEXT_BYTES ((size_t)20 << 20)
#define ROUNDS 3

static size_t found;

static void
on_fact(void *ctx, const struct dais_fact *f)
{
	(void)ctx;
	found += f->n > 0;
}

static void
on_reference(void *ctx, const struct dais_reference *f)
{
	(void)ctx;
	found += f->n > 0;
}

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
facts(enum dais_lang l, struct dais_str s)
{
	dais_text_find_facts(l, s, on_fact, NULL);
}

static void
references(enum dais_lang l, struct dais_str s)
{
	dais_text_find_references(l, s, on_reference, NULL);
}

static void
all(enum dais_lang l, struct dais_str s)
{
	dais_text_find_all(l, s, on_fact, on_reference, NULL);
}

static void
fold(enum dais_lang l, struct dais_str s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str line;

	(void)l;
	while (dais_str_next_line(&s, &line))
		found += dais_text_fold(a, line).n > 0;
}

static void
measure(const char *what, void (*run)(enum dais_lang, struct dais_str), enum dais_lang l,
    struct dais_str s)
{
	double best = 0;

	found = 0;
	for (int i = 0; i < ROUNDS; i++) {
		double t = now();

		run(l, s);
		t = now() - t;
		best = best == 0 || t < best ? t : best;
	}
	printf("  %-10s %8.0f MB/s %9zu found\n", what, (double)s.n / 1e6 / best, found / ROUNDS);
}

/* @s again and again. */
static struct dais_str
repeat(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	while (s.n && dais_buf_str(&b).n < TEXT_BYTES)
		dais_buf_put(&b, s);
	return dais_buf_dup(&b, a);
}

static void
measure_all(const char *name, enum dais_lang l, struct dais_str s)
{
	printf("%s (%s, %zu bytes)\n", name, dais_lang_code(l), s.n);
	measure("facts", facts, l, s);
	measure("references", references, l, s);
	measure("both", all, l, s);
	measure("fold", fold, l, s);
}

int
main(int argc, char **argv)
{
	static const char *const unusual[] = { "1", "second ", "IVXIVX", "((((", "1.1.", "5 and ",
		"items 1, 2, ", "A/1/", "resolution 10/6, ", "第", "一", "between ", "hundred ",
		"agenda item ", "دورة ", "resolution ", "(a) ", "1 May to " };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str text;
	enum dais_lang lang;

	if (argc == 3 && dais_lang_parse(dais_str_from(argv[1]), &lang)) {
		if (!dais_file_read(a, argv[2], (size_t)1 << 30, &text, &err)) {
			(void)fprintf(stderr, "speed: %s cannot be read\n", argv[2]);
			return 2;
		}
		measure_all(argv[2], lang, repeat(a, text));
		return 0;
	}
	for (size_t i = 0; i < sizeof(unusual) / sizeof(unusual[0]); i++) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		struct dais_str s = repeat(scratch, dais_str_from(unusual[i]));

		for (unsigned l = 0; l < DAIS_LANG_COUNT; l += 1)
			if (l == DAIS_LANG_EN || l == DAIS_LANG_ZH || l == DAIS_LANG_AR)
				measure_all(unusual[i], (enum dais_lang)l, s);
	}
	return 0;
}
