/** What an uploaded sheet may be at most; a county's whole list of 5,000 items stays far below. */
export const sheetLimits = {
  /** Bytes of the upload. */
  bytes: 8 * 1024 * 1024,
  rows: 10_000,
  columns: 200,
  /** Characters of one cell. */
  cell: 10_000,
  /** Parts of an XLSX archive, and bytes of all of them unpacked. */
  entries: 400,
  unpacked: 96 * 1024 * 1024,
  /** Reading an XLSX, in milliseconds and megabytes of heap. */
  milliseconds: 20_000,
  heapMegabytes: 512,
} as const
