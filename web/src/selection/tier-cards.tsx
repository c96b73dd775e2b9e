import { TierBadge } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { TierPlaces } from './types.ts'

function TierCard({ tier, level }: { tier: TierPlaces; level: number }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale, decimals: Number.isInteger(value) ? 0 : 1 })
  const over = tier.accounts - tier.capacity
  const share = tier.capacity === 0 ? 0 : Math.min(1, tier.accounts / tier.capacity)
  return (
    <Panel
      title={
        <span className={classes.tierHead}>
          <TierBadge tier={tier.key} level={level} /> {tier.name}
        </span>
      }
    >
      <div className={classes.tierPlaces}>
        {text.tiers.placesOf(write(tier.accounts), write(tier.capacity))}{' '}
        <span className={classes.muted}>
          {text.tiers.places.toLowerCase()}
          {over > 0 ? ` · ${text.tiers.over(write(over))}` : null}
        </span>
      </div>
      <div className={classes.bar} aria-hidden>
        <div className={classes.barFill} data-over={over > 0} style={{ width: `${share * 100}%` }} />
      </div>
      <p className={classes.muted}>
        {text.tiers.enter(write(tier.enterScore))} · {text.tiers.exit(write(tier.exitScore))}
        <br />
        {text.tiers.moves(write(tier.proposedIn), write(tier.proposedOut))}
      </p>
      <dl className={classes.tierTexts}>
        <div>
          <dt>{text.tiers.gets}</dt>
          <dd>{tier.gets || <span className={classes.muted}>{text.tiers.nothing}</span>}</dd>
        </div>
        <div>
          <dt>{text.tiers.gives}</dt>
          <dd>{tier.gives || <span className={classes.muted}>{text.tiers.nothing}</span>}</dd>
        </div>
      </dl>
    </Panel>
  )
}

/** Every tier with its places, thresholds and what both sides promise. */
export function TierCards({ tiers }: { tiers: readonly TierPlaces[] }) {
  return (
    <div className={classes.tierGrid}>
      {tiers.map((tier, level) => (
        <TierCard key={tier.key} tier={tier} level={level} />
      ))}
    </div>
  )
}
