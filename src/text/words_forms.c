/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Forms of words that stemmers do not know: plurals that are words of their own, the two spellings
 * of English, vowels that come and go, and words that a stemmer takes for another.
 */
#include "text/words_priv.h"

struct form {
	enum dais_lang rules;
	const char *word, *other; /* folded */
};

static const char *
find(const struct form *v, size_t n, enum dais_lang rules, struct dais_str plain)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].rules == rules && plain.n && v[i].word[0] == plain.p[0] &&
		    dais_str_is(plain, v[i].word))
			return v[i].other;
	return NULL;
}

static void
copy(struct dais_str s, struct dais_word_form *ret)
{
	ret->n = s.n < sizeof(ret->p) ? s.n : sizeof(ret->p);
	memcpy(ret->p, s.p, ret->n);
}

/* ---- two spellings ---- */

/* @plain with @new in the place of its end @old. */
static bool
replace_end(
    struct dais_str plain, struct dais_str old, struct dais_str new, struct dais_word_form *ret)
{
	struct dais_str end = dais_str_sub(new, 0, new.n);

	if (!dais_str_has_suffix(plain, old) || plain.n < old.n + 4)
		return false;
	copy(dais_str_sub(plain, 0, plain.n - old.n), ret);
	for (size_t i = 0; i < end.n; i++)
		dais_word_form_put(ret, (unsigned char)end.p[i]);
	return true;
}

/* "organised", "labour", "programmes" as they are written across the ocean. */
static bool
spell_american(struct dais_str plain, struct dais_word_form *ret)
{
	static const struct dais_str ends[][2] = { { DAIS_STR_INIT("ise"), DAIS_STR_INIT("ize") },
		{ DAIS_STR_INIT("ised"), DAIS_STR_INIT("ized") },
		{ DAIS_STR_INIT("ises"), DAIS_STR_INIT("izes") },
		{ DAIS_STR_INIT("iser"), DAIS_STR_INIT("izer") },
		{ DAIS_STR_INIT("isers"), DAIS_STR_INIT("izers") },
		{ DAIS_STR_INIT("ising"), DAIS_STR_INIT("izing") },
		{ DAIS_STR_INIT("isation"), DAIS_STR_INIT("ization") },
		{ DAIS_STR_INIT("isations"), DAIS_STR_INIT("izations") },
		{ DAIS_STR_INIT("isational"), DAIS_STR_INIT("izational") },
		{ DAIS_STR_INIT("alyse"), DAIS_STR_INIT("alyze") },
		{ DAIS_STR_INIT("alysed"), DAIS_STR_INIT("alyzed") },
		{ DAIS_STR_INIT("alysing"), DAIS_STR_INIT("alyzing") } };
	static const char *const ours[] = { "labour", "behaviour", "favour", "honour", "colour",
		"neighbour", "harbour", "endeavour", "armour", "rigour", "vapour", "humour" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (replace_end(plain, ends[i][0], ends[i][1], ret))
			return true;
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		struct dais_str begin = dais_str_from(ours[i]);

		if (!dais_str_has_prefix(plain, begin))
			continue;
		copy(dais_str_sub(plain, 0, begin.n - 2), ret);
		for (size_t k = begin.n - 1; k < plain.n; k++)
			dais_word_form_put(ret, (unsigned char)plain.p[k]);
		return true;
	}
	return false;
}

bool
dais_word_other_form(enum dais_lang rules, struct dais_str plain, struct dais_word_form *ret)
{
	static const struct form forms[] = { { DAIS_LANG_EN, "children", "child" },
		{ DAIS_LANG_EN, "chairman", "chair" }, { DAIS_LANG_EN, "chairmen", "chair" },
		{ DAIS_LANG_EN, "chairwoman", "chair" }, { DAIS_LANG_EN, "chairwomen", "chair" },
		{ DAIS_LANG_EN, "chairperson", "chair" }, { DAIS_LANG_EN, "chairpersons", "chair" },
		{ DAIS_LANG_EN, "women", "woman" }, { DAIS_LANG_EN, "men", "man" },
		{ DAIS_LANG_EN, "crises", "crisis" }, { DAIS_LANG_EN, "analyses", "analysis" },
		{ DAIS_LANG_EN, "hypotheses", "hypothesis" }, { DAIS_LANG_EN, "theses", "thesis" },
		{ DAIS_LANG_EN, "syntheses", "synthesis" },
		{ DAIS_LANG_EN, "emphases", "emphasis" }, { DAIS_LANG_EN, "criteria", "criterion" },
		{ DAIS_LANG_EN, "phenomena", "phenomenon" },
		{ DAIS_LANG_EN, "addenda", "addendum" },
		{ DAIS_LANG_EN, "corrigenda", "corrigendum" },
		{ DAIS_LANG_EN, "memoranda", "memorandum" },
		{ DAIS_LANG_EN, "referenda", "referendum" }, { DAIS_LANG_EN, "fora", "forum" },
		{ DAIS_LANG_EN, "consortia", "consortium" },
		{ DAIS_LANG_EN, "curricula", "curriculum" }, { DAIS_LANG_EN, "indices", "index" },
		{ DAIS_LANG_EN, "appendices", "appendix" }, { DAIS_LANG_EN, "feet", "foot" },
		{ DAIS_LANG_EN, "programme", "program" }, { DAIS_LANG_EN, "programmes", "program" },
		{ DAIS_LANG_EN, "centre", "center" }, { DAIS_LANG_EN, "centres", "center" },
		{ DAIS_LANG_EN, "theatre", "theater" }, { DAIS_LANG_EN, "fibre", "fiber" },
		{ DAIS_LANG_EN, "metre", "meter" }, { DAIS_LANG_EN, "metres", "meter" },
		{ DAIS_LANG_EN, "litre", "liter" }, { DAIS_LANG_EN, "litres", "liter" },
		{ DAIS_LANG_EN, "defence", "defense" }, { DAIS_LANG_EN, "offence", "offense" },
		{ DAIS_LANG_EN, "offences", "offense" }, { DAIS_LANG_EN, "licence", "license" },
		{ DAIS_LANG_EN, "licences", "license" }, { DAIS_LANG_EN, "judgement", "judgment" },
		{ DAIS_LANG_EN, "judgements", "judgment" }, { DAIS_LANG_EN, "ageing", "aging" },
		{ DAIS_LANG_EN, "catalogue", "catalog" }, { DAIS_LANG_EN, "catalogues", "catalog" },
		{ DAIS_LANG_FR, "travaux", "travail" }, { DAIS_LANG_FR, "yeux", "oeil" } };
	const char *other = find(forms, sizeof(forms) / sizeof(*forms), rules, plain);

	if (other)
		copy(dais_str_from(other), ret);
	return other != NULL || (rules == DAIS_LANG_EN && spell_american(plain, ret));
}

bool
dais_word_own_stem(enum dais_lang rules, struct dais_str plain, struct dais_word_form *ret)
{
	/* "Also" is not "equal", a university not "universal", "international" not "state". */
	static const struct form stems[] = { { DAIS_LANG_FR, "egalement", "egalement" },
		{ DAIS_LANG_EN, "university", "university" },
		{ DAIS_LANG_EN, "universities", "university" }, { DAIS_LANG_AR, "دولي", "دولي" },
		{ DAIS_LANG_AR, "دوليه", "دولي" }, { DAIS_LANG_AR, "دوليا", "دولي" },
		{ DAIS_LANG_AR, "دوليين", "دولي" }, { DAIS_LANG_AR, "دوليون", "دولي" },
		{ DAIS_LANG_AR, "دوليتين", "دولي" },
		/* A mechanism: no article. */
		{ DAIS_LANG_AR, "اليه", "اليه" }, { DAIS_LANG_AR, "اليات", "اليه" },
		{ DAIS_LANG_AR, "اليتين", "اليه" }, { DAIS_LANG_AR, "اليتان", "اليه" } };
	const char *stem = find(stems, sizeof(stems) / sizeof(*stems), rules, plain);

	if (stem)
		copy(dais_str_from(stem), ret);
	return stem != NULL;
}

/* Stemmers leave "-ment" on an adjective's stem and take it off the noun's. */
bool
dais_word_noun_of(enum dais_lang rules, struct dais_str stem, struct dais_word_form *ret)
{
	static const struct dais_str al = DAIS_STR_INIT("al");

	if (stem.n < 8)
		return false;
	copy(stem, ret);
	if (rules == DAIS_LANG_EN)
		return dais_str_has_suffix(stem, DAIS_STR("ment"));
	ret->n -= al.n;
	return (rules == DAIS_LANG_FR && dais_str_has_suffix(stem, DAIS_STR("emental"))) ||
	       (rules == DAIS_LANG_ES && dais_str_has_suffix(stem, DAIS_STR("ental")));
}

/* ---- Russian ---- */

/* "poprawok" is the genitive of "poprawki", "uchastka" that of "uchastok": the vowel before the
 * last consonant of such stems comes and goes. */
void
dais_word_without_fleeting_vowel(struct dais_word_form *stem)
{
	static const struct dais_str ends[] = { DAIS_STR_INIT("ок"), DAIS_STR_INIT("ек"),
		DAIS_STR_INIT("ец") };
	struct dais_str s = dais_word_form_str(stem);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		if (!dais_str_has_suffix(s, ends[i]) || s.n < ends[i].n + 2 * sizeof("р") - 2)
			continue;
		memmove(stem->p + s.n - 4, stem->p + s.n - 2, 2);
		stem->n -= 2;
		return;
	}
}

/* ---- Arabic ---- */

/* Plurals that are made within the word, of the field's words; folded, without article. */
static const struct form broken[] = { { DAIS_LANG_AR, "تقارير", "تقرير" },
	{ DAIS_LANG_AR, "لجان", "لجنه" }, { DAIS_LANG_AR, "اطراف", "طرف" },
	{ DAIS_LANG_AR, "افرقه", "فريق" }, { DAIS_LANG_AR, "حقوق", "حق" },
	{ DAIS_LANG_AR, "اطفال", "طفل" }, { DAIS_LANG_AR, "اشخاص", "شخص" },
	{ DAIS_LANG_AR, "بنود", "بند" }, { DAIS_LANG_AR, "وثايق", "وثيقه" },
	{ DAIS_LANG_AR, "مبادي", "مبدا" }, { DAIS_LANG_AR, "برامج", "برنامج" },
	{ DAIS_LANG_AR, "مشاريع", "مشروع" }, { DAIS_LANG_AR, "اهداف", "هدف" },
	{ DAIS_LANG_AR, "خبراء", "خبير" }, { DAIS_LANG_AR, "اعضاء", "عضو" },
	{ DAIS_LANG_AR, "اعوام", "عام" }, { DAIS_LANG_AR, "ايام", "يوم" },
	{ DAIS_LANG_AR, "مناطق", "منطقه" }, { DAIS_LANG_AR, "مجالس", "مجلس" },
	{ DAIS_LANG_AR, "تدابير", "تدبير" }, { DAIS_LANG_AR, "معايير", "معيار" },
	{ DAIS_LANG_AR, "جرايم", "جريمه" }, { DAIS_LANG_AR, "اسلحه", "سلاح" },
	{ DAIS_LANG_AR, "بلدان", "بلد" }, { DAIS_LANG_AR, "روساء", "رييس" },
	{ DAIS_LANG_AR, "وفود", "وفد" }, { DAIS_LANG_AR, "مواد", "ماده" },
	{ DAIS_LANG_AR, "مسايل", "مساله" }, { DAIS_LANG_AR, "خطط", "خطه" },
	{ DAIS_LANG_AR, "جهود", "جهد" }, { DAIS_LANG_AR, "مبالغ", "مبلغ" },
	{ DAIS_LANG_AR, "اشهر", "شهر" }, { DAIS_LANG_AR, "نتايج", "نتيجه" },
	{ DAIS_LANG_AR, "فصول", "فصل" }, { DAIS_LANG_AR, "انشطه", "نشاط" },
	{ DAIS_LANG_AR, "شعوب", "شعب" }, { DAIS_LANG_AR, "مراكز", "مركز" },
	{ DAIS_LANG_AR, "مكاتب", "مكتب" }, { DAIS_LANG_AR, "مصادر", "مصدر" },
	{ DAIS_LANG_AR, "موارد", "مورد" }, { DAIS_LANG_AR, "قوانين", "قانون" },
	{ DAIS_LANG_AR, "قواعد", "قاعده" }, { DAIS_LANG_AR, "نظم", "نظام" },
	{ DAIS_LANG_AR, "انظمه", "نظام" }, { DAIS_LANG_AR, "شروط", "شرط" },
	{ DAIS_LANG_AR, "صكوك", "صك" }, { DAIS_LANG_AR, "مواقع", "موقع" },
	{ DAIS_LANG_AR, "مناهج", "منهج" }, { DAIS_LANG_AR, "جوانب", "جانب" },
	{ DAIS_LANG_AR, "قضايا", "قضيه" }, { DAIS_LANG_AR, "اساليب", "اسلوب" },
	{ DAIS_LANG_AR, "وسايل", "وسيله" }, { DAIS_LANG_AR, "اجهزه", "جهاز" },
	{ DAIS_LANG_AR, "محاكم", "محكمه" }, { DAIS_LANG_AR, "ضحايا", "ضحيه" },
	{ DAIS_LANG_AR, "افراد", "فرد" }, { DAIS_LANG_AR, "رجال", "رجل" },
	{ DAIS_LANG_AR, "مخاطر", "خطر" }, { DAIS_LANG_AR, "اخطار", "خطر" },
	{ DAIS_LANG_AR, "جداول", "جدول" }, { DAIS_LANG_AR, "جدولا", "جدول" },
	{ DAIS_LANG_AR, "اوراق", "ورقه" }, { DAIS_LANG_AR, "رسايل", "رساله" },
	{ DAIS_LANG_AR, "نصوص", "نص" }, { DAIS_LANG_AR, "قوايم", "قايمه" } };

struct dais_str
dais_word_arabic_singular(struct dais_str plain)
{
	const char *other = find(broken, sizeof(broken) / sizeof(*broken), DAIS_LANG_AR, plain);

	return other ? dais_str_from(other) : plain;
}
