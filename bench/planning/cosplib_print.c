/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_print.h"

/* x: submission in session and room; z: track in session and room; y: room of a track. */
struct printer {
	const struct cosplib *p;
	FILE *to;
	size_t rows, terms;
};

static void
term(struct printer *q, int64_t factor, const char *kind, size_t i, size_t s, size_t m)
{
	(void)fprintf(q->to, " %c %lld %s%zu_%zu_%zu", factor < 0 ? '-' : '+',
	    (long long)(factor < 0 ? -factor : factor), kind, i, s, m);
	if (++q->terms % 12 == 0)
		(void)fputc('\n', q->to);
}

static void
begin_row(struct printer *q)
{
	(void)fprintf(q->to, " r%zu:", q->rows++);
}

static void
end_row(struct printer *q, const char *relation, int64_t right)
{
	(void)fprintf(q->to, " %s %lld\n", relation, (long long)right);
}

static void
print_objective(struct printer *q)
{
	const struct cosplib_aim aim = { .whole = false };
	const struct cosplib *p = q->p;

	(void)fputs("Minimize\n cost:", q->to);
	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++) {
			for (size_t t = 0; t < p->tracks.n; t++) {
				int64_t c = cosplib_room_cost(p, t, s, m) +
					    p->weight[COSPLIB_TRACK_SESSION] *
						p->track_session[t * p->sessions.n + s];

				if (c)
					term(q, c, "z", t, s, m);
			}
			for (size_t i = 0; i < p->submissions.n; i++) {
				int64_t c = cosplib_submission_cost(p, &aim, i, s) +
					    p->weight[COSPLIB_SUBMISSION_ROOM] *
						p->submission_room[i * p->rooms.n + m];

				if (c)
					term(q, c, "x", i, s, m);
			}
		}
	(void)fputs("\nSubject To\n", q->to);
}

/* The pair's first submission in a room, the second in another in the same session. */
static void
print_conflict(struct printer *q, size_t i, size_t j)
{
	const struct cosplib *p = q->p;
	int64_t big = 1;

	for (size_t k = 0; k < p->submissions.n; k++)
		big += p->presenters[i * p->submissions.n + k];
	for (size_t s = 0; s < p->sessions.n; s++) {
		int64_t b = big < p->sessions.v[s].slots ? big : (int64_t)p->sessions.v[s].slots;

		for (size_t m = 0; m < p->rooms.n; m++) {
			begin_row(q);
			term(q, b, "x", i, s, m);
			for (size_t n = 0; n < p->rooms.n; n++)
				if (n != m)
					term(q, 1, "x", j, s, n);
			end_row(q, "<=", b);
		}
	}
}

/* Timeslots enough, and no room without a submission. */
static void
print_bounds(struct printer *q, size_t t, size_t s, size_t m)
{
	const struct cosplib *p = q->p;
	const struct cosplib_track *track = &p->tracks.v[t];

	begin_row(q);
	for (size_t k = 0; k < track->submissions.n; k++)
		term(q, p->submissions.v[track->submissions.v[k]].slots, "x",
		    track->submissions.v[k], s, m);
	term(q, -(int64_t)p->sessions.v[s].slots, "z", t, s, m);
	end_row(q, "<=", 0);
	begin_row(q);
	for (size_t k = 0; k < track->submissions.n; k++)
		term(q, 1, "x", track->submissions.v[k], s, m);
	term(q, -1, "z", t, s, m);
	end_row(q, ">=", 0);
}

static void
print_track(struct printer *q, size_t t, unsigned most)
{
	const struct cosplib *p = q->p;

	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++)
			print_bounds(q, t, s, m);
	begin_row(q);
	for (size_t m = 0; m < p->rooms.n; m++)
		term(q, 1, "y", t, 0, m);
	end_row(q, "=", 1);
	for (size_t m = 0; m < p->rooms.n; m++) {
		begin_row(q);
		for (size_t s = 0; s < p->sessions.n; s++)
			term(q, 1, "z", t, s, m);
		term(q, -(int64_t)most, "y", t, 0, m);
		end_row(q, "<=", 0);
	}
}

static void
print_rows(struct printer *q, const struct cosplib_patterns *patterns)
{
	const struct cosplib *p = q->p;
	size_t n = p->submissions.n;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (p->presenters[i * n + j])
				print_conflict(q, i, j);
	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++) {
			begin_row(q);
			for (size_t t = 0; t < p->tracks.n; t++)
				term(q, 1, "z", t, s, m);
			end_row(q, "<=", 1);
		}
	for (size_t t = 0; t < p->tracks.n; t++)
		print_track(q, t, patterns[t].most);
	for (size_t i = 0; i < n; i++) {
		begin_row(q);
		for (size_t s = 0; s < p->sessions.n; s++)
			for (size_t m = 0; m < p->rooms.n; m++)
				term(q, 1, "x", i, s, m);
		end_row(q, "=", 1);
	}
}

static void
print_names(struct printer *q)
{
	const struct cosplib *p = q->p;

	(void)fputs("Binary\n", q->to);
	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++) {
			for (size_t t = 0; t < p->tracks.n; t++)
				(void)fprintf(q->to, " z%zu_%zu_%zu\n", t, s, m);
			for (size_t i = 0; i < p->submissions.n; i++)
				(void)fprintf(q->to, " x%zu_%zu_%zu\n", i, s, m);
		}
	for (size_t t = 0; t < p->tracks.n; t++)
		for (size_t m = 0; m < p->rooms.n; m++)
			(void)fprintf(q->to, " y%zu_0_%zu\n", t, m);
	(void)fputs("End\n", q->to);
}

void
cosplib_print_exact(const struct cosplib *p, struct dais_arena *a, FILE *to)
{
	struct printer q = { .p = p, .to = to };

	print_objective(&q);
	print_rows(&q, cosplib_most_sessions(p, a));
	print_names(&q);
}
