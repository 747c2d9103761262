/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Texts whose lines stand for each other.
 */
#include "concord/concord_priv.h"

struct line_text {
	const struct dais_concord_text *text;
	struct concord_finder finder;
	struct dais_str rest;
	struct dais_str line;
	struct concord_unit unit;
};

struct line_row {
	const struct line_text *t;
	unsigned line;
};

static struct dais_place
place(const struct concord_row *row, size_t v, const struct concord_fact *fact)
{
	const struct line_row *r = row->ctx;
	struct dais_str s = r->t[v].line;
	struct dais_place p = { .file = r->t[v].text->file, .line = r->line, .column = 1 };

	if (fact) {
		p.column = 1 + (unsigned)dais_str_count(dais_str_sub(s, 0, fact->at));
		p.text = dais_str_sub(s, fact->at, fact->at + fact->n);
	}
	return p;
}

/* The numbers that the lines begin with: those that have one agree. */
static void
compare_marks(struct concord_run *run, struct concord_row *row, const struct line_row *r)
{
	struct concord_fact marks[DAIS_CONCORD_VERSIONS_MAX];
	struct concord_row only = *row;

	for (size_t v = 0; v < row->n; v++) {
		const struct concord_unit *u = &r->t[v].unit;

		only.side[v].present = row->side[v].present && u->mark == CONCORD_MARK_NUMBER;
		marks[v] = (struct concord_fact){ .key = concord_number_key(u->number, 0),
			.n = u->body,
			.kind = CONCORD_PARAGRAPH,
			.strength = CONCORD_SURE };
		only.side[v].facts = &marks[v];
		only.side[v].n_facts = 1;
	}
	concord_compare_row(run, &only);
}

static void
compare_line(struct concord_run *run, struct line_text *t, size_t n, unsigned line)
{
	struct line_row r = { t, line };
	struct concord_row row = { .n = n, .place = place, .ctx = &r };

	for (size_t v = 0; v < n; v++) {
		t[v].finder.facts.n = 0;
		concord_find(&t[v].finder, t[v].line, &t[v].unit);
		row.side[v] = (struct concord_side){ .lang = t[v].text->lang,
			.present = t[v].line.n > 0,
			.facts = t[v].finder.facts.v,
			.n_facts = t[v].unit.n_facts };
	}
	compare_marks(run, &row, &r);
	concord_compare_row(run, &row);
}

static bool
check_texts(const struct dais_concord_text *v, size_t n, struct dais_err *err)
{
	if (n < 2 || n > DAIS_CONCORD_VERSIONS_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "two to %d versions can be compared, not %zu", DAIS_CONCORD_VERSIONS_MAX, n);
	for (size_t i = 0; i < n; i++) {
		size_t at;

		if (!dais_str_is_text(v[i].bytes, &at))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "%.*s is not UTF-8 text (byte %zu)", DAIS_STR_ARG(v[i].file), at);
	}
	return true;
}

bool
dais_concord_lines(struct dais_arena *a, const struct dais_concord_text *v, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct line_text t[DAIS_CONCORD_VERSIONS_MAX];
	struct concord_run run = { .opt = opt, .diags = diags };
	enum dais_lang langs[DAIS_CONCORD_VERSIONS_MAX];
	struct dais_str files[DAIS_CONCORD_VERSIONS_MAX];
	bool ok = check_texts(v, n, err);
	unsigned line = 0;

	if (!ok)
		return false;
	for (size_t i = 0; i < n; i++) {
		t[i] = (struct line_text){ .text = &v[i], .rest = v[i].bytes };
		concord_finder_init(&t[i].finder, a, v[i].lang);
		langs[i] = v[i].lang;
		files[i] = v[i].file;
	}
	concord_name_versions(&run, langs, files, n);
	for (bool more = true; more && ok;) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		size_t ended = 0;

		run.scratch = scratch;
		line++;
		for (size_t i = 0; i < n; i++)
			ended += !dais_str_next_line(&t[i].rest, &t[i].line);
		more = ended == 0;
		if (more)
			compare_line(&run, t, n, line);
		else if (ended < n)
			ok = dais_err_set(err, DAIS_ERR_INVALID,
			    "the texts do not have the same number of lines: one ends at line %u",
			    line - 1);
	}
	for (size_t i = 0; i < n; i++)
		concord_finder_release(&t[i].finder);
	return ok;
}
