/** What has the focus. */
export interface Focused {
  item: string | undefined;
  part: string | undefined;
  measure: string | undefined;
  /** The handle of the picture underneath. */
  referenceImage: boolean;
}
