/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/documents only: pages of documents on their way.
 */
#ifndef DAIS_WEB_DOCUMENTS_DOCUMENTS_PRIV_H
#define DAIS_WEB_DOCUMENTS_DOCUMENTS_PRIV_H

#include "service/house/document_edit.h"
#include "service/house/documents.h"
#include "service/upload/upload.h"
#include "web/desk/desk.h"
#include "web/site.h"

#define DOCUMENTS_FILE_MAX ((size_t)64 << 20)

/* ---- words and parts of forms ---- */

/* Words of the interface for a state, for whose move it is, for a kind and a distribution of
 * documents; what is not known stays as the package has it. */
enum dais_say documents_status_word(enum dais_version_status s);
enum dais_say documents_move_word(enum dais_move m);
struct dais_str documents_kind_word(const struct dais_page *p, struct dais_str kind);
struct dais_str documents_distribution_word(const struct dais_page *p, struct dais_str name);
/* "23 May 2022"; "–" when it is unset. */
struct dais_str documents_day(const struct dais_page *p, struct dais_date d);
/* "Days late: 10" or "In time" or "No due date". */
struct dais_str documents_lateness(const struct dais_page *p, int days, bool has_due);
/* "/fr/desk/untoc-2022/documents" and "/env-paper"; @document may be empty. */
struct dais_str documents_path(
    const struct dais_page *p, struct dais_str package, struct dais_str document);
/* "Arabic": a language in the reader's words, as an entry of a list. */
struct dais_str documents_language(const struct dais_page *p, enum dais_lang l);
/* The states of a document's versions, each with the languages that have come to it. */
void documents_write_states(struct dais_page *p, const struct dais_document_state *d);

/* A <div class="field"> with its label, open: the control follows, then documents_end_field(). */
void documents_field(struct dais_page *p, const char *id, struct dais_str label, bool wide);
void documents_end_field(struct dais_page *p);
/* Controls; @again (NULL: none) knows what is wrong with them. */
void documents_input(struct dais_page *p, const struct dais_desk_again *again, const char *id,
    const char *name, const char *type, struct dais_str value);
void documents_text(struct dais_page *p, const struct dais_desk_again *again, const char *name,
    unsigned rows, struct dais_str value, const enum dais_lang *language);
void documents_select(
    struct dais_page *p, const struct dais_desk_again *again, const char *id, const char *name);
/* A box to tick, or one of several of which one is chosen, with its words. */
void documents_choice(struct dais_page *p, bool is_radio, const char *name, struct dais_str value,
    bool chosen, struct dais_str words);
void documents_button(struct dais_page *p, enum dais_say words, const char *class_name);
/* The style of these pages. */
void documents_style(struct dais_page *p);

/* ---- pages ---- */

/* A choice of symbols for a new document. */
struct documents_allotted {
	struct dais_str words; /* name of the body; empty: all of them, a joint document */
	struct dais_str symbols; /* separated by spaces */
};

struct documents_view {
	const struct dais_record *record;
	struct dais_str package;
	const dais_document_state_vec *states; /* of the documents of these meetings */
	size_t skip; /* so many of them stand on pages before */
	DAIS_VEC(struct documents_allotted) allotted;
	bool may_edit;
	/* The form that was refused, by its name: "data", "withdraw", "upload", "fr" (the state of
	 * a version); NULL: none was. */
	const struct dais_desk_again *again;
	struct dais_str again_form;
};
/* The page of the document again, with why the file that was sent is not taken; another error, or
 * when the document is not there: the page of a problem. */
void documents_refuse_file(struct dais_page *p, struct dais_str package, struct dais_str document,
    const struct dais_err *err);
/* v->again when it is about the form @name. */
const struct dais_desk_again *documents_again(const struct documents_view *v, const char *name);
void documents_write_list(struct dais_page *p, const struct documents_view *v);
/* The fields of a document; @d NULL: of a new one. @revision: seen. */
void documents_write_form(struct dais_page *p, const struct documents_view *v,
    const struct dais_document *d, uint64_t revision, const struct dais_desk_again *again);
/* The names of its fields that members of a document are typed into; ends with NULL. */
extern const char *const documents_form_fields[];

/* A file of a language version. */
struct documents_one {
	const struct documents_view *view;
	size_t document;
	const struct dais_document_state *state; /* NULL: of an earlier meeting */
	uint64_t revision;
	dais_version_event_vec events[DAIS_LANG_COUNT];
	dais_upload_kept_vec files;
	dais_lang_set may_set; /* states and files of these languages */
};
void documents_write_one(struct dais_page *p, const struct documents_one *v);
void documents_write_files(struct dais_page *p, const struct documents_one *v);

/* ---- requests ---- */

/* What was refused, and the form it stood in (as of documents_view). */
struct documents_refusal {
	const struct dais_err *err;
	const struct dais_diags *diags; /* NULL: none */
	const struct dais_edit_conflict *conflict;
	const struct dais_desk_again *again;
	struct dais_str form;
};
/* Answer with the page of the documents, and of one (a place in the record's documents), with what
 * was refused and its status; @refusal NULL: nothing was. */
void documents_show_list(
    struct dais_page *p, const struct dais_snapshot *s, const struct documents_refusal *refusal);
void documents_show_one(struct dais_page *p, const struct dais_snapshot *s, size_t document,
    const struct documents_refusal *refusal);
/* The document of the address; answers and gives false when there is none. */
bool documents_find(
    struct dais_page *p, struct dais_http_exchange *x, const struct dais_snapshot *s, size_t *ret);

dais_http_handler documents_get_everywhere, documents_post_file, documents_get_file,
    documents_post_list, documents_post_one, documents_post_state;

#endif
