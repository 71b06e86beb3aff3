/** Chinese of the engine's catalogue: titles, summaries and help of models, metrics, splits and settings, keyed by the English. */
export const catalogueZh: Readonly<Record<string, string>> = {}
