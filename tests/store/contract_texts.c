/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contract_texts.h"

#include <stdio.h>

#include "base/buf.h"

const struct contract_text contract_texts[] = {
	{ "en1", DAIS_LANG_EN, "Technical assistance and international cooperation",
	    "The Working Group held two meetings on technical assistance.\nThe Parties' reports "
	    "were "
	    "adopted on 23 May 2022; see also resolution 10/6.",
	    "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3 CTOC/COP/WG.2/2022/3 CTOC/COP/WG.3/2022/3",
	    "CTOC/COP/WG.3", "background-paper", 2022, false },
	{ "en2", DAIS_LANG_EN, "Report on the meeting of the Working Group",
	    "Assistance of a technical nature. COVID-19 and sub-items (a) and (b).",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "en3", DAIS_LANG_EN, "Draft protocol", "A secret about technical assistance.", "A/1",
	    "CTOC/COP", "report", 2021, true },
	{ "en4", DAIS_LANG_EN, "Meeting", "Nothing but the meeting of the year.", "", "CTOC/COP",
	    "", 2020, false },
	{ "fr1", DAIS_LANG_FR, "Conférence des Parties",
	    "La Conférence a adopté l’ordre du jour. Côte d’Ivoire : les conférences ont été "
	    "tenues à "
	    "l’été.",
	    "CTOC/COP/2020/10", "CTOC/COP", "report", 2020, false },
	{ "ru1", DAIS_LANG_RU, "Доклад о работе совещания",
	    "Рабочая группа провела совещание, посвящённое оказанию технической помощи.",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "es1", DAIS_LANG_ES, "Informe de la reunión",
	    "Las reuniones de los grupos de trabajo; asistencia técnica para niños.",
	    "CTOC/COP/2020/11", "CTOC/COP", "report", 2020, false },
	{ "ar1", DAIS_LANG_AR, "تقرير عن اجتماع الفريق العامل",
	    "عقد الفريقُ العاملُ اجتماعاتِه لمكافحة الجريمة المنظَّمة عبر الوطنية، وقدَّم مؤتمر الأطراف "
	    "تقريره.",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "zh1", DAIS_LANG_ZH, "技术援助工作组第十三次会议报告",
	    "联合国打击跨国有组织犯罪公约缔约方会议。工作组审议了国际合作问题。",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
};
const size_t contract_texts_n = sizeof(contract_texts) / sizeof(*contract_texts);

static struct dais_index_text
index_text(const struct contract_text *t)
{
	return (struct dais_index_text){ .kind = DAIS_STR("document"),
		.id = dais_str_from(t->id),
		.language = t->l,
		.title = dais_str_from(t->title),
		.text = dais_str_from(t->text),
		.symbols = dais_str_from(t->symbols),
		.body = dais_str_from(t->body),
		.genre = dais_str_from(t->genre),
		.year = t->year,
		.restricted = t->restricted };
}

void
contract_put_texts(
    struct dais_store *s, const char *package, const struct contract_text *v, size_t n)
{
	static const struct {
		const char *key, *parent;
	} bodies[] = { { "CTOC/COP", "" }, { "CTOC/COP/WG.3", "CTOC/COP" } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, package, "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;
	static unsigned turn;
	char value[16];

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++)
		dais_vec_push(a, &rows.bodies,
		    ((struct dais_index_body){ .key = dais_str_from(bodies[i].key),
			.parent = dais_str_from(bodies[i].parent),
			.as_of = { 2022, 5, 23 } }));
	for (size_t i = 0; i < n; i++) {
		struct dais_index_text t = index_text(&v[i]);

		t.package = dais_str_from(package);
		dais_vec_push(a, &rows.texts, t);
	}
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	(void)snprintf(value, sizeof(value), "%u", ++turn);
	contract_put(w, "package", "package", value);
	(void)contract_commit(w);
}

struct dais_store *
contract_new_index(void)
{
	struct dais_store *s = contract_new();

	contract_put_texts(s, "untoc-2022", contract_texts, contract_texts_n);
	return s;
}

void
contract_search_for(struct dais_store *s, const struct dais_search_query *q, struct dais_arena *a,
    struct dais_search_result *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_search(s, q, a, ret, &err))
		fail_msg("%.*s: %s", DAIS_STR_ARG(q->words), err.msg);
}

struct dais_str
contract_ids(struct dais_arena *a, const struct dais_search_result *r)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 4096);
	dais_buf_puts(&b, "");
	for (size_t i = 0; i < r->hits.n; i++)
		dais_buf_printf(&b, "%s%.*s", i ? " " : "", DAIS_STR_ARG(r->hits.v[i].id));
	return dais_buf_dup(&b, a);
}

void
contract_finds(struct dais_store *s, enum dais_lang l, const char *words, const char *expected)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = dais_str_from(words), .language = l, .max = 20 };
	struct dais_search_result r;
	struct dais_str got;

	contract_search_for(s, &q, a, &r);
	got = contract_ids(a, &r);
	if (!dais_str_is(got, expected))
		fail_msg("%s finds \"%.*s\", expected \"%s\"", words, DAIS_STR_ARG(got), expected);
	assert_int_equal(r.total, r.hits.n);
}
