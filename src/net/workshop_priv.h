/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The two sides of the workshop: the server's (workshop.c) and the process (workshop_process.c).
 */
#ifndef DAIS_NET_WORKSHOP_PRIV_H
#define DAIS_NET_WORKSHOP_PRIV_H

#include <stdint.h>

#include "net/workshop.h"

/* A frame: this, then @n bytes. Both sides are one program on one machine. */
struct workshop_head {
	uint32_t job;
	uint16_t type; /* enum workshop_type */
	uint16_t kind;
	uint64_t n;
};

enum workshop_type {
	WORKSHOP_ASK,
	WORKSHOP_ANSWER,
	WORKSHOP_ERROR, /* the bytes are a packed error */
	WORKSHOP_ASK_OF_FILE, /* with the head comes a descriptor */
};

#define WORKSHOP_KINDS_MAX 32u

/* The life of the process: takes jobs from @socket, makes a child for each, gives back what they
 * say; ends when the server has closed its side. */
_Noreturn void workshop_process(const struct dais_workshop_kind *kinds, void *ctx, int socket);
bool workshop_write_all(int fd, const void *p, size_t n);
bool workshop_read_all(int fd, void *p, size_t n);

#endif
