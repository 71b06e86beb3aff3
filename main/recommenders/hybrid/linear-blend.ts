import { pack, unpack } from '../archive.ts'
import type { Model, ScorePart, Scores } from '../recommender.ts'
import {
  allFoldIn,
  explainPart,
  inherited,
  packParts,
  scoreAtOnce,
  scoreHistories,
  scoreParts,
  unpackParts,
  type Part,
} from './parts.ts'
import { findScale, rescale, type Scale } from './scales.ts'

/** A model whose score is a weighted sum of the parts' scores, each on a common scale. */
export interface LinearBlend {
  readonly id: string
  readonly items: number
  readonly parts: readonly Part[]
  readonly weights: readonly number[]
  readonly scale: Scale
}

/** Scores Σ_c w_c · scaled(score of part c); explains it by the parts' explanations, exactly when they are exact and the scale is not of ranks. */
export function linearBlendModel(blend: LinearBlend): Model {
  const { id, items, parts, weights, scale } = blend
  const combine = (rows: readonly Float64Array[], into: Scores) => {
    into.fill(0)
    rows.forEach((row, part) => {
      rescale(row, scale)
      for (let item = 0; item < items; item++) into[item]! += weights[part]! * row[item]!
    })
  }
  return {
    async score(users, into) {
      const blocks = await scoreParts(parts, users, items)
      users.forEach((_, row) => {
        const [from, to] = [row * items, (row + 1) * items]
        combine(
          blocks.map((block) => block.subarray(from, to)),
          into.subarray(from, to),
        )
      })
    },
    ...(allFoldIn(parts) && {
      scoreHistory: async (history: Int32Array, values: Float32Array | null, into: Scores) =>
        combine(await scoreHistories(parts, history, values, items), into),
    }),
    explain: (history, values, item) => explainBlend(blend, history, values, item),
    ...inherited(parts),
    save() {
      const { facts, columns } = packParts(parts)
      return pack(id, 1, { ...facts, items, weights, scale }, columns)
    },
  }
}

function explainBlend(
  { items, parts, weights, scale }: LinearBlend,
  history: Int32Array,
  values: Float32Array | null,
  item: number,
): ReturnType<NonNullable<Model['explain']>> {
  const amounts = new Map<number, { amount: number; shared: readonly string[] | undefined }>()
  let rest = 0
  let exact = scale !== 'rank'
  parts.forEach((part, place) => {
    const scores = scoreAtOnce(part.model, history, values, items)
    const { shift, factor } = scores ? findScale(scores, scale === 'rank' ? 'min-max' : scale) : { shift: 0, factor: 1 }
    const weight = weights[place]! * factor
    const said = explainPart(part, history, values, item, items)
    exact &&= said.exact && scores !== null && Number.isFinite(scores[item]!)
    rest += weight * (said.rest - shift)
    for (const { item: source, amount, shared } of said.parts) {
      const held = amounts.get(source)
      amounts.set(source, { amount: (held?.amount ?? 0) + weight * amount, shared: shared ?? held?.shared })
    }
  })
  const list = [...amounts].map(([source, { amount, shared }]): ScorePart => ({
    item: source,
    amount,
    ...(shared && { shared }),
  }))
  return { parts: list.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)), rest, exact }
}

/** Reads what the model saved. */
export async function loadLinearBlend(id: string, bytes: Uint8Array): Promise<Model> {
  const archive = unpack(id, 1, bytes)
  const { items, weights, scale } = archive.facts as { items: number; weights: number[]; scale: Scale }
  return linearBlendModel({ id, items, weights, scale, parts: await unpackParts(archive) })
}
