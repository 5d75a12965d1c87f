// The texts of the tools that edit the room. They are loaded with these tools, and with the pages.

import { type PageTexts, pageTexts } from "../i18n/index.ts";

export type EditorTexts = PageTexts["editor"];

export function editorTexts({ lang }: { lang: string }): EditorTexts {
  return pageTexts(lang).editor;
}
