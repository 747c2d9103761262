/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * CaDiCaL behind sat_priv.h. Its C interface lacks phases and a count of conflicts; hence C++.
 */
#include "plan/engine/sat_priv.h"

#include <algorithm>
#include <climits>
#include <cstdlib>

#include <cadical.hpp>

namespace
{

/* Asks the watcher, counts learnt clauses (one a conflict) and takes none. */
struct ears : CaDiCaL::Terminator, CaDiCaL::Learner {
	bool (*fn)(void *ctx) = nullptr;
	void *ctx = nullptr;
	uint64_t conflicts = 0;

	bool
	terminate() override
	{
		return fn && fn(ctx);
	}
	bool
	learning(int) override
	{
		conflicts++;
		return false;
	}
	void
	learn(int) override
	{
	}
};

} // namespace

struct dais_sat {
	CaDiCaL::Solver solver;
	ears heard;
	int variables = 0;
};

struct dais_sat *
dais_sat_new(void)
{
	auto *s = new dais_sat;

	/* A call is small and there are thousands: what is done at each start or between calls
	 * costs more than it brings. */
	for (const char *off : { "inprocessing", "lucky", "walk", "compact" })
		s->solver.set(off, 0);
	s->solver.set("quiet", 1);
	s->solver.connect_terminator(&s->heard);
	s->solver.connect_learner(&s->heard);
	return s;
}

void
dais_sat_free(void *s)
{
	delete static_cast<dais_sat *>(s);
}

void
dais_sat_add(struct dais_sat *s, const int *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		s->variables = std::max(s->variables, std::abs(v[i]));
		s->solver.add(v[i]);
	}
	s->solver.add(0);
}

enum dais_sat_answer
dais_sat_solve(struct dais_sat *s, const int *v, size_t n, int64_t conflicts)
{
	for (size_t i = 0; i < n; i++) {
		s->variables = std::max(s->variables, std::abs(v[i]));
		s->solver.assume(v[i]);
	}
	if (conflicts >= 0)
		s->solver.limit("conflicts", (int)std::min<int64_t>(conflicts, INT_MAX));
	return static_cast<enum dais_sat_answer>(s->solver.solve());
}

bool
dais_sat_value(struct dais_sat *s, int l)
{
	if (std::abs(l) > s->variables)
		return l < 0;
	return s->solver.val(l) > 0;
}

bool
dais_sat_failed(struct dais_sat *s, int l)
{
	return s->solver.failed(l);
}

void
dais_sat_prefer(struct dais_sat *s, int l)
{
	s->solver.phase(l);
}

void
dais_sat_watch(struct dais_sat *s, bool (*fn)(void *ctx), void *ctx)
{
	s->heard.fn = fn;
	s->heard.ctx = ctx;
}

uint64_t
dais_sat_conflicts(const struct dais_sat *s)
{
	return s->heard.conflicts;
}
