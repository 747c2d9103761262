/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as a translation of a small package: what merges without errors gives a package that
 * loads without errors.
 */
#include "base/err.h"
#include "read/package/load.h"
#include "read/package/save.h"
#include "read/xliff/xliff_merge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char yaml[] =
    "dais: 1\nlanguages: [en, fr]\nproduces: agenda\n"
    "bodies:\n"
    "  ic: {name: {en: Working Group, fr: Groupe de travail}, symbol: A/WG.1, noun: meeting}\n"
    "meetings:\n"
    "  ic@13: {opens: 2022-05-23T10:00, closes: 2022-05-27, place: {en: Vienna, fr: Vienne}}\n"
    "together: [ic@13]\n"
    "agendas:\n"
    "  ic: [opening, report]\n"
    "items:\n"
    "  opening: {kind: opening, title: {en: Opening, fr: Ouverture}}\n"
    "  report: {kind: report, title: {en: Report, fr: Rapport}}\n"
    "documents:\n"
    "  agenda: {symbols: [A/WG.1/2022/1], kind: agenda, title: {en: Agenda, fr: Ordre du jour}, "
    "original: en, date: 2022-02-14}\n";
static const char text[] = "# {{item opening}}\n\nThe {{meeting ic@13}} will be in *{{place "
			   "ic@13|Vienna}}*.\n\n- See [a page](https://example.org/).\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = dais_arena_dup(a, (struct dais_str){ (const char *)data, size });
	struct dais_str texts[DAIS_LANG_COUNT] = { 0 };
	struct dais_xliff_merged merged;
	struct dais_record *r, *changed;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	dais_diags_init(&d, a);
	texts[DAIS_LANG_EN] = DAIS_STR(text);
	r = dais_package_read(a, DAIS_STR(yaml), texts, DAIS_STR_NONE, &d);
	DAIS_ASSERT(d.errors == 0);
	if (!dais_xliff_merge(a, bytes, DAIS_STR("fuzz.xlf"), r, &merged, &d, &err)) {
		DAIS_ASSERT(err.code != DAIS_ERR_NONE);
		return 0;
	}
	if (d.errors)
		return 0;
	changed = dais_xliff_apply(&merged, r, a);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		texts[l] = dais_package_print_text(changed, (enum dais_lang)l, a);
	(void)dais_package_read(a, dais_package_print_yaml(changed, a), texts, DAIS_STR_NONE, &d);
	DAIS_ASSERT(d.errors == 0);
	return 0;
}
