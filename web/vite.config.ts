import { defineConfig } from "vite";
import { memoryRooms } from "./dev/server.ts";

/** Other people's pages load these by name; everything else has a hash in its name and never changes. */
const named = ["planner", "react"];

export default defineConfig({
  base: "./",
  plugins: [memoryRooms()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    manifest: true,
    rolldownOptions: {
      input: {
        room: "index.html",
        shop: "shop.html",
        embed: "embed.html",
        planner: "src/element/index.ts",
        react: "src/react/index.tsx",
      },
      external: ["react", "react/jsx-runtime"],
      preserveEntrySignatures: "exports-only",
      output: {
        entryFileNames: ({ name }) => (named.includes(name) ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
