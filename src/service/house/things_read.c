/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Things to record: the tree of meeting.yaml and the files of annotations are put together and go
 * through the package reader.
 */
#include <stdlib.h>

#include "read/package/load.h"
#include "read/package/planning.h"
#include "read/package/save.h"
#include "service/house/things_priv.h"

struct maker {
	struct dais_arena *a;
	const dais_thing_vec *things;
	struct dais_diags *diags;
	struct dais_things_places *places;
	DAIS_VEC(struct dais_things_start) starts; /* in the order of the file, places to come */
};

static bool
is_part(struct dais_str id)
{
	return dais_str_find_char(id, '/', 0) != SIZE_MAX;
}

static void
add_entry(struct maker *m, struct dais_yaml_node *to, struct dais_str key,
    struct dais_yaml_node *value, size_t i)
{
	struct dais_things_start *s = dais_vec_add(m->a, &m->starts);

	s->thing = i;
	s->in = to;
	s->at = to->entries.n;
	(void)dais_yaml_add(m->a, to, key, value);
}

static struct dais_yaml_node *
make_mapping(struct maker *m, const char *kind)
{
	struct dais_yaml_node *n = dais_yaml_new(m->a, DAIS_YAML_MAPPING), *value;
	bool items = strcmp(kind, "item") == 0;

	for (size_t i = 0; i < m->things->n; i++) {
		const struct dais_thing *t = &m->things->v[i];

		if (dais_str_is(t->kind, kind) && !(items && is_part(t->id)) &&
		    (value = house_node_of(m->a, t, m->diags)))
			add_entry(m, n, t->id, value, i);
	}
	return n;
}

static void
add_part(struct maker *m, const struct dais_yaml_node *items, const struct dais_map *ids, size_t i)
{
	const struct dais_thing *t = &m->things->v[i];
	size_t slash = dais_str_find_char(t->id, '/', 0);
	size_t at = dais_map_get(ids, dais_str_sub(t->id, 0, slash));
	struct dais_yaml_node *item, *parts, *value;

	if (at == DAIS_MAP_NONE) {
		(void)dais_diags_add(m->diags, "package", DAIS_SEVERITY_ERROR, NULL,
		    "part `%.*s` belongs to an item that is not there", DAIS_STR_ARG(t->id));
		return;
	}
	item = items->entries.v[at].value;
	parts = dais_yaml_get(item, "parts");
	value = house_node_of(m->a, t, m->diags);
	if (!parts && item->kind == DAIS_YAML_MAPPING) {
		parts = dais_yaml_new(m->a, DAIS_YAML_MAPPING);
		(void)dais_yaml_add(m->a, item, DAIS_STR("parts"), parts);
	}
	if (parts && value)
		add_entry(m, parts, dais_str_sub(t->id, slash + 1, t->id.n), value, i);
}

static struct dais_yaml_node *
make_items(struct maker *m)
{
	struct dais_yaml_node *n = make_mapping(m, "item");
	struct dais_map ids;

	dais_map_init(&ids, m->a);
	for (size_t i = 0; i < n->entries.n; i++)
		(void)dais_map_add(&ids, n->entries.v[i].key, i);
	for (size_t i = 0; i < m->things->n; i++) {
		if (dais_str_is(m->things->v[i].kind, "item") && is_part(m->things->v[i].id))
			add_part(m, n, &ids, i);
	}
	return n;
}

/* Takes member `plan` out of @sitting. */
static struct dais_str
take_plan(struct dais_yaml_node *sitting)
{
	struct dais_yaml_entry *e = dais_yaml_find(sitting, DAIS_STR("plan"));
	struct dais_str plan;

	if (!e || e->value->kind != DAIS_YAML_SCALAR)
		return DAIS_STR_NONE;
	plan = e->value->text;
	sitting->entries.n--;
	memmove(e, e + 1, (size_t)(&sitting->entries.v[sitting->entries.n] - e) * sizeof(*e));
	return plan;
}

static void
make_sittings(struct maker *m, struct dais_yaml_node **ret_force, struct dais_yaml_node **ret_plans)
{
	*ret_force = *ret_plans = NULL;
	for (size_t i = 0; i < m->things->n; i++) {
		const struct dais_thing *t = &m->things->v[i];
		struct dais_yaml_node *value, **to = ret_force, *list;
		struct dais_yaml_entry *e;
		struct dais_str plan;

		if (!dais_str_is(t->kind, "sitting") || !(value = house_node_of(m->a, t, m->diags)))
			continue;
		plan = take_plan(value);
		if (!plan.n) {
			if (!*to)
				*to = dais_yaml_new(m->a, DAIS_YAML_SEQUENCE);
			add_entry(m, *to, DAIS_STR_NONE, value, i);
			continue;
		}
		if (!*ret_plans)
			*ret_plans = dais_yaml_new(m->a, DAIS_YAML_MAPPING);
		e = dais_yaml_find(*ret_plans, plan);
		list = e ? e->value : dais_yaml_new(m->a, DAIS_YAML_SEQUENCE);
		if (!e)
			(void)dais_yaml_add(m->a, *ret_plans, plan, list);
		add_entry(m, list, DAIS_STR_NONE, value, i);
	}
}

/* The thing "package" first, then the sections. */
static struct dais_yaml_node *
make_tree(struct maker *m)
{
	struct dais_yaml_node *root = dais_yaml_new(m->a, DAIS_YAML_MAPPING), *force, *plans, *n;
	size_t top = dais_things_find(m->things, DAIS_STR("package"), DAIS_STR("package"));

	(void)dais_yaml_add(
	    m->a, root, DAIS_STR("dais"), dais_yaml_new_scalar(m->a, DAIS_STR("1")));
	n = top == SIZE_MAX ? NULL : house_node_of(m->a, &m->things->v[top], m->diags);
	for (size_t i = 0; n && i < n->entries.n; i++)
		(void)dais_yaml_add(m->a, root, n->entries.v[i].key, n->entries.v[i].value);
	make_sittings(m, &force, &plans);
	for (size_t i = 0; i < house_section_count; i++) {
		const struct house_section *s = &house_sections[i];

		if (strcmp(s->kind, "sitting") == 0)
			n = strcmp(s->key, "sittings") == 0 ? force : plans;
		else if (strcmp(s->kind, "item") == 0)
			n = make_items(m);
		else
			n = make_mapping(m, s->kind);
		if (n && (s->needed || n->entries.n))
			(void)dais_yaml_add(m->a, root, dais_str_from(s->key), n);
	}
	return root;
}

static int
compare_starts(const void *x, const void *y)
{
	const struct dais_things_start *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

/* The tree is printed: starts get their lines. */
static void
settle_starts(struct maker *m, const struct dais_yaml_node *root)
{
	for (size_t i = 0; i < m->starts.n; i++) {
		struct dais_things_start *s = &m->starts.v[i];

		s->line = s->in->entries.v[s->at].line;
		s->column = s->in->entries.v[s->at].column;
	}
	if (m->starts.n)
		qsort(m->starts.v, m->starts.n, sizeof(*m->starts.v), compare_starts);
	m->places->root = root;
	m->places->starts = m->starts.v;
	m->places->n_starts = m->starts.n;
}

/* text/<l>.md put together; the line of each heading is noted. */
static struct dais_str
make_text(struct maker *m, enum dais_lang l)
{
	struct dais_things_places *p = m->places;
	size_t n = 0;
	unsigned line = 1;
	DAIS_BUF_AUTO b = { 0 };

	p->annotation_lines[l] = DAIS_NEW_N(m->a, m->things->n + 1, unsigned);
	p->annotation_things[l] = DAIS_NEW_N(m->a, m->things->n + 1, size_t);
	dais_buf_init(&b, DAIS_PACKAGE_TEXT_MAX_BYTES + 1);
	for (size_t i = 0; i < m->things->n; i++) {
		const struct dais_thing *t = &m->things->v[i];
		struct dais_str item, text;
		enum dais_lang of;
		size_t from = b.n;

		if (!dais_str_is(t->kind, "annotation") ||
		    !dais_annotation_id_parse(t->id, &of, &item) || of != l)
			continue;
		text = dais_thing_text(t, m->a);
		p->annotation_lines[l][n] = line + (n > 0);
		p->annotation_things[l][n++] = i;
		dais_buf_puts(&b, from ? "\n# {{item " : "# {{item ");
		dais_buf_put(&b, item);
		dais_buf_puts(&b, "}}\n\n");
		dais_buf_put(&b, text);
		if (text.n && text.p[text.n - 1] != '\n')
			dais_buf_put_char(&b, '\n');
		for (size_t k = from; k < b.n; k++)
			line += b.p[k] == '\n';
	}
	p->n_annotations[l] = n;
	return n ? dais_buf_dup(&b, m->a) : DAIS_STR_NONE;
}

/* Every annotation must have become the section it is: a heading of the first level in a text would
 * make another. */
static void
check_sections(struct maker *m, const struct dais_record *r, enum dais_lang l)
{
	const struct dais_things_places *p = m->places;
	size_t i = 0;

	if (m->diags->errors)
		return;
	while (i < p->n_annotations[l] && i < r->annotations[l].n &&
	       r->annotations[l].v[i].line == p->annotation_lines[l][i])
		i++;
	if (i < p->n_annotations[l] || i < r->annotations[l].n) {
		size_t at = p->n_annotations[l] ? p->annotation_things[l][i ? i - 1 : 0] : 0;
		struct dais_place place = {
			.file = dais_arena_printf(m->a, "text/%s.md", dais_lang_code(l)),
			.line = i < r->annotations[l].n ? r->annotations[l].v[i].line : 0,
			.column = 1,
			.text = m->things->v[at].id,
		};

		dais_diag_set_hint(m->diags,
		    dais_diags_add(m->diags, "package", DAIS_SEVERITY_ERROR, &place,
			"a heading of the first level cannot stand in an annotation"),
		    "use ## or ### for a heading inside an annotation");
	}
}

static struct dais_str
text_of(struct maker *m, const char *kind)
{
	size_t i = dais_things_find(m->things, dais_str_from(kind), dais_str_from(kind));

	return i == SIZE_MAX ? DAIS_STR_NONE : dais_thing_text(&m->things->v[i], m->a);
}

struct dais_record *
dais_things_read(struct dais_arena *a, const dais_thing_vec *things, struct dais_diags *diags,
    struct dais_things_places *ret_places)
{
	struct dais_things_places ignored = { 0 };
	struct maker m = { .a = a,
		.things = things,
		.diags = diags,
		.places = ret_places ? ret_places : &ignored };
	struct dais_yaml_doc doc = { .root = make_tree(&m) };
	struct dais_str text[DAIS_LANG_COUNT];
	struct dais_record *r;
	DAIS_BUF_AUTO b = { 0 };

	*m.places = (struct dais_things_places){ .things = *things };
	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_yaml_print_placed(&doc, &b);
	settle_starts(&m, doc.root);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		text[l] = make_text(&m, (enum dais_lang)l);
	r = dais_package_read_tree(
	    a, doc.root, dais_buf_dup(&b, a), text, text_of(&m, "profile"), diags);
	dais_package_read_planning(r, text_of(&m, "planning"), diags);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		check_sections(&m, r, (enum dais_lang)l);
	return r;
}

static void
add_file(dais_house_files *to, struct dais_arena *a, struct dais_str name, struct dais_str bytes)
{
	struct dais_house_file *f = dais_vec_add(a, to);

	f->name = name;
	f->bytes = bytes;
}

/* The bytes that an import left; p is NULL when there are none. */
static struct dais_str
origin(const dais_thing_vec *things, struct dais_str name, struct dais_arena *a)
{
	size_t i = dais_things_find(things, DAIS_STR("origin"), name);

	return i == SIZE_MAX ? DAIS_STR_NONE : dais_thing_text(&things->v[i], a);
}

void
dais_things_files(const struct dais_record *r, const dais_thing_vec *things, struct dais_arena *a,
    dais_house_files *ret)
{
	struct dais_record copy = *r;

	copy.origin_yaml = origin(things, DAIS_STR("meeting.yaml"), a);
	add_file(ret, a, DAIS_STR("meeting.yaml"), dais_package_print_yaml(&copy, a));
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_str name = dais_arena_printf(a, "text/%s.md", dais_lang_code(l));

		copy.origin_text[l] = origin(things, name, a);
		if (copy.origin_text[l].p || r->annotations[l].n)
			add_file(ret, a, name, dais_package_print_text(&copy, l, a));
	}
	if (r->origin_profile.n)
		add_file(ret, a, DAIS_STR("profile.yaml"), r->origin_profile);
	if (r->origin_planning.n)
		add_file(ret, a, DAIS_STR("planning.yaml"), r->origin_planning);
}

/* The path from @n down to what stands at @place, "title.fr". */
static struct dais_str
path_to(const struct dais_yaml_node *n, const struct dais_place *place, struct dais_arena *a)
{
	struct dais_str path = DAIS_STR_NONE;

	for (unsigned depth = 0; n && n->kind != DAIS_YAML_SCALAR && depth < DAIS_YAML_MAX_DEPTH;
	    depth++) {
		const struct dais_yaml_entry *best = NULL;
		size_t at = 0;

		for (size_t i = 0; i < n->entries.n; i++) {
			const struct dais_yaml_entry *e = &n->entries.v[i];

			if (e->line > place->line ||
			    (e->line == place->line && e->column > place->column))
				break;
			best = e;
			at = i;
		}
		if (!best)
			break;
		if (n->kind == DAIS_YAML_MAPPING)
			path = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(path),
			    path.n ? "." : "", DAIS_STR_ARG(best->key));
		else
			path = dais_arena_printf(
			    a, "%.*s%s%zu", DAIS_STR_ARG(path), path.n ? "." : "", at);
		n = best->value;
	}
	return path;
}

static size_t
annotation_at(const struct dais_things_places *p, enum dais_lang l, unsigned line,
    struct dais_arena *a, struct dais_str *ret_path)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < p->n_annotations[l] && p->annotation_lines[l][i] <= line; i++)
		found = i;
	if (found == SIZE_MAX)
		return SIZE_MAX;
	if (ret_path && line >= p->annotation_lines[l][found] + 2)
		*ret_path = dais_arena_printf(a, "%u", line - p->annotation_lines[l][found] - 1);
	return p->annotation_things[l][found];
}

size_t
dais_things_at(const struct dais_things_places *p, const struct dais_place *place,
    struct dais_arena *a, struct dais_str *ret_path)
{
	const struct dais_things_start *found = NULL;

	if (ret_path)
		*ret_path = DAIS_STR_NONE;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);

		if (dais_str_eq(place->file, dais_arena_printf(a, "text/%s.md", code)))
			return annotation_at(p, (enum dais_lang)l, place->line, a, ret_path);
	}
	if (dais_str_is(place->file, "planning.yaml"))
		return dais_things_find(&p->things, DAIS_STR("planning"), DAIS_STR("planning"));
	if (dais_str_is(place->file, "profile.yaml"))
		return dais_things_find(&p->things, DAIS_STR("profile"), DAIS_STR("profile"));
	if (!dais_str_is(place->file, "meeting.yaml") || !place->line)
		return SIZE_MAX;
	for (size_t i = 0; i < p->n_starts; i++) {
		if (p->starts[i].line > place->line ||
		    (p->starts[i].line == place->line && p->starts[i].column > place->column))
			break;
		found = &p->starts[i];
	}
	if (!found)
		return dais_things_find(&p->things, DAIS_STR("package"), DAIS_STR("package"));
	if (ret_path)
		*ret_path = path_to(found->in->entries.v[found->at].value, place, a);
	return found->thing;
}
