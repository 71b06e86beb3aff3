import type { UserMetric } from '../metric.ts'
import { auc } from '../metrics/auc.ts'
import { averagePrecision } from '../metrics/average-precision.ts'
import { f1 } from '../metrics/f1.ts'
import { hit } from '../metrics/hit.ts'
import { cumulate, sumAtHits } from '../metrics/hits.ts'
import { maePerUser } from '../metrics/mae-per-user.ts'
import { mae } from '../metrics/mae.ts'
import { mrr } from '../metrics/mrr.ts'
import { ncrr, reciprocals } from '../metrics/ncrr.ts'
import { ndcg } from '../metrics/ndcg.ts'
import { precision } from '../metrics/precision.ts'
import { recall } from '../metrics/recall.ts'
import { rmsePerUser } from '../metrics/rmse-per-user.ts'
import { rmse } from '../metrics/rmse.ts'
import { leaveOutEmptyLists, type Profile } from './profile.ts'

/** AUC in which a tie with a negative is lost. */
const strictAuc: UserMetric = {
  ...auc,
  formula: 'P(s(rel) > s(other)), ties lost',
  prepare:
    () =>
    ({ ranks, tied, relevant, candidates }) => {
      if (!ranks || !tied) return NaN
      const lasts = ranks.map((rank, position) => rank + (tied[position]! - 1) / 2)
      const sorted = lasts.slice().sort()
      const negatives = candidates - relevant.length
      const won = lasts.reduce((sum, last) => {
        const relevantUpTo = sorted.findLastIndex((other) => other <= last) + 1
        return sum + negatives - (last - relevantUpTo)
      }, 0)
      return won / (relevant.length * negatives)
    },
}

/** The reciprocal rank of users who have a hit; others are undefined, as Cornac refuses them. */
const hitMrr: UserMetric = {
  ...mrr,
  formula: '1 / rank of the first hit; users without one are left out',
  prepare(data) {
    const measure = mrr.prepare(data)
    return (user) => measure(user) || NaN
  },
}

/** NCRR whose ideal list is no longer than the list. */
const shortNcrr: UserMetric = {
  ...ncrr,
  formula: 'Σ_{r ≤ k} hit(r) / r / Σ_{r ≤ min(|rel|, length of the list)} 1 / r',
  prepare({ cutoff }) {
    const gains = reciprocals(cutoff)
    const ideals = cumulate(gains)
    return (list) => sumAtHits(list, gains) / ideals[Math.min(list.relevantCount, cutoff, list.length)]!
  },
}

/** Definitions of Cornac 2.3, which ranks every candidate for every user and averages rating errors by user. */
export const cornac: Profile = {
  id: 'cornac',
  title: 'Cornac',
  summary: 'AUC loses ties, MRR leaves out users without a hit, RMSE and MAE are averaged over users.',
  reference:
    'A. Salah, Q.-T. Truong, H. W. Lauw (2020). Cornac: A Comparative Framework for Multimodal Recommender Systems. JMLR 21(95). https://github.com/PreferredAI/cornac',
  definitions: {
    ...leaveOutEmptyLists([ndcg, shortNcrr, hit, precision, recall, f1]),
    mrr: hitMrr,
    auc: strictAuc,
    'average-precision': averagePrecision,
    rmse: { ...rmsePerUser, id: rmse.id, title: rmse.title },
    mae: { ...maePerUser, id: mae.id, title: mae.title },
  },
}
