/** Rows of so many floats that one thread takes at a time: about 8,192 floats. */
export const rowsOfGrain = (width: number): number => Math.max(1, Math.floor(8192 / Math.max(1, width)))
