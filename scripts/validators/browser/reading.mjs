// How a person gets on with the pages: by keyboard, with large text, in few colours, on paper.
import assert from "node:assert/strict";
import { open } from "./chromium.mjs";
import { collisions, contrast, focused, overflow, unfocused } from "./measures.mjs";

// Pages of the sampler, by what they are.
const HOME = "/";
const POST = "/everything/";
const PAGES = [HOME, POST, "/fi/kaikkea/", "/ar/arabic/", "/ar/", "/ja/japanese/", "/about/", "/draft/"]
  .concat(["/tags/", "/tags/markdown/", "/archive/", "/no/such/page/"]);
const PHONE = { width: 390, height: 844 };

// WCAG 2.1, success criterion 1.4.12.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`;

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme ?? "");

/** Each test by what it holds; it gets `visit(address, options)`, which gives a page. */
export const TESTS = {
  "keys reach everything in order, and focus shows": async (visit) => {
    for (const colorScheme of ["light", "dark"]) {
      for (const address of PAGES) await walk(await visit(address, { colorScheme }), address);
    }
  },

  "the skip link leads to the words": async (visit) => {
    for (const address of [HOME, POST]) {
      const page = await visit(address);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN", address);
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main")), address);
    }
  },

  "the switch works by keyboard and remembers": async (visit) => {
    const page = await visit(POST, { colorScheme: "light" });
    const button = page.locator(".switch");
    const light = await paper(page);
    await button.focus();
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    await page.keyboard.press("Space");
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.equal(await theme(page), "dark");
    const dark = await paper(page);
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await paper(page), dark, "forgotten when loaded again");
    await page.goto(new URL(HOME, page.url()).href);
    assert.equal(await paper(page), dark, "forgotten on another page");
    await page.locator(".switch").focus();
    await page.keyboard.press("Enter");
    assert.equal(await paper(page), light);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await paper(page), dark, "no longer follows the system");
    await page.locator(".switch[aria-pressed=true]").waitFor({ timeout: 3000 });
  },

  "the switch works where storage is closed": async (visit) => {
    const prepare = () =>
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("closed", "SecurityError");
        },
      });
    const page = await visit(POST, { colorScheme: "light", prepare });
    const light = await paper(page);
    await page.locator(".switch").click();
    assert.notEqual(await paper(page), light);
  },

  "without scripts nothing is missed but the switch": async (visit) => {
    const papers = [];
    for (const colorScheme of ["light", "dark"]) {
      for (const address of PAGES) {
        const page = await visit(address, { javaScriptEnabled: false, colorScheme });
        assert.ok(await page.locator("h1").isVisible(), address);
        assert.ok(await page.locator("main a, main p").first().isVisible(), address);
        assert.equal(await page.locator(".switch").count(), 0, address);
        if (address === POST) papers.push(await paper(page));
      }
    }
    assert.notEqual(papers[0], papers[1], "dark needs scripts");
  },

  "at 320 px nothing but code and tables scrolls sideways": async (visit) => {
    for (const address of PAGES) {
      const page = await visit(address, { viewport: { width: 320, height: 640 } });
      assert.deepEqual(await page.evaluate(overflow), [], address);
      assert.deepEqual(await page.evaluate(collisions), [], address);
    }
    const page = await visit(POST, { viewport: { width: 320, height: 640 } });
    for (const box of ["pre >> nth=0", ".table >> nth=1", "math[display=block]"]) {
      await scrolls(page, box);
    }
  },

  "columns of words keep some room, and numbers stay whole": async (visit) => {
    const page = await visit(POST, { viewport: PHONE });
    for (const [cell, lines] of [["td.number", [1]], ["td.long", [1, 2, 3, 4]]]) {
      const found = await page.locator(`.table >> nth=2 >> ${cell}`).evaluateAll((cells) =>
        cells.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
        }),
      );
      assert.ok(found.length && found.every((count) => lines.includes(count)), `${cell}: ${found} lines`);
    }
  },

  "a picture amid words stays in its line": async (visit) => {
    const page = await visit(POST);
    const shown = (selector) =>
      page.locator(selector).last().evaluate((one) => getComputedStyle(one).display);
    assert.equal(await shown(".prose p:not(.picture) > img"), "inline");
    assert.equal(await shown(".prose .picture > img"), "block");
  },

  "Japanese breaks between words": async (visit) => {
    const page = await visit("/ja/japanese/", { viewport: PHONE });
    const lines = await page.locator("h1").evaluate((title) => {
      const [text, found] = [title.firstChild, []];
      for (let at = 0; at < text.length; at++) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        if (found.at(-1)?.top !== top) found.push({ top, text: "" });
        found.at(-1).text += text.data[at];
      }
      return found.map((line) => line.text);
    });
    assert.deepEqual(lines, ["図書館と", "インターネットで", "調べ物をするときに", "気をつけていること"]);
  },

  "text spacing cuts and covers nothing": async (visit) => {
    for (const width of [320, 1280]) {
      for (const address of PAGES) {
        const page = await visit(address, { viewport: { width, height: 800 } });
        await page.addStyleTag({ content: SPACING });
        assert.deepEqual(await page.evaluate(overflow), [], `${address} at ${width}`);
        assert.deepEqual(await page.evaluate(collisions), [], `${address} at ${width}`);
      }
    }
  },

  "at 200 % nothing is cut or covered": async (visit) => {
    for (const address of PAGES) {
      const zoomed = await visit(address, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
      assert.deepEqual(await zoomed.evaluate(overflow), [], address);
      assert.deepEqual(await zoomed.evaluate(collisions), [], address);
      for (const viewport of [PHONE, { width: 1280, height: 900 }]) {
        const page = await visit(address, { viewport });
        await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
        assert.deepEqual(await page.evaluate(overflow), [], `${address}, text alone, ${viewport.width}`);
        assert.deepEqual(await page.evaluate(collisions), [], `${address}, text alone, ${viewport.width}`);
      }
    }
  },

  "forced colours keep what colours say": async (visit) => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await visit(POST, { forcedColors: "active", colorScheme });
      assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
      const style = (selector, name, pseudo) =>
        page.locator(selector).first().evaluate(
          (element, [property, part]) => getComputedStyle(element, part)[property],
          [name, pseudo],
        );
      for (const selector of [".callout", "pre"]) {
        assert.notEqual(await style(selector, "borderTopStyle"), "none", selector);
      }
      assert.notEqual(await style(".prose mark", "outlineStyle"), "none");
      assert.notEqual(await style(".prose a", "textDecorationLine"), "none");
      assert.equal(
        await page.evaluate(contrast, [await style(".switch", "color", "::before"), await paper(page)]) >= 3,
        true,
        "the switch can't be seen",
      );
      await walk(page, POST);
    }
  },

  "nothing moves for those who want it so": async (visit) => {
    const moving = () =>
      [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        const times = `${style.transitionDuration} ${style.animationDuration}`;
        return /[1-9]/.test(times) || style.scrollBehavior === "smooth";
      }).length;
    for (const address of [HOME, POST]) {
      const page = await visit(address, { reducedMotion: "reduce" });
      assert.equal(await page.evaluate(moving), 0, address);
    }
  },

  "on paper: dark on white, words alone": async (visit) => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await visit(POST, { colorScheme });
      await page.evaluate((chosen) => {
        document.documentElement.dataset.theme = chosen;
      }, colorScheme);
      await page.emulateMedia({ media: "print", colorScheme });
      assert.equal(await paper(page), "rgb(255, 255, 255)");
      for (const selector of [".skip", ".menu", ".switch", ".neighbours", ".site-footer"]) {
        assert.equal(await page.locator(selector).first().isVisible(), false, selector);
      }
      for (const selector of ["h1", ".prose p", ".byline time", ".prose a", "pre .k", ".callout-title"]) {
        const ink = await page.locator(selector).first().evaluate((one) => getComputedStyle(one).color);
        const ratio = await page.evaluate(contrast, [ink, "rgb(255, 255, 255)"]);
        assert.ok(ratio >= 4.5, `${selector} has a contrast of ${ratio.toFixed(2)} on paper`);
      }
      const pdf = await page.pdf({ format: "A4" });
      assert.ok(pdf.length > 20_000);
    }
  },

  "right to left where the language is": async (visit) => {
    const page = await visit("/ar/arabic/");
    const side = (selector) =>
      page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().left);
    assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
    assert.ok((await side(".byline")) > (await side(".prose")), "the margin is not on the right");
    assert.equal(await page.locator("pre").evaluate((one) => getComputedStyle(one).direction), "ltr");
    const height = await (await visit("/ar/")).locator(".item-title").first().evaluate((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    });
    assert.ok(height > 1.3 && height < 1.5, `lines of titles are ${height} high`);
    const places = (element) =>
      [0, 1].map((at) => {
        const range = document.createRange();
        const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      });
    for (const [address, selector] of [["/ar/arabic/", ".tags a >> nth=1"], ["/ar/tags/c-plus-plus/", "h1"]]) {
      const tag = (await visit(address)).locator(selector);
      assert.equal(await tag.textContent(), "C++");
      const [letter, sign] = await tag.evaluate(places);
      assert.ok(letter < sign, `${address}: C++ is shown as ++C`);
    }
  },

  "on paper tables end where the page ends, and addresses are said once": async (visit) => {
    const page = await visit(POST, { viewport: { width: 627, height: 900 } });
    await page.emulateMedia({ media: "print" });
    const cut = (tables) => tables.filter((one) => getComputedStyle(one).overflowX !== "visible").length;
    assert.equal(await page.locator(".table").evaluateAll(cut), 0);
    const said = (link) =>
      page.locator(link).first().evaluate((one) => getComputedStyle(one, "::after").content);
    assert.match(await said(".footnotes a[href^=http]"), /https:/, "a link does not say where it leads");
    assert.equal(await said(".prose > p > a.url"), "none", "an address is said twice");
  },
};

/** Go through a page by Tab, there and back. */
async function walk(page, address) {
  const stops = [];
  const background = await paper(page);
  await page.evaluate(() => {
    window.stops = [];
  });
  for (let number = 0; number < 400; number += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop) break;
    stops.push(stop);
  }
  assert.ok(stops.length > 3 && stops[0].skip, `${address}: the skip link is not first`);
  const { outlines, ordered, missed } = await page.evaluate(unfocused);
  assert.ok(ordered, `${address}: focus jumps about`);
  assert.deepEqual(missed, [], `${address}: not reached`);
  for (const [number, stop] of stops.entries()) {
    assert.ok(stop.seen, `${address}: focus is out of sight on ${stop.html}`);
    assert.ok(stop.outline >= 2 && stop.outline > outlines[number], `${address}: no focus on ${stop.html}`);
    const ratio = await page.evaluate(contrast, [stop.colour, background]);
    assert.ok(ratio >= 3, `${address}: faint focus on ${stop.html}`);
  }
}

/** See that a box scrolls sideways by keyboard. */
async function scrolls(page, selector) {
  const box = page.locator(selector);
  await box.evaluate((one) => (one.closest("[tabindex]") ?? one).focus());
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.activeElement.scrollLeft > 0, null, { timeout: 3000 }).catch(
    () => assert.fail(`${selector} can't be scrolled by keyboard`),
  );
}

/** Run one test; a fault is told, the others go on. */
export async function test(browser, site, name, tally) {
  const opened = [];
  const visit = async (address, options) => {
    await opened.at(-1)?.context.close();
    const one = await open(browser, site.origin + address, options);
    opened.push(one);
    return one.page;
  };
  try {
    await TESTS[name](visit);
  } catch (error) {
    tally.fault(site.name, "test", name, error.message.replace(/\s+/g, " ").slice(0, 600));
  }
  await opened.at(-1)?.context.close();
  for (const { asked, errors } of opened) {
    for (const url of asked) tally.fault(site.name, "test", "other host", url);
    for (const error of errors) tally.fault(site.name, "test", "script", error);
  }
  tally.count("browser tests");
}
