// Pictures of the pages, for people to look at.
import path from "node:path";
import { open } from "./chromium.mjs";

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
// No picture is longer than this: further down a page goes on as it began.
const LONGEST = 5200;

/** Names and pages, by site. */
export const SHOTS = {
  posts: {
    home: "/",
    "home-fi": "/fi/",
    "post-en": "/one-post-many-media/",
    "post-fi": "/fi/kolme-kielta/",
    tag: "/tags/export/",
    tags: "/tags/",
    page: "/about/",
    "not-found": "/no/such/page/",
  },
  sampler: { everything: "/everything/", arabic: "/ar/arabic/", words: "/many-words/" },
};

/** Take one page's pictures: phone and desktop, light and dark. */
export async function shoot(browser, site, name, folder, tally) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const { page, context } = await open(browser, site.origin + SHOTS[site.name][name], { viewport });
    await page.evaluate(async () => {
      const images = [...document.images];
      for (const image of images) image.loading = "eager";
      await Promise.all(images.map((image) => image.decode().catch(() => null)));
    });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.screenshot({
        path: path.join(folder, `${name}-${size}-${colorScheme}.png`),
        clip: { x: 0, y: 0, width: viewport.width, height: Math.max(viewport.height, Math.min(height, LONGEST)) },
        fullPage: true,
      });
      tally.count("screenshots");
    }
    await context.close();
  }
}
