import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { countDecisions, type DecisionAnswer, selectDecisions } from '../decision-store.ts'

const SORT = '-decision'

export interface ListDecisionsInput {
  readonly accountId?: string | undefined
  readonly tier?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Decisions, newest first, over all accounts the actor may see or one of them. */
export async function listDecisions(
  scope: ReadScope,
  input: ListDecisionsInput,
  today: string,
): Promise<{ rows: DecisionAnswer[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? null
  const filter = { accountId: input.accountId, tier: input.tier, today, limit: input.limit + 1 }
  const rows = await selectDecisions(scope, { ...filter, before: before === null ? null : String(before) })
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.id]) : null,
    total: await countDecisions(scope, filter),
  }
}

const PORTION = 5_000

/** Every decision that the actor may see, newest first. */
export async function* everyDecision(
  scope: ReadScope,
  input: Pick<ListDecisionsInput, 'accountId' | 'tier'>,
  today: string,
): AsyncGenerator<DecisionAnswer> {
  let before: string | null = null
  do {
    const rows: DecisionAnswer[] = await selectDecisions(scope, { ...input, before, today, limit: PORTION })
    yield* rows
    before = rows.length === PORTION ? (rows.at(-1)?.id ?? null) : null
  } while (before !== null)
}
