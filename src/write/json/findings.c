/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "write/json/findings.h"

#include "base/fingerprint.h"
#include "mark/json.h"

static void
count(struct dais_json *w, const char *key, unsigned value)
{
	if (value > 0)
		dais_json_pair_int(w, key, value);
}

static void
place(struct dais_json *w, const struct dais_place *p)
{
	dais_json_object(w);
	dais_json_pair(w, "file", p->file);
	count(w, "page", p->page);
	count(w, "line", p->line);
	count(w, "column", p->column);
	if (p->text.n)
		dais_json_pair(w, "text", p->text);
	dais_json_end(w);
}

static void
edits(struct dais_json *w, const struct dais_diag *g)
{
	dais_json_key(w, "edits");
	dais_json_array(w);
	for (size_t i = 0; i < g->edits.n; i++) {
		dais_json_object(w);
		dais_json_key(w, "place");
		place(w, &g->edits.v[i].place);
		dais_json_pair(w, "words", g->edits.v[i].words);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
finding(struct dais_json *w, const struct dais_diag *g)
{
	dais_json_object(w);
	dais_json_pair_c(w, "rule", g->rule);
	dais_json_pair_c(w, "severity", dais_severity_name(g->severity));
	dais_json_pair(w, "message", g->message);
	if (g->english.n)
		dais_json_pair(w, "english", g->english);
	if (g->hint.n)
		dais_json_pair(w, "hint", g->hint);
	dais_json_key(w, "places");
	dais_json_array(w);
	for (size_t i = 0; i < g->places.n; i++)
		place(w, &g->places.v[i]);
	dais_json_end(w);
	if (g->edits.n)
		edits(w, g);
	dais_json_end(w);
}

static void
unread_documents(struct dais_json *w, const struct dais_json_unread *unread, size_t n)
{
	dais_json_key(w, "unread");
	dais_json_array(w);
	for (size_t i = 0; i < n; i++) {
		dais_json_object(w);
		dais_json_pair(w, "file", unread[i].file);
		dais_json_pair_c(w, "message", unread[i].message);
		if (unread[i].hint[0])
			dais_json_pair_c(w, "hint", unread[i].hint);
		dais_json_end(w);
	}
	dais_json_end(w);
}

void
dais_json_findings_write(const struct dais_diags *d, const struct dais_json_unread *unread,
    size_t n_unread, struct dais_buf *out)
{
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_key(&w, "findings");
	dais_json_array(&w);
	for (size_t i = 0; i < d->list.n; i++)
		finding(&w, &d->list.v[i]);
	dais_json_end(&w);
	if (n_unread > 0)
		unread_documents(&w, unread, n_unread);
	if (d->dropped > 0)
		dais_json_pair_int(&w, "dropped", (int64_t)d->dropped);
	dais_json_end(&w);
	dais_json_finish(&w);
}

/* SARIF 3.27.10. */
static const char *
level(enum dais_severity s)
{
	switch (s) {
	case DAIS_SEVERITY_ERROR:
		return "error";
	case DAIS_SEVERITY_WARNING:
		return "warning";
	default:
		return "note";
	}
}

/* @s as a URI reference: SARIF wants addresses, not file names (3.4.3). */
static void
uri(struct dais_json *w, const char *key, struct dais_str s)
{
	static const char safe[] = "-._~/!$'()*,;=@+";
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 65536);
	if (s.n > 0 && s.p[0] == '/')
		dais_buf_puts(&b, "file://");
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool word =
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (word || (c && strchr(safe, c)))
			dais_buf_put_char(&b, c);
		else
			dais_buf_printf(&b, "%%%02X", (unsigned)(unsigned char)c);
	}
	dais_json_pair(w, key, dais_buf_str(&b));
}

static void
text(struct dais_json *w, const char *key, struct dais_str s)
{
	dais_json_key(w, key);
	dais_json_object(w);
	dais_json_pair(w, "text", s);
	dais_json_end(w);
}

static void
location(struct dais_json *w, const struct dais_place *p)
{
	dais_json_object(w);
	dais_json_key(w, "physicalLocation");
	dais_json_object(w);
	dais_json_key(w, "artifactLocation");
	dais_json_object(w);
	uri(w, "uri", p->file);
	dais_json_end(w);
	if (p->line > 0) {
		dais_json_key(w, "region");
		dais_json_object(w);
		dais_json_pair_int(w, "startLine", p->line);
		count(w, "startColumn", p->column);
		if (p->text.n)
			text(w, "snippet", p->text);
		dais_json_end(w);
	}
	dais_json_end(w);
	if (p->page > 0) {
		dais_json_key(w, "properties");
		dais_json_object(w);
		dais_json_pair_int(w, "page", p->page);
		dais_json_end(w);
	}
	dais_json_end(w);
}

/* Places @from to @to (exclusive) that name a file. */
static void
locations(struct dais_json *w, const char *key, const struct dais_diag *g, size_t from, size_t to)
{
	dais_json_key(w, key);
	dais_json_array(w);
	for (size_t i = from; i < to && i < g->places.n; i++)
		if (g->places.v[i].file.n)
			location(w, &g->places.v[i]);
	dais_json_end(w);
}

static void
result(struct dais_json *w, const struct dais_diag *g, const struct dais_json_rule *rules, size_t n)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO message = { 0 };

	dais_buf_init(&message, DAIS_BUF_MAX);
	dais_buf_put(&message, g->message);
	if (g->hint.n) {
		dais_buf_puts(&message, "\n");
		dais_buf_put(&message, g->hint);
	}
	dais_json_object(w);
	dais_json_pair_c(w, "ruleId", g->rule);
	for (size_t i = 0; i < n; i++)
		if (strcmp(rules[i].id, g->rule) == 0) {
			dais_json_pair_int(w, "ruleIndex", (int64_t)i);
			break;
		}
	dais_json_pair_c(w, "level", level(g->severity));
	text(w, "message", dais_buf_str(&message));
	/* The same finding in another version of the document has the same (3.27.17). */
	dais_json_key(w, "partialFingerprints");
	dais_json_object(w);
	dais_json_pair(w, "dais/v1", dais_diag_fingerprint(a, g));
	dais_json_end(w);
	locations(w, "locations", g, 0, 1);
	if (g->places.n > 1)
		locations(w, "relatedLocations", g, 1, g->places.n);
	dais_json_end(w);
}

static void
rule(struct dais_json *w, const struct dais_json_rule *r)
{
	dais_json_object(w);
	dais_json_pair_c(w, "id", r->id);
	text(w, "shortDescription", dais_str_from(r->description));
	if (r->help && r->help[0])
		text(w, "help", dais_str_from(r->help));
	dais_json_key(w, "defaultConfiguration");
	dais_json_object(w);
	dais_json_pair_c(w, "level", level(r->severity));
	dais_json_end(w);
	dais_json_end(w);
}

/* The run itself: complete, or what it could not read (3.20.14, 3.20.21, 3.58). */
static void
invocation(struct dais_json *w, const struct dais_json_unread *unread, size_t n)
{
	dais_json_key(w, "invocations");
	dais_json_array(w);
	dais_json_object(w);
	dais_json_pair_bool(w, "executionSuccessful", n == 0);
	dais_json_key(w, "toolExecutionNotifications");
	dais_json_array(w);
	for (size_t i = 0; i < n; i++) {
		struct dais_place where = { .file = unread[i].file };

		dais_json_object(w);
		dais_json_pair_c(w, "level", "error");
		text(w, "message", dais_str_from(unread[i].message));
		dais_json_key(w, "locations");
		dais_json_array(w);
		location(w, &where);
		dais_json_end(w);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_end(w);
	dais_json_end(w);
}

void
dais_sarif_write(const struct dais_diags *d, const struct dais_json_rule *rules, size_t n,
    const struct dais_json_unread *unread, size_t n_unread, struct dais_buf *out)
{
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_pair_c(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	dais_json_pair_c(&w, "version", "2.1.0");
	dais_json_key(&w, "runs");
	dais_json_array(&w);
	dais_json_object(&w);
	dais_json_key(&w, "tool");
	dais_json_object(&w);
	dais_json_key(&w, "driver");
	dais_json_object(&w);
	dais_json_pair_c(&w, "name", "dais");
	dais_json_pair_c(&w, "version", DAIS_VERSION);
	dais_json_key(&w, "rules");
	dais_json_array(&w);
	for (size_t i = 0; i < n; i++)
		rule(&w, &rules[i]);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_end(&w);
	invocation(&w, unread, n_unread);
	dais_json_pair_c(&w, "columnKind", "unicodeCodePoints");
	dais_json_key(&w, "results");
	dais_json_array(&w);
	for (size_t i = 0; i < d->list.n; i++)
		result(&w, &d->list.v[i], rules, n);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_end(&w);
	dais_json_finish(&w);
}
