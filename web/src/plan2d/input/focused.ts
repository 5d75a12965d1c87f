/** The keys of the element that has the focus. */
export interface Focused {
  item: string | undefined;
  part: string | undefined;
  measure: string | undefined;
  /** True if the reference image's handle has the focus. */
  referenceImage: boolean;
}
