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
