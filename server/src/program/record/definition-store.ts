import { randomUUID } from 'node:crypto'
import type { definition } from '@mainstay/contract/program-record'
import { MONEY_DECIMALS } from '@mainstay/domain/kernel'
import {
  type DefinitionFaultCode,
  definitionFaults,
  definitionOn,
  type ProgramDefinition,
} from '@mainstay/domain/program'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { amountOf } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { DefinitionContent, DefinitionTable } from './tables.ts'

export type DefinitionRow = Selectable<DefinitionTable>
export type DefinitionAnswer = z.infer<typeof definition>

const SENTENCES: Readonly<Record<DefinitionFaultCode, string>> = {
  'program/definition-text-too-short': 'Say it in at least ten letters.',
  'program/investment-not-a-number': 'Give a number, 0 or more.',
  'program/investment-empty': 'People, money and executive days are all 0: a program that costs nothing is a wish.',
  'program/currency-invalid': 'A currency is three capital letters, such as EUR.',
  'program/rebuild-reason-missing': 'Say in at least ten letters why the program is rebuilt.',
  'program/effective-date-invalid': 'Give the day from which this holds.',
  'program/effective-date-not-after-last': 'This must hold from a later day than the version before.',
  'program/definition-version-not-next': 'Another version was published in the meantime; make a new draft.',
}

/** Less than nothing: the rules take it for no amount. */
const NOT_GIVEN = -(10n ** BigInt(MONEY_DECIMALS))

export function selectDefinitions(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.program_definition as d')
    .select([
      'd.workspace_id',
      'd.id',
      'd.number',
      'd.status',
      'd.content',
      'd.effective_date',
      'd.published_at',
      'd.published_by',
      'd.version',
      'd.created_at',
      'd.updated_at',
    ])
    .where('d.workspace_id', '=', scope.workspaceId)
}

/** All versions, newest first. */
export function readDefinitions(scope: ReadScope): Promise<DefinitionRow[]> {
  return selectDefinitions(scope).orderBy('d.number', 'desc').limit(500).execute()
}

export function oneOf(rows: readonly DefinitionRow[], id: string): DefinitionRow {
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Published versions only, newest first. */
export function publishedOf(rows: readonly DefinitionRow[]): DefinitionRow[] {
  return rows.filter(({ status }) => status === 'published')
}

/** The version whose place a draft will take. */
export function previousOf(rows: readonly DefinitionRow[], row: DefinitionRow): DefinitionRow | null {
  return publishedOf(rows).find(({ number }) => number < row.number) ?? null
}

/** What is written as the rules see it; a number not given yet is no number. */
export function ruleDefinitionOf({ number, content }: Pick<DefinitionRow, 'number' | 'content'>): ProgramDefinition {
  const { investment } = content
  return {
    version: number,
    keyAccountMeaning: content.keyAccountMeaning,
    valueTheyBring: content.valueTheyBring,
    valueWeBring: content.valueWeBring,
    willNotDo: content.willNotDo,
    investment: {
      fullTimePeople: investment.fullTimePeople ?? Number.NaN,
      moneyPerYear: investment.moneyPerYear === null ? NOT_GIVEN : amountOf(investment.moneyPerYear),
      currency: investment.currency,
      executiveDaysPerYear: investment.executiveDaysPerYear ?? Number.NaN,
    },
    rebuildReason: content.rebuildReason === '' ? null : content.rebuildReason,
    effectiveDate: content.effectiveDate ?? '',
  }
}

/** What keeps a draft from being published, each at its place. */
export function faultsOf(rows: readonly DefinitionRow[], row: DefinitionRow): DefinitionAnswer['faults'] {
  if (row.status === 'published') return []
  const previous = previousOf(rows, row)
  return definitionFaults(ruleDefinitionOf(row), previous && ruleDefinitionOf(previous)).map(({ path, code }) => ({
    path,
    code,
    message: SENTENCES[code],
  }))
}

export function presentDefinition(rows: readonly DefinitionRow[], row: DefinitionRow, today: string): DefinitionAnswer {
  return {
    id: row.id,
    number: row.number,
    state: stateOf(rows, row, today),
    content: row.content,
    faults: faultsOf(rows, row),
    replacedOn: publishedOf(rows).find(({ number }) => number === row.number + 1)?.effective_date ?? null,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  }
}

function stateOf(rows: readonly DefinitionRow[], row: DefinitionRow, today: string): DefinitionAnswer['state'] {
  if (row.status === 'draft') return 'draft'
  if ((row.effective_date ?? '') > today) return 'planned'
  const holding = definitionOn(publishedOf(rows).map(ruleDefinitionOf), today)
  return holding?.version === row.number ? 'in_force' : 'replaced'
}

export async function insertDefinition(scope: ReadScope, number: number, content: DefinitionContent): Promise<string> {
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.program_definition')
    .values({
      workspace_id: scope.workspaceId,
      id,
      number,
      status: 'draft',
      content: JSON.stringify(content),
      effective_date: null,
      published_at: null,
      published_by: null,
    })
    .execute()
  return id
}

export async function updateDefinition(
  scope: ReadScope,
  row: DefinitionRow,
  changes: {
    readonly content?: string
    readonly status?: 'published'
    readonly effective_date?: string
    readonly published_at?: Date
    readonly published_by?: string
    readonly updated_at: Date
  },
): Promise<void> {
  await scope.db
    .updateTable('mainstay.program_definition as d')
    .set({ ...changes, version: row.version + 1 })
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.id', '=', row.id)
    .where('d.status', '=', 'draft')
    .execute()
}

export async function deleteDefinition(scope: ReadScope, id: string): Promise<void> {
  await scope.db
    .deleteFrom('mainstay.program_definition as d')
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.id', '=', id)
    .where('d.status', '=', 'draft')
    .execute()
}
