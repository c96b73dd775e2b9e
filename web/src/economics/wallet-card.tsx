import { Tag } from '../kit/figures/badges.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { reasonText } from '../kit/figures/reasons.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { text } from './text.ts'

const words = text.wallet

/** What they could buy in all, our share of it, who said so and when. */
export function WalletCard({ economics }: { economics: AccountEconomics }) {
  const { wallet, period } = economics
  if (wallet === null) {
    return (
      <Panel title={words.title}>
        <div className={classes.empty}>
          <span>{words.none}</span>
          <AppLink href={paths.importData()}>{words.noneNext}</AppLink>
        </div>
      </Panel>
    )
  }
  return (
    <Panel
      title={words.title}
      actions={
        wallet.isStale ? (
          <Tag tone="caution" title={words.staleNote}>
            {words.stale}
          </Tag>
        ) : null
      }
    >
      <dl className={classes.facts}>
        <dt>{words.share}</dt>
        <dd>
          <b>
            <PercentText fraction={wallet.shareBase} decimals={0} />
          </b>
        </dd>
        {wallet.shareLow !== null && wallet.shareHigh !== null ? (
          <>
            <dt>{words.range}</dt>
            <dd>
              <PercentText fraction={wallet.shareLow} decimals={0} /> {words.and}{' '}
              <PercentText fraction={wallet.shareHigh} decimals={0} />
            </dd>
          </>
        ) : null}
        <dt>{words.base}</dt>
        <dd>
          <MoneyText amount={wallet.base} currency={period.currency} />
        </dd>
        <dt>{words.headroom}</dt>
        <dd>
          <MoneyText amount={wallet.headroom} currency={period.currency} />
        </dd>
        <dt>{words.estimated}</dt>
        <dd>
          <DateText value={wallet.estimatedOn} />
        </dd>
        <dt>{words.source}</dt>
        <dd>{wallet.source?.replaceAll('_', ' ') ?? <span className={classes.muted}>{words.noSource}</span>}</dd>
      </dl>
      {wallet.reasons.length > 0 ? <p className={classes.note}>{reasonText(wallet.reasons)}</p> : null}
    </Panel>
  )
}
