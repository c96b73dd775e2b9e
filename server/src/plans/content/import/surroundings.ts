import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import { sql } from 'kysely'
import type { ReadScope } from '../../../platform/use-case.ts'
import { readLines } from '../../white-space/heading-store.ts'
import type { ImportedContent, ImportedOwner } from './file-shape.ts'

export interface ImportAccount {
  readonly id: string
  readonly code: string
  readonly name: string
}

/** What the workspace has of what a file names. */
export interface Surroundings {
  readonly members: ReadonlySet<string>
  /** Ids of companies by their codes. */
  readonly companies: ReadonlyMap<string, string>
  /** Ids of product lines by their names. */
  readonly lines: ReadonlyMap<string, string>
}

export async function findImportAccount(scope: ReadScope, code: string): Promise<ImportAccount | null> {
  const row = await scope.db
    .selectFrom('mainstay.account as a')
    .select(['a.id', 'a.code', 'a.name'])
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.code', '=', code)
    .executeTakeFirst()
  return row ?? null
}

export async function findOpenPlan(
  scope: ReadScope,
  account: ImportAccount,
): Promise<{ readonly title: string } | null> {
  const row = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.title')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.account_id', '=', account.id)
    .where('p.scope', '=', '')
    .where('p.status', '<>', 'closed')
    .executeTakeFirst()
  return row ?? null
}

export async function readSurroundings(scope: ReadScope, content: ImportedContent): Promise<Surroundings> {
  const codes = (content.whiteSpace?.units ?? []).flatMap(({ account }) => account?.code ?? [])
  const lines = (content.whiteSpace?.offerings ?? []).flatMap(({ productLine }) => productLine ?? [])
  return {
    members: await activeMembers(scope, peopleOf(content)),
    companies: await companiesByCode(scope, codes),
    lines: await readLines(scope, lines),
  }
}

export function everyOwner(content: ImportedContent): ImportedOwner[] {
  return [...(content.objectives?.objectives ?? []), ...(content.actions?.actions ?? [])].flatMap(
    ({ owner }) => owner ?? [],
  )
}

function peopleOf(content: ImportedContent): string[] {
  const team = content.team?.people ?? []
  return [...team, ...everyOwner(content)].flatMap(({ personId }) => personId ?? [])
}

async function activeMembers(scope: ReadScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select m.person_id from mainstay.membership m
    where m.workspace_id = ${scope.workspaceId} and m.person_id = any(${[...new Set(ids)]}::text[])
      and m.status = 'active'`.execute(scope.db)
  return new Set(rows.map((row) => row.person_id))
}

async function companiesByCode(scope: ReadScope, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select a.id, a.code from mainstay.account a
    where a.workspace_id = ${scope.workspaceId} and a.code = any(${[...new Set(codes)]}::text[])`.execute(scope.db)
  return new Map(rows.map((row) => [row.code, row.id]))
}

/** Money is in the currency of its workspace; a file of another one would be read wrongly. */
export function currencyFaults(content: ImportedContent, reportingCurrency: string): PlanImportFault[] {
  return (['goals', 'whiteSpace', 'value'] as const).flatMap((part) => {
    const currency = content[part]?.currency
    if (currency === undefined || currency === reportingCurrency) return []
    return [
      {
        path: `content.${part}.currency`,
        value: currency,
        message: `the amounts are not in ${reportingCurrency}, the currency of this workspace`,
        wayOut: `Convert the amounts in the file and write ${reportingCurrency} there, or set the part to null.`,
      },
    ]
  })
}
