// A comment: dir: { input: "wrong" }
export default function (config) {
  config.addPassthroughCopy("src/img");
  return { dir: { input: "src", output: "_site" } };
}
