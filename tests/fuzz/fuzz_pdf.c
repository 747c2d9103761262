/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any bytes as a PDF: reading and annotating must not crash, and the flow must be what it should
 * be. Most of the time goes into the library; fuzz_pdf_layout tries what is ours. */
#include "read/pdf/annotate.h"
#include "read/pdf/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_str bytes = { (const char *)data, size };
	struct dais_flow *f;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	if (!dais_pdf_flow(a, bytes, DAIS_STR("fuzz"), &f, &d, &err)) {
		/* Without the module nothing would be tried. */
		DAIS_ASSERT(err.code != DAIS_ERR_UNSUPPORTED);
		return 0;
	}
	DAIS_ASSERT(dais_flow_is_valid(f));
	for (size_t i = 0; i < f->blocks.n; i++) {
		const struct dais_flow_block *b = &f->blocks.v[i];
		struct dais_place p = dais_flow_place(f, b, 0, b->text.n);

		DAIS_ASSERT(p.page > 0 && p.page <= f->pages && p.line > 0 && p.column > 0);
		(void)dais_diags_add(&d, "fuzz", DAIS_SEVERITY_WARNING, &p, "here");
	}
	(void)dais_pdf_annotate(a, bytes, &d, &out, &err);
	return 0;
}
