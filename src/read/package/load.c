/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * meeting.yaml from top to bottom. Ids of everything are registered first, so that the order of
 * sections does not matter to references.
 */
#include "read/package/load.h"

#include "base/file.h"
#include "read/package/load_priv.h"
#include "read/package/markdown.h"
#include "read/package/planning.h"
#include "read/package/profile.h"

struct top {
	struct dais_record *r;
	const struct dais_yaml_node *dais, *languages, *profile, *produces, *bodies, *meetings,
	    *together, *agendas, *items, *mandates, *documents, *sittings, *modalities, *silences,
	    *approvals;
};

#define NODE(name, required) { #name, dais_package_read_node, offsetof(struct top, name), required }

static const struct dais_field fields[] = {
	NODE(dais, true),
	NODE(languages, true),
	NODE(profile, false),
	NODE(produces, false),
	NODE(bodies, true),
	NODE(meetings, true),
	NODE(together, true),
	NODE(agendas, true),
	NODE(items, true),
	NODE(mandates, false),
	NODE(documents, false),
	NODE(sittings, false),
	NODE(modalities, false),
	NODE(silences, false),
	NODE(approvals, false),
};

static void
check_version(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_diag *g;

	if (n->kind == DAIS_YAML_SCALAR && dais_str_is(n->text, "1"))
		return;
	g = dais_package_complain_at(
	    l, n, "format `%.*s` of the package is unknown", DAIS_STR_ARG(n->text));
	dais_diag_set_file_hint(l->d, g, "this dais reads format 1");
}

typedef void (*section_fn)(struct dais_loader *, const struct dais_yaml_node *);

static void
section(struct dais_loader *l, const struct dais_yaml_node *n, section_fn fn)
{
	if (n)
		fn(l, n);
}

static void
register_all(struct dais_loader *l, const struct top *t)
{
	section(l, t->bodies, dais_package_register_bodies);
	section(l, t->meetings, dais_package_register_meetings);
	section(l, t->items, dais_package_register_items);
	section(l, t->mandates, dais_package_register_mandates);
	section(l, t->documents, dais_package_register_documents);
}

static void
load_all(struct dais_loader *l, const struct top *t)
{
	section(l, t->bodies, dais_package_load_bodies);
	section(l, t->meetings, dais_package_load_meetings);
	if (t->together)
		dais_package_read_meetings(l, t->together, &l->r->together);
	section(l, t->agendas, dais_package_load_agendas);
	section(l, t->items, dais_package_load_items);
	section(l, t->mandates, dais_package_load_mandates);
	section(l, t->documents, dais_package_load_documents);
	if (t->sittings)
		dais_package_load_sittings(l, t->sittings, &l->r->sittings);
	section(l, t->modalities, dais_package_load_plans);
	section(l, t->silences, dais_package_load_silences);
	section(l, t->approvals, dais_package_load_approvals);
	if (t->produces)
		dais_package_read_document(l, t->produces, &l->r->produces);
}

static void
load_root(struct dais_loader *l, const struct dais_yaml_node *root, struct dais_str *ret_profile,
    const struct dais_yaml_node **ret_profile_at)
{
	struct top t = { 0 };

	if (!dais_package_fields(l, root, "meeting.yaml", fields, DAIS_FIELD_N(fields), &t))
		return;
	section(l, t.dais, check_version);
	if (t.languages)
		dais_package_read_langs(l, t.languages, &l->r->languages);
	if (t.profile && dais_package_scalar(l, t.profile, ret_profile))
		*ret_profile_at = t.profile;
	register_all(l, &t);
	load_all(l, &t);
	dais_package_verify(l, t.together);
}

/* Reads only meeting.yaml's tree into l->r. */
static void
load_yaml(struct dais_loader *l, struct dais_str bytes, struct dais_str *ret_profile,
    const struct dais_yaml_node **ret_profile_at)
{
	struct dais_yaml_doc doc;

	l->file = "meeting.yaml";
	l->r->origin_yaml = bytes;
	if (!dais_yaml_parse(l->a, bytes, l->file, false, l->d, &doc))
		return;
	if (!doc.root) {
		(void)dais_package_complain(l, 1, 1, DAIS_STR_NONE, "the file is empty");
		return;
	}
	load_root(l, doc.root, ret_profile, ret_profile_at);
}

static void
load_profile(struct dais_loader *l, struct dais_str name, const struct dais_yaml_node *at,
    struct dais_str own)
{
	struct dais_diag *g;

	l->file = "meeting.yaml";
	if (!dais_profile_shipped(name, &l->r->profile)) {
		g = dais_package_complain_at(l, at, "unknown profile `%.*s`", DAIS_STR_ARG(name));
		dais_diag_set_file_hint(l->d, g, "one of: %s", dais_profile_names());
		(void)dais_profile_shipped(DAIS_STR("neutral"), &l->r->profile);
	}
	if (own.n)
		dais_profile_read(l->a, own, "profile.yaml", &l->r->profile, l->d);
}

/* Whether meeting.yaml could not be read at all, which has been told: what other files refer to
 * would be told as missing, one by one. */
static bool
has_nothing(const struct dais_record *r)
{
	return !r->bodies.n && !r->meetings.n && !r->items.n && !r->documents.n;
}

static void
read_rest(struct dais_loader *l, struct dais_str name, const struct dais_yaml_node *at,
    const struct dais_str text[DAIS_LANG_COUNT], struct dais_str profile)
{
	l->r->origin_profile = profile;
	load_profile(l, name, at, profile);
	for (int i = 0; !has_nothing(l->r) && i < DAIS_LANG_COUNT; i++) {
		if (text[i].p)
			dais_package_read_text(l->r, (enum dais_lang)i, text[i], l->d);
	}
}

struct dais_record *
dais_package_read(struct dais_arena *a, struct dais_str yaml,
    const struct dais_str text[DAIS_LANG_COUNT], struct dais_str profile, struct dais_diags *diags)
{
	struct dais_loader l = { .a = a, .r = dais_record_new(a), .d = diags };
	struct dais_str name = DAIS_STR("neutral");
	const struct dais_yaml_node *at = NULL;

	load_yaml(&l, yaml, &name, &at);
	read_rest(&l, name, at, text, profile);
	return l.r;
}

struct dais_record *
dais_package_read_tree(struct dais_arena *a, const struct dais_yaml_node *root,
    struct dais_str yaml, const struct dais_str text[DAIS_LANG_COUNT], struct dais_str profile,
    struct dais_diags *diags)
{
	struct dais_loader l = {
		.a = a, .r = dais_record_new(a), .d = diags, .file = "meeting.yaml"
	};
	struct dais_str name = DAIS_STR("neutral");
	const struct dais_yaml_node *at = NULL;

	l.r->origin_yaml = yaml;
	load_root(&l, root, &name, &at);
	read_rest(&l, name, at, text, profile);
	return l.r;
}

static bool
read_optional(
    struct dais_arena *a, const char *path, size_t max, struct dais_str *ret, struct dais_err *err)
{
	return !dais_file_exists(path) || dais_file_read(a, path, max, ret, err);
}

bool
dais_package_load(struct dais_arena *a, const char *dir, struct dais_record **ret,
    struct dais_diags *diags, struct dais_err *err)
{
	struct dais_str yaml, profile = DAIS_STR_NONE, planning = DAIS_STR_NONE,
			      text[DAIS_LANG_COUNT] = { 0 };

	if (!dais_file_is_dir(dir)) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND,
		    dais_file_exists(dir) ? "\"%s\" is a file, not a folder"
					  : "there is no folder \"%s\"",
		    dir);
		return dais_err_hint(err, "A package is a folder with a file meeting.yaml in it.");
	}
	if (!dais_file_exists(dais_file_join(a, dir, "meeting.yaml"))) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "\"%s\" has no meeting.yaml", dir);
		return dais_err_hint(err, "A package is a folder with a file meeting.yaml in it.");
	}
	if (!dais_file_read(
		a, dais_file_join(a, dir, "meeting.yaml"), DAIS_YAML_MAX_BYTES, &yaml, err) ||
	    !read_optional(
		a, dais_file_join(a, dir, "profile.yaml"), DAIS_YAML_MAX_BYTES, &profile, err) ||
	    !read_optional(
		a, dais_file_join(a, dir, "planning.yaml"), DAIS_YAML_MAX_BYTES, &planning, err))
		return false;
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		struct dais_str name =
		    dais_arena_printf(a, "text/%s.md", dais_lang_code((enum dais_lang)i));

		if (!read_optional(a, dais_file_join(a, dir, name.p), DAIS_PACKAGE_TEXT_MAX_BYTES,
			&text[i], err))
			return false;
	}
	*ret = dais_package_read(a, yaml, text, profile, diags);
	if (!has_nothing(*ret))
		dais_package_read_planning(*ret, planning, diags);
	(*ret)->dir = dais_arena_dup(a, dais_str_from(dir));
	return true;
}
