import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { countNominations, type NominationAnswer, selectNominations } from './nomination-store.ts'

const SORT = '-nominated'

/** Accounts that people put forward, newest first. */
export async function listNominations(
  scope: ReadScope,
  input: {
    readonly state?: 'open' | 'answered' | undefined
    readonly accountId?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
  today: string,
): Promise<{ rows: NominationAnswer[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(input.cursor, SORT, ['moment', 'uuid'])
  const filter = { state: input.state, accountId: input.accountId, before, limit: input.limit + 1, today }
  const found = await selectNominations(scope, filter)
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    nextCursor: found.length > input.limit && last ? encodeCursor(SORT, last.keys) : null,
    total: await countNominations(scope, filter),
  }
}
