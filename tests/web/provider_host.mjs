// SPDX-License-Identifier: LGPL-2.1-or-later
// For e2e_account.py and e2e_peers.py, OWN_PORT SITE_PORT, with new keys at each start: prints one line of JSON about a running provider (or "none"), then for each line
// [address, login, home] of standard input the address it sends the reader back to.
import { createInterface } from "node:readline";
import { startProvider, signInThere } from "./provider.mjs";

const [, , own, port] = process.argv;
console.warn = console.info = () => {};
const provider = await startProvider({ redirect: `http://127.0.0.1:${port}/sign-in/return`, port: Number(own) });
if (!provider) {
  console.log("none");
  process.exit(0);
}
const { issuer, client, secret } = provider;
process.stdout.write(JSON.stringify({ issuer, client, secret, port }) + "\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [address, login, home] = JSON.parse(line);
  process.stdout.write(JSON.stringify(await signInThere(address, login, home)) + "\n");
}
process.exit(0);
