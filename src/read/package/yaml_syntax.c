/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is wrong with bytes that are no YAML, said to people who do not know YAML: what stands
 * there, and what to do. libyaml's own words are kept for what is rare.
 */
#include "read/package/yaml_syntax.h"

struct wrong {
	struct dais_diags *d;
	struct dais_place place;
	const yaml_parser_t *parser;
	char found; /* the byte at the place */
};

static size_t
begins(const struct wrong *w)
{
	return w->parser->context_mark.line + 1;
}

static bool
is(const struct wrong *w, const char *problem)
{
	return w->parser->problem && strcmp(w->parser->problem, problem) == 0;
}

/* A character that begins no value, such as a tab, @ or %. */
static bool
say_character(struct wrong *w)
{
	struct dais_diag *g;

	if (!is(w, "found character that cannot start any token") &&
	    !is(w, "found a tab character that violates indentation") &&
	    !is(w, "found a tab character where an indentation space is expected"))
		return false;
	if (w->found == '\t' || !is(w, "found character that cannot start any token")) {
		g = dais_diags_add(
		    w->d, "package", DAIS_SEVERITY_ERROR, &w->place, "a tab stands here");
		dais_diag_set_file_hint(w->d, g, "indent with spaces");
	} else {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "a value cannot begin with %c", w->found > ' ' ? w->found : '?');
		dais_diag_set_file_hint(w->d, g, "put the value in quotation marks: \"...\"");
	}
	return true;
}

/* Brackets and quotation marks that are not closed. */
static bool
say_open(struct wrong *w)
{
	struct dais_diag *g;

	if (is(w, "did not find expected ',' or ']'") ||
	    is(w, "did not find expected ',' or '}'")) {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "a bracket that opens in line %zu is not closed", begins(w));
		dais_diag_set_file_hint(w->d, g, "close it, with a comma between its members");
		return true;
	}
	if (is(w, "found unexpected end of stream") ||
	    is(w, "found unexpected document indicator")) {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "a quotation mark that opens in line %zu is not closed", begins(w));
		dais_diag_set_file_hint(w->d, g, "close it at the end of the words");
		return true;
	}
	return false;
}

/* Lines that do not fit together. */
static bool
say_lines(struct wrong *w)
{
	struct dais_diag *g;

	if (is(w, "mapping values are not allowed in this context")) {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "there can be no second colon here");
		dais_diag_set_file_hint(w->d, g,
		    "put words with a colon in quotation marks, and indent the line like its "
		    "neighbours");
		return true;
	}
	if (is(w, "could not find expected ':'")) {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "a colon is missing here or in the line above");
		dais_diag_set_file_hint(w->d, g, "write each line as `key: value`");
		return true;
	}
	if (is(w, "did not find expected key") || is(w, "did not find expected '-' indicator") ||
	    is(w, "block sequence entries are not allowed in this context")) {
		g = dais_diags_add(w->d, "package", DAIS_SEVERITY_ERROR, &w->place,
		    "this line does not fit to those around it");
		dais_diag_set_file_hint(w->d, g,
		    "indent it like its neighbours (they begin in line %zu), and look for a "
		    "quotation mark too many above",
		    begins(w));
		return true;
	}
	return false;
}

void
dais_yaml_report(struct dais_diags *d, const yaml_parser_t *p, const struct dais_place *place,
    struct dais_str bytes)
{
	size_t at = 0;
	struct wrong w = { .d = d, .place = *place, .parser = p };
	struct dais_diag *g;

	/* The mark counts characters; the byte is looked for in its line. */
	for (size_t line = 0, i = 0; i < bytes.n && line < p->problem_mark.line; i++)
		if (bytes.p[i] == '\n') {
			line++;
			at = i + 1;
		}
	for (size_t n = p->problem_mark.column; n && at < bytes.n; n--)
		(void)dais_str_decode(bytes, &at);
	w.found = at < bytes.n ? bytes.p[at] : '\0';
	if (p->error != YAML_READER_ERROR && (say_character(&w) || say_open(&w) || say_lines(&w)))
		return;
	g = dais_diags_add(d, "package", DAIS_SEVERITY_ERROR, place, "not YAML: %s",
	    p->problem ? p->problem : "out of memory");
	if (p->context)
		dais_diag_set_file_hint(
		    d, g, "%s that begins in line %zu", p->context, p->context_mark.line + 1);
}
