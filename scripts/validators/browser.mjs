// Look at exported sites in a real browser: axe-core, tests, Lighthouse, screenshots.
//
// node browser.mjs CHROMIUM FOLDER: each FOLDER/NAME/ is a site. "posts" and "sampler" are ours and must
// be without fault; in others what is known to be their authors' own is set apart (known.json).
import { mkdir, readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { audit } from "./browser/axe.mjs";
import { start } from "./browser/chromium.mjs";
import { measure } from "./browser/lighthouse.mjs";
import { choose } from "./browser/pages.mjs";
import { TESTS, test } from "./browser/reading.mjs";
import { SHOTS, shoot } from "./browser/screens.mjs";
import { serve } from "./browser/serving.mjs";
import { Tally, say } from "./browser/tally.mjs";

const OURS = { posts: "https://blog.example.org", sampler: "https://sampler.example.org" };
const MEASURED = ["/", "/fi/kolme-kielta/"];
const LANES = 2;

const [executable, folder] = process.argv.slice(2);
const known = JSON.parse(await readFile(new URL("known.json", import.meta.url), "utf-8"));
const tally = new Tally(known);
const screens = path.join(folder, "..", "screens");
await mkdir(screens, { recursive: true });

const sites = [];
for (const name of (await readdir(folder)).sort()) {
  const base = OURS[name.replace(/-drafts$/, "")];
  const site = await serve(path.join(folder, name), base);
  sites.push({ ...site, name, ours: base !== undefined });
}
tally.known = known.filter((one) => sites.some(({ name }) => name === one.site));
tally.healed = new Set(tally.known);

const posts = sites.find(({ name }) => name === "posts");
const browser = await start(executable);
say(`Chromium ${browser.version()}`);
await all(await jobs());
await browser.close();
await measure(executable, posts, MEASURED, tally);
for (const site of sites) site.stop();
process.exitCode = tally.tell() ? 0 : 1;

/** Everything to be done, the longest first. */
async function jobs() {
  const found = [];
  const sampler = sites.find(({ name }) => name === "sampler");
  for (const name of Object.keys(TESTS)) found.push(() => test(browser, sampler, name, tally));
  for (const site of sites) {
    for (const name of Object.keys(SHOTS[site.name] ?? {})) {
      found.push(() => shoot(browser, site, name, screens, tally));
    }
    const seen = site.name === "posts-drafts" ? new Set(await choose(posts, known)) : new Set();
    for (const address of await choose(site, known)) {
      // With drafts a site has more pages; its home and lists have other posts, the rest is the same.
      if (seen.has(address) && !/^\/$|tags|archive/.test(address)) continue;
      found.push(() => audit(browser, site, address, tally));
    }
  }
  return found;
}

/** Do all jobs, a few at a time. */
async function all(found) {
  const lane = async () => {
    for (let job = found.shift(); job; job = found.shift()) {
      // Another page may still be fine after one that the browser could not show.
      await job().catch((error) => {
        if (!browser.isConnected()) throw new Error("Chromium ended before its work was done");
        tally.fault("browser", "job", "unexpected", error.message.split("\n")[0]);
      });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
