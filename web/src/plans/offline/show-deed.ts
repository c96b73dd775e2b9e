import type { GoalsPart } from '@mainstay/contract/plans-goals'
import type { WhiteSpaceCell, WhiteSpacePart } from '@mainstay/contract/plans-white-space'
import type { QueryClient } from '@tanstack/react-query'
import { api, inWorkspace } from '../../client/index.ts'
import { blankCell } from '../white-space/blank-cell.ts'
import { type Changed, type Deed, subjectsOf } from './deeds.ts'
import { patchCached } from './patch-cached.ts'
import { cellSubject, GOAL_FIELDS, goalSubject } from './places.ts'
import { saidBy } from './said-by.ts'

/** What was shown before: by name for a thing of its own, by place for goals and cells. */
export type Before = Readonly<Record<string, unknown>>

type Of<Route extends Deed['route']> = Extract<Deed, { readonly route: Route }>

/** Shows a change that is kept on everything that is on the screen. Gives what stood there before. */
export function showDeed(queryClient: QueryClient, deed: Deed): Before {
  if (deed.route === 'setPlanGoals') {
    const { planId, goals } = deed.input
    const wished = new Map(goals.map((goal) => [goalSubject(planId, goal), { own: goal.amount }]))
    return patchGoals(queryClient, planId, wished)
  }
  if (deed.route === 'setWhiteSpaceCells') return showCells(queryClient, deed)
  const [subject] = subjectsOf(deed)
  return subject === undefined ? {} : patchCached(queryClient, subject, saidBy(deed))
}

/** Shows again what stood there before a change that is dropped. */
export function showBefore(queryClient: QueryClient, deed: Deed, before: Before): void {
  if (deed.route === 'setPlanGoals') {
    const known = Object.entries(before).map(([subject, own]) => [subject, { own: own as string | null }] as const)
    patchGoals(queryClient, deed.input.planId, new Map(known))
  } else if (deed.route === 'setWhiteSpaceCells') {
    patchCells(queryClient, deed, (cell, subject) => {
      if (!(subject in before)) return cell
      const known = before[subject] as WhiteSpaceCell | null
      return known && { ...known, version: cell?.version ?? known.version }
    })
  } else {
    const [subject] = subjectsOf(deed)
    if (subject !== undefined) patchCached(queryClient, subject, before)
  }
}

/** The versions that a change has made: what is done next is built on them. */
export function showVersions(queryClient: QueryClient, deed: Deed, changed: readonly Changed[]): void {
  const { planId } = deed.input
  const versions = new Map(changed.map(({ id, version }) => [id, { version }]))
  if (deed.route === 'setPlanGoals') patchGoals(queryClient, planId, versions)
  else if (deed.route === 'setWhiteSpaceCells') {
    patchCells(queryClient, deed, (cell, subject) => (cell ? { ...cell, ...versions.get(subject) } : null))
  } else for (const [id, version] of versions) patchCached(queryClient, id, version)
}

type GoalPatch = { readonly own: string | null } | { readonly version: number }

function patchGoals(queryClient: QueryClient, planId: string, patches: ReadonlyMap<string, GoalPatch>): Before {
  const before: Record<string, unknown> = {}
  const { queryKey } = api.plans.readPlanGoals.queryOptions({ input: inWorkspace({ planId }) })
  queryClient.setQueryData(queryKey, (part: GoalsPart | undefined) => {
    if (!part) return part
    const periods = part.periods.map((period) => {
      const next = { ...period }
      for (const measure of MEASURES) {
        const subject = goalSubject(planId, { period: period.number, measure })
        const patch = patches.get(subject)
        const goal = period[GOAL_FIELDS[measure]]
        if (!patch || !goal) continue
        before[subject] = goal.own
        next[GOAL_FIELDS[measure]] = { ...goal, ...patch }
      }
      return next
    })
    return { ...part, periods }
  })
  return before
}

const MEASURES = ['net_revenue', 'gross_margin', 'contribution'] as const

function showCells(queryClient: QueryClient, deed: Of<'setWhiteSpaceCells'>): Before {
  const before: Record<string, unknown> = {}
  const wishes = new Map(deed.input.cells.map((wish) => [cellSubject(wish), wish]))
  patchCells(queryClient, deed, (cell, subject) => {
    const wish = wishes.get(subject)
    if (!wish) return cell
    before[subject] = cell
    const { version: _seen, ...said } = wish
    const known = cell ?? blankCell(wish)
    const given = Object.entries(said).filter(([, value]) => value !== undefined)
    return { ...known, ...Object.fromEntries(given), writtenBy: said.state === undefined ? known.writtenBy : 'people' }
  })
  return before
}

/** Changes the cells of a deed, or empties them. The others stay the same objects, and are not drawn anew. */
function patchCells(
  queryClient: QueryClient,
  deed: Of<'setWhiteSpaceCells'>,
  change: (cell: WhiteSpaceCell | null, subject: string) => WhiteSpaceCell | null,
): void {
  const { queryKey } = api.plans.readWhiteSpace.queryOptions({ input: inWorkspace({ planId: deed.input.planId }) })
  queryClient.setQueryData(queryKey, (part: WhiteSpacePart | undefined) => {
    if (!part) return part
    const missing = new Set(subjectsOf(deed))
    const standing = part.cells.map((cell) => {
      const subject = cellSubject(cell)
      return missing.delete(subject) ? change(cell, subject) : cell
    })
    const added = [...missing].map((subject) => change(null, subject))
    return { ...part, cells: [...standing, ...added].filter((cell) => cell !== null) }
  })
}
