import { Button } from '@mantine/core'
import { useAccess } from '../../client/index.ts'
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import type { Deed } from './answer-dialog.tsx'
import classes from './overrides.module.css'
import { text } from './text.ts'
import { TierName } from './tier-name.tsx'
import type { TierOverride } from './types.ts'

const OUT = 'out'
const TONES: Readonly<Record<TierOverride['state'], TagTone>> = {
  asked: 'accent',
  granted: 'caution',
  refused: 'loss',
  lapsed: 'neutral',
  expired: 'neutral',
  ended: 'neutral',
}

/** From the tier the account is in, or falls back to, to the one asked for. */
function Move({ override }: { override: TierOverride }) {
  const { state, currentTier, fallsBackTo, tier } = override
  const from = state === 'granted' ? (fallsBackTo ?? OUT) : state === 'asked' ? currentTier : null
  return (
    <span className={classes.move}>
      {from === null ? null : (
        <>
          <TierName tier={from} /> →
        </>
      )}
      <TierName tier={tier} />
    </span>
  )
}

function factsOf(override: TierOverride, locale: string | undefined): string[] {
  const { state, askerName, askedOn, expiresOn, fallsBackTo, proposedTier } = override
  const facts = [
    `${text.list.askedBy(askerName)}, ${formatDate(askedOn, locale)}`,
    text.list.until(formatDate(expiresOn, locale)),
  ]
  if (state === 'granted' && fallsBackTo !== null) {
    facts.push(fallsBackTo === OUT ? text.list.fallsBackOut : text.list.fallsBack(fallsBackTo))
  }
  const words = facts.join(' · ')
  if (proposedTier === null) return [words]
  return [words, proposedTier === OUT ? text.list.proposedOut : text.list.proposed(proposedTier)]
}

/** Who answered or ended it, when and why. */
function Answers({ override }: { override: TierOverride }) {
  const locale = useLocale()
  const { answer, end } = override
  return (
    <>
      {answer ? (
        <p className={classes.meta}>
          {answer.isGranted ? text.list.granted(answer.deciderName) : text.list.refused(answer.deciderName)},{' '}
          {formatDate(answer.decidedOn, locale)}: {answer.reason}
        </p>
      ) : null}
      {end ? (
        <p className={classes.meta}>
          {answer ? text.list.ended(end.enderName) : text.list.withdrawn(end.enderName)},{' '}
          {formatDate(end.endedOn, locale)}: {end.reason}
        </p>
      ) : null}
    </>
  )
}

function Deeds({ override, onDeed }: { override: TierOverride; onDeed: (deed: Deed) => void }) {
  const mayDecide = useAccess().may('selection:decide')
  const { state, isOwn } = override
  if (state === 'asked' && isOwn) {
    return (
      <div className={classes.cardButtons}>
        <Button onClick={() => onDeed('withdraw')}>{text.list.withdraw}</Button>
        {mayDecide ? <span className={classes.meta}>{text.list.own}</span> : null}
      </div>
    )
  }
  if (!mayDecide || (state !== 'asked' && state !== 'granted')) return null
  return (
    <div className={classes.cardButtons}>
      {state === 'asked' ? (
        <>
          <Button variant="filled" onClick={() => onDeed('grant')}>
            {text.list.grant}
          </Button>
          <Button onClick={() => onDeed('refuse')}>{text.list.refuse}</Button>
        </>
      ) : (
        <Button onClick={() => onDeed('end')}>{text.list.end}</Button>
      )}
    </div>
  )
}

export interface OverrideCardProps {
  readonly override: TierOverride
  readonly onDeed: (override: TierOverride, deed: Deed) => void
}

/** One exception with everything that was said about it, and what the reader may do. */
export function OverrideCard({ override, onDeed }: OverrideCardProps) {
  const locale = useLocale()
  const { account, state, answer, reason } = override
  const isWithdrawn = state === 'ended' && answer === null
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <AppLink className={classes.cardName} href={paths.accountTab(account.id, 'score')}>
          {account.name}
        </AppLink>
        <Move override={override} />
        <Tag tone={TONES[state]}>{isWithdrawn ? text.list.withdrawnTag : text.list.states[state]}</Tag>
      </div>
      <p className={classes.reason}>{reason}</p>
      {factsOf(override, locale).map((fact) => (
        <p key={fact} className={classes.meta}>
          {fact}
        </p>
      ))}
      <Answers override={override} />
      <Deeds override={override} onDeed={(deed) => onDeed(override, deed)} />
    </li>
  )
}
