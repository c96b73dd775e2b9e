import { type RawBuilder, sql } from 'kysely'

/** Where figures are read from: relations of account months, months of service, and companies with their group. */
export interface Books {
  readonly facts: RawBuilder<unknown>
  readonly service: RawBuilder<unknown>
  readonly accounts: RawBuilder<unknown>
}

const AS_THEY_STAND: Books = {
  facts: sql.raw('mainstay.account_month'),
  service: sql.raw('mainstay.account_service_month'),
  accounts: sql.raw('mainstay.account'),
}

const FACT_COLUMNS =
  'workspace_id, account_id, month, product_line_id, lines, lines_without_rate, net_revenue, net_revenue_costed, cost_of_goods'
const SERVICE_COLUMNS = 'workspace_id, account_id, month, quantity, cost'

/** Account months that nothing was corrected in, and the others summed from the lines as they read on the day. */
const AS_KNOWN: Books = {
  facts: unlessRestated('account_month', FACT_COLUMNS),
  service: unlessRestated('account_service_month', SERVICE_COLUMNS),
  accounts:
    sql.raw(`(select a.workspace_id, a.id, a.code, a.name, a.search_text, a.segment, a.unit, a.city, a.country, g.group_id
    from mainstay.account a join pg_temp.known_group g on g.id = a.id)`),
}

function unlessRestated(table: string, columns: string): RawBuilder<unknown> {
  return sql.raw(`(select ${columns} from mainstay.${table} f
    where not exists (select 1 from pg_temp.restated_${table} r where r.account_id = f.account_id and r.month = f.month)
    union all select ${columns} from pg_temp.known_${table})`)
}

/** The books a question is answered from; those of a day have to be opened first. */
export function booksOf({ knownOn }: { readonly knownOn: string | null }): Books {
  return knownOn === null ? AS_THEY_STAND : AS_KNOWN
}
