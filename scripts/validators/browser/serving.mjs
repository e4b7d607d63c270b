// A site on loopback, as a host would serve it: its own 404 page, compressed, under its own address.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
};
const compress = promisify(gzip);

/**
 * Serve a folder; give its origin and a way to stop.
 * The address that the blog is meant for, `base`, is replaced by the one it is served from:
 * Lighthouse holds canonical links to another host for a fault.
 */
export async function serve(folder, base = "") {
  let origin = "";
  const server = createServer(async (request, response) => {
    const { file, status } = await find(folder, new URL(request.url, origin).pathname);
    const type = TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream";
    let body = await readFile(file).catch(() => Buffer.from("not found"));
    const text = /^text|json|xml/.test(type);
    if (text && base) body = Buffer.from(rebased(body.toString("utf-8"), base, origin));
    const headers = { "content-type": type, "cache-control": "max-age=31536000" };
    if (text && /gzip/.test(request.headers["accept-encoding"] ?? "")) {
      headers["content-encoding"] = "gzip";
      body = await compress(body);
    }
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin, folder, stop };
}

async function find(folder, pathname) {
  let file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
  if ((await stat(file).catch(() => null))?.isDirectory()) file = path.join(file, "index.html");
  if ((await stat(file).catch(() => null))?.isFile()) return { file, status: 200 };
  return { file: path.join(folder, "404.html"), status: 404 };
}

function rebased(text, base, origin) {
  const plain = base.replace(/\/$/, "");
  const escaped = (address) => address.replaceAll("/", "&#x2f;");
  return text.replaceAll(plain, origin).replaceAll(escaped(plain), escaped(origin));
}
