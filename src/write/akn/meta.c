/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Metadata and preface. Source: AKN4UN guidelines (document class meeting agenda), naming
 * convention 1.0; one work, an expression for each language.
 */
#include "write/akn/akn_priv.h"

/* ISO 639-2 (terminology) codes, as FRBRlanguage and expression addresses need them. */
static const char *const languages[DAIS_LANG_COUNT] = {
	[DAIS_LANG_AR] = "ara",
	[DAIS_LANG_ZH] = "zho",
	[DAIS_LANG_EN] = "eng",
	[DAIS_LANG_FR] = "fra",
	[DAIS_LANG_RU] = "rus",
	[DAIS_LANG_ES] = "spa",
};

static void
empty(struct akn *k, const char *name, const char *attribute, struct dais_str value)
{
	dais_xml_open(&k->w, name);
	dais_xml_attr(&k->w, attribute, value);
	dais_xml_close(&k->w);
	dais_xml_newline(&k->w);
}

static void
open_line(struct akn *k, const char *name)
{
	dais_xml_open(&k->w, name);
	dais_xml_newline(&k->w);
}

static void
close_line(struct akn *k)
{
	dais_xml_close(&k->w);
	dais_xml_newline(&k->w);
}

/* The properties all three levels share. */
static void
core(struct akn *k, const char *level, struct dais_str this, struct dais_str uri, const char *event,
    const char *author)
{
	open_line(k, level);
	empty(k, "FRBRthis", "value", this);
	empty(k, "FRBRuri", "value", uri);
	if (strcmp(level, "FRBRExpression") == 0 && k->t->permalink.n) {
		dais_xml_open(&k->w, "FRBRalias");
		dais_xml_attr_c(&k->w, "name", "permalink");
		dais_xml_attr(&k->w, "value", k->t->permalink);
		close_line(k);
	}
	if (strcmp(level, "FRBRExpression") == 0 && k->t->job.n) {
		dais_xml_open(&k->w, "FRBRalias");
		dais_xml_attr_c(&k->w, "name", "jobNumber");
		dais_xml_attr(&k->w, "value", k->t->job);
		close_line(k);
	}
	dais_xml_open(&k->w, "FRBRdate");
	dais_xml_attr(&k->w, "date", dais_date_print(k->a, k->t->date));
	dais_xml_attr_c(&k->w, "name", event);
	close_line(k);
	dais_xml_open(&k->w, "FRBRauthor");
	dais_xml_attr_c(&k->w, "href", author);
	dais_xml_attr_c(&k->w, "as", "#author");
	close_line(k);
}

static void
work_properties(struct akn *k, const char *component)
{
	empty(k, "FRBRcountry", "value", DAIS_STR("un"));
	empty(k, "FRBRsubtype", "value", DAIS_STR("agendaAnnotated"));
	for (size_t i = 0; i < k->t->masthead.symbols.n; i++)
		empty(k, "FRBRnumber", "value", k->t->masthead.symbols.v[i]);
	if (strcmp(component, "main") == 0)
		empty(k, "FRBRname", "value", DAIS_STR("annotated provisional agenda"));
}

static void
identification(struct akn *k, const char *component)
{
	const char *code = languages[k->t->lang];
	struct dais_str expression =
	    dais_arena_printf(k->a, "%.*s/%s@", DAIS_STR_ARG(k->work), code);

	dais_xml_open(&k->w, "identification");
	dais_xml_attr_c(&k->w, "source", "#secretariat");
	dais_xml_newline(&k->w);
	core(k, "FRBRWork", dais_arena_printf(k->a, "%.*s/!%s", DAIS_STR_ARG(k->work), component),
	    k->work, "generation", "#secretariat");
	work_properties(k, component);
	close_line(k);
	core(k, "FRBRExpression",
	    dais_arena_printf(k->a, "%.*s/!%s", DAIS_STR_ARG(expression), component), expression,
	    "generation", "#secretariat");
	empty(k, "FRBRlanguage", "language", dais_str_from(code));
	close_line(k);
	core(k, "FRBRManifestation",
	    dais_arena_printf(k->a, "%.*s/!%s.xml", DAIS_STR_ARG(expression), component),
	    dais_arena_printf(k->a, "%.*s.akn", DAIS_STR_ARG(expression)), "generation",
	    "#secretariat");
	empty(k, "FRBRformat", "value", DAIS_STR("application/akn+xml"));
	close_line(k);
	close_line(k);
}

/* Items, gatherings and places have names that only the document knows: its number is part of
 * their address. Bodies and mandates are known beyond it. */
static struct dais_str
address(struct akn *k, const struct akn_ref *r)
{
	bool local = strcmp(r->element, "TLCConcept") == 0 || strcmp(r->element, "TLCEvent") == 0 ||
		     strcmp(r->element, "TLCLocation") == 0;
	size_t dash = dais_str_find_char(r->eid, '-', 0);
	struct dais_str name = dash == SIZE_MAX ? r->eid : dais_str_sub(r->eid, dash + 1, r->eid.n);

	if (r->url.n)
		return r->url;
	if (!local || dash == SIZE_MAX)
		return dais_arena_printf(
		    k->a, "/akn/ontology/%s/un/%.*s", r->kind, DAIS_STR_ARG(name));
	return dais_arena_printf(k->a, "/akn/ontology/%s/un/%.*s/%.*s", r->kind,
	    DAIS_STR_ARG(k->t->masthead.symbols.v[0]), DAIS_STR_ARG(name));
}

static void
reference(struct akn *k, const struct akn_ref *r)
{
	dais_xml_open(&k->w, r->element);
	if (strcmp(r->element, "TLCReference") == 0)
		dais_xml_attr_c(&k->w, "name", r->kind);
	dais_xml_attr(&k->w, "eId", r->eid);
	dais_xml_attr(&k->w, "href", address(k, r));
	dais_xml_attr(&k->w, "showAs", r->show);
	close_line(k);
}

static size_t
count_agendas(const struct dais_tree *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->body.n; i++)
		n += t->body.v[i]->role == DAIS_ROLE_AGENDA ? 1 : 0;
	return n ? n : 1;
}

/* Title block: body and gathering for each meeting, then place and dates once or for each. */
enum line_kind {
	LINE_BODY,
	LINE_SESSION,
	LINE_PLACE
};

static enum line_kind
line_kind(const struct dais_tree *t, size_t i)
{
	if (i >= 2 * count_agendas(t))
		return LINE_PLACE;
	return i % 2 ? LINE_SESSION : LINE_BODY;
}

static void
references(struct akn *k)
{
	const struct dais_masthead *m = &k->t->masthead;
	const struct akn_ref fixed[] = {
		{ "TLCOrganization", "organization", DAIS_STR("un"), m->organization,
		    DAIS_STR_NONE },
		{ "TLCOrganization", "organization", DAIS_STR("organ"), m->organ, DAIS_STR_NONE },
		{ "TLCOrganization", "organization", DAIS_STR("secretariat"),
		    DAIS_STR("Secretariat"), DAIS_STR_NONE },
		{ "TLCRole", "role", DAIS_STR("author"), DAIS_STR("Author"), DAIS_STR_NONE },
		{ "TLCConcept", "concept", DAIS_STR("agenda"), DAIS_STR("Agenda"), DAIS_STR_NONE },
		{ "TLCConcept", "concept", DAIS_STR("annotations"), DAIS_STR("Annotations"),
		    DAIS_STR_NONE },
		{ "TLCConcept", "concept", DAIS_STR("documentation"), DAIS_STR("Documentation"),
		    DAIS_STR_NONE },
	};

	dais_xml_open(&k->w, "references");
	dais_xml_attr_c(&k->w, "source", "#secretariat");
	dais_xml_newline(&k->w);
	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		reference(k, &fixed[i]);
	for (size_t i = 0; i < m->meetings.n; i++) {
		struct akn_ref r = { "TLCEvent", "event", DAIS_STR_NONE, m->meetings.v[i],
			DAIS_STR_NONE };

		if (line_kind(k->t, i) == LINE_BODY)
			continue;
		if (line_kind(k->t, i) == LINE_PLACE) {
			r.element = "TLCLocation";
			r.kind = "location";
		}
		r.eid = dais_arena_printf(k->a, "%s-%zu", r.kind, i + 1);
		reference(k, &r);
	}
	for (size_t i = 0; i < k->refs.n; i++)
		reference(k, &k->refs.v[i]);
	close_line(k);
}

void
dais_akn_meta(struct akn *k, const char *component)
{
	open_line(k, "meta");
	identification(k, component);
	if (strcmp(component, "main") == 0)
		references(k);
	close_line(k);
}

static void
line(struct akn *k, const char *element, const char *attribute, const char *value,
    struct dais_str text)
{
	if (!text.n)
		return;
	dais_xml_open(&k->w, "p");
	dais_xml_open(&k->w, element);
	if (attribute)
		dais_xml_attr_c(&k->w, attribute, value);
	dais_xml_text(&k->w, text);
	dais_xml_close(&k->w);
	close_line(k);
}

static void
symbols(struct akn *k)
{
	const struct dais_masthead *m = &k->t->masthead;

	for (size_t i = 0; i < m->symbols.n; i++) {
		bool linked = i < m->symbol_runs.n && m->symbol_runs.v[i].url.n > 0 &&
			      dais_str_eq(m->symbol_runs.v[i].text, m->symbols.v[i]);

		dais_xml_open(&k->w, "p");
		dais_xml_open(&k->w, "docNumber");
		if (linked) {
			dais_xml_open(&k->w, "ref");
			dais_xml_attr(&k->w, "href", m->symbol_runs.v[i].url);
		}
		dais_xml_text(&k->w, m->symbols.v[i]);
		if (linked)
			dais_xml_close(&k->w);
		dais_xml_close(&k->w);
		close_line(k);
	}
}

static void
meetings(struct akn *k)
{
	static const char *const elements[] = { "docCommittee", "session", "location" };
	static const char *const names[] = { NULL, "event", "location" };

	for (size_t i = 0; i < k->t->masthead.meetings.n; i++) {
		enum line_kind kind = line_kind(k->t, i);

		dais_xml_open(&k->w, "p");
		dais_xml_open(&k->w, elements[kind]);
		if (names[kind])
			dais_xml_attr(&k->w, "refersTo",
			    dais_arena_printf(k->a, "#%s-%zu", names[kind], i + 1));
		dais_xml_text(&k->w, k->t->masthead.meetings.v[i]);
		dais_xml_close(&k->w);
		close_line(k);
	}
}

void
dais_akn_preface(struct akn *k)
{
	const struct dais_masthead *m = &k->t->masthead;

	dais_xml_open(&k->w, "preface");
	dais_xml_attr_c(&k->w, "xml:lang", dais_lang_code(k->t->lang));
	dais_xml_newline(&k->w);
	line(k, "docAuthority", "refersTo", "#un", m->organization);
	symbols(k);
	line(k, "docAuthority", "refersTo", "#organ", m->organ);
	line(k, "docStatus", NULL, NULL, m->distribution);
	line(k, "docDate", "date", dais_arena_cstr(k->a, dais_date_print(k->a, k->t->date)),
	    m->date);
	line(k, "inline", "name", "language", m->language);
	line(k, "inline", "name", "originalLanguage", m->original);
	line(k, "inline", "name", "languageRestriction", m->only);
	meetings(k);
	line(k, "docTitle", NULL, NULL, k->t->title);
	line(k, "docStage", NULL, NULL, k->t->watermark);
	line(k, "docketNumber", NULL, NULL, k->t->job_first.n ? k->t->job_first : k->t->job);
	close_line(k);
}
