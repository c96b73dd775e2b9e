import type { AuditAction } from '@mainstay/contract/audit'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../criteria-store.ts'
import {
  type DefinitionAnswer,
  type DefinitionRow,
  deleteDefinition,
  faultsOf,
  insertDefinition,
  oneOf,
  presentDefinition,
  publishedOf,
  readDefinitions,
  updateDefinition,
} from './definition-store.ts'
import type { DefinitionContent } from './tables.ts'

interface Errand {
  readonly id: string
  readonly now: Date
}

/** A draft that begins with what the latest version says, without its reason and its day. */
export async function draftDefinition(scope: WriteScope, now: Date): Promise<DefinitionAnswer> {
  await lockProgram(scope)
  const rows = await readDefinitions(scope)
  if (rows.some(({ status }) => status === 'draft')) throw new Refused('program/definition-draft-exists')
  const latest = publishedOf(rows)[0]
  const number = (latest?.number ?? 0) + 1
  const content = latest
    ? { ...latest.content, rebuildReason: '', effectiveDate: null }
    : emptyContent(scope.actor.reportingCurrency)
  const id = await insertDefinition(scope, number, content)
  await recordDefinition(scope, 'program.definition-draft', { id, after: { number } })
  return answer(scope, id, now)
}

/** Replaces what a draft says. What is missing is listed in the answer. */
export async function changeDefinition(
  scope: WriteScope,
  errand: Errand & { readonly content: DefinitionContent },
): Promise<DefinitionAnswer> {
  const { row } = await lockDraft(scope, errand.id)
  await updateDefinition(scope, row, { content: JSON.stringify(errand.content), updated_at: errand.now })
  const change = { id: row.id, before: { ...row.content }, after: { ...errand.content } }
  await recordDefinition(scope, 'program.definition-change', change)
  return answer(scope, row.id, errand.now)
}

/** Publishes a draft without faults; from its effective date on it holds instead of the version before. */
export async function publishDefinition(scope: WriteScope, errand: Errand): Promise<DefinitionAnswer> {
  const { row, rows } = await lockDraft(scope, errand.id)
  const faults = faultsOf(rows, row)
  const { effectiveDate } = row.content
  if (faults.length > 0 || effectiveDate === null) {
    throw new Refused('program/definition-faulty', { faults: faults.length }, faults)
  }
  await updateDefinition(scope, row, {
    status: 'published',
    effective_date: effectiveDate,
    published_at: errand.now,
    published_by: scope.actor.name,
    updated_at: errand.now,
  })
  await recordDefinition(scope, 'program.definition-published', {
    id: row.id,
    after: { number: row.number, effectiveDate, rebuildReason: row.content.rebuildReason },
  })
  return answer(scope, row.id, errand.now)
}

export async function discardDefinition(scope: WriteScope, id: string): Promise<{ id: string }> {
  const { row } = await lockDraft(scope, id)
  await deleteDefinition(scope, id)
  await recordDefinition(scope, 'program.definition-discard', { id, before: { ...row.content } })
  return { id }
}

async function lockDraft(
  scope: WriteScope,
  id: string,
): Promise<{ row: DefinitionRow; rows: readonly DefinitionRow[] }> {
  await lockProgram(scope)
  const rows = await readDefinitions(scope)
  const row = oneOf(rows, id)
  scope.expectVersion(row.version)
  if (row.status !== 'draft') throw new Refused('program/definition-published')
  return { row, rows }
}

async function answer(scope: WriteScope, id: string, now: Date): Promise<DefinitionAnswer> {
  const rows = await readDefinitions(scope)
  return presentDefinition(rows, oneOf(rows, id), now.toISOString().slice(0, 10))
}

function recordDefinition(
  scope: WriteScope,
  action: AuditAction,
  fact: {
    readonly id: string
    readonly before?: Record<string, unknown>
    readonly after?: Record<string, unknown>
  },
): Promise<void> {
  const { id, ...change } = fact
  return scope.record({ action, subjectType: 'program_definition', subjectId: id, ...change })
}

function emptyContent(currency: string): DefinitionContent {
  return {
    keyAccountMeaning: '',
    valueTheyBring: '',
    valueWeBring: '',
    investment: { fullTimePeople: null, moneyPerYear: null, currency, executiveDaysPerYear: null },
    willNotDo: '',
    rebuildReason: '',
    effectiveDate: null,
  }
}
