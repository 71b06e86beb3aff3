import type { Peer } from '../work.ts'

const peerOf =
  (environment: string, script: string, title: string) =>
  (work: string): Peer => ({
    environment,
    script,
    work,
    title,
  })

/** The libraries that do the same work, by the function of their script. */
export const implicit = peerOf('classic', 'implicit', 'implicit 0.7.3')
export const surprise = peerOf('classic', 'surprise', 'Surprise 1.1.5')
export const ranx = peerOf('classic', 'ranx', 'ranx 0.3.21')
export const lenskit = peerOf('lenskit', 'lenskit', 'LensKit 2025.8.1')
export const lapack = peerOf('classic', 'lapack', 'OpenBLAS by numpy and scipy')
export const recbole = peerOf('torch', 'recbole', 'RecBole 1.2.1')
export const mabwiser = peerOf('classic', 'mabwiser', 'mabwiser 2.7.4')
export const openBandit = peerOf('torch', 'obp', 'Open Bandit Pipeline 0.5.7')
export const polars = peerOf('classic', 'polars', 'Polars 2.1.0')
export const pandas = peerOf('classic', 'pandas', 'pandas')
