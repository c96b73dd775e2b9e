import type { ReadScope } from '../../use-case.ts'

export async function readSettings(scope: ReadScope) {
  const row = await scope.db
    .selectFrom('mainstay.workspace as w')
    .select(['w.slug', 'w.name', 'w.reporting_currency', 'w.requires_two_factor', 'w.version'])
    .where('w.id', '=', scope.workspaceId)
    .executeTakeFirstOrThrow()
  return {
    slug: row.slug,
    name: row.name,
    reportingCurrency: row.reporting_currency,
    requiresTwoFactor: row.requires_two_factor,
    version: row.version,
  }
}
