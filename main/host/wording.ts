/** What the command line prints in the words and pictures of the page. */
export { criticalDifferenceFigure } from '../figures/critical-difference.ts'
export { describeSignificance } from '../figures/significance.ts'
export { toSvg } from '../figures/svg.ts'
export { english } from '../figures/words.ts'
export { themes } from '../figures/theme.ts'
export { describeChecks, describeEstimate, describeMisfit } from '../figures/estimates.ts'
export { formatBytes } from '../figures/format.ts'
export { describeTuning } from '../figures/tuning.ts'
