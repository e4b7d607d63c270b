export default {
  layout: "single.njk",
  permalink: (data) => `/posts/${data.page.fileSlug}/`,
};
