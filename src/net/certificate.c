/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The certificate of the server's own TLS: read at the start and at SIGHUP. Whoever runs the server
 * is told while there is time that it will end: what should have renewed it has failed.
 */
#include <time.h>

#include "base/clock.h"
#include "base/date.h"
#include "net/certificate_priv.h"

#define LEFT_OF_TEN 1 /* tenths of its life that are left when it is time to say so */
#define SAID_EVERY_MS (24 * DAIS_HOUR_MS)

static bool
load(struct dais_http *s, char *ret_why, size_t size)
{
	const struct dais_http_options *o = &s->options;

	return s->engine->load_certificate(
	    o->certificate, o->key, dais_clock_ms(), &s->certificate.life, ret_why, size);
}

bool
net_certificate_is_ending(const struct net_certificate_life *life, int64_t now_ms)
{
	return life->ends_ms - now_ms < (life->ends_ms - life->begins_ms) / 10 * LEFT_OF_TEN;
}

static void
say_when_it_ends(struct dais_http *s, int64_t now_ms)
{
	const struct net_certificate_life *life = &s->certificate.life;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str day = dais_date_print(s->arena, dais_local_from_ms(life->ends_ms).date);

	if (now_ms >= life->ends_ms)
		(void)dais_err_set(&err, DAIS_ERR_INVALID, "%s ended on %.*s: browsers refuse it",
		    s->options.certificate, DAIS_STR_ARG(day));
	else
		(void)dais_err_set(&err, DAIS_ERR_INVALID,
		    "%s ends on %.*s and has not been renewed", s->options.certificate,
		    DAIS_STR_ARG(day));
	net_log_event(s, "certificate", err.msg);
	if (s->options.complain)
		s->options.complain("looking at the certificate", &err);
}

void
net_certificate_tick(struct dais_http *s, int64_t passed_ms)
{
	int64_t now_ms = (int64_t)time(NULL) * 1000;

	if (!s->options.certificate ||
	    (s->certificate.is_said && passed_ms - s->certificate.said_ms < SAID_EVERY_MS) ||
	    !net_certificate_is_ending(&s->certificate.life, now_ms))
		return;
	s->certificate.is_said = true;
	s->certificate.said_ms = passed_ms;
	say_when_it_ends(s, now_ms);
}

bool
net_certificate_load(struct dais_http *s, struct dais_err *err)
{
	char why[256] = "";

	return !s->options.certificate || load(s, why, sizeof(why)) ||
	       dais_err_set(err, DAIS_ERR_INVALID, "the certificate cannot be used: %s", why);
}

void
net_certificate_load_again(struct dais_http *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	char why[256] = "";

	if (!s->options.certificate)
		return;
	s->certificate.is_said = false; /* of what has just been loaded it is said at once */
	if (load(s, why, sizeof(why))) {
		net_log_event(s, "certificate", "loaded again");
		return;
	}
	net_log_event(s, "certificate", why);
	(void)dais_err_set(&err, DAIS_ERR_INVALID, "the one before is still used: %s", why);
	if (s->options.complain)
		s->options.complain("loading the certificate again", &err);
}

int64_t
dais_http_certificate_ends_ms(const struct dais_http *s)
{
	return s->options.certificate ? s->certificate.life.ends_ms : 0;
}
