/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The second factor: codes that change every 30 seconds (TOTP, RFC 6238: SHA-1, six digits, as
 * every authenticator app has it), and recovery codes for the day the telephone is lost.
 */
#ifndef DAIS_AUTH_TOTP_H
#define DAIS_AUTH_TOTP_H

#include "base/digest.h"

#define DAIS_TOTP_SECRET_LENGTH 32 /* base32 (RFC 4648) of 160 bits (RFC 4226, 4, R6) */
#define DAIS_TOTP_DIGITS 6
#define DAIS_TOTP_STEP_S 30

/* A new secret; NUL-terminated. */
void dais_totp_secret_make(char ret_secret[DAIS_TOTP_SECRET_LENGTH + 1]);
/* Whether @code (six digits; spaces are ignored) is right for @secret at @now_ms: the step of now,
 * the one before or the one after, but none up to @last_step, so that no code serves twice.
 * *@ret_step: the step it was of, to be kept as the last. */
bool dais_totp_is(struct dais_str secret, struct dais_str code, int64_t now_ms, uint64_t last_step,
    uint64_t *ret_step);
/* The code of @secret (raw bytes) at @seconds since 1970; @bits 1, 256 or 512 names the SHA.
 * @ret_code has @digits (6..8) digits and a NUL. False: no such code. */
bool dais_totp_code(
    struct dais_str secret, unsigned bits, unsigned digits, int64_t seconds, char ret_code[9]);
/* "otpauth://totp/<issuer>:<account>?..." for an app or a QR code. */
struct dais_str dais_totp_link(
    struct dais_arena *a, struct dais_str issuer, struct dais_str account, struct dais_str secret);

#define DAIS_RECOVERY_CODES 10
#define DAIS_RECOVERY_LENGTH 29 /* six groups of four of base32, with hyphens: 120 bits */
/* A new recovery code from the operating system's generator, NUL-terminated. */
void dais_recovery_make(char ret_code[DAIS_RECOVERY_LENGTH + 1]);
/* The form under which a code is kept, whatever case, hyphens and spaces it is typed with; in @a.
 */
struct dais_str dais_recovery_key(struct dais_arena *a, struct dais_str typed);

#endif
