import { elementAt } from '../chance.ts'
import type { Company } from '../companies.ts'
import { type SamplePerson, samplePerson, sellersOf } from '../people.ts'
import type { SampleActor } from './sample-plan.ts'
import type { Role } from './theme.ts'

/** Who works on an account, on both sides. */
export interface Cast {
  readonly seller: SamplePerson
  readonly buyer: SampleActor
  readonly operations: SampleActor
  readonly executive: SampleActor
  /** Whoever supplies most of what we do not. */
  readonly competitors: readonly string[]
}

const CUSTOMER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'Central Europe': ['Annegret Stüber', 'Holger Wiesenbach', 'Ruth Ammann', 'Detlef Krohn', 'Silvia Bühlmann'],
  'Western Europe': ['Hélène Castagnier', 'Bram Oosterling', 'Mathieu Lorcet', 'Anouk Verhulst', 'Yves Delmarre'],
  'Southern Europe': ['Chiara Bonfante', 'Ignacio Salvatierra', 'Lucia Terranova', 'Álvaro Cienfuegos', 'Dario Melis'],
  'United Kingdom': ['Fiona Hartwell', 'Rhys Cadogan', 'Priya Nambiar', 'Alistair Munro', 'Gemma Thackray'],
  'North America': ['Marcus Ellery', 'Joanne Petrakis', 'Luis Arredondo', 'Carol Whitcombe', 'Devon Sayers'],
  'Northern and Eastern Europe': [
    'Karin Nordlund',
    'Piotr Zalewski',
    'Astrid Hovland',
    'Jana Novotná',
    'Mikael Strand',
  ],
}

const COMPETITORS = [
  'Veltra Flow',
  'Kessling & Brandt',
  'Norrdal Process',
  'Amberline Supply',
  'Pontis Systems',
] as const

export function castOf(company: Company): Cast {
  const { rank } = company.plan
  const names = CUSTOMER_NAMES[company.country.unit] ?? []
  const named = (step: number, role: string): SampleActor => ({
    kind: 'customer',
    name: elementAt(names, (rank + step) % names.length),
    function: role,
  })
  return {
    seller: elementAt(sellersOf(company.country.unit), 0),
    buyer: named(0, 'Head of purchasing'),
    operations: named(1, 'Head of maintenance'),
    executive: named(2, 'Managing director'),
    competitors: [0, 1, 2].map((step) => elementAt(COMPETITORS, (rank + step) % COMPETITORS.length)),
  }
}

const HOUSE: Readonly<Record<Exclude<Role, 'seller' | 'customer' | 'nobody'>, string>> = {
  lead: 'P01',
  sales: 'P02',
  finance: 'P03',
  service: 'P04',
  engineering: 'P05',
  director: 'P06',
}

/** The person behind a role on an account, null for nobody. */
export function actorOf(role: Role, cast: Cast): SampleActor | null {
  if (role === 'nobody') return null
  if (role === 'customer') return cast.operations
  return colleague(role === 'seller' ? cast.seller : samplePerson(HOUSE[role]))
}

function colleague({ name, jobTitle }: SamplePerson): SampleActor {
  return { kind: 'colleague', name, function: jobTitle }
}
