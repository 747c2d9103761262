/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings in words.
 */
#include "concord/concord_priv.h"
#include "text/message.h"
#include "text/text.h"

void
concord_name_versions(
    struct concord_run *run, const enum dais_lang *langs, const struct dais_str *files, size_t n)
{
	dais_lang_set seen = 0, twice = 0;

	for (size_t i = 0; i < n; i++) {
		twice |= seen & DAIS_LANG_BIT(langs[i]);
		seen |= DAIS_LANG_BIT(langs[i]);
	}
	for (size_t i = 0; i < n; i++)
		run->names[i] =
		    twice & DAIS_LANG_BIT(langs[i])
			? files[i]
			: dais_str_from(dais_text_message_language(run->diags->lang, langs[i]));
}

static const char *
rule_of(enum concord_kind k)
{
	static const char *const rules[CONCORD_KIND_COUNT] = { [CONCORD_PARAGRAPH] = "R-CONC-02",
		[CONCORD_SYMBOL] = "R-CONC-03",
		[CONCORD_DATE] = "R-CONC-04",
		[CONCORD_WEEKDAY] = "R-CONC-04",
		[CONCORD_MONTH] = "R-CONC-04",
		[CONCORD_TIME] = "R-CONC-05",
		[CONCORD_HALF_DAY] = "R-CONC-05",
		[CONCORD_RESOLUTION] = "R-CONC-06",
		[CONCORD_NAME] = "R-CONC-06",
		[CONCORD_LETTER] = "R-CONC-08",
		[CONCORD_ORDINAL] = "R-CONC-07",
		[CONCORD_REFERENCE] = "R-CONC-08",
		[CONCORD_FIGURE] = "R-CONC-09" };

	return rules[k];
}

static const char *
kind_name(const struct concord_run *run, enum concord_kind k)
{
	static const char *const kinds[CONCORD_KIND_COUNT] = { [CONCORD_PARAGRAPH] = DAIS_MESSAGE(
								   "number of the paragraph"),
		[CONCORD_SYMBOL] = DAIS_MESSAGE("symbol"),
		[CONCORD_DATE] = DAIS_MESSAGE("date"),
		[CONCORD_WEEKDAY] = DAIS_MESSAGE("weekday"),
		[CONCORD_MONTH] = DAIS_MESSAGE("month"),
		[CONCORD_TIME] = DAIS_MESSAGE("time"),
		[CONCORD_HALF_DAY] = DAIS_MESSAGE("half-day"),
		[CONCORD_RESOLUTION] = DAIS_MESSAGE("resolution or decision"),
		[CONCORD_NAME] = DAIS_MESSAGE("resolution or decision"),
		[CONCORD_LETTER] = DAIS_MESSAGE("reference"),
		[CONCORD_ORDINAL] = DAIS_MESSAGE("ordinal"),
		[CONCORD_REFERENCE] = DAIS_MESSAGE("reference"),
		[CONCORD_FIGURE] = DAIS_MESSAGE("number") };

	return dais_text_message_words(run->diags->lang, kinds[k]);
}

/* "English, French and Russian" of the versions in @set. */
static struct dais_str
versions(struct concord_run *run, const struct concord_row *row, unsigned set)
{
	struct dais_str names[DAIS_CONCORD_VERSIONS_MAX];
	size_t n = 0;

	for (unsigned v = 0; v < row->n; v++) {
		if (set & 1u << v)
			names[n++] = run->names[v];
	}
	return dais_text_list(run->scratch, run->diags->lang, names, n);
}

/* The kind that the surest of the facts has, the most special first. */
static enum concord_kind
kind_of(const struct concord_row *row, const struct concord_fact *const *x)
{
	enum concord_kind k = CONCORD_FIGURE;

	for (size_t v = 0; v < row->n; v++) {
		if (x[v] && x[v]->strength > CONCORD_WEAK && x[v]->kind < k)
			k = x[v]->kind;
	}
	return k;
}

static size_t
first_of(unsigned set)
{
	return set ? (size_t)__builtin_ctz(set) : 0;
}

void
concord_report_conflict(struct concord_run *run, const struct concord_row *row, unsigned odd,
    unsigned with, const struct concord_fact *const *x, const struct concord_fact *const *y)
{
	struct dais_place here = row->place(row, odd, y[odd]);
	size_t first = first_of(with);
	struct dais_place there = row->place(row, first, x[first]);
	bool two = __builtin_popcount(with) == 1;
	enum concord_kind k = kind_of(row, x);
	struct dais_diag *g;

	g = dais_diags_add(run->diags, rule_of(k), DAIS_SEVERITY_WARNING, &here,
	    two ? "the %s is \"%.*s\" in %.*s and \"%.*s\" in %.*s"
		: "the %s is \"%.*s\" in %.*s only; it is \"%.*s\" in %.*s",
	    kind_name(run, k), DAIS_STR_ARG(here.text), DAIS_STR_ARG(run->names[odd]),
	    DAIS_STR_ARG(there.text), DAIS_STR_ARG(versions(run, row, with)));
	for (size_t v = 0; v < row->n; v++) {
		if (with & 1u << v && x[v]) {
			struct dais_place p = row->place(row, v, x[v]);

			dais_diag_add_place(run->diags, g, &p);
		}
	}
}

void
concord_report_omission(struct concord_run *run, const struct concord_row *row, size_t v,
    unsigned with, const struct concord_fact *const *x)
{
	size_t first = first_of(with);
	struct dais_place there = row->place(row, first, x[first]);
	struct dais_place here = row->place(row, v, NULL);
	enum concord_kind k = kind_of(row, x);
	struct dais_diag *g;

	g = dais_diags_add(run->diags, "R-CONC-10", DAIS_SEVERITY_INFO, &here,
	    "the %s \"%.*s\" of %.*s is not in %.*s", kind_name(run, k), DAIS_STR_ARG(there.text),
	    DAIS_STR_ARG(versions(run, row, with)), DAIS_STR_ARG(run->names[v]));
	dais_diag_add_place(run->diags, g, &there);
}
