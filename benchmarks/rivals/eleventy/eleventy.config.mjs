// Eleventy, told to make what `blog` makes: posts, lists of ten, tags, categories, feeds, a map.
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";

const PAGE = 10;

function groups(posts) {
  const found = new Map([["/", { title: "Measured", url: "/", posts }]]);
  for (const post of posts) {
    const kinds = { tags: post.data.tags, categories: post.data.categories };
    for (const [kind, names] of Object.entries(kinds)) {
      for (const name of names ?? []) {
        const url = `/${kind}/${String(name).replaceAll(" ", "-")}/`;
        if (!found.has(url)) found.set(url, { title: name, url, posts: [] });
        found.get(url).posts.push(post);
      }
    }
  }
  return [...found.values()];
}

function pages(group) {
  const count = Math.max(1, Math.ceil(group.posts.length / PAGE));
  return Array.from({ length: count }, (_, number) => ({
    title: group.title,
    url: number ? `${group.url}page/${number + 1}/` : group.url,
    next: number + 1 < count ? `${group.url}page/${number + 2}/` : null,
    posts: group.posts.slice(number * PAGE, (number + 1) * PAGE),
  }));
}

export default function (config) {
  const posts = (api) => api.getFilteredByGlob("posts/*.md").reverse();
  config.addPlugin(highlight);
  config.addPassthroughCopy("images");
  config.addCollection("posts", posts);
  config.addCollection("lists", (api) => groups(posts(api)).flatMap(pages));
  config.addCollection("feeds", (api) =>
    groups(posts(api)).map((group) => ({ ...group, posts: group.posts.slice(0, 20) })),
  );
  return { markdownTemplateEngine: false, dir: { input: ".", output: "_site" } };
}
