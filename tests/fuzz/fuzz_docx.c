/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as a DOCX, or as the parts of one: what is read is a valid flow; a copy with comments
 * on its words reads the same.
 */
#include "parts.h"

#include "read/docx/annotate.h"
#include "read/docx/docx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define COMMENTS_MAX 40

static void
comment(struct dais_arena *a, const struct dais_flow *flow, struct dais_diags *d)
{
	struct dais_diag *g = NULL;

	dais_diags_init(d, a);
	for (size_t i = 0; i < flow->blocks.n && i < COMMENTS_MAX; i++) {
		const struct dais_flow_block *b = &flow->blocks.v[i];
		size_t at = b->generated;
		struct dais_place p;

		if (b->text.n > at + 4 && ((unsigned char)b->text.p[at + 2] & 0xC0) != 0x80)
			at += 2;
		p = dais_flow_place(flow, b, at, (b->text.n - at) / 2);
		if (i % 3 == 2)
			dais_diag_add_place(d, g, &p);
		else
			g = dais_diags_add(d, "R-TEST", DAIS_SEVERITY_INFO, &p, "%zu", i);
	}
}

static void
check_copy(struct dais_arena *a, struct dais_str bytes, const struct dais_flow *flow)
{
	DAIS_BUF_AUTO copy = { 0 };
	struct dais_diags d, ignored;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_flow *again;

	dais_buf_init(&copy, (size_t)1 << 26);
	dais_diags_init(&ignored, a);
	comment(a, flow, &d);
	if (!dais_docx_annotate(a, bytes, &d, &copy, &err)) {
		DAIS_ASSERT(err.code != DAIS_ERR_NONE);
		return;
	}
	DAIS_ASSERT(
	    dais_docx_flow(a, dais_buf_str(&copy), DAIS_STR("copy"), &again, &ignored, &err));
	DAIS_ASSERT(again->blocks.n == flow->blocks.n);
	for (size_t i = 0; i < flow->blocks.n; i++)
		DAIS_ASSERT(dais_str_eq(again->blocks.v[i].text, flow->blocks.v[i].text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = container_of(a, data, size);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_flow *flow;
	struct dais_diags d;

	dais_diags_init(&d, a);
	if (!dais_docx_flow(a, bytes, DAIS_STR("fuzz.docx"), &flow, &d, &err)) {
		DAIS_ASSERT(err.code != DAIS_ERR_NONE);
		return 0;
	}
	DAIS_ASSERT(dais_flow_is_valid(flow));
	check_copy(a, bytes, flow);
	return 0;
}
