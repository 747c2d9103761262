# SPDX-License-Identifier: LGPL-2.1-or-later
"""Requests that two servers in a row could read in two ways (RFC 9112, 11.2)."""


def shapes(post, get):
    """(head without its empty line, body); @post and @get are the first lines of requests, with their Host."""
    old = post.replace(b"HTTP/1.1", b"HTTP/1.0").replace(b"Content-Type: text/plain\r\n", b"")
    return (
        (post + b"Content-Length: 2\r\nContent-Length: 40\r\n", b"ab"), (post + b"Content-Length: 2\r\nContent-Length: 2\r\n", b"ab"),
        (post + b"Content-Length: 2, 2\r\n", b"ab"), (post + b"Content-Length:\r\n 2\r\n", b"ab"),
        (post + b"Content-Length : 2\r\n", b"ab"), (post + b"Content-Length: \r\n", b""),
        (post + b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", b"0\r\n\r\n"),
        (post + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        (post + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", b"0\r\n\r\n"),
        (post + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        (post + b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n"), (post + b"Transfer-Encoding: \x0bchunked\r\n", b"0\r\n\r\n"),
        (old + b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n", b"0\r\n\r\n"),
        (get + b"X: a\rContent-Length: 5\r\n", b""), (get + b"X y: a\r\n", b""),
        (get + b"X: a\0b\r\nY: c\r\n", b""), (get + b": a\r\nY: c\r\n", b""), (get + b": a\r\n", b""), (get + b"X: a\0b\r\n", b""),
        (get + b"\0X: a\r\n", b""), (post + b"Content-Length: 1\r\n\t2\r\n", b"ab"),
        (post + b"Transfer-Encoding:\r\n chunked\r\n", b"0\r\n\r\n"), (get + b"X: a\r\n Content-Length: 30\r\n", b""),
        (get + b"X(: a\r\n", b""), (get + b"Content-Length : 30\r\n", b""))
