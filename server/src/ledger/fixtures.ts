import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type ImportPathsResult, importPaths } from './import-paths.ts'
import type { ImportDetail } from './queries/read-import.ts'
import type { ReadingChoice } from './reading/inspection.ts'

interface LoadOptions {
  readonly dryRun?: boolean
  readonly reading?: ReadingChoice
}

/** A program with one workspace and the people who matter for imports. */
export interface LedgerTest {
  readonly program: TestProgram
  readonly owner: TestPerson
  readonly workspaceId: number
  /** Imports files by the command line's way. */
  load(files: Readonly<Record<string, string>>, options?: LoadOptions): Promise<ImportPathsResult>
  loadPaths(paths: readonly string[], options?: LoadOptions): Promise<ImportPathsResult>
  /** Uploads files into a new import by the web's way. */
  upload(files: Readonly<Record<string, string | Buffer>>, person?: TestPerson): Promise<ImportDetail>
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  api(path: string): string
}

export const sharedData = process.env.MAINSTAY_SHARED_DATA ?? join(import.meta.dirname, '../../../../shared/data')
export const hasSharedData = existsSync(join(sharedData, 'adventureworks'))
export const adventureWorks = join(sharedData, 'adventureworks')

export async function createLedgerTest(currency = 'USD'): Promise<LedgerTest> {
  const program = await createTestProgram()
  const workspaceId = await program.createWorkspace('acme', currency)
  const owner = await program.createPerson('acme', { role: 'owner' })
  const api = (path: string) => `/api/workspaces/acme/${path}`
  const loadPaths: LedgerTest['loadPaths'] = async (paths, options) =>
    importPaths({
      context: program.program.context,
      actor: await program.actor('acme', owner),
      paths,
      dryRun: options?.dryRun ?? false,
      ...(options?.reading ? { reading: options.reading } : {}),
      rejectsFolder: program.filesFolder,
    })
  return {
    program,
    owner,
    workspaceId,
    api,
    loadPaths,
    load: async (files, options) => loadPaths(await writeAll(program.filesFolder, files), options),
    upload: async (files, person = owner) => {
      const started = await program.call(person, 'POST', api('imports'), {})
      let detail: ImportDetail = started.body
      for (const [name, content] of Object.entries(files))
        detail = (await putFile(program, person, { id: detail.id, name, content })).body
      return detail
    },
    rows: async (sql, values = []) => (await program.database.superuser.query(sql, [...values])).rows,
  }
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const paths: string[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    await writeFile(path, content)
    paths.push(path)
  }
  return paths
}

/** Sends one file through the upload door. */
export async function putFile(
  program: TestProgram,
  person: TestPerson | null,
  file: { readonly id: string; readonly name: string; readonly content: string | Buffer; readonly workspace?: string },
) {
  const reply = await program.app.inject({
    method: 'PUT',
    url: `/api/workspaces/${file.workspace ?? 'acme'}/imports/${file.id}/files?name=${encodeURIComponent(file.name)}`,
    headers: { 'content-type': 'application/octet-stream', ...(person ? { authorization: person.authorization } : {}) },
    payload: file.content,
  })
  return { status: reply.statusCode, body: JSON.parse(reply.body) }
}

/** One text that is the same for the same ledger, whatever the ids and import numbers. */
export async function ledgerChecksum(test: Pick<LedgerTest, 'rows'>): Promise<string> {
  const rows = await test.rows<{ sum: string }>(`
    select md5(string_agg(x.line, '|' order by x.line)) as sum from (
      select 'line ' || concat_ws(',', l.invoice_no, l.line_no, l.invoice_date, a.code, p.code, l.net_amount, l.cost_amount, l.quantity, l.currency) as line
      from mainstay.invoice_line l join mainstay.account a on a.id = l.account_id left join mainstay.product p on p.id = l.product_id
      union all
      select 'account ' || concat_ws(',', a.code, a.name, g.code, a.city, a.attributes) from mainstay.account a join mainstay.account g on g.id = a.group_id
      union all
      select 'rate ' || concat_ws(',', e.currency, e.rate_date, e.rate) from mainstay.exchange_rate e
      union all
      select 'product ' || concat_ws(',', p.code, p.name, p.list_price) from mainstay.product p
    ) x`)
  return rows[0]?.sum ?? ''
}
