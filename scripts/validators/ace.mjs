// Ace by DAISY looks at EPUBs, whose outcome is written as JSON: each violation with its file and rule.
//
// node ace.mjs CHROMIUM OUTPUT EPUB…
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const [executable, output, ...books] = process.argv.slice(2);
process.env.PUPPETEER_EXECUTABLE_PATH = executable;
process.env.ACE_TIMEOUT_INITIAL ??= "60000";

const require = createRequire(import.meta.url);
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");
const folder = await mkdtemp(path.join(tmpdir(), "ace-"));
const found = [];
for (const [number, book] of books.entries()) {
  // Without a folder for its own reports it prints them.
  const outdir = path.join(folder, String(number));
  const [, report] = await ace(book, { cwd: process.cwd(), outdir, tmpdir: folder }, runner);
  for (const { "earl:testSubject": subject, assertions } of report.assertions ?? [])
    for (const { "earl:test": test, "earl:result": result } of assertions)
      found.push({
        book,
        file: subject.url,
        rule: test["dct:title"],
        impact: test["earl:impact"],
        what: String(result["dct:description"]).replace(/\s+/g, " ").slice(0, 300),
        html: String(result.html ?? "").replace(/\s+/g, " ").slice(0, 200),
      });
}
await writeFile(output, JSON.stringify({ books: books.length, found }, null, 1));
await rm(folder, { recursive: true, force: true });
process.exit(0);
