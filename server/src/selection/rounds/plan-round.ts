import { randomUUID } from 'node:crypto'
import { ROUND_CANDIDATES } from '@mainstay/contract/selection-rounds'
import { can, type Role, type Visibility } from '@mainstay/domain/accounts'
import { changeRound as changeRule } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { AreaContext } from '../../platform/area.ts'
import { type FieldFault, orRefuse, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { findCriteriaSet, type ProgramCriteriaSet } from '../../program/index.ts'
import { judgedCriteriaOf, presentDetail, type RoundDetailAnswer, referenceOf } from './present-round.ts'
import { findRound, ruleRoundOf, type StoredCriterion, updateRound } from './round-store.ts'
import { sentenceOf } from './sentences.ts'
import { overAllAccounts } from './whole-workspace.ts'

interface Assignment {
  readonly criterionKey: string
  readonly functions: readonly string[]
}

interface AskedRater {
  readonly personId: string
  readonly function: string
}

export interface PlanInput {
  readonly name: string
  readonly criteriaSetId: string
  readonly opensOn: string
  readonly deadline: string
  readonly closing: 'by_hand' | 'automatic'
  readonly reminderDays: readonly number[]
  readonly criteria: readonly Assignment[]
  readonly raters: readonly AskedRater[]
  readonly accountIds: readonly string[]
  readonly codes: readonly string[]
}

export type PlanChanges = { readonly [Key in keyof PlanInput]?: PlanInput[Key] | undefined } & { readonly id: string }

/** Plans a round. It may be unfinished: what keeps it from opening is listed with it. */
export async function createRound(area: AreaContext, scope: WriteScope, input: PlanInput): Promise<RoundDetailAnswer> {
  const id = randomUUID()
  const criteriaSet = await findOpenSet(scope, input.criteriaSetId)
  const criteria = chooseCriteria(criteriaSet, input.criteria)
  const raters = await admitRaters(scope, input.raters)
  const candidates = await findCandidates(scope, input)
  await scope.db
    .insertInto('mainstay.scoring_round')
    .values({
      workspace_id: scope.workspaceId,
      id,
      name: input.name,
      criteria_set_id: criteriaSet.id,
      status: 'planned',
      opens_on: input.opensOn,
      deadline: input.deadline,
      closing: input.closing,
      reminder_days: [...input.reminderDays],
      lead_id: scope.actor.id,
      lead_name: scope.actor.name,
      created_at: area.now(),
    })
    .execute()
  await writeCriteria(scope, id, criteria)
  await writeRaters(scope, id, raters)
  await writeCandidates(scope, id, candidates)
  await recordPlan(scope, id, { name: input.name, candidates: candidates.length, raters: raters.length, isNew: true })
  return presentDetail(area, scope, await findRound(scope, id))
}

/** Changes a round that is still planned. Candidates given by id replace those before; codes add to them. */
export async function changeRound(
  area: AreaContext,
  scope: WriteScope,
  input: PlanChanges,
): Promise<RoundDetailAnswer> {
  const stored = await findRound(scope, input.id, 'change')
  scope.expectVersion(stored.row.version)
  orRefuse(changeRule(ruleRoundOf(stored), {}))
  const { row } = stored
  if (input.criteria) {
    const criteriaSet = await findOpenSet(scope, input.criteriaSetId ?? row.criteria_set_id ?? '')
    await writeCriteria(scope, row.id, chooseCriteria(criteriaSet, input.criteria))
  } else if (input.criteriaSetId) await findOpenSet(scope, input.criteriaSetId)
  const raters = input.raters && (await admitRaters(scope, input.raters))
  if (raters) await writeRaters(scope, row.id, raters)
  const before = stored.candidates.map(({ accountId }) => accountId)
  const hidden = stored.candidates.filter((one) => referenceOf(one) === null).map(({ accountId }) => accountId)
  const { accountIds, codes } = input
  const candidates =
    accountIds || codes ? await findCandidates(scope, { accountIds, codes: codes ?? [], before, hidden }) : before
  if (accountIds || codes) await writeCandidates(scope, row.id, candidates)
  await updateRound(scope, row, {
    name: input.name ?? row.name,
    criteria_set_id: input.criteriaSetId ?? row.criteria_set_id,
    opens_on: input.opensOn ?? row.opens_on,
    deadline: input.deadline ?? row.deadline,
    closing: input.closing ?? row.closing,
    reminder_days: [...(input.reminderDays ?? row.reminder_days)],
  })
  const name = input.name ?? row.name
  const asked = (raters ?? stored.raters).length
  await recordPlan(scope, row.id, { name, candidates: candidates.length, raters: asked, isNew: false })
  return presentDetail(area, scope, await findRound(scope, row.id))
}

async function recordPlan(
  scope: WriteScope,
  id: string,
  plan: { readonly name: string; readonly candidates: number; readonly raters: number; readonly isNew: boolean },
): Promise<void> {
  const { isNew, ...after } = plan
  const action = isNew ? 'selection.round-planned' : 'selection.round-changed'
  await scope.record({ action, subjectType: 'scoring_round', subjectId: id, after })
}

async function findOpenSet(scope: ReadScope, id: string): Promise<ProgramCriteriaSet> {
  const found = id === '' ? null : await findCriteriaSet(scope, id).catch(() => null)
  if (!found) throw invalid([{ path: 'criteriaSetId', code: 'unknown', message: 'There is no such criteria set.' }])
  if (found.status === 'retired') throw new Refused('program/criteria-set-retired')
  return found
}

/** The judged criteria chosen, with the words they are scored by. */
export function chooseCriteria(criteriaSet: ProgramCriteriaSet, chosen: readonly Assignment[]): StoredCriterion[] {
  const judged = new Map(judgedCriteriaOf(criteriaSet).map((criterion) => [criterion.key, criterion]))
  refuseRepeated(
    'criteria',
    chosen.map(({ criterionKey }) => criterionKey),
    'selection/round-criterion-twice',
  )
  const faults = chosen.flatMap(({ criterionKey }, index) =>
    judged.has(criterionKey) ? [] : [faultAt(`criteria.${index}.criterionKey`, 'selection/round-criterion-not-judged')],
  )
  if (faults.length > 0) throw invalid(faults)
  return chosen.flatMap(({ criterionKey, functions }) => {
    const criterion = judged.get(criterionKey)
    if (!criterion) return []
    const { name, definition, anchors } = criterion
    const levels = anchors.map(({ sentence }) => sentence ?? '')
    return [{ criterionKey, name, definition, levels, functions: [...new Set(functions.map(asFunction))] }]
  })
}

/** "Sales" and "sales" are the same part of the company. */
function asFunction(name: string): string {
  return name.toLowerCase()
}

/** People of the workspace who may judge at all. */
async function admitRaters(scope: ReadScope, asked: readonly AskedRater[]): Promise<AskedRater[]> {
  refuseRepeated(
    'raters',
    asked.map(({ personId }) => personId),
    'selection/round-rater-twice',
  )
  if (asked.length === 0) return []
  const members = await scope.db
    .selectFrom('mainstay.membership as m')
    .select(['m.person_id', 'm.role', 'm.visibility', 'm.sees_margins'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.status', '=', 'active')
    .where(
      'm.person_id',
      'in',
      asked.map(({ personId }) => personId),
    )
    .execute()
  const mayJudge = new Set(
    members
      .filter((one) => {
        const standing = {
          role: one.role as Role,
          visibility: one.visibility as Visibility,
          seesMargins: one.sees_margins,
        }
        return can(standing, 'selection:judge')
      })
      .map(({ person_id }) => person_id),
  )
  const faults = asked.flatMap(({ personId }, index) =>
    mayJudge.has(personId) ? [] : [faultAt(`raters.${index}.personId`, 'selection/rater-may-not-judge')],
  )
  if (faults.length > 0) throw invalid(faults)
  return asked.map((rater) => ({ personId: rater.personId, function: asFunction(rater.function) }))
}

/** Accounts by id and by code, each as the top of its group, none twice. Hidden ones stay: nobody takes out what they do not see. */
async function findCandidates(
  scope: ReadScope,
  asked: {
    readonly accountIds: readonly string[] | undefined
    readonly codes: readonly string[]
    readonly before?: readonly string[]
    readonly hidden?: readonly string[]
  },
): Promise<string[]> {
  const { accountIds, codes } = asked
  const { rows } = await sql<{ id: string; code: string; group_id: string }>`
    select a.id, a.code, g.id as group_id from mainstay.account a
    join mainstay.account g on g.workspace_id = a.workspace_id and g.id = a.group_id
    where a.workspace_id = ${scope.workspaceId}
      and (a.id = any(${[...(accountIds ?? [])]}::bigint[]) or a.code = any(${[...codes]}::text[]))`.execute(scope.db)
  const byId = new Map(rows.map((row) => [row.id, row.group_id]))
  const byCode = new Map(rows.map((row) => [row.code, row.group_id]))
  const faults = [
    ...(accountIds ?? []).flatMap((id, index) => (byId.has(id) ? [] : [faultAt(`accountIds.${index}`, UNKNOWN)])),
    ...codes.flatMap((code, index) => (byCode.has(code) ? [] : [faultAt(`codes.${index}`, UNKNOWN)])),
  ]
  if (faults.length > 0) throw invalid(faults)
  const { before = [], hidden = [] } = asked
  const given = accountIds ? [...hidden, ...accountIds.map((id) => byId.get(id) ?? '')] : before
  const all = [...new Set([...given, ...codes.map((code) => byCode.get(code) ?? '')])]
  if (all.length > ROUND_CANDIDATES) {
    throw new Refused('selection/round-too-large', { candidates: all.length, most: ROUND_CANDIDATES })
  }
  return all
}

const UNKNOWN = 'selection/round-account-unknown'

export async function writeCriteria(
  scope: WriteScope,
  id: string,
  criteria: readonly StoredCriterion[],
): Promise<void> {
  await clear(scope, 'mainstay.scoring_round_criterion', id)
  if (criteria.length === 0) return
  await scope.db
    .insertInto('mainstay.scoring_round_criterion')
    .values(
      criteria.map((one, place) => ({
        workspace_id: scope.workspaceId,
        round_id: id,
        criterion_key: one.criterionKey,
        place,
        name: one.name,
        definition: one.definition,
        levels: [...one.levels],
        functions: [...one.functions],
      })),
    )
    .execute()
}

async function writeRaters(scope: WriteScope, id: string, raters: readonly AskedRater[]): Promise<void> {
  await clear(scope, 'mainstay.scoring_round_rater', id)
  if (raters.length === 0) return
  await scope.db
    .insertInto('mainstay.scoring_round_rater')
    .values(
      raters.map((rater, place) => ({
        workspace_id: scope.workspaceId,
        round_id: id,
        person_id: rater.personId,
        place,
        function: rater.function,
      })),
    )
    .execute()
}

async function writeCandidates(scope: WriteScope, id: string, accountIds: readonly string[]): Promise<void> {
  await overAllAccounts(scope, () => clear(scope, 'mainstay.scoring_round_candidate', id))
  await sql`
    insert into mainstay.scoring_round_candidate (workspace_id, round_id, account_id, place)
    select ${scope.workspaceId}, ${id}::uuid, c.account_id, c.place
    from unnest(${[...accountIds]}::bigint[]) with ordinality as c (account_id, place)`.execute(scope.db)
}

async function clear(
  scope: WriteScope,
  table: 'mainstay.scoring_round_criterion' | 'mainstay.scoring_round_rater' | 'mainstay.scoring_round_candidate',
  id: string,
): Promise<void> {
  await scope.db.deleteFrom(table).where('workspace_id', '=', scope.workspaceId).where('round_id', '=', id).execute()
}

function refuseRepeated(path: string, keys: readonly string[], code: string): void {
  const faults = keys.flatMap((key, index) => (keys.indexOf(key) < index ? [faultAt(`${path}.${index}`, code)] : []))
  if (faults.length > 0) throw invalid(faults)
}

function faultAt(path: string, code: string): FieldFault {
  return { path, code, message: sentenceOf(code) }
}

function invalid(fields: readonly FieldFault[]): Refused {
  return new Refused('http/invalid', {}, fields)
}
