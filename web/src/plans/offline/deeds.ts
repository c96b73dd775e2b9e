import { client, inWorkspace } from '../../client/index.ts'

/** Changes that can wait for the network. Each is of one thing of one plan, or adds one. */
export type KeptRoute =
  | 'moveAction'
  | 'changeAction'
  | 'createAction'
  | 'setActionNeeds'
  | 'addStatement'
  | 'changeStatement'
  | 'renewStatement'
  | 'addSwotItem'
  | 'changeSwotItem'

type InputOf<Route extends KeptRoute> = Omit<Parameters<(typeof client.plans)[Route]>[0], 'workspace'>

/** A change as it is sent and kept: plain values only. */
export type Deed = {
  [Route in KeptRoute]: {
    readonly route: Route
    readonly input: InputOf<Route>
    /** What was seen of the thing that is changed; null for what is added. */
    readonly version: number | null
    /** What it is, for a list of what waits. */
    readonly label: string
  }
}[KeptRoute]

export interface Sending {
  readonly key: string
  readonly version: number | null
}

/** What a thing is after a change, as far as all of them are alike. */
export interface Changed {
  readonly id: string
  readonly version: number
}

/** Sends a change; the same key again is executed once. */
export function sendDeed({ route, input }: Deed, { key, version }: Sending): Promise<Changed> {
  const call = client.plans[route] as unknown as (input: object, options: object) => Promise<Changed>
  const context = { idempotencyKey: key, ...(version === null ? {} : { version }) }
  return call(inWorkspace(input), { context })
}

/** The thing a change is of; null where it adds one. */
export function subjectOf({ input }: Deed): string | null {
  return 'id' in input && typeof input.id === 'string' ? input.id : null
}

const NOT_SHOWN = new Set([
  'planId',
  'id',
  'sectionKey',
  'fieldKey',
  'needs',
  'objectiveId',
  'keyResultId',
  'repeat',
  'cause',
])

/** What a change says of its thing, by the names the thing has them under. */
export function saidBy({ input }: Deed): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(input).filter(([key, value]) => !NOT_SHOWN.has(key) && value !== undefined))
}

type Found = (Changed & Readonly<Record<string, unknown>>) | null

/** The thing as it is now; null where it is not there any more. */
export async function readNow(deed: Deed): Promise<Found> {
  const { planId } = deed.input
  const id = subjectOf(deed)
  if (id === null) return null
  switch (deed.route) {
    case 'moveAction':
    case 'changeAction':
    case 'setActionNeeds':
    case 'createAction':
      return { ...(await client.plans.readAction(inWorkspace({ planId, id }))) }
    case 'addStatement':
    case 'changeStatement':
    case 'renewStatement': {
      const part = await client.plans.readStatementsPart(inWorkspace({ planId }))
      const all = part.sections.flatMap(({ values, statements }) => [...values, ...statements])
      return copyOf(all.find((statement) => statement.id === id))
    }
    case 'addSwotItem':
    case 'changeSwotItem':
      return copyOf((await client.plans.readSwot(inWorkspace({ planId }))).items.find((item) => item.id === id))
  }
}

function copyOf(found: (Changed & object) | undefined): Found {
  return found ? { ...found, id: found.id, version: found.version } : null
}
