import { splitSettings } from '../../contract/splits.ts'
import { defineSplit, foldOf, part, refuseEmpty } from './split.ts'
import { drawShare } from './users.ts'

/**
 * New items: a random share of the items is new; all their events are the test, and nothing of them is in training.
 *
 *   train = { e : item(e) is not new },  test = { e : item(e) is new }
 *
 * Every item is still a candidate, so a model has to set new items above known ones to be right; one that learns from events alone cannot score them, which is
 * the point. Use it for models that know items by their features.
 *
 * A. Schein, A. Popescul, L. Ungar, D. Pennock (2002). Methods and Metrics for Cold-Start Recommendations. SIGIR '02. doi:10.1145/564376.564421
 */
export const coldItems = defineSplit({
  kind: 'cold-items',
  title: 'New items',
  summary: 'Items of which training has no event; only features can tell what they are.',
  source: "Schein, Popescul, Ungar & Pennock 2002, SIGIR '02, doi:10.1145/564376.564421",
  needsTimes: false,
  settings: splitSettings['cold-items'],
  makeFolds({ item, items }, { share }, random) {
    const occurs = new Uint8Array(items)
    for (const each of item) occurs[each] = 1
    const isNew = new Uint8Array(items)
    const present = Int32Array.from(occurs.keys()).filter((each) => occurs[each] === 1)
    for (const each of drawShare(present, share, random)) isNew[each] = 1
    return [
      refuseEmpty(
        foldOf(Uint8Array.from(item, (each) => (isNew[each] === 1 ? part.test : part.train))),
        `Taking ${share} of the ${present.length} items as new`,
        'Choose another share.',
      ),
    ]
  },
})
