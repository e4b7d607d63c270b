// Which pages of a site are looked at.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

// Of a large blog: so many pages of each sort, and those with the most of each of these.
const OF_EACH_KIND = 3;
const OF_EACH_MARK = 2;
const SPREAD = 8;
const MARKS = [/<pre/g, /<table/g, /<img/g, /<math/g, /footnote-ref/g, /callout/g, /<iframe/g, /<h[2-6]/g, /<li>/g];

/** Addresses: all of ours; of other blogs each kind of page, the richest posts, and some spread evenly. */
export async function choose(site, known) {
  const pages = [];
  for (const file of await readdir(site.folder, { recursive: true })) {
    if (!file.endsWith(".html")) continue;
    const source = await readFile(path.join(site.folder, file), "utf-8");
    if (!/<body class="on-/.test(source)) continue; // a redirect, or an author's own file
    pages.push({ address: addressOf(file), kind: source.match(/<body class="([^"]*)"/)[1], source });
  }
  pages.sort((one, other) => (one.address < other.address ? -1 : 1));
  if (site.ours) return pages.map(({ address }) => address);
  const chosen = new Set();
  for (const kind of new Set(pages.map((page) => page.kind))) {
    const same = pages.filter((page) => page.kind === kind);
    for (const page of evenly(same, OF_EACH_KIND)) chosen.add(page.address);
  }
  for (const mark of MARKS) {
    const counted = pages.map(({ address, source }) => [source.match(mark)?.length ?? 0, address]);
    const most = counted.filter(([count]) => count).sort(([one], [other]) => other - one);
    for (const [, address] of most.slice(0, OF_EACH_MARK)) chosen.add(address);
  }
  for (const { address } of evenly(pages, SPREAD)) chosen.add(address);
  for (const one of known) if (one.site === site.name) chosen.add(one.page);
  return [...chosen];
}

function addressOf(file) {
  if (file === "404.html") return "/no/such/page/";
  return encodeURI(`/${file.split(path.sep).join("/").replace(/(^|\/)index\.html$/, "$1")}`);
}

function evenly(pages, number) {
  const step = Math.max(1, pages.length / number);
  return Array.from({ length: Math.min(number, pages.length) }, (_, place) => pages[Math.floor(place * step)]);
}
