/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * "Says the same" is decided by the canonical form: the original is read again and printed
 * canonically; when that equals the record printed canonically, the original bytes stand.
 */
#include "read/package/save.h"

#include "base/file.h"
#include "read/package/emit.h"
#include "read/package/load.h"
#include "read/package/markdown.h"

static struct dais_str
print_tree(struct dais_arena *a, const struct dais_yaml_doc *doc)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_yaml_print(doc, &b);
	return dais_buf_dup(&b, a);
}

static struct dais_str
print_canonical(struct dais_arena *a, const struct dais_record *r)
{
	struct dais_yaml_doc doc = { .root = dais_package_emit(a, r) };

	return print_tree(a, &doc);
}

static bool
original_says_the_same(struct dais_arena *scratch, const struct dais_record *r)
{
	struct dais_diags ignored;
	struct dais_str no_text[DAIS_LANG_COUNT] = { 0 };
	const struct dais_record *again;

	dais_diags_init(&ignored, scratch);
	again = dais_package_read(scratch, r->origin_yaml, no_text, DAIS_STR_NONE, &ignored);
	return dais_str_eq(print_canonical(scratch, again), print_canonical(scratch, r));
}

struct dais_str
dais_package_print_yaml(const struct dais_record *r, struct dais_arena *a)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_yaml_doc fresh = { 0 }, original;
	struct dais_diags ignored;

	if (!r->origin_yaml.n)
		return print_canonical(a, r);
	if (original_says_the_same(scratch, r))
		return dais_arena_dup(a, r->origin_yaml);
	fresh.root = dais_package_emit(scratch, r);
	dais_diags_init(&ignored, scratch);
	if (dais_yaml_parse(scratch, r->origin_yaml, "meeting.yaml", true, &ignored, &original) &&
	    original.root && original.root->kind == DAIS_YAML_MAPPING) {
		dais_yaml_merge(scratch, fresh.root, original.root);
		fresh.after = original.after;
	}
	return print_tree(a, &fresh);
}

static struct dais_str
print_annotations(struct dais_arena *a, const struct dais_record *r, enum dais_lang l)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *an = &r->annotations[l].v[i];

		dais_buf_puts(&b, i ? "\n# {{item " : "# {{item ");
		dais_buf_put(&b, r->items.v[an->item].id);
		if (an->body != DAIS_NONE) {
			dais_buf_put_char(&b, '@');
			dais_buf_put(&b, r->bodies.v[an->body].id);
		}
		dais_buf_puts(&b, an->prose.blocks.n ? "}}\n\n" : "}}\n");
		dais_package_print_prose(&an->prose, &b);
	}
	return dais_buf_dup(&b, a);
}

struct dais_str
dais_package_print_text(const struct dais_record *r, enum dais_lang l, struct dais_arena *a)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_record again = *r;
	struct dais_diags ignored;
	struct dais_str fresh = print_annotations(a, r, l);

	if (!r->origin_text[l].n)
		return fresh;
	again.arena = scratch;
	memset(again.annotations, 0, sizeof(again.annotations));
	dais_diags_init(&ignored, scratch);
	dais_package_read_text(&again, l, r->origin_text[l], &ignored);
	if (dais_str_eq(print_annotations(scratch, &again, l), fresh))
		return dais_arena_dup(a, r->origin_text[l]);
	return fresh;
}

static bool
save_text(const struct dais_record *r, const char *dir, struct dais_arena *a, struct dais_err *err)
{
	char *folder = dais_file_join(a, dir, "text");

	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_str bytes;
		char *name;

		if (!r->annotations[l].n && !r->origin_text[l].n)
			continue;
		bytes = dais_package_print_text(r, l, a);
		name = dais_arena_cstr(a, dais_arena_printf(a, "%s.md", dais_lang_code(l)));
		if (!dais_file_make_dirs(folder, err) ||
		    !dais_file_write(dais_file_join(a, folder, name), bytes, err))
			return false;
	}
	return true;
}

/* A package that moves takes its own rules along. */
static bool
save_beside(const struct dais_record *r, const char *dir, const char *name, struct dais_arena *a,
    struct dais_err *err)
{
	char *to = dais_file_join(a, dir, name), *from;
	struct dais_str bytes;

	if (!r->dir.n || dais_file_exists(to))
		return true;
	from = dais_file_join(a, dais_arena_cstr(a, r->dir), name);
	if (!dais_file_exists(from))
		return true;
	return dais_file_read(a, from, DAIS_YAML_MAX_BYTES, &bytes, err) &&
	       dais_file_write(to, bytes, err);
}

bool
dais_package_save(const struct dais_record *r, const char *dir, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!dais_file_make_dirs(dir, err) || !save_text(r, dir, a, err) ||
	    !save_beside(r, dir, "profile.yaml", a, err) ||
	    !save_beside(r, dir, "planning.yaml", a, err) ||
	    !dais_file_write(
		dais_file_join(a, dir, "meeting.yaml"), dais_package_print_yaml(r, a), err))
		return dais_err_context(err, "while saving the package \"%s\"", dir);
	return true;
}

static bool
replace_meeting(const struct dais_record *r, const char *path, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str now;

	if (!dais_file_read(a, path, DAIS_YAML_MAX_BYTES, &now, err))
		return false;
	if (!dais_str_eq(now, r->origin_yaml)) {
		(void)dais_err_set(
		    err, DAIS_ERR_CONFLICT, "%s was changed meanwhile; nothing was written", path);
		return dais_err_hint(err, "Plan again: the plan is of what it said before.");
	}
	return dais_file_write(path, dais_package_print_yaml(r, a), err);
}

bool
dais_package_save_meeting(const struct dais_record *r, const char *dir, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int held = dais_file_hold(dir);
	bool ok = replace_meeting(r, dais_file_join(a, dir, "meeting.yaml"), err);

	dais_file_let_go(held);
	return ok;
}
