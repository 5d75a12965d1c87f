// The icons: on a grid of 20 by 20, strokes of 1.5, round ends. They are hidden from screen readers, as
// their meaning is in a label.

import { html, type TemplateResult } from "lit-html";

const paths = {
  undo: "M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8",
  redo: "M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
  magnet: "M4 3.5v6.3a6 6 0 0 0 12 0V3.5h-3.8v6.3a2.2 2.2 0 0 1-4.4 0V3.5zM4 7h3.8M12.2 7H16",
  export: "M10 3v9.5M6.5 9l3.5 3.5L13.5 9M3.5 13v3.5h13V13",
  invite: "M8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.5a5.5 5.5 0 0 1 11 0M15.5 7v5M13 9.5h5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  check: "m4 10.5 4 4 8-9",
  tight: "M10 3.2 17.5 16.5h-15zM10 8v3.8M10 14.2v.01",
  blocked: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM7.5 7.5l5 5M12.5 7.5l-5 5",
  close: "m5 5 10 10M15 5 5 15",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.5 3.5",
  filter: "M3 6h7M14 6h3M12 4v4M3 14h3M10 14h7M8 12v4",
  furniture:
    "M4.5 9V6.5a2.5 2.5 0 0 1 2.5-2.5h6a2.5 2.5 0 0 1 2.5 2.5V9M2.5 10a1.7 1.7 0 0 1 3.4 0v1.5h8.2V10a1.7 1.7 0 0 1 3.4 0v4.5h-15zM4.5 14.5V17M15.5 14.5V17",
  room: "M3.5 3.5h13v13h-5M3.5 3.5v13h3.5M7 16.5a4.5 4.5 0 0 1 4.5-4.5v4.5M3.5 9.5h4",
  ruler: "M2.5 13.2 13.2 2.5l4.3 4.3L6.8 17.5zM6 9.7l2 2M9 6.7l1.3 1.3M11.8 3.9l2 2",
  cart: "M2.5 3.5h2l2 9.5h8.5l2-6.8H5.2M8 16.5v.01M14 16.5v.01",
  people:
    "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5a5.5 5.5 0 0 1 11 0M13 3.8a3 3 0 0 1 0 5.5M15 11.8a5.5 5.5 0 0 1 3 4.7",
  left: "M16 10H4M8.5 5.5 4 10l4.5 4.5",
  right: "M4 10h12M11.5 5.5 16 10l-4.5 4.5",
  up: "M10 16V4M5.5 8.5 10 4l4.5 4.5",
  down: "M10 4v12M5.5 11.5 10 16l4.5-4.5",
  expand: "m5 12.5 5-5 5 5",
  collapse: "m5 7.5 5 5 5-5",
  turnLeft: "M4 3.5v4.2h4.2M4.4 7.7A6.2 6.2 0 1 1 3.8 11",
  turnRight: "M16 3.5v4.2h-4.2M15.6 7.7a6.2 6.2 0 1 0 .6 3.3",
  mirror: "M10 3v14M7.5 6v8h-5zM12.5 6v8h5z",
  duplicate: "M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1",
  cube: "M10 2.5 16.5 6v8L10 17.5 3.5 14V6zM3.5 6 10 9.5 16.5 6M10 9.5v8",
  remove: "M3.5 5.5h13M7.5 5.5v-2h5v2M5 5.5l.8 11h8.4l.8-11M8.3 8.5l.2 5M11.7 8.5l-.2 5",
  pin: "M10 17.5s5.5-4.7 5.5-9.2a5.5 5.5 0 0 0-11 0c0 4.5 5.5 9.2 5.5 9.2zM10 10a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
  "align-left": "M3.5 3v14M6.5 5.5h9v3h-9zM6.5 11.5h5.5v3h-5.5z",
  "align-right": "M16.5 3v14M4.5 5.5h9v3h-9zM8 11.5h5.5v3h-5.5z",
  "align-top": "M3 3.5h14M5.5 6.5v9h3v-9zM11.5 6.5v5.5h3v-5.5z",
  "align-bottom": "M3 16.5h14M5.5 4.5v9h3v-9zM11.5 8v5.5h3v-5.5z",
  "align-centre-x": "M10 3v2.5M10 8.5v3M10 14.5V17M5 5.5h10v3H5zM7 11.5h6v3H7z",
  "align-centre-y": "M3 10h2.5M8.5 10h3M14.5 10H17M5.5 5v10h3V5zM11.5 7v6h3V7z",
  "distribute-x": "M3.5 3v14M16.5 3v14M8 6h4v8H8z",
  "distribute-y": "M3 3.5h14M3 16.5h14M6 8v4h8V8z",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z",
  edit: "m3.5 16.5.7-3.5 9-9 2.8 2.8-9 9zM11.5 5.7l2.8 2.8",
  picture: "M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M12.5 7.5h.01",
  walk: "M10.5 4.5a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8zM10.5 6.5l-1 5.5 3 2 .8 4M9.5 12l-1 2.5L6 18M10.5 6.5 7 8l-1 2.8M10.5 6.5l2 2.5 2.5.8",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  offline:
    "M5.5 15.5h8.8M4 14.9A3.5 3.5 0 0 1 5 8a5 5 0 0 1 1.3-2.3M9 4a5 5 0 0 1 5.8 4.2 3.5 3.5 0 0 1 2 6M3 3l14 14",
  moon: "M16 12.5A7 7 0 0 1 7.5 4 7 7 0 1 0 16 12.5z",
  share: "M10 12.5V3M6.5 6 10 2.5 13.5 6M6 9H4v8h12V9h-2",
  draw: "M4 16 9 4.5l7 5.5-4 6zM4 16h.01M9 4.5h.01M16 10h.01",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.2l2.8 1.8",
  flag: "M5.5 17V3.5M5.5 4h9l-2.2 3.2L14.5 10.5h-9",
  play: "M6.5 4.2v11.6l9-5.8z",
  pause: "M7 4.5v11M13 4.5v11",
  earlier: "M15.5 5l-5 5 5 5M9.5 5l-5 5 5 5",
  select: "m5 3 10.5 6.5-4.7 1L8.5 15z",
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
}
