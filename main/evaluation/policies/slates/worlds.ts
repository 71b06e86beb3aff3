import type { Environment } from '../environment.ts'

const nobody = { user: -1, features: new Float64Array(0) }

/** A world of one visitor, who is attracted by each arm with a known probability. */
export const knownAttractions = (attractions: Float64Array): Environment => ({
  visitors: 1,
  arms: attractions.length,
  features: 0,
  contextOf: () => nobody,
  probabilities: () => attractions,
  users: null,
  items: new Int32Array(attractions.length).fill(-1),
  description: `Simulated world: ${attractions.length} items of known attraction.`,
})

/**
 * The world as a policy without context meets it: one visitor, with the mean probabilities of all. Its best slate is then one that such a policy can learn, so that
 * its regret can come to rest.
 */
export function averageVisitor(world: Environment): Environment {
  const mean = new Float64Array(world.arms)
  for (let visitor = 0; visitor < world.visitors; visitor++)
    world.probabilities(visitor).forEach((probability, arm) => (mean[arm]! += probability / world.visitors))
  return {
    ...knownAttractions(mean),
    items: world.items,
    description: `${world.description} All visitors are alike: each item attracts with its mean probability.`,
  }
}
