import { bpref } from '../metrics/bpref.ts'
import { dcg } from '../metrics/dcg.ts'
import { f1 } from '../metrics/f1.ts'
import { hit } from '../metrics/hit.ts'
import { mapFull } from '../metrics/map-full.ts'
import { map } from '../metrics/map.ts'
import { mrr } from '../metrics/mrr.ts'
import { ndcgFull } from '../metrics/ndcg-full.ts'
import { ndcgLinear } from '../metrics/ndcg-linear.ts'
import { ndcg } from '../metrics/ndcg.ts'
import { precision } from '../metrics/precision.ts'
import { rPrecision } from '../metrics/r-precision.ts'
import { rbp } from '../metrics/rbp.ts'
import { recall } from '../metrics/recall.ts'
import { setF } from '../metrics/set-f.ts'
import { leaveOutEmptyLists, type Profile } from './profile.ts'

/**
 * Definitions of trec_eval, as pytrec_eval computes them: users without a list are left out, average precision divides by all relevant items, and a list
 * is ordered by its scores in single precision, equal ones by descending identifier as text, whatever the order of its file.
 */
export const trec: Profile = {
  id: 'trec',
  title: 'trec_eval',
  summary:
    'MAP divides by all relevant items, users with an empty list are left out, ties go by descending identifier.',
  reference:
    'C. Van Gysel, M. de Rijke (2018). Pytrec_eval: An Extremely Fast Python Interface to trec_eval. SIGIR. doi:10.1145/3209978.3210065; trec_eval 9',
  definitions: leaveOutEmptyLists([
    ndcg,
    ndcgFull,
    ndcgLinear,
    dcg,
    { ...map, formula: mapFull.formula, prepare: mapFull.prepare },
    mapFull,
    precision,
    recall,
    f1,
    setF,
    rPrecision,
    mrr,
    hit,
    rbp,
    bpref,
  ]),
  order(scores, names) {
    const single = Float32Array.from(scores)
    return Int32Array.from(scores.keys()).sort((a, b) => single[b]! - single[a]! || (names[a]! < names[b]! ? 1 : -1))
  },
}
