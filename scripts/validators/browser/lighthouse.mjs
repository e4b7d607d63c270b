// Lighthouse on a few pages.
import lighthouse from "lighthouse";
import { startWithPort } from "./chromium.mjs";

const LEAST = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** Ask Lighthouse about pages of a site; every category must have 95 of 100. */
export async function measure(executablePath, site, addresses, tally) {
  const { port, stop } = await startWithPort(executablePath);
  try {
    for (const address of addresses) {
      const options = { port, onlyCategories: CATEGORIES, logLevel: "silent", output: "json" };
      const { lhr } = await lighthouse(site.origin + address, options);
      const scores = CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]);
      tally.count("pages measured by Lighthouse");
      tally.note(`Lighthouse ${address}: ${scores.map((pair) => pair.join(" ")).join(", ")}`);
      for (const [name, score] of scores) {
        if (score >= LEAST) continue;
        const lost = lhr.categories[name].auditRefs
          .filter(({ id, weight }) => weight && (lhr.audits[id].score ?? 1) < 0.9)
          .map(({ id }) => id);
        tally.fault(site.name, address, `Lighthouse, ${name}`, `${score}: ${lost.join(", ")}`);
      }
    }
  } finally {
    await stop();
  }
}
