import { RANK_CORRELATION_LIMIT } from '@mainstay/domain/selection'
import { Modal } from '@mantine/core'
import { useState } from 'react'
import { Tag, type TagTone } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import type { SpendBias } from './types.ts'

const SOME = 0.5

interface Verdict {
  readonly word: string
  readonly follows: string
  readonly tone: 'gain' | 'caution' | 'loss'
}

/** How far size decides, in one word. Warnings of the server weigh more than our own steps. */
export function verdictOf({ rankCorrelation, warnings }: SpendBias): Verdict | null {
  if (rankCorrelation === null) return warnings.length > 0 ? { word: text.bias.much, follows: '', tone: 'loss' } : null
  const closeness = Math.max(0, rankCorrelation)
  if (closeness > RANK_CORRELATION_LIMIT) return { word: text.bias.much, follows: text.bias.closely, tone: 'loss' }
  const follows = closeness > SOME ? text.bias.partly : text.bias.notAtAll
  if (warnings.length > 0 || closeness > SOME) return { word: text.bias.some, follows, tone: 'caution' }
  return { word: text.bias.little, follows, tone: 'gain' }
}

function Meter({ correlation, verdict }: { correlation: number; verdict: Verdict }) {
  const locale = useLocale()
  const share = Math.min(1, Math.max(0, correlation)) * 100
  const written = formatNumber(correlation, { locale, decimals: 2 })
  const limit = RANK_CORRELATION_LIMIT * 100
  return (
    <div
      className={classes.meter}
      data-tone={verdict.tone}
      role="img"
      aria-label={`${text.bias.meter}: ${written}. ${text.bias.follows(verdict.follows)}`}
    >
      <span className={classes.meterFill} style={{ width: `${share}%` }} />
      <span className={classes.meterValue} style={{ left: `${Math.min(96, Math.max(4, share))}%` }}>
        {written}
      </span>
      <span className={classes.meterTick} style={{ left: `${limit}%` }} />
      <span className={classes.meterFrom}>{text.bias.follows(verdict.follows)}</span>
      <span className={classes.meterWarn} style={{ left: `${limit}%` }}>
        {text.bias.warn(formatNumber(RANK_CORRELATION_LIMIT, { locale, decimals: 2 }))}
      </span>
    </div>
  )
}

type Reference = SpendBias['wouldNotQualify']['sizeHidden'][number]

function AccountNames({ heading, accounts }: { heading: string; accounts: readonly Reference[] }) {
  return (
    <section>
      <h3 className={classes.subheading}>{heading}</h3>
      {accounts.length === 0 ? <p className={classes.muted}>{text.bias.nobodyHere}</p> : null}
      <ul className={classes.accountList}>
        {accounts.map((account) => (
          <li key={account.id}>
            <AppLink href={paths.account(account.id)}>{account.name}</AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WouldNotQualify({ bias }: { bias: SpendBias }) {
  const [isOpen, setOpen] = useState(false)
  const locale = useLocale()
  const { sizeHidden, spendRemoved } = bias.wouldNotQualify
  const count = new Set([...sizeHidden, ...spendRemoved].map(({ id }) => id)).size
  if (count === 0) return <span>{text.bias.nobody}</span>
  return (
    <>
      <span>{count === 1 ? text.bias.wouldNotOne : text.bias.wouldNot(formatNumber(count, { locale }))} </span>
      <button type="button" className={classes.link} onClick={() => setOpen(true)}>
        {text.bias.which}
      </button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={text.bias.whichTitle}
        closeButtonProps={{ 'aria-label': text.score.close }}
      >
        <AccountNames heading={text.bias.spendRemoved} accounts={spendRemoved} />
        <AccountNames heading={text.bias.sizeHidden} accounts={sizeHidden} />
      </Modal>
    </>
  )
}

export interface SpendBiasPanelProps {
  /** Null before the first answer. */
  readonly bias: SpendBias | null
  /** The weights have moved since; a new answer is on its way. */
  readonly isOld: boolean
}

/** Does size decide? Rank against spend, weight on size, and who would not qualify without it. */
export function SpendBiasPanel({ bias, isOld }: SpendBiasPanelProps) {
  const locale = useLocale()
  if (bias === null) return <Panel title={text.bias.title}>{text.bias.pending}</Panel>
  const verdict = verdictOf(bias)
  const tone: TagTone = verdict?.tone ?? 'neutral'
  const share = formatPercent(bias.sizeWeightShare, { locale, decimals: 0 })
  return (
    <Panel title={text.bias.title} subtitle={<Tag tone={tone}>{verdict?.word ?? text.bias.unknown}</Tag>}>
      <div className={classes.bias} data-old={isOld} aria-busy={isOld}>
        {bias.rankCorrelation === null || verdict === null ? (
          <p className={classes.muted}>{text.bias.tooFew}</p>
        ) : (
          <Meter correlation={bias.rankCorrelation} verdict={verdict} />
        )}
        <ul className={classes.sentences}>
          {bias.warnings.map((code) => (
            <li key={code} className={classes.notice} data-tone="caution">
              {text.bias.warnings[code] ?? code}
            </li>
          ))}
          <li>{bias.sizeWeightShare === 0 ? text.bias.noWeight : text.bias.weight(share)}</li>
          <li>
            <WouldNotQualify bias={bias} />
          </li>
        </ul>
      </div>
    </Panel>
  )
}
