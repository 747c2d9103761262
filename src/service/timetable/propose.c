/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/timetable/propose.h"

#include "service/planning.h"
#include "service/publish/files.h"

#define AREA "proposal"
#define WORDS_MAX 200
#define WORD_BYTES 2000
#define SITTINGS_MAX 10000

static void
pack_strs(struct dais_buf *out, const dais_store_strs *v)
{
	dais_pack_uint(out, v->n);
	for (size_t i = 0; i < v->n; i++)
		dais_pack_str(out, v->v[i]);
}

bool
dais_propose_question(struct dais_house *h, struct dais_str package,
    const struct dais_propose_wish *wish, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	dais_house_files files = { 0 };
	DAIS_BUF_AUTO out = { 0 };

	if (!dais_house_files_of(h, package, 0, a, &files, err))
		return false;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_pack_uint(&out, wish->keeps);
	dais_pack_uint(&out, wish->seconds);
	pack_strs(&out, &wish->lost);
	pack_strs(&out, &wish->overran);
	pack_strs(&out, &wish->late);
	pack_strs(&out, &wish->fixed);
	pack_strs(&out, &wish->nots);
	dais_pack_uint(&out, wish->compares);
	dais_pack_uint(&out, wish->has_modality ? 1 + (uint64_t)wish->modality : 0);
	dais_pack_uint(&out, (uint64_t)(wish->now_ms > 0 ? wish->now_ms : 0));
	dais_pack_uint(&out, (uint64_t)wish->language);
	dais_files_pack(&files, &out);
	*ret = dais_buf_dup(&out, a);
	return true;
}

static void
unpack_strs(struct dais_unpack *u, struct dais_arena *a, dais_store_strs *ret)
{
	size_t n = (size_t)dais_unpack_uint(u, WORDS_MAX);

	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, ret, dais_unpack_text(u, WORD_BYTES));
}

static void
unpack_cost(struct dais_unpack *u, struct dais_propose_cost *ret)
{
	ret->given = dais_unpack_uint(u, 1);
	for (size_t k = 0; ret->given && k <= DAIS_RANKS_MAX; k++)
		ret->rank[k] = dais_unpack_uint(u, UINT64_MAX);
}

bool
dais_propose_read(struct dais_str bytes, struct dais_arena *a, struct dais_propose_answer *ret,
    struct dais_err *err)
{
	struct dais_unpack u = { .rest = bytes };
	size_t n;

	*ret = (struct dais_propose_answer){ 0 };
	ret->planned = dais_unpack_uint(&u, 1);
	ret->proven = dais_unpack_uint(&u, 1);
	ret->modality = (enum dais_modality)dais_unpack_uint(&u, DAIS_MODALITY_COUNT - 1);
	(void)dais_local_parse(dais_unpack_text(&u, WORD_BYTES), &ret->past);
	unpack_strs(&u, a, &ret->happened);
	unpack_cost(&u, &ret->in_force);
	unpack_cost(&u, &ret->proposed);
	unpack_cost(&u, &ret->best);
	ret->best_proven = dais_unpack_uint(&u, 1);
	unpack_strs(&u, a, &ret->words);
	n = (size_t)dais_unpack_uint(&u, SITTINGS_MAX);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(a, &ret->sittings,
		    ((struct dais_thing){ .kind = DAIS_STR("sitting"),
			.id = dais_arena_printf(a, "p%zu", i + 1),
			.position = (int64_t)i,
			.value = dais_unpack_text(&u, DAIS_THING_VALUE_MAX) }));
	unpack_strs(&u, a, &ret->ways);
	unpack_strs(&u, a, &ret->notes);
	if (!dais_unpack_end(&u))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the proposal came back damaged");
	return true;
}

static struct dais_str
key_of(struct dais_str package, struct dais_str account, struct dais_arena *a)
{
	return dais_arena_printf(a, "%.*s/%.*s", DAIS_STR_ARG(package), DAIS_STR_ARG(account));
}

bool
dais_propose_keep(struct dais_house *h, struct dais_str package, struct dais_str account,
    struct dais_str answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_state state = { .area = DAIS_STR(AREA),
		.key = key_of(package, account, a),
		.value = answer,
		.ends_ms = dais_house_now_ms(h) + DAIS_DAY_MS };

	return dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err);
}

bool
dais_propose_kept(struct dais_house *h, struct dais_str package, struct dais_str account,
    struct dais_arena *a, struct dais_propose_answer *ret, struct dais_err *err)
{
	struct dais_state state;

	return dais_store_state_get(dais_house_store(h), AREA, key_of(package, account, a),
		   dais_house_now_ms(h), a, &state, err) &&
	       dais_propose_read(state.value, a, ret, err);
}

bool
dais_propose_forget(
    struct dais_house *h, struct dais_str package, struct dais_str account, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	return dais_store_state_remove(dais_house_store(h), AREA, key_of(package, account, a), err);
}

/* ---- taking it ---- */

/* Whether @t is a sitting of the plan that is proposed anew: the timetable, or that of another
 * modality. */
static bool
is_replaced(const struct dais_thing *t, struct dais_str plan, struct dais_arena *a)
{
	return dais_str_is(t->kind, "sitting") && dais_str_eq(dais_thing_plan(t, a), plan);
}

bool
dais_propose_arrange(struct dais_house *h, const struct dais_snapshot *s,
    const struct dais_propose_answer *proposal, enum dais_lang language, struct dais_arena *a,
    struct dais_arrangement *ret, struct dais_err *err)
{
	dais_thing_vec all = { 0 }, things = { 0 };
	bool other = proposal->modality != dais_planning_modality(s->record);
	struct dais_str plan =
	    other ? dais_str_from(dais_modality_name(proposal->modality)) : DAIS_STR_NONE;
	struct dais_diags diags;

	if (!dais_store_things(dais_house_store(h), s->package, DAIS_STR_NONE, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (!is_replaced(&all.v[i], plan, a))
			dais_vec_push(a, &things, all.v[i]);
	for (size_t i = 0; i < proposal->sittings.n; i++)
		dais_vec_push(a, &things, proposal->sittings.v[i]);
	dais_things_sort(&things);
	dais_diags_init(&diags, a);
	*ret =
	    (struct dais_arrangement){ dais_things_read(a, &things, &diags, NULL), s, 0, language };
	if (diags.errors) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT,
		    "the proposal was made for another state of the package");
		return dais_err_hint(err, "Have it planned again.");
	}
	return true;
}
