import type { TestPerson, TestProgram } from '../../../test/program.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { markEverything } from '../../economics/ledger-fixtures.ts'
import { systemActorOf } from '../../platform/area.ts'
import { refreshSelection } from '../commands/refresh-selection.ts'
import type { RunWork } from '../runs/run-kind.ts'

export const AS_OF = '2023-12-20'

export interface PastHouse {
  readonly workspaceId: number
  readonly slug: string
  readonly lead: TestPerson
  /** Account ids by code: C1 to C60. */
  readonly accounts: ReadonlyMap<string, string>
}

/**
 * Sixty customers invoiced on the 15th of every month of 2022 to 2024: the more they bought, the larger their number.
 * Those of an even number doubled in 2023 and doubled again in 2024; number 9 left at the end of 2023.
 */
export async function aPast(program: TestProgram, slug: string, customers = 60): Promise<PastHouse> {
  const workspaceId = await program.createWorkspace(slug)
  const lead = await program.createPerson(slug, { role: 'program_lead' })
  const { superuser } = program.database
  await superuser.query(
    `with next as (select n, nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id from generate_series(1, $2::integer) n)
     insert into mainstay.account (workspace_id, id, code, name, group_id, unit)
     select $1, x.id, 'C' || x.n, 'Company ' || x.n, x.id, case when x.n = 60 then 'north' else 'south' end from next x order by x.n`,
    [workspaceId, customers],
  )
  await superuser.query(
    `insert into mainstay.invoice_line (workspace_id, account_id, invoice_date, invoice_no, line_no, currency, net_amount, cost_amount)
     select $1, a.id, d::date, 'I' || a.code || to_char(d, 'YYYYMM'), '1', 'USD', v.amount, v.amount * 0.6
     from mainstay.account a, generate_series(timestamp '2022-01-15', timestamp '2024-12-15', interval '1 month') d,
       lateral (select substr(a.code, 2)::numeric * 100
         * case when substr(a.code, 2)::integer % 2 = 0 then power(2, extract(year from d)::integer - 2022) else 1 end as amount) v
     where a.workspace_id = $1 and not (a.code = 'C9' and d >= timestamp '2024-01-01')`,
    [workspaceId],
  )
  const { rows } = await superuser.query<{ code: string; id: string }>(
    'select a.code, a.id from mainstay.account a where a.workspace_id = $1',
    [workspaceId],
  )
  await recount(program, workspaceId)
  return { workspaceId, slug, lead, accounts: new Map(rows.map(({ code, id }) => [code, id])) }
}

/** A draft with the definition of the published set; its id. */
export async function aDraft(program: TestProgram, workspaceId: number): Promise<string> {
  const { rows } = await program.database.superuser.query<{ id: string }>(
    `insert into mainstay.criteria_set (workspace_id, id, name, number, status, definition)
     select c.workspace_id, gen_random_uuid(), 'Second look', (select max(m.number) + 1 from mainstay.criteria_set m where m.workspace_id = $1), 'draft', c.definition
     from mainstay.criteria_set c where c.workspace_id = $1 and c.status = 'published' returning id`,
    [workspaceId],
  )
  return rows[0]?.id ?? ''
}

/** Folds the ledger anew, as after an import. */
export async function recount(program: TestProgram, workspaceId: number): Promise<void> {
  await markEverything(program.database.superuser, workspaceId)
  await refreshEconomics(program.program.context, workspaceId)
  await refreshSelection(program.program.context, workspaceId)
}

/** Work on a long question outside of any run, with everybody's patience. */
export async function aWork(program: TestProgram, workspaceId: number): Promise<RunWork> {
  const { context } = program.program
  const system = await systemActorOf(context.pool, workspaceId)
  return { area: context, system, question: null, advance: async () => undefined }
}
