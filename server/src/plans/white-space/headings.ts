import { randomUUID } from 'node:crypto'
import type { EndingOf } from '@mainstay/contract/audit'
import { WHITE_SPACE_HEADINGS, type WhiteSpaceAxis } from '@mainstay/contract/plans-white-space'
import { nameKey } from '@mainstay/domain/plans'
import { statusOf } from '../../platform/http/status.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import {
  findHeading,
  type HeadingChange,
  type HeadingRow,
  insertHeadings,
  lockHeadings,
  placeHeadings,
  readLines,
  updateHeading,
} from './heading-store.ts'
import { companiesOfPlan } from './proposal.ts'

interface HeadingWish {
  readonly name: string
  readonly accountId?: string | undefined
  readonly productLine?: string | undefined
}

interface OnAxis {
  readonly planId: string
  readonly axis: WhiteSpaceAxis
}

/** What a heading leads to in the ledger, as ids. */
type Tie = Pick<HeadingRow, 'unit_account_id' | 'product_line_id'>

/** Adds units or offerings at the end, all or none. */
export async function addHeadings(
  scope: WriteScope,
  input: OnAxis & { readonly headings: readonly HeadingWish[] },
): Promise<{ headings: PresentHeading[] }> {
  const { plan, rows } = await openAxis(scope, input)
  const live = rows.filter(isLive)
  if (live.length + input.headings.length > WHITE_SPACE_HEADINGS) throw new Refused('plans/too-many-headings')
  const ties = await tiesOf(scope, plan, { axis: input.axis, wishes: input.headings })
  const standing: Standing[] = [...live]
  const faults: FieldFault[] = [...ties.faults]
  for (const [index, wish] of input.headings.entries()) {
    const tie = ties.found[index] ?? UNTIED
    const code = clashOf(standing, { name_key: nameKey(wish.name), ...tie })
    if (code) faults.push(fault(`headings.${index}.${CLASH_FIELDS[code]}`, code))
    standing.push({ id: '', name_key: nameKey(wish.name), ...tie })
  }
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
  const last = Math.max(0, ...rows.map(({ position }) => position))
  const added = await insertHeadings(
    scope,
    plan,
    input.headings.map((wish, index) => ({
      id: randomUUID(),
      axis: input.axis,
      name: wish.name,
      name_key: nameKey(wish.name),
      ...(ties.found[index] ?? UNTIED),
      position: last + index + 1,
    })),
  )
  await record(scope, plan, { action: 'added', before: null, after: { axis: input.axis, headings: added.map(told) } })
  return { headings: added.map(present) }
}

interface ChangeHeading extends OnAxis {
  readonly id: string
  readonly name?: string | undefined
  readonly accountId?: string | null | undefined
  readonly productLine?: string | null | undefined
  readonly marginRate?: number | null | undefined
}

/** Renames a unit or offering, ties it to the ledger or unties it, or states its margin. */
export async function changeHeading(scope: WriteScope, input: ChangeHeading): Promise<PresentHeading> {
  const { plan, rows } = await openAxis(scope, input)
  const row = findHeading(rows.filter(isLive), input.id)
  scope.expectVersion(row.version)
  if (input.marginRate !== undefined && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  const faults = misplacedFields(input)
  const wish = { name: '', accountId: input.accountId ?? undefined, productLine: input.productLine ?? undefined }
  const { found, faults: unknown } = await tiesOf(scope, plan, { axis: input.axis, wishes: [wish] })
  const change: HeadingChange = {
    ...(input.name === undefined ? {} : { name: input.name, name_key: nameKey(input.name) }),
    ...(input.accountId === undefined ? {} : { unit_account_id: found[0]?.unit_account_id ?? null }),
    ...(input.productLine === undefined ? {} : { product_line_id: found[0]?.product_line_id ?? null }),
    ...(input.marginRate === undefined ? {} : { margin_rate: input.marginRate }),
  }
  const others = rows.filter((other) => isLive(other) && other.id !== row.id)
  const clash = clashOf(others, { ...row, ...change })
  faults.push(...unknown.map((one) => ({ ...one, path: one.path.replace(/^headings\.0\./, '') })))
  if (clash) faults.push(fault(CLASH_FIELDS[clash], clash))
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
  const after = await updateHeading(scope, row, change)
  await record(scope, plan, { action: 'changed', before: told(row), after: told(after) })
  return present(after)
}

function misplacedFields(input: ChangeHeading): FieldFault[] {
  const foreign = input.axis === 'units' ? (['productLine', 'marginRate'] as const) : (['accountId'] as const)
  return foreign.filter((field) => input[field] !== undefined).map((field) => fault(field, 'plans/not-on-this-axis'))
}

/** Takes a unit or offering out. Its cells are kept until it is put back. */
export async function removeHeading(
  scope: WriteScope,
  input: OnAxis & { readonly id: string },
  now: Date,
): Promise<PresentHeading> {
  const { plan, rows } = await openAxis(scope, input)
  const row = findHeading(rows.filter(isLive), input.id)
  scope.expectVersion(row.version)
  const after = await updateHeading(scope, row, { removed_at: now })
  await record(scope, plan, { action: 'removed', before: told(row), after: null })
  return present(after)
}

/** Puts a unit or offering back with its cells; refuses where another has taken its name or its place in the ledger. */
export async function restoreHeading(
  scope: WriteScope,
  input: OnAxis & { readonly id: string },
): Promise<PresentHeading> {
  const { plan, rows } = await openAxis(scope, input)
  const row = findHeading(rows, input.id)
  scope.expectVersion(row.version)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  const live = rows.filter(isLive)
  if (live.length >= WHITE_SPACE_HEADINGS) throw new Refused('plans/too-many-headings')
  const clash = clashOf(live, row)
  if (clash) throw new Refused(clash)
  const after = await updateHeading(scope, row, { removed_at: null })
  await record(scope, plan, { action: 'restored', before: null, after: told(after) })
  return present(after)
}

/** Puts units or offerings into an order; those that are not named follow as they stood. */
export async function orderHeadings(
  scope: WriteScope,
  input: OnAxis & { readonly ids: readonly string[] },
): Promise<{ ids: string[] }> {
  const { plan, rows } = await openAxis(scope, input)
  const live = rows.filter(isLive).map(({ id }) => id)
  const known = new Set(live)
  if (new Set(input.ids).size < input.ids.length) {
    throw new Refused('http/invalid', {}, [{ path: 'ids', code: 'plans/heading-twice', message: 'One stands twice.' }])
  }
  if (input.ids.some((id) => !known.has(id))) throw new Refused('http/not-found')
  const ids = [...input.ids, ...live.filter((id) => !input.ids.includes(id))]
  await placeHeadings(scope, ids)
  await record(scope, plan, {
    action: 'ordered',
    before: { axis: input.axis, ids: live },
    after: { axis: input.axis, ids },
  })
  return { ids }
}

async function openAxis(scope: WriteScope, input: OnAxis): Promise<{ plan: StoredPlan; rows: HeadingRow[] }> {
  // Locking what is there does not hold back who adds to it: one at a time shapes the grid of a plan.
  await lockPlan(scope, input.planId)
  const plan = await openPlanForWork(scope, input.planId)
  await requirePart(scope, plan, 'white_space')
  return { plan, rows: await lockHeadings(scope, plan, input.axis) }
}

function isLive(row: HeadingRow): boolean {
  return row.removed_at === null
}

type Standing = Tie & Pick<HeadingRow, 'id' | 'name_key'>
type Clash = 'plans/heading-name-taken' | 'plans/company-twice' | 'plans/line-twice'

const CLASH_FIELDS: Readonly<Record<Clash, string>> = {
  'plans/heading-name-taken': 'name',
  'plans/company-twice': 'accountId',
  'plans/line-twice': 'productLine',
}

/** Two headings never have one name, nor one company or product line: its sales would count twice. */
function clashOf(others: readonly Standing[], wish: Tie & Pick<HeadingRow, 'name_key'>): Clash | null {
  if (others.some(({ name_key: key }) => key === wish.name_key)) return 'plans/heading-name-taken'
  const { unit_account_id: company, product_line_id: line } = wish
  if (company !== null && others.some((other) => other.unit_account_id === company)) return 'plans/company-twice'
  return line !== null && others.some((other) => other.product_line_id === line) ? 'plans/line-twice' : null
}

const UNTIED: Tie = { unit_account_id: null, product_line_id: null }

/** Finds companies and product lines that headings name; those that do not exist, or do not belong here, are faults. */
async function tiesOf(
  scope: ReadScope,
  plan: StoredPlan,
  ask: { readonly axis: WhiteSpaceAxis; readonly wishes: readonly HeadingWish[] },
): Promise<{ found: Tie[]; faults: FieldFault[] }> {
  const companies = ask.wishes.some(({ accountId }) => accountId !== undefined)
    ? new Set((await companiesOfPlan(scope, plan)).map(({ id }) => id))
    : new Set<string>()
  const lines = await readLines(
    scope,
    ask.wishes.flatMap(({ productLine }) => productLine ?? []),
  )
  const faults: FieldFault[] = []
  const found = ask.wishes.map(({ accountId, productLine }, index): Tie => {
    const line = productLine === undefined ? null : (lines.get(productLine) ?? null)
    const at = `headings.${index}`
    if (accountId !== undefined && ask.axis !== 'units') faults.push(fault(`${at}.accountId`, 'plans/not-on-this-axis'))
    else if (accountId !== undefined && !companies.has(accountId))
      faults.push(fault(`${at}.accountId`, 'plans/company-not-of-account'))
    if (productLine !== undefined && ask.axis !== 'offerings')
      faults.push(fault(`${at}.productLine`, 'plans/not-on-this-axis'))
    else if (productLine !== undefined && line === null)
      faults.push(fault(`${at}.productLine`, 'plans/no-such-product-line'))
    return { unit_account_id: accountId ?? null, product_line_id: line }
  })
  return { found, faults }
}

function fault(path: string, code: string): FieldFault {
  return { path, code, message: statusOf(code)?.sentence ?? code }
}

interface PresentHeading {
  readonly id: string
  readonly axis: WhiteSpaceAxis
  readonly name: string
  readonly isRemoved: boolean
  readonly version: number
}

function present({ id, axis, name, removed_at: removedAt, version }: HeadingRow): PresentHeading {
  return { id, axis, name, isRemoved: removedAt !== null, version }
}

function told({ id, axis, name }: HeadingRow) {
  return { id, axis, name }
}

async function record(
  scope: WriteScope,
  plan: StoredPlan,
  fact: {
    readonly action: EndingOf<'plans.white-space-heading-'>
    readonly before: Record<string, unknown> | null
    readonly after: Record<string, unknown> | null
  },
): Promise<void> {
  await scope.record({
    ...fact,
    action: `plans.white-space-heading-${fact.action}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
  })
}
