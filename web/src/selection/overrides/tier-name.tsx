import { TierBadge } from '../../kit/figures/badges.tsx'
import { useTiers } from '../api/selection-queries.ts'
import { text } from './text.ts'

const OUT = 'out'

/** A tier as it looks in the scheme, or that an account is out. */
export function TierName({ tier }: { readonly tier: string }) {
  const tiers = useTiers().data?.tiers ?? []
  if (tier === OUT) return <span>{text.list.out}</span>
  const level = tiers.findIndex(({ key }) => key === tier)
  return <TierBadge tier={tier} level={Math.max(0, level)} />
}
