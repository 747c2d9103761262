/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

const char small_yaml[] =
    "# A small package.\n"
    "dais: 1\n"
    "languages: [en, fr]\n"
    "profile: untoc\n"
    "produces: agenda\n"
    "\n"
    "bodies:\n"
    "  cop:\n"
    "    name: {en: Conference, fr: Conférence}\n"
    "    symbol: CTOC/COP\n"
    "    noun: session\n"
    "  ic:\n"
    "    parent: cop\n"
    "    name: {en: Working Group A}\n"
    "    symbol: CTOC/COP/WG.3\n"
    "  ta:\n"
    "    parent: cop\n"
    "    name: {en: Working Group B}\n"
    "meetings:\n"
    "  cop@11: {opens: 2022-10-17, closes: 2022-10-21}\n"
    "  ic@13: # the meeting\n"
    "    opens: 2022-05-23T10:00\n"
    "    closes: 2022-05-27\n"
    "    place: {en: Vienna}\n"
    "  ta@13: {opens: 2022-05-23T10:00, closes: 2022-05-27, modality: hybrid}\n"
    "together: [ic@13, ta@13]\n"
    "agendas:\n"
    "  ic: [organization, environment]\n"
    "  ta: [organization, strategies]\n"
    "items:\n"
    "  organization:\n"
    "    kind: organizational\n"
    "    title: {en: Organizational matters}\n"
    "    parts:\n"
    "      opening: {kind: opening, title: {en: Opening}}\n"
    "      agenda: {kind: adoption-of-agenda, title: {en: Adoption}, documents: [agenda]}\n"
    "  environment:\n"
    "    kind: substantive\n"
    "    title: {en: Environment}\n"
    "    mandates: [\"cop:10/6\"]\n"
    "  strategies: {kind: substantive, title: {en: Strategies}, documents: []}\n"
    "mandates:\n"
    "  cop:10/6:\n"
    "    kind: resolution\n"
    "    paragraphs: [\"5\"]\n"
    "    requests: [ic, ta]\n"
    "    outcome: {kind: recommendations, for: cop@11}\n"
    "documents:\n"
    "  agenda:\n"
    "    symbols: [CTOC/COP/WG.3/2022/1]\n"
    "    kind: agenda\n"
    "    title: {en: Agenda}\n"
    "    author: secretariat\n"
    "    distribution: general\n"
    "    date: 2022-02-14\n"
    "    versions:\n"
    "      en: {job: V.22-00788, words: 4200, status: issued, issued: 2022-03-22}\n"
    "sittings:\n"
    "  - start: 2022-05-23T10:00 # Monday\n"
    "    end: 2022-05-23T13:00\n"
    "    bodies: [ic, ta]\n"
    "    entries:\n"
    "      - organization/opening\n"
    "      - {item: environment, minutes: 60}\n"
    "modalities:\n"
    "  hybrid: []\n"
    "approvals:\n"
    "  dates: {object: dates, meetings: [ic@13], by: cop, method: silence, date: 2021-07-30}\n"
    "# The end.\n";

const char small_text[] =
    "# {{item organization/opening}}\n"
    "\n"
    "The {{meeting ic@13}} of the {{body ic}} opens on {{opening ic@13}}.\n"
    "\n"
    "# {{item environment@ic}}\n"
    "\n"
    "See {{mandate cop:10/6}} and {{doc agenda}}, on {{date 2022-05-23|23 May}}.\n"
    "\n"
    "- one\n"
    "- *two*\n";

struct dais_str
spoil(struct dais_arena *a, const char *text, const char *from, const char *to)
{
	struct dais_str s = dais_str_from(text);
	size_t at = dais_str_find(s, dais_str_from(from), 0);

	assert_int_not_equal(at, SIZE_MAX);
	return dais_arena_printf(a, "%.*s%s%s", (int)at, text, to, text + at + strlen(from));
}

struct dais_record *
read_small(
    struct dais_arena *a, struct dais_str yaml, struct dais_str text, struct dais_diags *diags)
{
	struct dais_str texts[DAIS_LANG_COUNT] = { 0 };

	texts[DAIS_LANG_EN] = text;
	dais_diags_init(diags, a);
	return dais_package_read(a, yaml, texts, DAIS_STR_NONE, diags);
}

static const char *
print(struct dais_arena *a, const struct dais_diag *g)
{
	const struct dais_place *p = g->places.v;

	return dais_arena_printf(a, "%.*s:%u:%u: %.*s [%.*s]", DAIS_STR_ARG(p->file), p->line,
	    p->column, DAIS_STR_ARG(g->message), DAIS_STR_ARG(g->hint))
	    .p;
}

const char *
first_of(struct dais_arena *a, const struct dais_diags *diags)
{
	return diags->list.n ? print(a, &diags->list.v[0]) : "nothing";
}

void
assert_reported(struct dais_arena *a, const struct dais_diags *diags, const char *expected)
{
	for (size_t i = 0; i < diags->list.n; i++) {
		if (strcmp(print(a, &diags->list.v[i]), expected) == 0)
			return;
	}
	for (size_t i = 0; i < diags->list.n; i++)
		print_message("    %s\n", print(a, &diags->list.v[i]));
	fail_msg("not reported: %s", expected);
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static void
remove_folder(void *dir)
{
	(void)nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

char *
make_folder(struct dais_arena *a)
{
	char *dir = dais_arena_cstr(a, DAIS_STR("/tmp/dais-test-XXXXXX"));

	assert_non_null(mkdtemp(dir));
	dais_arena_defer(a, remove_folder, dir);
	return dir;
}
