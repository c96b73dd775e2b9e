import type { AreaContext } from '../../platform/area.ts'
import type { loadMembership } from '../../platform/auth/membership.ts'

type Membership = Pick<NonNullable<Awaited<ReturnType<typeof loadMembership>>>, 'requiresTwoFactor'>

/** Where a second factor is demanded, whoever has none gets at a plan by no other way either. */
export async function lacksSecondFactor(
  area: Pick<AreaContext, 'pool'>,
  membership: Membership,
  personId: string,
): Promise<boolean> {
  if (!membership.requiresTwoFactor) return false
  const { rows } = await area.pool.query<{ has: boolean }>(
    'select coalesce(p."twoFactorEnabled", false) as has from identity.person p where p.id = $1',
    [personId],
  )
  return rows[0]?.has !== true
}
