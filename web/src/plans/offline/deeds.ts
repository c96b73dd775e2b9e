import type { CommentSubject } from '@mainstay/contract/plans-comments'
import { client, inWorkspace } from '../../client/index.ts'
import { type CellAt, cellSubject, type GoalAt, goalIn, goalSubject, type Move, movedTo, type Seen } from './places.ts'

/** Changes that can wait for the network. Each is of things of one plan, or adds one. */
export type KeptRoute =
  | 'moveAction'
  | 'changeAction'
  | 'createAction'
  | 'setActionNeeds'
  | 'snoozeAction'
  | 'handOverAction'
  | 'addStatement'
  | 'changeStatement'
  | 'renewStatement'
  | 'addSwotItem'
  | 'changeSwotItem'
  | 'addPlanComment'
  | 'changePlanComment'
  | 'addBridgeEntry'
  | 'changeBridgeEntry'
  | 'addPlanPerson'
  | 'changePlanPerson'
  | 'setPlanGoals'
  | 'setWhiteSpaceCells'

type InputOf<Route extends KeptRoute> = Omit<Parameters<(typeof client.plans)[Route]>[0], 'workspace'>
type AnswerOf<Route extends KeptRoute> = Awaited<ReturnType<(typeof client.plans)[Route]>>

/** What a comment is about: comments are found by that alone. */
interface CommentAbout {
  readonly subjectKind: CommentSubject
  readonly subjectId: string
}

/** A change as it is sent and kept: plain values only. */
export type Deed = {
  [Route in KeptRoute]: {
    readonly route: Route
    readonly input: InputOf<Route>
    /** What was seen of the thing that is changed; null for what is added, and where it stands in the input. */
    readonly version: number | null
    /** What it is, for a list of what waits. */
    readonly label: string
    /** What was shown before, where the page has shown the change by itself. */
    readonly before?: Readonly<Record<string, unknown>>
  } & (Route extends 'changePlanComment' ? { readonly about: CommentAbout } : unknown)
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

export interface Sent {
  readonly answer: unknown
  /** What the answer says of the things that were changed. */
  readonly changed: readonly Changed[]
}

/** Sends a change; the same key again is executed once. */
export async function sendDeed(deed: Deed, { key, version }: Sending): Promise<Sent> {
  const call = client.plans[deed.route] as unknown as (input: object, options: object) => Promise<unknown>
  const context = { idempotencyKey: key, ...(version === null ? {} : { version }) }
  const answer = await call(inWorkspace(deed.input), { context })
  return { answer, changed: changedBy(deed, answer) }
}

function changedBy({ route, input }: Deed, answer: unknown): readonly Changed[] {
  if (route === 'setPlanGoals') {
    const part = answer as AnswerOf<'setPlanGoals'>
    return input.goals.map((goal) => ({
      id: goalSubject(input.planId, goal),
      version: goalIn(part, goal)?.version ?? 0,
    }))
  }
  if (route === 'setWhiteSpaceCells') {
    const { cells, emptied } = answer as AnswerOf<'setWhiteSpaceCells'>
    return [...cells, ...emptied.map((place) => ({ ...place, version: 0 }))].map((cell) => ({
      id: cellSubject(cell),
      version: cell.version,
    }))
  }
  return [answer as Changed]
}

/** The things a change is of; none where it adds one. */
export function subjectsOf({ route, input }: Deed): readonly string[] {
  if (route === 'setPlanGoals') return input.goals.map((goal) => goalSubject(input.planId, goal))
  if (route === 'setWhiteSpaceCells') return input.cells.map(cellSubject)
  return 'id' in input && typeof input.id === 'string' ? [input.id] : []
}

type Versioned = Pick<Sending, 'version'> & { readonly deed: Deed }

/** The versions that were seen of the things a change is of. */
export function seenBy({ deed, version }: Versioned): readonly Seen[] {
  const { route, input } = deed
  if (route === 'setPlanGoals') {
    return input.goals.map((goal: GoalAt) => ({ subject: goalSubject(input.planId, goal), version: goal.version }))
  }
  if (route === 'setWhiteSpaceCells') {
    return input.cells.map((cell: CellAt) => ({ subject: cellSubject(cell), version: cell.version }))
  }
  return version === null ? [] : subjectsOf(deed).map((subject) => ({ subject, version }))
}

/** A change that was built on what has moved on: it follows. */
export function follow<Change extends Versioned>(change: Change, moves: readonly Move[]): Change {
  const { deed, version } = change
  if (deed.route === 'setPlanGoals') {
    const { planId, goals } = deed.input
    const next = goals.map((goal) => ({
      ...goal,
      version: movedTo(moves, { subject: goalSubject(planId, goal), version: goal.version }),
    }))
    return { ...change, deed: { ...deed, input: { ...deed.input, goals: next } } }
  }
  if (deed.route === 'setWhiteSpaceCells') {
    const cells = deed.input.cells.map((cell) => ({
      ...cell,
      version: movedTo(moves, { subject: cellSubject(cell), version: cell.version }),
    }))
    return { ...change, deed: { ...deed, input: { ...deed.input, cells } } }
  }
  const [subject] = subjectsOf(deed)
  return subject === undefined || version === null
    ? change
    : { ...change, version: movedTo(moves, { subject, version }) }
}
