/** Chinese of a part of the engine's catalogue, keyed by the English. */
export const metricsZh: Readonly<Record<string, string>> = {}
