// SPDX-License-Identifier: LGPL-2.1-or-later
// HiGHS (npm package "highs", WebAssembly) on a file in LP format: node highs.mjs FILE SECONDS
import { readFileSync } from "node:fs";
import loader from "highs";

const [file, seconds] = process.argv.slice(2);
const highs = await loader();
const result = highs.solve(readFileSync(file, "utf8"), {
  time_limit: Number(seconds), log_to_console: true, output_flag: true, threads: 1,
  mip_rel_gap: 0, mip_abs_gap: 0.99,
});
console.log(JSON.stringify({ status: result.Status, objective: result.ObjectiveValue ?? null }));
