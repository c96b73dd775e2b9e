import type { Ranking } from './types.ts'

export type Weights = Readonly<Record<string, number>>

const MOST = 1000

/** Reads "growth:18,strategic_fit:14" from the address; whatever is not a weight is left out. */
export function parseWeights(written: string): Weights | undefined {
  const entries = written.split(',').flatMap((part): [string, number][] => {
    const [key = '', value = ''] = part.split(':')
    const weight = Number(value)
    return key !== '' && value !== '' && Number.isInteger(weight) && weight >= 0 && weight <= MOST
      ? [[key, weight]]
      : []
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

export function writeWeights(weights: Weights | undefined): string {
  return Object.entries(weights ?? {})
    .map(([key, weight]) => `${key}:${weight}`)
    .join(',')
}

/** The weights in force: the reader's own, or those of the criteria. */
export function weightsOf(criteria: Ranking['criteria'], own: Weights | undefined): Weights {
  return Object.fromEntries(criteria.map(({ key, weight }) => [key, own?.[key] ?? weight]))
}
