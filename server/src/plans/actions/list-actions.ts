import type { PlanAction } from '@mainstay/contract/plans-actions'
import type { MyAction } from '@mainstay/contract/plans-my-work'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import {
  type ActionRow,
  type Condition,
  countActions,
  IS_OPEN,
  IS_THERE,
  isInPlan,
  seesPart,
  selectActions,
} from './action-store.ts'
import { planToRead } from './open-part.ts'
import { presentAction, presentMyAction } from './present-action.ts'

interface Page<Row> {
  readonly rows: Row[]
  readonly nextCursor: string | null
  readonly total: number
}

interface PageInput {
  readonly cursor?: string | undefined
  readonly limit: number
}

interface ListInput extends PageInput {
  readonly planId: string
  readonly state?: PlanAction['state'] | undefined
  readonly ownerPersonId?: string | undefined
  readonly objectiveId?: string | undefined
  readonly isOverdue?: boolean | undefined
  readonly hasDefect?: boolean | undefined
  readonly search?: string | undefined
}

/** Actions without a date come after all others. */
const NEVER = '9999-12-31'

interface Sort {
  readonly name: string
  readonly key: Condition
  keyOf(row: ActionRow): string
  readonly direction: 'asc' | 'desc'
}

const BY_DUE_DATE: Sort = {
  name: 'due',
  key: sql`coalesce(a.due_on, '9999-12-31'::date)`,
  keyOf: (row) => row.due_on ?? NEVER,
  direction: 'asc',
}
const BY_DONE_DATE: Sort = {
  name: 'done',
  key: sql`coalesce(a.done_on, '1000-01-01'::date)`,
  keyOf: (row) => row.done_on ?? '1000-01-01',
  direction: 'desc',
}

/** Actions of a plan, filtered, the earliest due first. */
export async function listActions(scope: ReadScope, input: ListInput, today: string): Promise<Page<PlanAction>> {
  const plan = await planToRead(scope, input.planId)
  const { state, ownerPersonId, objectiveId, search } = input
  const where = [
    isInPlan(plan.id),
    IS_THERE,
    ...(state === undefined ? [] : [sql`a.state = ${state}`]),
    ...(ownerPersonId === undefined ? [] : [sql`a.owner_person_id = ${ownerPersonId}`]),
    ...(objectiveId === undefined ? [] : [sql`a.objective_id = ${objectiveId} and ${seesPart(scope, 'objectives')}`]),
    ...(input.isOverdue ? [sql`${IS_OPEN} and a.due_on < ${today}::date`] : []),
    ...(input.hasDefect ? [HAS_DEFECT] : []),
    ...(search === undefined ? [] : [sql`position(lower(${search}) in lower(a.title)) > 0`]),
  ]
  return pageOf(scope, { where, sort: BY_DUE_DATE, input, present: (row) => presentAction(row, today) })
}

/** The same as the rule of defects, over many rows. */
const HAS_DEFECT = sql`${IS_OPEN} and (a.owner_kind is null or a.due_on is null or a.due_on < a.starts_on
  or (a.owner_kind = 'member' and m.status is distinct from 'active'))`

interface MyWorkInput extends PageInput {
  readonly show: 'open' | 'snoozed' | 'done'
}

/** Actions of the caller over all accounts: open ones earliest due first, done ones the latest first. */
export async function listMyWork(scope: ReadScope, input: MyWorkInput, today: string): Promise<Page<MyAction>> {
  const snoozed = sql`a.snoozed_until > ${today}::date`
  const shown = {
    open: sql`${IS_OPEN} and pl.status <> 'closed' and (${snoozed}) is not true`,
    snoozed: sql`${IS_OPEN} and pl.status <> 'closed' and ${snoozed}`,
    done: sql`a.state = 'done'`,
  }
  return pageOf(scope, {
    where: [sql`a.owner_person_id = ${scope.actor.id}`, IS_THERE, shown[input.show], seesPart(scope, 'actions')],
    sort: input.show === 'done' ? BY_DONE_DATE : BY_DUE_DATE,
    input,
    present: (row) => presentMyAction(row, today),
  })
}

interface Listing<Row> {
  readonly where: readonly Condition[]
  readonly sort: Sort
  readonly input: PageInput
  present(row: ActionRow): Row
}

async function pageOf<Row>(scope: ReadScope, { where, sort, input, present }: Listing<Row>): Promise<Page<Row>> {
  const after = decodeCursor(input.cursor, sort.name, ['date', 'uuid'])
  const isDescending = sort.direction === 'desc'
  const beyond = isDescending ? sql`<` : sql`>`
  const rows = await selectActions(scope, {
    where: after ? [...where, sql`(${sort.key}, a.id) ${beyond} (${after[0]}::date, ${after[1]}::uuid)`] : where,
    order: isDescending ? sql`${sort.key} desc, a.id desc` : sql`${sort.key}, a.id`,
    limit: input.limit + 1,
  })
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(present),
    nextCursor: rows.length > page.length && last ? encodeCursor(sort.name, [sort.keyOf(last), last.id]) : null,
    total: await countActions(scope, where),
  }
}
