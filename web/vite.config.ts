import { defineConfig } from "vite";
import { memoryRooms } from "./dev/server.ts";

export default defineConfig({
  base: "./",
  plugins: [memoryRooms()],
  build: { target: "es2022", assetsInlineLimit: 0 },
});
