// SPDX-License-Identifier: LGPL-2.1-or-later
// A real OpenID provider (npm oidc-provider) on 127.0.0.1 for tests, and a reader who signs in there.
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";

/**
 * A new private key as JWK, which a key that was read is made into, never the one that was just made: that one shares a lock with the
 * job that made it, node 20 holds the lock while it writes the key, and waits for it for ever when it clears the job away meanwhile.
 */
function newKey(kind, options) {
  const encodings = { publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } };
  return createPrivateKey(generateKeyPairSync(kind, { ...options, ...encodings }).privateKey).export({ format: "jwk" });
}

/** The provider with one client; `null` when the npm module is not installed. */
export async function startProvider({ redirect, algorithm = "RS256", port = 0, tls }) {
  let Provider;
  try {
    ({ Provider } = await import("oidc-provider"));
  } catch {
    return null;
  }
  let handler;
  const server = tls ? createSecureServer(tls, (q, s) => handler(q, s)) : createServer((q, s) => handler(q, s));
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  const issuer = `${tls ? "https" : "http"}://127.0.0.1:${server.address().port}`;
  const keys = [{ ...newKey("rsa", { modulusLength: 2048 }), use: "sig", kid: "r" }, { ...newKey("ec", { namedCurve: "P-256" }), use: "sig", kid: "e" }];
  const provider = new Provider(issuer, {
    clients: [{ client_id: "dais", client_secret: "a+secret/with:marks%", redirect_uris: [redirect],
      id_token_signed_response_alg: algorithm }],
    jwks: { keys },
    cookies: { keys: ["for tests only"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.org`,
      email_verified: id !== "unverified", name: id }) }),
  });
  handler = provider.callback();
  return { issuer, client: "dais", secret: "a+secret/with:marks%", close: () => server.close() };
}

/** Walks through the provider's own pages as `login`; gives the address it sends the reader back to. */
export async function signInThere(address, login, home) {
  const jar = new Map();
  const ask = async (url, form) => {
    const answer = await fetch(url, { redirect: "manual", method: form ? "POST" : "GET",
      body: form ? new URLSearchParams(form) : undefined, signal: AbortSignal.timeout(120_000),
      headers: { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join("; ") } });
    for (const c of answer.headers.getSetCookie()) {
      const [k, v] = c.split(";")[0].split("=");
      jar.set(k, v);
    }
    return answer;
  };
  let url = address, form;
  for (let i = 0; i < 20; i++) {
    const answer = await ask(url, form);
    form = undefined;
    const next = answer.headers.get("location");
    if (next) {
      url = new URL(next, url).href;
      if (url.startsWith(home))
        return url;
      continue;
    }
    const page = await answer.text();
    const action = page.match(/<form[^>]*action="([^"]+)"/);
    if (!action)
      throw new Error(`the provider shows ${answer.status}: ${page.slice(0, 300)}`);
    url = new URL(action[1], url).href;
    form = page.includes('name="login"') ? { prompt: "login", login, password: "x" } : { prompt: "consent" };
  }
  throw new Error("the provider sends the reader in circles");
}
