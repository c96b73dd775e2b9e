import { randomUUID } from 'node:crypto'
import type { EndingOf } from '@mainstay/contract/audit'
import type { ValueCase } from '@mainstay/contract/plans-value'
import { fitYears, valueFaults } from '@mainstay/domain/plans'
import { statusOf } from '../../platform/http/status.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { type StoredPlan, seesPart } from '../plan-store.ts'
import { selectTeam } from '../team/team-store.ts'
import { storedYears, yearsOf } from './present-case.ts'
import { presentOne } from './read-value.ts'
import type { StoredYear } from './tables.ts'
import {
  type CaseRow,
  caseOfDriver,
  type DriverContent,
  type DriverRow,
  guardDriverCount,
  insertDriver,
  lockCase,
  lockDriver,
  updateDriver,
} from './value-store.ts'
import { filledFault, planForValue } from './write-cases.ts'

export interface DriverFields {
  readonly kind: DriverRow['kind']
  readonly name: string
  readonly method: string
  readonly baseline: string
  readonly source: string
  readonly evidence: DriverRow['evidence']
  readonly ownerId: string | null
  readonly probability: number
  readonly attribution: number
  readonly years: readonly StoredYear[]
}

interface DriverCall {
  readonly planId: string
  readonly id: string
}
interface OpenDriver {
  readonly plan: StoredPlan
  readonly valueCase: CaseRow
  readonly row: DriverRow
}

/** Adds a driver to a case. */
export async function addValueDriver(scope: WriteScope, input: DriverFields & DriverCall): Promise<ValueCase> {
  const plan = await planForValue(scope, input.planId)
  const valueCase = await lockCase(scope, plan, input.id)
  if (valueCase.removed_at !== null) throw new Refused('plans/removed')
  const faults = [...driverFaults(input, valueCase.years), ...(await ownerFaults(scope, plan, input.ownerId))]
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
  await guardDriverCount(scope, valueCase.id)
  const row = await insertDriver(scope, plan, { id: randomUUID(), case_id: valueCase.id, ...driverColumns(input) })
  await record(scope, { plan, valueCase, row }, { ending: 'added', before: null })
  return presentOne(scope, plan, valueCase)
}

type DriverChange = { readonly [Field in keyof DriverFields]?: DriverFields[Field] | undefined }

/** Changes a driver; what is missing is left as it is. */
export async function changeValueDriver(scope: WriteScope, input: DriverCall & DriverChange): Promise<ValueCase> {
  return changeRow(scope, input, () => input)
}

/** Puts the content of a driver back as it was, as long as its case is by now. */
export async function putBackDriver(
  scope: WriteScope,
  { before, ...call }: DriverCall & { readonly before: DriverChange & Pick<DriverFields, 'name' | 'years'> },
): Promise<ValueCase> {
  return changeRow(scope, call, ({ years }) => {
    const fault = filledFault({ name: before.name, years: [...before.years] }, years)
    if (fault) throw new Refused('plans/value-years-filled', {}, [fault])
    return { ...before, years: storedYears(fitYears(yearsOf(before.years), years)) }
  })
}

async function changeRow(
  scope: WriteScope,
  call: DriverCall,
  changeOf: (valueCase: CaseRow) => DriverChange,
): Promise<ValueCase> {
  const { plan, valueCase, row } = await openDriver(scope, call)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const change = changeOf(valueCase)
  const wanted = changed(row, change, valueCase.years)
  const isNewOwner = change.ownerId !== undefined && change.ownerId !== row.owner_id
  const faults = [
    ...driverFaults(wanted, valueCase.years),
    ...(isNewOwner ? await ownerFaults(scope, plan, wanted.ownerId) : []),
  ]
  if (faults.length > 0) throw new Refused('http/invalid', {}, faults)
  const after = await updateDriver(scope, row, driverColumns(wanted))
  await record(scope, { plan, valueCase, row: after }, { ending: 'changed', before: row })
  return presentOne(scope, plan, valueCase)
}

function changed(row: DriverRow, change: DriverChange, years: number): DriverFields {
  return {
    kind: change.kind ?? row.kind,
    name: change.name ?? row.name,
    method: change.method ?? row.method,
    baseline: change.baseline ?? row.baseline,
    source: change.source ?? row.source,
    evidence: change.evidence ?? row.evidence,
    ownerId: change.ownerId === undefined ? row.owner_id : change.ownerId,
    probability: change.probability ?? row.probability,
    attribution: change.attribution ?? row.attribution,
    years: change.years ?? storedYears(fitYears(yearsOf(row.years), years)),
  }
}

/** Takes a driver out; it is kept and can be put back. */
export async function removeValueDriver(
  scope: WriteScope,
  input: DriverCall,
  now: Date,
): Promise<{ case: ValueCase; removed: { id: string; version: number } }> {
  const { plan, valueCase, row } = await openDriver(scope, input)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const after = await updateDriver(scope, row, { removed_at: now })
  await record(scope, { plan, valueCase, row: after }, { ending: 'removed', before: row })
  return { case: await presentOne(scope, plan, valueCase), removed: { id: after.id, version: after.version } }
}

export async function restoreValueDriver(scope: WriteScope, input: DriverCall): Promise<ValueCase> {
  const { plan, valueCase, row } = await openDriver(scope, input)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  const fault = filledFault(row, valueCase.years)
  if (fault) throw new Refused('plans/value-years-filled', {}, [fault])
  await guardDriverCount(scope, valueCase.id)
  const after = await updateDriver(scope, row, { removed_at: null })
  await record(scope, { plan, valueCase, row: after }, { ending: 'restored', before: row })
  return presentOne(scope, plan, valueCase)
}

/** The case first, for its years decide over its drivers; a driver of a case that was taken out stays as it is. */
async function openDriver(scope: WriteScope, { planId, id }: DriverCall): Promise<OpenDriver> {
  const plan = await planForValue(scope, planId)
  const valueCase = await lockCase(scope, plan, await caseOfDriver(scope, plan, id))
  const row = await lockDriver(scope, plan, id)
  scope.expectVersion(row.version)
  if (valueCase.removed_at !== null) throw new Refused('plans/removed')
  return { plan, valueCase, row }
}

/** The columns of a driver as wanted. */
export function driverColumns({ ownerId, years, ...said }: DriverFields): DriverContent {
  const { kind, name, method, baseline, source, evidence, probability, attribution } = said
  const content = { kind, name, method, baseline, source, evidence, probability, attribution }
  return { ...content, owner_id: ownerId, years: storedYears(yearsOf(years)) }
}

/** Everything wrong with a driver in a case of so many years. */
export function driverFaults(
  { kind, probability, years: written }: Pick<DriverFields, 'kind' | 'probability' | 'years'>,
  years: number,
): readonly FieldFault[] {
  return [
    ...(written.length === years + 1
      ? []
      : [
          faultAt('years', 'plans/value-years-differ', `The case takes ${years + 1} amounts, from year 0 to ${years}.`),
        ]),
    ...valueFaults(yearsOf(written)).map(({ year, value, code }) => faultAt(`years.${year}.${value}`, code)),
    ...(kind === 'cost' && probability !== 1 ? [faultAt('probability', 'plans/value-cost-sure')] : []),
  ]
}

function faultAt(path: string, code: string, message = statusOf(code)?.sentence ?? code): FieldFault {
  return { path, code, message }
}

/** Who answers for a driver is somebody of the customer, of a team that whoever names them sees. */
async function ownerFaults(
  scope: WriteScope,
  plan: StoredPlan,
  ownerId: string | null,
): Promise<readonly FieldFault[]> {
  if (ownerId === null) return []
  const team = (await seesPart(scope, plan, 'team')) ? await selectTeam(scope, plan) : []
  const isThere = team.some(({ id, side }) => id === ownerId && side === 'customer')
  return isThere ? [] : [faultAt('ownerId', 'plans/value-owner-unknown')]
}

async function record(
  scope: WriteScope,
  { plan, valueCase, row }: OpenDriver,
  { ending, before }: { readonly ending: EndingOf<'plans.value-driver-'>; readonly before: DriverRow | null },
): Promise<void> {
  await scope.record({
    action: `plans.value-driver-${ending}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: before === null ? null : told(before, valueCase),
    after: told(row, valueCase),
  })
}

/** What a driver of a case of ours says stands under a name that the audit hides from those who may not see margins. */
function told(row: DriverRow, { id: caseId, beneficiary }: CaseRow) {
  const { kind, name, method, baseline, source, evidence, owner_id, probability, attribution, years } = row
  const content = { kind, name, method, baseline, source, evidence, ownerId: owner_id, probability, attribution, years }
  return { id: row.id, caseId, beneficiary, ...(beneficiary === 'customer' ? content : { margin: content }) }
}
