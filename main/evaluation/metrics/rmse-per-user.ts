import { meanErrorOfUsers } from './mean-error.ts'
import { rmse } from './rmse.ts'

/**
 * Root mean squared error of each user's test events, averaged over users (macro average): every user counts alike, however many events.
 *
 *   RMSE per user = mean_u √( Σ_{events of u} (r̂ − r)² / n_u )
 *
 * M. D. Ekstrand (2020). LensKit for Python. CIKM '20. doi:10.1145/3340531.3412778
 */
export const rmsePerUser = meanErrorOfUsers(
  {
    id: 'rmse-per-user',
    title: 'RMSE per user',
    kind: 'rating',
    summary: 'Mean over users of the RMSE of their own events.',
    formula: 'mean_u √(Σ_{events of u} (r̂ − r)² / n_u)',
    takesCutoff: false,
    higherIsBetter: false,
    range: null,
  },
  rmse,
)
