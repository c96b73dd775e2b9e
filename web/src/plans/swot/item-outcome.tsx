import { Tag } from '../../kit/figures/badges.tsx'
import { MakeEffect } from './make-effect.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotEffect, SwotItem } from './types.ts'

/** Objectives and actions that came of an item or a pair. */
export function EffectList({ effects }: { effects: readonly SwotEffect[] }) {
  return (
    <ul className={classes.effects}>
      {effects.map(({ id, kind, title, state, isByPair }) => (
        <li key={id}>
          <Tag>{text.effect.kinds[kind]}</Tag> <span>{title ?? text.dialog.hiddenTitle}</span>{' '}
          {state === null ? null : <span className={classes.facts}>{text.effect.states[state] ?? state}</span>}
          {isByPair ? <span className={classes.facts}> · {text.dialog.byPair}</span> : null}
        </li>
      ))}
    </ul>
  )
}

export interface ItemOutcomeProps {
  readonly item: SwotItem
  /** Absent where the reader may only read. */
  readonly planId?: string
}

/** What came of an item, and the way to more. */
export function ItemOutcome({ item, planId }: ItemOutcomeProps) {
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{text.dialog.cameOfIt}</h3>
      {item.caused.length === 0 ? <p className={classes.muted}>{text.dialog.nothingCame}</p> : null}
      <EffectList effects={item.caused} />
      {planId && item.settled === null ? (
        <div className={classes.deeds}>
          <MakeEffect planId={planId} cause={{ kind: 'swot_item', id: item.id, title: item.text }} />
        </div>
      ) : null}
    </section>
  )
}
