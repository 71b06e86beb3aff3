import { integer, type ConfigurationOf } from '../../../contract/settings.ts'
import type { Archive } from '../../archive.ts'
import type { PolicySize } from '../../policy.ts'
import { ArmRecord, checkArm } from '../arms.ts'
import { defineLocalPolicy, type LocalMemory } from './local-policy.ts'
import { RegressionTree } from './regression-tree.ts'
import { RememberedRounds } from './remembered-rounds.ts'

const settings = {
  depth: integer({ default: 4, minimum: 1, maximum: 20, help: 'Most questions a tree asks of a context.' }),
  leaf: integer({ default: 20, minimum: 1, help: 'Fewest rounds of a leaf.' }),
  warmUp: integer({
    default: 40,
    minimum: 1,
    help: 'Rounds of an item before its tree first grows; anew at each doubling.',
  }),
  memory: integer({ default: 2000, minimum: 1, help: 'Last rounds of an item that its tree grows from.' }),
} as const

/**
 * Tree bandit: each arm has a regression tree of its reward on the context; the leaf into which the present context falls says what the arm pays here, and a policy
 * without context chooses by the leaves of all arms.
 *
 *   n_k, s_k = plays and rewards of arm k in the leaf ℓ_k(x) of its tree
 *
 * A tree grows after w, 2 w, 4 w, … rounds of its arm, from those remembered, and is a single leaf before. With Thompson sampling inside it is the paper's
 * TreeHeuristic.
 *
 * A. N. Elmachtoub, R. McNellis, S. Oh, M. Petrik (2017). A Practical Method for Solving Contextual Bandit Problems Using Decision Trees. UAI '17. arXiv:1706.04687
 */
export const treeBandit = defineLocalPolicy({
  id: 'tree-bandit',
  title: 'Tree bandit',
  summary: 'Grows a decision tree per item and chooses by what items paid in the leaves for this context.',
  formula: 'n_k, s_k = plays and rewards of item k in the leaf ℓ_k(x) of its tree',
  reference:
    "A. N. Elmachtoub, R. McNellis, S. Oh, M. Petrik (2017). A Practical Method for Solving Contextual Bandit Problems Using Decision Trees. UAI '17. arXiv:1706.04687",
  settings,
  create: (size, config) => new Trees(size, config, new Map()),
  load: (size, config, archive) => new Trees(size, config, restoreArms(size, config.memory, archive)),
})

interface TreeArm {
  readonly rounds: RememberedRounds
  tree: RegressionTree
  /** Plays and rewards in the leaf of each node; nothing in the nodes above. */
  leaves: ArmRecord
}

class Trees implements LocalMemory {
  readonly #config: ConfigurationOf<typeof settings>
  readonly #features: number
  readonly #arms: Map<number, TreeArm>
  readonly #record: ArmRecord

  constructor({ arms, features }: PolicySize, config: ConfigurationOf<typeof settings>, known: Map<number, TreeArm>) {
    this.#config = config
    this.#features = features
    this.#arms = known
    this.#record = ArmRecord.empty(arms)
  }

  near(x: Float64Array): ArmRecord {
    this.#record.rounds = 0
    for (const [arm, { tree, leaves }] of this.#arms) {
      const leaf = tree.leafOf(x)
      this.#record.plays[arm] = leaves.plays[leaf]!
      this.#record.sums[arm] = leaves.sums[leaf]!
      this.#record.rounds += leaves.plays[leaf]!
    }
    return this.#record
  }

  learn(x: Float64Array, arm: number, reward: number): void {
    checkArm(arm, this.#record.plays.length)
    const known = this.#arms.get(arm) ?? {
      rounds: new RememberedRounds(this.#config.memory, this.#features),
      tree: RegressionTree.leaf(),
      leaves: ArmRecord.empty(1),
    }
    this.#arms.set(arm, known)
    known.rounds.add(x, arm, reward)
    known.leaves.add(known.tree.leafOf(x), reward)
    const doublings = Math.log2(known.rounds.seen / this.#config.warmUp)
    if (doublings >= 0 && Number.isInteger(doublings)) this.#grow(known)
  }

  save(): Archive {
    const all = [...this.#arms]
    const join = (column: (arm: TreeArm) => Float64Array | Int32Array) =>
      Float64Array.from(all.flatMap(([, arm]) => Array.from(column(arm))))
    return {
      facts: {},
      columns: {
        shown: Int32Array.from(all, ([arm]) => arm),
        seen: Float64Array.from(all, ([, { rounds }]) => rounds.seen),
        nodes: Int32Array.from(all, ([, { tree }]) => tree.feature.length),
        contexts: join(({ rounds }) => rounds.columns().contexts),
        rewards: join(({ rounds }) => rounds.columns().rewards),
        feature: Int32Array.from(join(({ tree }) => tree.feature)),
        threshold: join(({ tree }) => tree.threshold),
        left: Int32Array.from(join(({ tree }) => tree.left)),
        plays: join(({ leaves }) => leaves.plays),
        sums: join(({ leaves }) => leaves.sums),
      },
    }
  }

  #grow(arm: TreeArm): void {
    const { contexts, rewards } = arm.rounds.columns()
    arm.tree = RegressionTree.grow({ contexts, features: this.#features, rewards }, this.#config)
    arm.leaves = ArmRecord.empty(arm.tree.feature.length)
    rewards.forEach((reward, row) => arm.leaves.add(arm.tree.leafOf(arm.rounds.contextOf(row)), reward))
  }
}

function restoreArms({ features }: PolicySize, memory: number, { columns }: Archive): Map<number, TreeArm> {
  const doubles = columns as Readonly<Record<string, Float64Array>>
  const integers = columns as unknown as Readonly<Record<string, Int32Array>>
  const arms = new Map<number, TreeArm>()
  let [row, node] = [0, 0]
  integers['shown']!.forEach((arm, place) => {
    const seen = doubles['seen']![place]!
    const [rows, nodes] = [row + Math.min(seen, memory), node + integers['nodes']![place]!]
    const rounds = RememberedRounds.restore(memory, features, seen, {
      contexts: doubles['contexts']!.slice(row * features, rows * features),
      arms: new Int32Array(rows - row).fill(arm),
      rewards: doubles['rewards']!.slice(row, rows),
    })
    const tree = new RegressionTree(
      integers['feature']!.slice(node, nodes),
      doubles['threshold']!.slice(node, nodes),
      integers['left']!.slice(node, nodes),
    )
    const leaves = new ArmRecord(doubles['plays']!.slice(node, nodes), doubles['sums']!.slice(node, nodes))
    arms.set(arm, { rounds, tree, leaves })
    row = rows
    node = nodes
  })
  return arms
}
