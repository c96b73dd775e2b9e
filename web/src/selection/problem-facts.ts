type Bag = Readonly<Record<string, unknown>>

function isBag(candidate: unknown): candidate is Bag {
  return typeof candidate === 'object' && candidate !== null
}

function findFact(error: unknown, name: string, depth = 0): unknown {
  if (!isBag(error) || depth > 3) return undefined
  const facts = error.facts
  if (isBag(facts) && name in facts) return facts[name]
  return findFact(error.data, name, depth + 1) ?? findFact(error.body, name, depth + 1)
}

/** A number the server gave beside its refusal ("capacity": 20), wherever the client wrapped it. */
export function numberFact(error: unknown, name: string): number | null {
  const fact = findFact(error, name)
  return typeof fact === 'number' ? fact : null
}

/** A word the server gave beside its refusal ("tier": "A"), or nothing. */
export function wordFact(error: unknown, name: string): string {
  const fact = findFact(error, name)
  return typeof fact === 'string' ? fact : ''
}
