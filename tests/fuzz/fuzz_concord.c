/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any two or three texts, as lines and as documents: places stay inside the texts, a text agrees
 * with itself.
 */
#include "base/arena.h"
#include "base/err.h"
#include "concord/concord.h"

#define TEXTS 3

static struct dais_flow *
flow_of(struct dais_arena *a, struct dais_str text)
{
	struct dais_flow *flow = dais_flow_new(a, DAIS_STR("f"), "text");
	DAIS_FLOW_WRITER_AUTO w;
	struct dais_str line;
	unsigned n = 0;

	dais_flow_writer_init(&w, flow);
	while (dais_str_next_line(&text, &line)) {
		(void)dais_flow_begin(&w, n % 5 == 4 ? DAIS_FLOW_HEADING : DAIS_FLOW_TEXT);
		dais_flow_put(&w, line, 0, ++n, 1);
		(void)dais_flow_end(&w);
	}
	return flow;
}

static void
check(const struct dais_diags *d)
{
	for (size_t i = 0; i < d->list.n; i++)
		DAIS_ASSERT(d->list.v[i].places.n > 0 && d->list.v[i].rule);
}

static void
compare(struct dais_arena *a, const struct dais_concord_text *t, size_t n, struct dais_diags *diags)
{
	struct dais_concord_options opt = { .omissions = true };
	struct dais_concord_version v[TEXTS];
	struct dais_err err = DAIS_ERR_INIT;

	for (size_t i = 0; i < n; i++)
		v[i] = (struct dais_concord_version){ t[i].lang, flow_of(a, t[i].bytes) };
	(void)dais_concord_lines(a, t, n, &opt, diags, &err);
	DAIS_ASSERT(dais_concord_documents(a, v, n, &opt, diags, &err));
	check(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_concord_text t[TEXTS];
	struct dais_str rest, part;
	struct dais_diags diags;
	unsigned seed = size ? data[0] : 0;
	size_t n = 0;

	rest = size ? (struct dais_str){ (const char *)data + 1, size - 1 } : DAIS_STR("x");
	if (!dais_str_is_text(rest, NULL))
		return 0;
	while (n < TEXTS && dais_str_next(&rest, '\f', &part)) {
		t[n] = (struct dais_concord_text){ (enum dais_lang)((seed + n) % DAIS_LANG_COUNT),
			DAIS_STR("f"), part };
		n++;
	}
	dais_diags_init(&diags, a);
	if (n > 1)
		compare(a, t, n, &diags);
	dais_diags_init(&diags, a);
	t[1] = t[0];
	compare(a, t, 2, &diags);
	DAIS_ASSERT(diags.list.n == 0);
	return 0;
}
