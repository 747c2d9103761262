// SPDX-License-Identifier: LGPL-2.1-or-later
// usage: node oidc.mjs OIDC_WALK
// A whole sign-in against the real oidc-provider of npm. Exit status 77 when it is not installed.
import assert from "node:assert";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startProvider, signInThere } from "../web/provider.mjs";

const walk = process.argv[2];
const redirect = "http://127.0.0.1:1/sign-in/return";
const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
// What hangs is ended, and says where it stood: SIGABRT makes a sanitized program print its stack.
const run = async (...args) => {
  try {
    const env = { ...process.env, ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ""}:handle_abort=1` };
    return (await promisify(execFile)(walk, args, { timeout: 100_000, killSignal: "SIGABRT", env })).stdout.trim();
  } catch (e) {
    if (e.killed) throw e;
    return (e.stdout || String(e)).trim();
  }
};

for (const algorithm of ["RS256", "ES256"]) {
  const provider = await startProvider({ redirect, algorithm });
  if (!provider) {
    console.log("skipped: oidc-provider is not installed (npm ci in tests/web)");
    process.exit(77);
  }
  const { issuer, client, secret } = provider;
  const go = (nonce) => run("go", issuer, client, secret, redirect, nonce, verifier, "the-state");
  const back = (nonce, check, code, key = secret) => run("back", issuer, client, key, redirect, nonce, check, code);
  const codeOf = async (login) => {
    const url = new URL(await signInThere(await go("n1"), login, redirect));
    assert.equal(url.searchParams.get("state"), "the-state");
    assert.equal(url.searchParams.get("iss"), issuer);
    return url.searchParams.get("code");
  };
  const code = await codeOf("amina");
  assert.equal(await back("n1", verifier, code), "amina amina@example.org verified", algorithm);
  assert.match(await back("n1", verifier, code), /^error /, "a code serves once");
  assert.match(await back("n2", verifier, await codeOf("amina")), /does not answer this request/);
  assert.match(await back("n1", verifier.replace("d", "e"), await codeOf("amina")), /^error /, "PKCE");
  assert.match(await back("n1", verifier, await codeOf("amina"), "wrong"), /status 401/);
  assert.equal(await back("n1", verifier, await codeOf("unverified")), "unverified unverified@example.org unverified");
  provider.close();
  assert.match(await go("n1"), /^error no answer from/);
}
// A certificate that nobody vouches for is refused, unless its authority is named.
const folder = mkdtempSync(join(tmpdir(), "dais-oidc-"));
const key = join(folder, "key.pem"), cert = join(folder, "cert.pem");
await promisify(execFile)("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key,
  "-out", cert, "-days", "2", "-subj", "/CN=provider", "-addext", "subjectAltName=IP:127.0.0.1"]);
const secure = await startProvider({ redirect, tls: { key: readFileSync(key), cert: readFileSync(cert) } });
const ask = (...more) => run("go", secure.issuer, "dais", "x", redirect, "n", verifier, "s", ...more);
assert.match(await ask(), /^error no answer from https.*certificate/i);
assert.match(await ask(cert), new RegExp(`^${secure.issuer}/auth\\?`));
secure.close();
rmSync(folder, { recursive: true });
console.log("signed in with RS256 and ES256");
process.exit(0);
