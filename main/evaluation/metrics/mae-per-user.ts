import { mae } from './mae.ts'
import { meanErrorOfUsers } from './mean-error.ts'

/**
 * Mean absolute error of each user's test events, averaged over users (macro average): every user counts alike, however many events.
 *
 *   MAE per user = mean_u Σ_{events of u} |r̂ − r| / n_u
 *
 * M. D. Ekstrand (2020). LensKit for Python. CIKM '20. doi:10.1145/3340531.3412778
 */
export const maePerUser = meanErrorOfUsers(
  {
    id: 'mae-per-user',
    title: 'MAE per user',
    kind: 'rating',
    summary: 'Mean over users of the MAE of their own events.',
    formula: 'mean_u Σ_{events of u} |r̂ − r| / n_u',
    takesCutoff: false,
    higherIsBetter: false,
    range: null,
  },
  mae,
)
