import { normalQuantile, normalTail } from '../../math/distributions.ts'

/**
 * Half-width of a confidence sequence of a mean, which holds at all times at once: the normal mixture with parameter ρ, tightest near n = 1/ρ².
 *
 *   σ √( 2 (nρ² + 1) / (nρ)² · ln( √(nρ² + 1) / α ) )
 *
 * S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon (2021). Time-uniform, nonparametric, nonasymptotic confidence sequences. Annals of Statistics 49(2).
 * doi:10.1214/20-AOS1991
 */
export function confidenceSequenceRadius(n: number, rho: number, alpha: number, sigma: number): number {
  const mixed = n * rho * rho + 1
  return sigma * Math.sqrt(((2 * mixed) / (n * rho) ** 2) * Math.log(Math.sqrt(mixed) / alpha))
}

/**
 * Likelihood ratio of the mixture sequential probability ratio test for a difference d of two means, under a normal mixture of variance τ² over the effect.
 *
 *   Λ = √(V / (V + τ²)) exp( τ² d² / (2 V (V + τ²)) ),   V = 2 s² / n
 *
 * R. Johari, P. Koomen, L. Pekelis, D. Walsh (2022). Always Valid Inference. Operations Research 70(3). doi:10.1287/opre.2021.2135
 */
export function mixtureLikelihoodRatio(difference: number, variance: number, perGroup: number, tau2: number): number {
  const v = (2 * variance) / perGroup
  return Math.sqrt(v / (v + tau2)) * Math.exp((tau2 * difference ** 2) / (2 * v * (v + tau2)))
}

/** p = min(1, 1/Λ) at one look; the always valid p is the least of all looks so far. */
export const mixtureP = (likelihoodRatio: number): number => Math.min(1, 1 / likelihoodRatio)

/**
 * Share of α that may be spent by the time a share t of the information is in, two-sided.
 *
 *   O'Brien–Fleming: 2 − 2 Φ(z_{1−α/2} / √t)     Pocock: α ln(1 + (e − 1) t)
 *
 * K. K. G. Lan, D. L. DeMets (1983). Discrete sequential boundaries for clinical trials. Biometrika 70(3). doi:10.1093/biomet/70.3.659
 */
export const alphaSpending = {
  obrienFleming: (t: number, alpha: number): number => 2 * normalTail(normalQuantile(1 - alpha / 2) / Math.sqrt(t)),
  pocock: (t: number, alpha: number): number => alpha * Math.log(1 + (Math.E - 1) * t),
} as const
