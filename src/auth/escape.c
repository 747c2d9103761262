/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "auth/escape_priv.h"

void
auth_put_escaped(struct dais_buf *b, struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
				c == '~';
		if (is_plain)
			dais_buf_put_char(b, (char)c);
		else
			dais_buf_printf(b, "%%%02X", c);
	}
}
