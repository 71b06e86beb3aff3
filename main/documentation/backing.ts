type Backing = Readonly<Record<string, readonly string[]>>

/**
 * Which rows of the reference values back each definition, as patterns with `*`; `npm run verify` compares them. A test holds that every pattern matches a
 * row where the reference values are there.
 */
export const backing: { readonly recommenders: Backing; readonly metrics: Backing } = {
  recommenders: {},
  metrics: {},
}
