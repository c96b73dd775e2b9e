import { importKinds } from '@mainstay/domain/ledger'
import type { ReadScope } from '../../platform/use-case.ts'

interface StateRow {
  revision: string
  first_date: string | null
  last_date: string | null
  lines: string
  accounts: string
  products: string
  has_costs: boolean
  has_cost_to_serve: boolean
  has_wallets: boolean
  last_import_at: Date | null
  is_computing: boolean
}

/** What the ledger holds and how old it is. */
export async function readLedgerState(scope: ReadScope) {
  const { rows } = await scope.client.query<StateRow>(
    `select coalesce(s.revision, 0) as revision, s.first_date, s.last_date, coalesce(s.lines, 0) as lines,
       (select count(*) from mainstay.account a where a.workspace_id = $1) as accounts,
       (select count(*) from mainstay.product p where p.workspace_id = $1) as products,
       exists (select 1 from mainstay.invoice_line l where l.workspace_id = $1 and l.cost_amount is not null) as has_costs,
       exists (select 1 from mainstay.activity_count c where c.workspace_id = $1) and exists (select 1 from mainstay.cost_rate r where r.workspace_id = $1) as has_cost_to_serve,
       exists (select 1 from mainstay.wallet_estimate w where w.workspace_id = $1) as has_wallets,
       (select max(i.applied_at) from mainstay.import i where i.workspace_id = $1 and i.status = 'applied') as last_import_at,
       exists (select 1 from mainstay.ledger_dirty_month d where d.workspace_id = $1) as is_computing
     from (select 1) one left join mainstay.ledger_state s on s.workspace_id = $1`,
    [scope.workspaceId],
  )
  const row = rows[0]
  return {
    revision: Number(row?.revision ?? 0),
    firstDate: row?.first_date ?? null,
    lastDate: row?.last_date ?? null,
    lines: Number(row?.lines ?? 0),
    accounts: Number(row?.accounts ?? 0),
    products: Number(row?.products ?? 0),
    hasCosts: row?.has_costs ?? false,
    hasCostToServe: row?.has_cost_to_serve ?? false,
    hasWallets: row?.has_wallets ?? false,
    lastImportAt: row?.last_import_at?.toISOString() ?? null,
    isComputing: row?.is_computing ?? false,
  }
}

/** The kinds of files that can be taken in, and the fields of each. */
export function listKinds() {
  return {
    kinds: importKinds.map((kind) => ({
      kind: kind.key,
      name: kind.name,
      fields: kind.fields.map(({ key, name, isRequired, type, meaning }) => ({ key, name, isRequired, type, meaning })),
    })),
  }
}
