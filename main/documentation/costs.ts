/** Cost of training and of one user's scores, in the symbols of docs/notation.md: m users, n items, r events, f factors, e epochs, k neighbours. */
export const costs: Readonly<Record<string, string>> = {}
