# SPDX-License-Identifier: LGPL-2.1-or-later
"""A client of /api/v1 that knows its description: every answer must have a declared status and fit its schema."""
import http.client
import json
import re
import urllib.parse

import jsonschema


class Api:
    def __init__(self, address):
        self.host = urllib.parse.urlparse(address).netloc
        status, _, body = self.raw("GET", "/api/v1/openapi.json")
        assert status == 200, status
        self.description = json.loads(body)
        self.operations = {}
        for path, methods in self.description["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (method.upper(), path, operation)
        self.well, self.badly = set(), set()
        self.check_description()

    def check_description(self):
        """Every reference leads somewhere, every id is used once, every {name} of a path is described."""
        text = json.dumps(self.description)
        for reference in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
            assert reference in self.description["components"]["schemas"], reference
        for schema in self.description["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        count = sum(len(m) for m in self.description["paths"].values())
        assert count == len(self.operations), "an operationId is used twice"
        for method, path, operation in self.operations.values():
            names = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert names == set(re.findall(r"{([^}]+)}", path)), (method, path)
            for p in operation["parameters"]:
                if p["schema"]["type"] == "string" and "format" not in p["schema"]:
                    assert not re.search(p["schema"]["pattern"], "a\0"), f"{method} {path}: {p['name']} may hold NUL, which is refused"

    def schema(self, schema):
        """What @schema says, its reference followed."""
        return self.description["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema

    def raw(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=300)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        result = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return result

    def validate(self, operation, status, headers, body, what):
        declared = operation["responses"].get(str(status))
        assert declared, f"{what}: status {status} is not declared\n{body[:600]}"
        content = declared.get("content")
        if not content:
            assert not body, f"{what}: {body[:200]}"
            return None
        kind = headers.get("content-type", "").split(";")[0]
        assert kind in content, f"{what}: {kind}"
        if "schema" not in content[kind]:
            return body
        value = json.loads(body)
        schema = {"$defs": {}, "components": self.description["components"], **content[kind]["schema"]}
        jsonschema.Draft202012Validator(schema).validate(value)
        return value

    def call(self, operation_id, expect=None, /, token=None, body=None, query=None, headers=None, **path):
        """The value of the answer of operation @operation_id, whose status must be @expect, or one of them (default: the first
        declared)."""
        method, pattern, operation = self.operations[operation_id]
        good = int(next(iter(operation["responses"])))
        expect = expect or good
        address = re.sub(r"{([^}]+)}", lambda m: urllib.parse.quote(str(path[m.group(1)]), safe="/" if m.group(1) in
                                                                     ("id", "symbol") else ""), pattern)
        if query:
            address += "?" + urllib.parse.urlencode(query)
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        if body is not None:
            sent.setdefault("Content-Type", next(iter(operation["requestBody"]["content"])))
            body = body if isinstance(body, (str, bytes)) else json.dumps(body)
            body = body.encode() if isinstance(body, str) else body
        status, self.headers, content = self.raw(method, address, sent, body)
        what = f"{method} {address}"
        value = self.validate(operation, status, self.headers, content, what)
        assert status in (expect if isinstance(expect, tuple) else (expect,)), f"{what}: {status}, not {expect}: {content[:800]}"
        (self.well if status == good else self.badly).add(operation_id)
        return value

    def pages(self, operation_id, /, token=None, query=None, **path):
        """All elements of a list, page by page."""
        items, after = [], None
        for _ in range(10000):
            page = self.call(operation_id, token=token, query={**(query or {}), **({"after": after} if after else {})}, **path)
            items += page["items"]
            after = page["next"]
            if not after:
                return items
        raise AssertionError(f"{operation_id}: pages without end")
