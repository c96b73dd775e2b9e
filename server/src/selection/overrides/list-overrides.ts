import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { countOverrides, type OverrideAnswerRow, selectOverrides } from './override-store.ts'

const SORT = '-asked'

/** Overrides of the accounts the actor may see, newest first. */
export async function listOverrides(
  scope: ReadScope,
  input: {
    readonly state?: 'asked' | 'running' | 'over' | undefined
    readonly accountId?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  },
  today: string,
): Promise<{ rows: OverrideAnswerRow[]; nextCursor: string | null; total: number }> {
  const before = decodeCursor(input.cursor, SORT, ['moment', 'uuid'])
  const filter = { state: input.state, accountId: input.accountId, before, limit: input.limit + 1, today }
  const found = await selectOverrides(scope, filter)
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    nextCursor: found.length > input.limit && last ? encodeCursor(SORT, last.keys) : null,
    total: await countOverrides(scope, filter),
  }
}
