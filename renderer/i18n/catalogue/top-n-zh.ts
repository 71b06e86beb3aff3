/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const topNZh: Readonly<Record<string, string>> = {}
