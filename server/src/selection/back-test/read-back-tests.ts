import type { backTestAccount, backTestListItem, backTestReach } from '@mainstay/contract/selection-back-test'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type AreaContext, today } from '../../platform/area.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, readReferences } from '../candidate-store.ts'
import { findRun, listRuns, presentRun, readResult } from '../runs/run-store.ts'
import { readReach } from './past.ts'
import { moneyOf, presentBackTest } from './present-back-test.ts'
import { usualPlaces } from './start-back-test.ts'
import type { BackTestAsk, StoredAccount, StoredBackTest, StoredRole } from './stored-back-test.ts'

export type BackTestAccountAnswer = z.infer<typeof backTestAccount>
type ListItem = z.infer<typeof backTestListItem>

export async function readBackTestReach(area: AreaContext, scope: ReadScope): Promise<z.infer<typeof backTestReach>> {
  return { ...(await readReach(scope, today(area))), places: await usualPlaces(scope) }
}

export async function readBackTest(scope: ReadScope, id: string) {
  const stored = await readStored(scope, id)
  const run = await findRun(scope, id)
  return presentBackTest(stored, run.question as BackTestAsk, {
    run: presentRun(run, scope.actor.id),
    sums: scope.actor.visibility === 'all' ? 'sums' : 'no_sums',
  })
}

/** The answer, unless it would tell of margins whoever may not see them. */
async function readStored(scope: ReadScope, id: string): Promise<StoredBackTest> {
  const stored = await readResult<StoredBackTest>(scope, 'back_test', id)
  const isHidden = stored.tests.some(({ criteriaSet }) => criteriaSet.status === 'draft' && criteriaSet.restsOnMargins)
  if (isHidden && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
  return stored
}

interface Verdicts {
  readonly id: string
  readonly verdicts: readonly Pick<ListItem['sets'][number], 'verdict' | 'verdictAgainst'>[] | null
  readonly question: BackTestAsk
  /** Tells of margins: a draft was tested that rests on them. */
  readonly needsMargins: boolean
}

export async function listBackTests(
  scope: ReadScope,
  input: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: ListItem[]; nextCursor: string | null; total: number }> {
  const page = await listRuns(scope, { ...input, kind: 'back_test' })
  const { rows } = await sql<Verdicts>`
    select r.id, r.question, (select jsonb_agg(jsonb_build_object('verdict', t.value -> 'verdict', 'verdictAgainst', t.value -> 'verdictAgainst') order by t.ordinality)
      from jsonb_array_elements(r.result -> 'tests') with ordinality t) as verdicts,
      exists (select from jsonb_array_elements(r.result -> 'tests') t
        where t.value -> 'criteriaSet' ->> 'status' = 'draft' and (t.value -> 'criteriaSet' ->> 'restsOnMargins')::boolean) as "needsMargins"
    from mainstay.selection_run r
    where r.workspace_id = ${scope.workspaceId} and r.id = any(${page.rows.map(({ id }) => id)}::uuid[])`.execute(
    scope.db,
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  return {
    ...page,
    rows: page.rows.flatMap((run) => {
      const row = found.get(run.id)
      if (!row) return []
      const { asOf, months, places, sets } = row.question
      const verdicts = row.needsMargins && !scope.actor.seesMargins ? null : row.verdicts
      const withVerdict = sets.map((set, index) => ({
        ...set,
        verdict: verdicts?.[index]?.verdict ?? null,
        verdictAgainst: verdicts?.[index]?.verdictAgainst ?? null,
      }))
      return [{ run, asOf, months, places, sets: withVerdict }]
    }),
  }
}

export type BackTestGroup = 'picked' | 'largest' | 'chosen' | 'matched'

export interface BackTestAccountsInput {
  readonly id: string
  readonly group: BackTestGroup
  /** 1 or 2: the sets in the order asked. */
  readonly set: number
}

const SORT = 'back-test-place'

/** A page of the accounts that the reader may see; whoever is hidden is not counted either. */
export async function listBackTestAccounts(
  scope: ReadScope,
  input: BackTestAccountsInput & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: BackTestAccountAnswer[]; nextCursor: string | null; total: number }> {
  const [after] = decodeCursor(input.cursor, SORT, ['id']) ?? []
  const rows = await everyBackTestAccount(scope, input)
  const start = Number(after ?? 0)
  const end = start + input.limit
  return {
    rows: rows.slice(start, end),
    nextCursor: end < rows.length ? encodeCursor(SORT, [end]) : null,
    total: rows.length,
  }
}

/** Every account of a group that the reader may see: picks by place, others by what they had spent. */
export async function everyBackTestAccount(
  scope: ReadScope,
  { id, group, set }: BackTestAccountsInput,
): Promise<readonly BackTestAccountAnswer[]> {
  const stored = await readStored(scope, id)
  const order = (account: StoredAccount) => (group === 'picked' ? placeOf(account, set - 1) : -spendOf(account))
  const wanted = stored.accounts.filter((account) => isIn(account, group, set - 1))
  const ids = wanted.flatMap((account) => [account.id, account.roles[set - 1]?.matchedWith ?? []].flat())
  const names = await readReferences(scope, ids)
  return wanted
    .sort((one, other) => order(one) - order(other))
    .flatMap((account) => {
      const own = names.get(account.id)
      return own ? [presentAccount(account, own, { role: account.roles[set - 1] ?? null, names })] : []
    })
}

function isIn(account: StoredAccount, group: BackTestGroup, index: number): boolean {
  if (group === 'largest') return account.isLargest
  if (group === 'chosen') return account.isChosen
  const role = account.roles[index]
  return group === 'picked' ? typeof role?.place === 'number' : role?.place === null
}

function placeOf({ roles }: StoredAccount, index: number): number {
  return roles[index]?.place ?? Number.MAX_SAFE_INTEGER
}

function spendOf({ amounts }: StoredAccount): number {
  return amounts.net_revenue?.[0] ?? 0
}

function presentAccount(
  stored: StoredAccount,
  account: AccountReference,
  beside: { readonly role: StoredRole | null; readonly names: ReadonlyMap<string, AccountReference> },
): BackTestAccountAnswer {
  const { role, names } = beside
  const { net_revenue, gross_margin, contribution } = stored.amounts
  const [before = null, after = null] = net_revenue ?? []
  return {
    account,
    place: role?.place ?? null,
    score: role?.score ?? null,
    isLargest: stored.isLargest,
    isChosen: stored.isChosen,
    matchedWith: (role?.matchedWith && names.get(role.matchedWith)) || null,
    hasLeft: stored.hasLeft,
    netRevenue: moneyPair(net_revenue),
    growth: before !== null && after !== null && before > 0 ? after / before - 1 : null,
    grossMargin: moneyPair(gross_margin),
    contribution: moneyPair(contribution),
  }
}

function moneyPair([before, after]: readonly (number | null)[] = []) {
  return { before: textOf(before), after: textOf(after) }
}

function textOf(amount: number | null | undefined): string | null {
  return amount === null || amount === undefined ? null : moneyOf(amount)
}
