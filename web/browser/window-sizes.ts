/** Sizes in pixels of the windows of desktops, tablets, phones, and pages that are zoomed in. */
export const windowSizes = [
  [1440, 900],
  [1024, 700],
  [844, 390],
  [720, 450],
  [390, 844],
  [375, 553],
  [320, 568],
] as const;
