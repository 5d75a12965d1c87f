/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import { chunkOf, hoistImports, plainDynamicImports } from "./dev/chunks.ts";
import { memoryRooms } from "./dev/server.ts";

/** React is the page's own. The others are for parts of jspdf that we don't use, and would be 300 KB. */
const left = ["react", "react/jsx-runtime", "html2canvas", "canvg", "dompurify"];

/** Other people's pages load these by name; everything else has a hash in its name and never changes. */
const named = ["planner", "react"];

export default defineConfig({
  base: "./",
  test: {
    setupFiles: ["test/setup.ts"],
    pool: "threads", // they start sooner than processes
    exclude: ["e2e/**", "browser/**", "node_modules/**"],
    testTimeout: 30_000, // a test ends in two seconds, on a machine that runs other suites beside it in ten
  },
  plugins: [memoryRooms(), plainDynamicImports(), hoistImports(named)],
  worker: { format: "es" },
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? files : []),
    },
    chunkSizeWarningLimit: 1000,
    manifest: true,
    // The licences of what is bundled, for those who distribute the build.
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: {
        room: "index.html",
        shop: "shop.html",
        embed: "embed.html",
        demo: "demo.html",
        planner: "src/element/index.ts",
        react: "src/react/index.tsx",
      },
      external: left,
      preserveEntrySignatures: "exports-only",
      output: {
        codeSplitting: { groups: [{ name: chunkOf }] },
        entryFileNames: ({ name }) => (named.includes(name) ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
