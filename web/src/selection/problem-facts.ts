type Bag = Readonly<Record<string, unknown>>

function isBag(candidate: unknown): candidate is Bag {
  return typeof candidate === 'object' && candidate !== null
}

/** A number the server gave beside its refusal ("capacity": 20), wherever the client wrapped it. */
export function numberFact(error: unknown, name: string, depth = 0): number | null {
  if (!isBag(error) || depth > 3) return null
  const facts = error.facts
  if (isBag(facts) && typeof facts[name] === 'number') return facts[name]
  return numberFact(error.data, name, depth + 1) ?? numberFact(error.body, name, depth + 1)
}
