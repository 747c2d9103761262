/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The limits of the server that whoever runs it may change: sizes and times with their units,
 * each within a range outside which the server would serve nobody, or hold nothing back.
 */
#include <stddef.h>
#include <stdio.h>

#include "cli/serve_priv.h"

const char *dais_serve_limit_texts[DAIS_SERVE_LIMIT_COUNT];

enum quantity {
	COUNT,
	SIZE, /* bytes */
	TIME, /* seconds */
	SPEED /* bytes a second; the server counts in bytes a millisecond */
};

static const struct limit {
	const char *name;
	enum quantity quantity;
	int64_t least, most;
	size_t offset; /* in dais_http_options: size_t for SIZE, else unsigned */
} limits[DAIS_SERVE_LIMIT_COUNT] = {
#define FIELD(name) offsetof(struct dais_http_options, name)
	[DAIS_LIMIT_ALLOWANCE] = { "allowance", COUNT, 1, INT32_MAX, FIELD(allowance_per_minute) },
	[DAIS_LIMIT_CONNECTIONS] = { "connections", COUNT, 1, 1000000,
	    FIELD(connections_per_client) },
	[DAIS_LIMIT_ARRIVALS] = { "arrivals", COUNT, 1, INT32_MAX, FIELD(arrivals_per_minute) },
	[DAIS_LIMIT_ALL] = { "all-connections", COUNT, 16, 1000000, FIELD(connections_max) },
	[DAIS_LIMIT_MEMORY_IN] = { "memory-in", SIZE, 2 << 20, (int64_t)1 << 40,
	    FIELD(coming_max) },
	[DAIS_LIMIT_MEMORY_OUT] = { "memory-out", SIZE, 8 << 20, (int64_t)1 << 40,
	    FIELD(going_max) },
	[DAIS_LIMIT_DISK_IN] = { "disk-in", SIZE, 1 << 20, (int64_t)64 << 40, FIELD(spool_max) },
	[DAIS_LIMIT_IDLE] = { "wait-idle", TIME, 1, 3600, FIELD(idle_s) },
	[DAIS_LIMIT_HEAD] = { "wait-head", TIME, 1, 120, FIELD(headers_s) },
	[DAIS_LIMIT_BODY] = { "wait-body", TIME, 1, 3600, FIELD(body_s) },
	[DAIS_LIMIT_REPLY] = { "wait-reply", TIME, 1, 3600, FIELD(reply_s) },
	[DAIS_LIMIT_END] = { "wait-end", TIME, 1, 600, FIELD(end_s) },
	[DAIS_LIMIT_SLOWEST] = { "slowest", SPEED, 1 << 10, 1 << 20, FIELD(slowest) },
#undef FIELD
};

static const struct unit {
	const char *name;
	int64_t n;
} sizes[] = { { "T", (int64_t)1 << 40 }, { "G", 1 << 30 }, { "M", 1 << 20 }, { "K", 1 << 10 },
	{ NULL, 0 } },
  times[] = { { "h", 3600 }, { "min", 60 }, { "s", 1 }, { NULL, 0 } },
  counts[] = { { "", 1 }, { NULL, 0 } };

static const struct unit *
units_of(enum quantity quantity)
{
	return quantity == COUNT ? counts : quantity == TIME ? times : sizes;
}

static bool
read_quantity(const struct limit *l, struct dais_str text, int64_t *ret)
{
	size_t digits = 0;
	int64_t n;

	while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	if (!dais_str_to_int(dais_str_sub(text, 0, digits), 0, l->most, &n))
		return false;
	for (const struct unit *u = units_of(l->quantity); u->name; u++) {
		if (!dais_str_is(dais_str_sub(text, digits, text.n), u->name))
			continue;
		if (n > l->most / u->n)
			return false;
		*ret = n * u->n;
		return *ret >= l->least;
	}
	return false;
}

/* 65536 -> "64K". */
static const char *
say(char out[32], const struct limit *l, int64_t n)
{
	const struct unit *u = units_of(l->quantity);

	while (n % u->n != 0 && u[1].name)
		u++;
	(void)snprintf(out, 32, "%lld%s", (long long)(n / u->n), u->name);
	return out;
}

static bool
refuse(const struct limit *l, const char *text, struct dais_err *err)
{
	char least[32], most[32];

	(void)dais_err_set(err, DAIS_ERR_INVALID, "--%s wants something from %s to %s, not \"%s\"",
	    l->name, say(least, l, l->least), say(most, l, l->most), text);
	if (l->quantity == COUNT)
		return false;
	if (l->quantity == TIME)
		return dais_err_hint(err, "With its unit, as in 30s, 5min, 1h.");
	return dais_err_hint(err, "With its unit, as in 512K, 64M, 4G.");
}

bool
dais_serve_limits_read(struct dais_http_options *ret, struct dais_err *err)
{
	for (unsigned i = 0; i < DAIS_SERVE_LIMIT_COUNT; i++) {
		const struct limit *l = &limits[i];
		const char *text = dais_serve_limit_texts[i];
		char *field = (char *)ret + l->offset;
		int64_t n = 0;

		if (!text)
			continue;
		if (!read_quantity(l, dais_str_from(text), &n))
			return refuse(l, text, err);
		if (l->quantity == SIZE)
			*(size_t *)(void *)field = (size_t)n;
		else
			*(unsigned *)(void *)field =
			    (unsigned)(l->quantity == SPEED ? n / 1000 : n);
	}
	return true;
}
