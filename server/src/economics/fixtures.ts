import type pg from 'pg'
import { markEverything } from './ledger-fixtures.ts'

export interface LineFact {
  readonly account: string
  readonly date: string
  readonly net: string | number
  readonly cost?: string | number | null
  readonly currency?: string
  readonly line?: string
  readonly quantity?: number
  readonly unitPrice?: number
  readonly list?: number
  readonly rebate?: number
}

let numbers = 0

/** A small ledger by hand: accounts with their parents, lines, rates, and what serving took. */
export interface SmallLedger {
  readonly workspaceId: number
  readonly superuser: pg.Pool
  account(code: string, options?: { parent?: string; unit?: string; name?: string }): Promise<string>
  lines(facts: readonly LineFact[]): Promise<void>
  rate(currency: string, date: string, rate: number): Promise<void>
  costRate(options: {
    activity: string
    pool: string
    minutes: number
    capacity: number
    practical: number
    from: string
    currency?: string
  }): Promise<void>
  count(account: string, activity: string, month: string, quantity: number): Promise<void>
  wallet(
    account: string,
    options: { year: number; base: number; low?: number; high?: number; on: string; category?: string },
  ): Promise<void>
  markEverything(): Promise<void>
}

export function smallLedger(superuser: pg.Pool, workspaceId: number): SmallLedger {
  const w = workspaceId
  const ids = new Map<string, string>()
  const idOf = (code: string) => ids.get(code) ?? '0'
  return {
    workspaceId,
    superuser,
    account: async (code, options = {}) => {
      const parent = options.parent ? idOf(options.parent) : null
      const { rows } = await superuser.query<{ id: string }>(
        `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
         insert into mainstay.account (workspace_id, id, code, name, group_id, parent_id, unit)
         select $1, n.id, $2, $3, coalesce($4::bigint, n.id), $4, $5 from n returning id`,
        [w, code, options.name ?? `Company ${code}`, parent, options.unit ?? null],
      )
      const id = rows[0]?.id ?? ''
      ids.set(code, id)
      return id
    },
    lines: async (facts) => {
      for (const fact of facts) await insertLine(superuser, { workspaceId: w, accountId: idOf(fact.account), fact })
    },
    rate: async (currency, date, rate) => {
      await superuser.query(
        'insert into mainstay.exchange_rate (workspace_id, currency, rate_date, rate) values ($1, $2, $3, $4) on conflict (workspace_id, currency, rate_date) do update set rate = excluded.rate',
        [w, currency, date, rate],
      )
    },
    costRate: async (o) => {
      await superuser.query(
        'insert into mainstay.cost_rate (workspace_id, activity_code, month_from, activity_name, pool_code, pool_name, unit_minutes, capacity_cost, practical_minutes, currency) values ($1, $2, $3, $2, $4, $4, $5, $6, $7, $8)',
        [w, o.activity, o.from, o.pool, o.minutes, o.capacity, o.practical, o.currency ?? 'USD'],
      )
    },
    count: async (account, activity, month, quantity) => {
      await superuser.query(
        'insert into mainstay.activity_count (workspace_id, account_id, activity_code, month, quantity) values ($1, $2, $3, $4, $5)',
        [w, idOf(account), activity, month, quantity],
      )
    },
    wallet: async (account, o) => {
      await superuser.query(
        'insert into mainstay.wallet_estimate (workspace_id, account_id, year, category, low, base, high, currency, source, estimated_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
        [w, idOf(account), o.year, o.category ?? '', o.low ?? null, o.base, o.high ?? null, 'USD', 'customer', o.on],
      )
    },
    markEverything: () => markEverything(superuser, w),
  }
}

interface LineInsert {
  readonly workspaceId: number
  readonly accountId: string
  readonly fact: LineFact
}

async function insertLine(superuser: pg.Pool, { workspaceId: w, accountId, fact }: LineInsert): Promise<void> {
  if (fact.line) {
    await superuser.query(
      'insert into mainstay.product_line (workspace_id, name) values ($1, $2) on conflict do nothing',
      [w, fact.line],
    )
    await superuser.query(
      'insert into mainstay.product (workspace_id, code, name, product_line_id) select $1, $2, $2, l.id from mainstay.product_line l where l.workspace_id = $1 and l.name = $2 on conflict do nothing',
      [w, fact.line],
    )
  }
  numbers += 1
  await superuser.query(
    `insert into mainstay.invoice_line (workspace_id, account_id, product_id, invoice_date, invoice_no, line_no, currency, net_amount, cost_amount, quantity, unit_price, list_amount, rebate_amount)
       values ($1, $2, (select p.id from mainstay.product p where p.workspace_id = $1 and p.code = $3), $4, $5, '1', $6, $7, $8, $9, $10, $11, $12)`,
    [
      w,
      accountId,
      fact.line ?? null,
      fact.date,
      `T${numbers}`,
      fact.currency ?? 'USD',
      fact.net,
      fact.cost === undefined ? 0 : fact.cost,
      fact.quantity ?? null,
      fact.unitPrice ?? null,
      fact.list ?? null,
      fact.rebate ?? null,
    ],
  )
}
