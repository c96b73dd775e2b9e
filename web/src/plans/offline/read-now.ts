import { client, inWorkspace } from '../../client/index.ts'
import { blankCell } from '../white-space/blank-cell.ts'
import { type Changed, type Deed, subjectsOf } from './deeds.ts'
import { cellSubject, goalIn, goalSubject } from './places.ts'

export type Found = (Changed & Readonly<Record<string, unknown>>) | null

type Of<Route extends Deed['route']> = Extract<Deed, { readonly route: Route }>

/** The one thing of a change as it is now; null where it is not there any more. */
export async function readNow(deed: Deed): Promise<Found> {
  const { planId } = deed.input
  const [id, ...others] = subjectsOf(deed)
  if (id === undefined || others.length > 0) return null
  switch (deed.route) {
    case 'createAction':
    case 'moveAction':
    case 'changeAction':
    case 'setActionNeeds':
    case 'snoozeAction':
    case 'handOverAction':
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
    case 'addPlanPerson':
    case 'changePlanPerson':
      return copyOf((await client.plans.readTeamPart(inWorkspace({ planId }))).people.find((one) => one.id === id))
    case 'addBridgeEntry':
    case 'changeBridgeEntry': {
      const { periods } = await client.plans.readPlanGoals(inWorkspace({ planId }))
      const measures = periods.flatMap((period) => [period.netRevenue, period.grossMargin, period.contribution])
      return copyOf(measures.flatMap((measure) => measure?.entries ?? []).find((entry) => entry.id === id))
    }
    case 'addPlanComment':
      return null
    case 'changePlanComment':
      return readComment(deed, id)
    case 'setPlanGoals':
      return readGoal(deed)
    case 'setWhiteSpaceCells':
      return readCell(deed)
  }
}

function copyOf(found: (Changed & object) | undefined): Found {
  return found ? { ...found, id: found.id, version: found.version } : null
}

async function readComment({ input: { planId }, about }: Of<'changePlanComment'>, id: string): Promise<Found> {
  let cursor: string | null = null
  do {
    const more: { readonly cursor?: string } = cursor === null ? {} : { cursor }
    const page: Awaited<ReturnType<typeof client.plans.listPlanComments>> = await client.plans.listPlanComments(
      inWorkspace({ planId, ...about, ...more }),
    )
    const found = page.rows.find((comment) => comment.id === id)
    if (found) return copyOf(found)
    cursor = page.nextCursor
  } while (cursor !== null)
  return null
}

async function readGoal({ input: { planId, goals } }: Of<'setPlanGoals'>): Promise<Found> {
  const part = await client.plans.readPlanGoals(inWorkspace({ planId }))
  const [place] = goals
  const goal = place ? goalIn(part, place) : null
  return place && goal ? { id: goalSubject(planId, place), version: goal.version, amount: goal.own } : null
}

async function readCell({ input: { planId, cells } }: Of<'setWhiteSpaceCells'>): Promise<Found> {
  const [place] = cells
  if (!place) return null
  const part = await client.plans.readWhiteSpace(inWorkspace({ planId }))
  const id = cellSubject(place)
  // A cell that was emptied is there, and says nothing.
  return copyOf({ ...(part.cells.find((cell) => cellSubject(cell) === id) ?? blankCell(place)), id })
}
