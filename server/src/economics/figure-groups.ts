import { type RawBuilder, sql } from 'kysely'

/** The figures that tell which group a company counts for: of a day, or of now. */
export interface FigureGroups {
  readonly id: string
  readonly knownOn: string | null
}

/** Companies by workspace_id and id, with the group_id that holds for these figures. */
export function groupedAccounts(figures: FigureGroups | undefined): RawBuilder<unknown> {
  if (!figures || figures.knownOn === null) return sql.raw('mainstay.account')
  return sql`(select g.workspace_id, g.account_id as id, g.group_id from mainstay.figure_set_group g where g.figure_set_id = ${figures.id}::uuid)`
}
