import type { TestPerson, TestProgram } from '../../test/program.ts'
import { refreshSelection } from './commands/refresh-selection.ts'

/** Figures of one account for tests; what is not given is unknown, or a plain year of purchases. */
export interface TestFigures {
  readonly netRevenue?: number | null
  readonly netRevenueBefore?: number | null
  readonly grossMarginRate?: number | null
  readonly contributionRate?: number | null
  readonly growth?: number | null
  readonly productLines?: number
  readonly walletBase?: number | null
  readonly outlook?: string | null
}

/** Creates the default figure set by group of a workspace, for the year up to October 2026. */
export async function aFigureSet(program: TestProgram, workspaceId: number): Promise<string> {
  const { rows } = await program.database.superuser.query(
    `insert into mainstay.figure_set (workspace_id, id, basis, rates, comparison, from_month, to_month, ledger_revision, is_default)
     values ($1, gen_random_uuid(), 'group', 'day', 'previous_year', '2025-11-01', '2026-10-01', 1, true) returning id`,
    [workspaceId],
  )
  return rows[0].id
}

export async function anAccount(
  program: TestProgram,
  account: { readonly workspaceId: number; readonly code: string; readonly parentId?: string; readonly unit?: string },
): Promise<string> {
  const { rows } = await program.database.superuser.query(
    `with next as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, parent_id, group_id, unit)
     select $1, n.id, $2, 'Company ' || $2, $3::bigint, coalesce($3::bigint, n.id), $4 from next n returning id`,
    [account.workspaceId, account.code, account.parentId ?? null, account.unit ?? null],
  )
  return rows[0].id
}

export async function someFigures(
  program: TestProgram,
  place: { readonly workspaceId: number; readonly figureSetId: string; readonly accountId: string },
  figures: TestFigures,
): Promise<void> {
  await program.database.superuser.query(
    `insert into mainstay.account_figure (workspace_id, figure_set_id, account_id, net_revenue, net_revenue_before, gross_margin_rate, contribution_rate,
       growth, lines, active_months, product_lines, first_month, last_month, wallet_base, wallet_estimated_on, outlook, code, sort_name, search_text)
     select $1, $2, $3, $4, $5, $6, $7, $8, 10, 12, $9, '2024-01-01', '2026-10-01', $10::numeric, case when $10::numeric is null then null else date '2026-05-01' end, $11, a.code, lower(a.name), a.search_text
     from mainstay.account a where a.workspace_id = $1 and a.id = $3`,
    [
      place.workspaceId,
      place.figureSetId,
      place.accountId,
      figures.netRevenue ?? null,
      figures.netRevenueBefore ?? null,
      figures.grossMarginRate ?? null,
      figures.contributionRate ?? null,
      figures.growth ?? null,
      figures.productLines ?? 0,
      figures.walletBase ?? null,
      figures.outlook ?? null,
    ],
  )
}

export interface SelectionHouse {
  readonly workspaceId: number
  readonly slug: string
  readonly lead: TestPerson
  readonly figureSetId: string
  /** Account ids by code. */
  readonly accounts: ReadonlyMap<string, string>
}

/** A workspace with a lead and accounts whose figures are given by code, scored under the starter criteria. */
export async function aScoredHouse(
  program: TestProgram,
  slug: string,
  accounts: Readonly<Record<string, TestFigures | null>>,
): Promise<SelectionHouse> {
  const workspaceId = await program.createWorkspace(slug)
  const lead = await program.createPerson(slug, { role: 'program_lead' })
  const figureSetId = await aFigureSet(program, workspaceId)
  const ids = new Map<string, string>()
  for (const [code, figures] of Object.entries(accounts)) {
    const accountId = await anAccount(program, { workspaceId, code })
    ids.set(code, accountId)
    if (figures) await someFigures(program, { workspaceId, figureSetId, accountId }, figures)
  }
  await refreshSelection(program.program.context, workspaceId)
  return { workspaceId, slug, lead, figureSetId, accounts: ids }
}
