/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module's first half: messages as MIME, through GMime.
 */
#include "mail/module_priv.h"

#include <stdio.h>
#include <string.h>

static char *
copy(struct dais_str s)
{
	return g_strndup(s.p ? s.p : "", s.n);
}

static void
set_header(GMimeObject *o, const char *name, struct dais_str value)
{
	char *text = copy(value);

	g_mime_object_set_header(o, name, text, "utf-8");
	g_free(text);
}

static void
add_address(GMimeMessage *message, GMimeAddressType type, const struct dais_mail_address *who)
{
	char *name = who->name.n ? copy(who->name) : NULL, *address = copy(who->address);

	g_mime_message_add_mailbox(message, type, name, address);
	g_free(name);
	g_free(address);
}

/* Lines of text end in CRLF on the wire, inside base64 too (RFC 2046, 4.1.1). */
static char *
with_wire_lines(struct dais_str text)
{
	GString *out = g_string_sized_new(text.n + text.n / 32 + 1);

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n' && (i == 0 || text.p[i - 1] != '\r'))
			g_string_append_c(out, '\r');
		g_string_append_c(out, text.p[i]);
	}
	return g_string_free(out, FALSE);
}

static GMimeObject *
text_part(struct dais_str text)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");
	char *words = with_wire_lines(text);

	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, words);
	g_mime_part_set_content_encoding(
	    GMIME_PART(part), g_mime_content_encoding_from_string(
				  g_str_is_ascii(words) ? "quoted-printable" : "base64"));
	g_free(words);
	return GMIME_OBJECT(part);
}

static GMimeObject *
attachment_part(const struct dais_mail_attachment *at)
{
	char *type_words = copy(at->type), *name = copy(at->file_name);
	GMimeContentType *type = g_mime_content_type_parse(NULL, type_words);
	GMimePart *part = g_mime_part_new();
	GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(at->bytes.p ? at->bytes.p : "", at->bytes.n);
	GMimeDataWrapper *content =
	    g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type(GMIME_OBJECT(part), type);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_part_set_filename(part, name);
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(type);
	g_free(type_words);
	g_free(name);
	return GMIME_OBJECT(part);
}

static void
set_body(GMimeMessage *message, const struct dais_mail *m)
{
	GMimeObject *text = text_part(m->text);
	GMimeMultipart *mixed;

	if (m->attachments.n == 0) {
		g_mime_message_set_mime_part(message, text);
		g_object_unref(text);
		return;
	}
	mixed = g_mime_multipart_new_with_subtype("mixed");
	g_mime_multipart_add(mixed, text);
	g_object_unref(text);
	for (size_t i = 0; i < m->attachments.n; i++) {
		GMimeObject *part = attachment_part(&m->attachments.v[i]);

		g_mime_multipart_add(mixed, part);
		g_object_unref(part);
	}
	g_mime_message_set_mime_part(message, GMIME_OBJECT(mixed));
	g_object_unref(mixed);
}

static void
set_headers(GMimeMessage *message, const struct dais_mail *m)
{
	GMimeObject *o = GMIME_OBJECT(message);
	GDateTime *date = g_date_time_new_from_unix_utc(m->date_ms / 1000);
	char *subject = copy(m->subject), *id = copy(m->message_id);

	add_address(message, GMIME_ADDRESS_TYPE_FROM, &m->from);
	add_address(message, GMIME_ADDRESS_TYPE_TO, &m->to);
	if (m->reply_to.address.n)
		add_address(message, GMIME_ADDRESS_TYPE_REPLY_TO, &m->reply_to);
	g_mime_message_set_subject(message, subject, "utf-8");
	g_mime_message_set_message_id(message, id);
	g_mime_message_set_date(message, date);
	g_mime_object_set_header(o, "Auto-Submitted", "auto-generated", NULL); /* RFC 3834, 5 */
	if (m->repeated)
		g_mime_object_set_header(o, "X-Dais-Repeated", "perhaps", NULL);
	if (m->language.n)
		set_header(o, "Content-Language", m->language);
	if (m->unsubscribe.n) { /* RFC 2369; RFC 8058, 3.1 */
		char *list = g_strdup_printf("<%.*s>", DAIS_STR_ARG(m->unsubscribe));

		g_mime_object_set_header(o, "List-Unsubscribe", list, NULL);
		g_mime_object_set_header(
		    o, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", NULL);
		g_free(list);
	}
	g_date_time_unref(date);
	g_free(subject);
	g_free(id);
}

char *
dais_mail_module_print(const struct dais_mail *m, size_t *ret_n, char ret_why[256])
{
	GMimeMessage *message;
	GMimeFormatOptions *format;
	char *text;

	g_mime_init();
	message = g_mime_message_new(TRUE);
	format = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	set_headers(message, m);
	set_body(message, m);
	text = g_mime_object_to_string(GMIME_OBJECT(message), format);
	g_mime_format_options_free(format);
	g_object_unref(message);
	if (!text) {
		(void)snprintf(ret_why, 256, "it could not be written");
		return NULL;
	}
	*ret_n = strlen(text);
	return text; /* GLib's memory is malloc()'s since 2.46 */
}
