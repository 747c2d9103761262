/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the one who runs the server wishes of it: to end, to read its files again.
 */
#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "net/certificate_priv.h"

static void
reload(struct dais_http *s)
{
	const struct dais_http_options *o = &s->options;

	if (o->reload)
		o->reload(o->ctx);
	net_certificate_load_again(s);
}

static void
signals_ready(struct dais_http *s, struct net_source *source, uint32_t events)
{
	struct signalfd_siginfo info;

	(void)events;
	while (read(source->fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGHUP)
			reload(s);
		else
			s->stopping = true;
	}
}

bool
net_signals_take(struct dais_http *s, struct dais_err *err)
{
	sigset_t set;

	(void)sigemptyset(&set);
	(void)sigaddset(&set, SIGTERM);
	(void)sigaddset(&set, SIGINT);
	(void)sigaddset(&set, SIGHUP);
	s->signals.ready = signals_ready;
	s->signals.fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s->signals.fd < 0 || !net_add_source(s, &s->signals, EPOLLIN) ||
	    sigprocmask(SIG_BLOCK, &set, &s->signals_before) != 0)
		return dais_err_errno(err, errno, "signals cannot be taken");
	s->has_signals = true;
	return true;
}

void
net_signals_give_back(struct dais_http *s)
{
	struct signalfd_siginfo info;

	if (!s->has_signals)
		return;
	/* A second wish to end is the same wish. */
	while (read(s->signals.fd, &info, sizeof(info)) == (ssize_t)sizeof(info))
		continue;
	(void)sigprocmask(SIG_SETMASK, &s->signals_before, NULL);
}
