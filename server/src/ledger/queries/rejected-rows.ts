import type { ReadScope } from '../../platform/use-case.ts'
import type { ImportFileRow } from '../import-store.ts'
import type { FileInspection } from '../reading/inspection.ts'
import { isRejectColumn, REJECT_COLUMNS } from '../reading/rejects-file.ts'
import type { RejectFault } from '../tables.ts'

const PAGE = 2_000

/** The rejected rows of a file as they stood in it, header first, each followed by its line, column, reason and remedy. */
export async function* rejectedRows(
  scope: ReadScope,
  file: ImportFileRow,
): AsyncGenerator<readonly (string | number)[]> {
  const columns = (file.proposal as FileInspection).columns.filter((column) => !isRejectColumn(column.header))
  yield [...columns.map((column) => column.header), ...REJECT_COLUMNS]
  let after = -1
  for (;;) {
    const { rows } = await scope.client.query<{ line: number; faults: RejectFault[]; cells: string[] }>(
      'select r.line, r.faults, r.cells from mainstay.import_rejected_row r where r.workspace_id = $1 and r.file_id = $2 and r.line > $3 order by r.line limit $4',
      [scope.workspaceId, file.id, after, PAGE],
    )
    for (const row of rows) {
      const cells = columns.map((column) => row.cells[column.position] ?? '')
      const joined = (pick: (fault: RejectFault) => string | null) =>
        [...new Set(row.faults.map(pick).filter(Boolean))].join('; ')
      yield [
        ...cells,
        row.line,
        joined((fault) => fault.column),
        joined((fault) => fault.reason),
        joined((fault) => fault.remedy),
      ]
      after = row.line
    }
    if (rows.length < PAGE) return
  }
}
