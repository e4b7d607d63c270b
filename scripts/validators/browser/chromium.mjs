// Chromium as it is started here, and pages that can ask nobody but the site.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Start a browser. */
export async function start(executablePath) {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Start a browser that others may drive too; give its port and a way to stop it. */
export async function startWithPort(executablePath) {
  const profile = await mkdtemp(path.join(tmpdir(), "verify-browser-"));
  const args = [...FLAGS, "--remote-debugging-port=0"];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args,
    viewport: null,
  });
  const [port] = (await readFile(path.join(profile, "DevToolsActivePort"), "utf-8")).split("\n");
  const stop = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { port: Number(port), stop };
}

/** A page of its own context; `asked` holds what it wanted of other hosts, `errors` what broke. */
export async function open(browser, address, options = {}) {
  const { prepare, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...rest,
  });
  const asked = [];
  const errors = [];
  const origin = new URL(address).origin;
  await context.route(
    (url) => url.protocol.startsWith("http") && url.origin !== origin,
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  if (prepare) await context.addInitScript(prepare);
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address);
  return { page, context, asked, errors };
}
