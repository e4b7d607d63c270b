// axe-core and reflow on one page, light and dark.
import axe from "axe-core";
import { open } from "./chromium.mjs";
import { overflow } from "./measures.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
// What can differ between light and dark: the page itself is the same.
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Look at one page of a site: all rules in light, and in dark those that colours can break. */
export async function audit(browser, site, address, tally) {
  const { page, context, asked, errors } = await open(browser, site.origin + address);
  await page.evaluate(axe.source);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    const only =
      scheme === "light" ? { type: "tag", values: TAGS } : { type: "rule", values: COLOURS };
    const found = await page.evaluate(
      (runOnly) => window.axe.run({ runOnly, resultTypes: ["violations", "incomplete"] }),
      only,
    );
    tally.count(`pages judged by axe-core in ${scheme}`);
    for (const rule of found.violations) {
      const places = rule.nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`);
      tally.fault(site.name, address, rule.id, `${scheme}: ${rule.help}: ${places.join("; ")}`);
    }
    for (const rule of found.incomplete) {
      for (const node of rule.nodes) {
        const why = node.any.concat(node.all, node.none).map((check) => check.message);
        tally.doubt(site.name, rule.id, `${address} ${node.target}`, [...new Set(why)].join("; "));
      }
    }
  }
  await page.setViewportSize({ width: 320, height: 640 });
  for (const reason of await page.evaluate(overflow)) {
    tally.fault(site.name, address, "reflow at 320 px", reason);
  }
  tally.count("pages at 320 px");
  for (const error of errors) if (site.ours) tally.fault(site.name, address, "script", error);
  await judgeRequests(page, site, address, asked, tally);
  await context.close();
}

/** Only what an author put into a post may ask another host. */
async function judgeRequests(page, site, address, asked, tally) {
  if (!asked.length) return;
  const authors = await page.evaluate(() =>
    [...document.querySelectorAll(".prose :is([src], [srcset], [href], [data], [poster], style)")]
      .map((element) => element.outerHTML)
      .join("\n"),
  );
  for (const url of asked) {
    const host = new URL(url).host;
    if (site.ours || !authors.includes(host)) tally.fault(site.name, address, "other host", url);
    else tally.outside.set(site.name, (tally.outside.get(site.name) ?? new Set()).add(host));
  }
}
