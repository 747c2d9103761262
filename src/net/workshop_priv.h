/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The two sides of the workshop: the server's (workshop.c, workshop_out.c) and the process
 * (workshop_process.c).
 */
#ifndef DAIS_NET_WORKSHOP_PRIV_H
#define DAIS_NET_WORKSHOP_PRIV_H

#include <stdint.h>

#include "base/buf.h"
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
#define WORKSHOP_RUNNING_MAX 60u /* jobs that the process has at once */
#define WORKSHOP_BUFFER_MAX ((size_t)1 << 30)
#define WORKSHOP_KEEP_IN_BUFFER ((size_t)1 << 20) /* of more the memory is given back */

/* ---- what the process has not yet taken (workshop_out.c) ---- */

/* A descriptor that goes with the byte @at of what is sent. */
struct workshop_passing {
	size_t at;
	int fd;
};

struct workshop_out {
	struct dais_buf bytes;
	size_t sent; /* of them */
	struct workshop_passing passing[WORKSHOP_RUNNING_MAX]; /* in the order of their bytes */
	unsigned n_passing;
};

/* Nothing waits yet. What waits is forgotten when it is released; descriptors stay open. */
void workshop_out_init(struct workshop_out *o);
void workshop_out_release(struct workshop_out *o);
/* A frame: @head and head->n bytes; with @fd (-1: none), which stays the caller's, open until the
 * job is done. */
void workshop_out_put(
    struct workshop_out *o, const struct workshop_head *head, const char *bytes, int fd);
/* Sends as much as @socket takes now. An error shows where the socket is read. */
void workshop_out_send(struct workshop_out *o, int socket);

/* ---- the process ---- */

/* The life of the process: takes jobs from @socket, makes a child for each, gives back what they
 * say; ends when the server has closed its side. */
_Noreturn void workshop_process(const struct dais_workshop_kind *kinds, void *ctx, int socket);
bool workshop_write_all(int fd, const void *p, size_t n);
bool workshop_read_all(int fd, void *p, size_t n);

#endif
