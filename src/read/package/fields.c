/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading of mappings by tables of fields, and the readers of single values.
 */
#include "read/package/load_priv.h"

static struct dais_diag *__attribute__((format(printf, 3, 0)))
complain_v(struct dais_loader *l, const struct dais_place *place, const char *fmt, va_list ap)
{
	return dais_diags_add_v(l->d, "package", DAIS_SEVERITY_ERROR, place, fmt, ap);
}

const char *
dais_package_say(const struct dais_loader *l, const char *english)
{
	return dais_text_message_words(l->d->lang, english);
}

struct dais_diag *
dais_package_complain(struct dais_loader *l, unsigned line, unsigned column, struct dais_str text,
    const char *fmt, ...)
{
	struct dais_place place = {
		.file = dais_str_from(l->file), .line = line, .column = column, .text = text
	};
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = complain_v(l, &place, fmt, ap);
	va_end(ap);
	return g;
}

struct dais_diag *
dais_package_complain_at(
    struct dais_loader *l, const struct dais_yaml_node *n, const char *fmt, ...)
{
	struct dais_place place = { .file = dais_str_from(l->file),
		.line = n->line,
		.column = n->column,
		.text = n->text };
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = complain_v(l, &place, fmt, ap);
	va_end(ap);
	return g;
}

void
dais_package_suggest(struct dais_loader *l, struct dais_diag *g, struct dais_str word,
    const struct dais_str *v, size_t n)
{
	struct dais_near near = { .word = word };

	for (size_t i = 0; i < n; i++)
		dais_near_try(&near, v[i]);
	if (near.best.n)
		dais_diag_set_file_hint(l->d, g, "did you mean `%.*s`?", DAIS_STR_ARG(near.best));
}

bool
dais_package_is_mapping(struct dais_loader *l, const struct dais_yaml_node *n, const char *what)
{
	struct dais_diag *g;

	if (n->kind == DAIS_YAML_MAPPING || dais_yaml_is_null(n))
		return true;
	g = dais_package_complain_at(l, n, "%s must be a mapping", dais_package_say(l, what));
	dais_diag_set_file_hint(l->d, g, "lines of the form `key: value`, or {key: value}");
	return false;
}

bool
dais_package_is_list(struct dais_loader *l, const struct dais_yaml_node *n, const char *what)
{
	struct dais_diag *g;

	if (n->kind == DAIS_YAML_SEQUENCE || dais_yaml_is_null(n))
		return true;
	g = dais_package_complain_at(l, n, "%s must be a list", dais_package_say(l, what));
	dais_diag_set_file_hint(l->d, g, "write [a, b] or lines that begin with `- `");
	return false;
}

bool
dais_package_lists_any(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_diag *g;

	if (n->kind != DAIS_YAML_SEQUENCE || n->entries.n)
		return true;
	g = dais_package_complain_at(l, n, "nothing is listed, so that nothing would be possible");
	dais_diag_set_file_hint(l->d, g, "leave the key out where there is no limit");
	return false;
}

static const struct dais_field *
find_field(const struct dais_field *fields, size_t count, struct dais_str key)
{
	for (size_t i = 0; i < count; i++) {
		if (dais_str_is(key, fields[i].name))
			return &fields[i];
	}
	return NULL;
}

static void
unknown_key(struct dais_loader *l, const struct dais_yaml_entry *e, const char *what,
    const struct dais_field *fields, size_t count)
{
	struct dais_str *names = DAIS_NEW_N(l->a, count, struct dais_str);
	struct dais_diag *g = dais_package_complain(l, e->line, e->column, e->key,
	    "unknown key `%.*s` in %s", DAIS_STR_ARG(e->key), dais_package_say(l, what));
	struct dais_str list = DAIS_STR_NONE;

	for (size_t i = 0; i < count; i++) {
		names[i] = dais_str_from(fields[i].name);
		list = dais_arena_printf(
		    l->a, "%.*s%s%s", DAIS_STR_ARG(list), i ? ", " : "", fields[i].name);
	}
	dais_diag_set_file_hint(l->d, g, "keys here: %.*s", DAIS_STR_ARG(list));
	dais_package_suggest(l, g, e->key, names, count);
}

bool
dais_package_fields(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const struct dais_field *fields, size_t count, void *obj)
{
	if (!dais_package_is_mapping(l, n, what))
		return false;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		const struct dais_field *f = find_field(fields, count, e->key);

		if (!f)
			unknown_key(l, e, what, fields, count);
		else if (f->read)
			f->read(l, e->value, (char *)obj + f->offset);
	}
	for (size_t i = 0; i < count; i++) {
		if (fields[i].required && !dais_yaml_get(n, fields[i].name))
			(void)dais_package_complain(l, n->line, n->column, DAIS_STR_NONE,
			    "`%s` is missing in %s", fields[i].name, dais_package_say(l, what));
	}
	return true;
}

bool
dais_package_check_id(struct dais_loader *l, const struct dais_yaml_entry *e, const char *what)
{
	struct dais_str s = e->key;
	bool ok = s.n && s.p[0] >= 'a' && s.p[0] <= 'z';
	struct dais_diag *g;

	for (size_t i = 0; i < s.n; i++)
		ok = ok && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') ||
			       s.p[i] == '-');
	if (ok)
		return true;
	g = dais_package_complain(l, e->line, e->column, s, "`%.*s` cannot be the id of %s",
	    DAIS_STR_ARG(s), dais_package_say(l, what));
	dais_diag_set_file_hint(
	    l->d, g, "small letters a to z, digits and hyphens, a letter first");
	return false;
}

bool
dais_package_scalar(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_str *ret_text)
{
	if (n->kind != DAIS_YAML_SCALAR) {
		(void)dais_package_complain_at(l, n,
		    n->kind == DAIS_YAML_SEQUENCE ? "one value is expected here, not a list"
						  : "one value is expected here, not a mapping");
		return false;
	}
	if (dais_yaml_is_null(n) || dais_str_trim(n->text).n == 0) {
		(void)dais_package_complain_at(l, n, "the value is empty");
		return false;
	}
	*ret_text = n->text;
	return true;
}

int
dais_package_choice(struct dais_loader *l, const struct dais_yaml_node *n, const char *what,
    const char *const *names, size_t count)
{
	struct dais_str text, list = DAIS_STR_NONE;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text))
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (dais_str_is(text, names[i]))
			return (int)i;
	}
	for (size_t i = 0; i < count; i++)
		list = dais_arena_printf(
		    l->a, "%.*s%s%s", DAIS_STR_ARG(list), i ? ", " : "", names[i]);
	g = dais_package_complain_at(
	    l, n, "unknown %s `%.*s`", dais_package_say(l, what), DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "one of: %.*s", DAIS_STR_ARG(list));
	return -1;
}

void
dais_package_read_node(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	(void)l;
	*(const struct dais_yaml_node **)to = n;
}

void
dais_package_read_words(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	(void)dais_package_scalar(l, n, to);
}

void
dais_package_read_ml(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_ml *ml = to;
	struct dais_diag *g;

	if (n->kind != DAIS_YAML_MAPPING) {
		g = dais_package_complain_at(l, n, "words in languages are expected here");
		dais_diag_set_file_hint(l->d, g, "write {en: ..., fr: ...}");
		return;
	}
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		enum dais_lang lang;

		if (!dais_lang_parse(e->key, &lang)) {
			g = dais_package_complain(l, e->line, e->column, e->key,
			    "unknown language `%.*s`", DAIS_STR_ARG(e->key));
			dais_diag_set_file_hint(l->d, g, "one of: ar, zh, en, fr, ru, es");
			continue;
		}
		(void)dais_package_scalar(l, e->value, &ml->in[lang]);
	}
	if (!n->entries.n)
		(void)dais_package_complain_at(l, n, "no language is given here");
}

void
dais_package_read_date(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text) || dais_date_parse(text, to))
		return;
	g = dais_package_complain_at(l, n, "`%.*s` is not a date", DAIS_STR_ARG(text));
	dais_diag_set_hint(l->d, g, "write year, month and day, such as 2022-05-23");
}

void
dais_package_read_local(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text) || dais_local_parse(text, to))
		return;
	g = dais_package_complain_at(l, n, "`%.*s` is not a date and time", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "write it as 2022-05-23T10:00");
}

void
dais_package_need_hour(
    struct dais_loader *l, const struct dais_yaml_node *n, struct dais_local at, const char *key)
{
	const struct dais_yaml_node *v = dais_yaml_get(n, key);
	struct dais_diag *g;

	if (!v || !dais_date_is_set(at.date) || at.minute >= 0)
		return;
	g = dais_package_complain_at(l, v, "the time of day is missing in `%s`", key);
	dais_diag_set_file_hint(l->d, g, "write it as 2022-05-23T10:00");
}

#define NUMBER_MOST 100000000

static bool
are_figures(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return s.n > 0;
}

void
dais_package_read_uint(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	int64_t v;

	if (!dais_package_scalar(l, n, &text))
		return;
	if (dais_str_to_int(text, 0, NUMBER_MOST, &v)) {
		*(unsigned *)to = (unsigned)v;
		return;
	}
	if (are_figures(text))
		(void)dais_package_complain_at(l, n,
		    "`%.*s` is too large a number, the largest is %d", DAIS_STR_ARG(text),
		    NUMBER_MOST);
	else
		(void)dais_package_complain_at(
		    l, n, "`%.*s` is not a whole number", DAIS_STR_ARG(text));
}

void
dais_package_read_langs(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	dais_lang_set set = 0;

	if (!dais_package_is_list(l, n, "languages"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_str text;
		enum dais_lang lang;
		struct dais_diag *g;

		if (!dais_package_scalar(l, v, &text))
			continue;
		if (!dais_lang_parse(text, &lang)) {
			g = dais_package_complain_at(
			    l, v, "unknown language `%.*s`", DAIS_STR_ARG(text));
			dais_diag_set_file_hint(l->d, g, "one of: ar, zh, en, fr, ru, es");
			continue;
		}
		if (set & DAIS_LANG_BIT(lang))
			(void)dais_package_complain_at(
			    l, v, "language `%.*s` is listed twice", DAIS_STR_ARG(text));
		set |= DAIS_LANG_BIT(lang);
	}
	if (!set)
		(void)dais_package_complain_at(l, n, "no language is listed");
	else
		*(dais_lang_set *)to = set;
}
