/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What PostgreSQL says has failed, in the terms of the store.
 */
#include "store/postgresql_priv.h"

const char *
postgresql_one_line(const char *text, char *to, size_t size)
{
	size_t n = 0;

	for (; *text && n + 1 < size; text++) {
		char c = *text == '\n' || *text == '\t' ? ' ' : *text;

		if (c != ' ' || (n && to[n - 1] != ' '))
			to[n++] = c;
	}
	while (n && to[n - 1] == ' ')
		n--;
	to[n] = 0;
	return to;
}

bool
postgresql_fail_lost(struct connection *k, struct dais_err *err)
{
	char line[300];
	const char *why = k->attempt.why;

	if (!*why)
		why = postgresql_one_line(PQerrorMessage(k->pg), line, sizeof(line));
	(void)dais_err_set(err, DAIS_ERR_IO, "the connection to PostgreSQL was lost: %s", why);
	return dais_err_hint(err, "Try again; the connection is made again by itself.");
}

struct meaning {
	const char *state; /* the beginning of an SQLSTATE */
	enum dais_err_code code;
	const char *words, *hint;
};

static const struct meaning meanings[] = {
	{ "55P03", DAIS_ERR_BUSY, DAIS_MESSAGE("another program is writing to the record"),
	    DAIS_MESSAGE("Try again when it has done.") },
	{ "40", DAIS_ERR_BUSY, DAIS_MESSAGE("another program changed the same at the same time"),
	    "Try again." },
	{ "57014", DAIS_ERR_BUSY, DAIS_MESSAGE("the database took too long"), "Try again." },
	{ "57P", DAIS_ERR_IO, DAIS_MESSAGE("the database is shutting down"), "Try again later." },
	{ "08", DAIS_ERR_IO, DAIS_MESSAGE("the connection to PostgreSQL was lost"), "Try again." },
	{ "53", DAIS_ERR_IO, DAIS_MESSAGE("the database has no room left"),
	    DAIS_MESSAGE("Nothing was written. Make room on its disk and try again.") },
	{ "58", DAIS_ERR_IO, DAIS_MESSAGE("the database cannot use its disk"), "" },
	{ "25006", DAIS_ERR_DENIED, DAIS_MESSAGE("the database can be read only"),
	    DAIS_MESSAGE("It may be a standby: name the primary server.") },
	{ "42501", DAIS_ERR_DENIED, DAIS_MESSAGE("the database does not allow it"),
	    DAIS_MESSAGE("The user of the address must own the tables.") },
	{ "54", DAIS_ERR_LIMIT, DAIS_MESSAGE("too much for the database"), "" },
	{ "XX001", DAIS_ERR_INTERNAL, DAIS_MESSAGE("the database is damaged"),
	    DAIS_MESSAGE("See dais db verify, and restore from a backup.") },
	{ "XX002", DAIS_ERR_INTERNAL, DAIS_MESSAGE("an index of the database is damaged"),
	    DAIS_MESSAGE("REINDEX makes it again; then see dais db verify.") },
};

bool
postgresql_fail(struct connection *k, const PGresult *r, const char *what, struct dais_err *err)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	char line[300];

	if (PQstatus(k->pg) == CONNECTION_BAD || !r)
		return postgresql_fail_lost(k, err);
	(void)postgresql_one_line(PQresultErrorMessage(r), line, sizeof(line));
	for (size_t i = 0; state && i < sizeof(meanings) / sizeof(*meanings); i++) {
		const struct meaning *m = &meanings[i];

		if (strncmp(state, m->state, strlen(m->state)) != 0)
			continue;
		(void)dais_err_set(err, m->code, "%s: %s", m->words, line);
		return dais_err_hint(err, "%s", m->hint);
	}
	return dais_err_set(err, DAIS_ERR_INTERNAL, "PostgreSQL, %s: %s", what, line);
}
