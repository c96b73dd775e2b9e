import { rowId, text } from '@mainstay/contract/values'
import { z } from 'zod'
import type { AreaContext } from '../area.ts'
import type { CellValue } from '../files/index.ts'
import { demandRoomInWorkbook, exportFormat, openListFile } from '../http/export-door.ts'
import type { ReadScope } from '../use-case.ts'
import { countAudit, everyAuditEntry } from './queries/audit.ts'

const exportQuery = z.object({
  format: exportFormat,
  subjectType: text(60).optional(),
  subjectId: text(80).optional(),
  accountId: rowId.optional(),
})

type ExportQuery = z.infer<typeof exportQuery>

/** Characters that a cell of a workbook holds. */
const MOST_IN_CELL = 32_767
const CUT = ' … cut here: the CSV file has all of it'

const TITLES = ['Entry', 'At', 'Who', 'Kind', 'What', 'Of', 'Which', 'Account', 'Before', 'After', 'Request']

/** The audit as a file: every entry of the filter that the reader sees, the newest first. */
export function auditDoor(area: AreaContext) {
  return openListFile(area, {
    path: 'audit',
    permissions: ['audit:read'],
    query: exportQuery,
    file: 'audit',
    sheet: 'Audit',
    subjectType: 'audit',
    prepare: async (actor, query) => {
      if (query.format === 'xlsx') {
        const entries = await area.useCases.read(actor, (scope) => countAudit(scope, query))
        // Its own entry, and those that come in meanwhile.
        demandRoomInWorkbook(query.format, entries + 1_000)
      }
      return (send) => area.useCases.read(actor, (scope) => send(auditCells(scope, query)))
    },
  })
}

async function* auditCells(scope: ReadScope, { format, ...filter }: ExportQuery): AsyncGenerator<readonly CellValue[]> {
  const written = format === 'xlsx' ? withinCell : (facts: string | null) => facts
  yield TITLES
  for await (const entry of everyAuditEntry(scope, filter)) {
    yield [
      entry.id,
      entry.at,
      entry.actorName,
      entry.actorKind,
      entry.action,
      entry.subjectType,
      entry.subjectId,
      entry.accountId,
      written(asText(entry.before)),
      written(asText(entry.after)),
      entry.requestId,
    ]
  }
}

function asText(facts: Record<string, unknown> | null): string | null {
  return facts === null ? null : JSON.stringify(facts)
}

function withinCell(facts: string | null): string | null {
  if (facts === null || facts.length <= MOST_IN_CELL) return facts
  return `${facts.slice(0, MOST_IN_CELL - CUT.length)}${CUT}`
}
