import { defineConfig } from "astro/config";

export default defineConfig({
  // site: "https://old.example",
  site: "https://astro.example",
  i18n: { defaultLocale: "en", locales: ["en", "de", "pt-br"] },
});
