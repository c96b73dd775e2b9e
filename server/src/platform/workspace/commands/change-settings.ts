import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { readSettings } from '../queries/settings.ts'

export interface ChangeSettingsInput {
  readonly name?: string | undefined
  readonly reportingCurrency?: string | undefined
  readonly requiresTwoFactor?: boolean | undefined
}

/** Changes name and rules. The reporting currency only while no amounts exist: they are kept in it. */
export async function changeSettings(scope: WriteScope, input: ChangeSettingsInput) {
  const before = await scope.db
    .selectFrom('mainstay.workspace as w')
    .select(['w.name', 'w.reporting_currency', 'w.requires_two_factor', 'w.version'])
    .where('w.id', '=', scope.workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  scope.expectVersion(before.version)
  const currency = input.reportingCurrency ?? before.reporting_currency
  if (currency !== before.reporting_currency) await refuseWithAmounts(scope)
  if (input.requiresTwoFactor === true && !before.requires_two_factor) await refuseLockingOneselfOut(scope)
  const after = {
    name: input.name ?? before.name,
    reporting_currency: currency,
    requires_two_factor: input.requiresTwoFactor ?? before.requires_two_factor,
  }
  await scope.db
    .updateTable('mainstay.workspace as w')
    .set({ ...after, version: before.version + 1 })
    .where('w.id', '=', scope.workspaceId)
    .execute()
  const { version: _, ...changed } = before
  await scope.record({
    action: 'workspace.change-settings',
    subjectType: 'workspace',
    subjectId: String(scope.workspaceId),
    before: changed,
    after,
  })
  return readSettings(scope)
}

async function refuseWithAmounts(scope: WriteScope): Promise<void> {
  const { rows } = await scope.client.query<{ found: boolean }>('select mainstay.has_amounts() as found')
  if (rows[0]?.found) throw new Refused('workspace/currency-fixed')
}

/** Only somebody who uses a second factor may demand it of all. */
async function refuseLockingOneselfOut(scope: WriteScope): Promise<void> {
  if (scope.actor.kind === 'operator' || scope.actor.kind === 'system') return
  const person = await scope.db
    .selectFrom('identity.person as p')
    .select('p.twoFactorEnabled')
    .where('p.id', '=', scope.actor.id)
    .executeTakeFirst()
  if (!person?.twoFactorEnabled) throw new Refused('workspace/own-second-factor-first')
}
