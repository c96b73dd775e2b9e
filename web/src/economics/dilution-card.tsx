import { MoneyText } from '../kit/figures/money-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { UnknownValue } from '../kit/figures/unknown-value.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { StateRefused } from '../kit/states/states.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { text } from './text.ts'

const words = text.dilution

/** The account's margin beside that of all others, and what the difference is worth. */
export function DilutionCard({ economics, seesMargins }: { economics: AccountEconomics; seesMargins: boolean }) {
  const locale = useLocale()
  const { dilution, period } = economics
  if (!seesMargins || dilution === null) {
    return (
      <Panel title={words.title}>
        {seesMargins ? <p className={classes.muted}>{words.unknown}</p> : <StateRefused sentence={text.hiddenNote} />}
      </Panel>
    )
  }
  const { accountRate, restOfBookRate, points, costToBook } = dilution
  const isGain = costToBook !== null && Number(costToBook) < 0
  return (
    <Panel title={words.title}>
      <dl className={classes.facts}>
        <dt>{words.account}</dt>
        <dd>
          <PercentText fraction={accountRate} />
        </dd>
        <dt>{words.rest}</dt>
        <dd>
          <PercentText fraction={restOfBookRate} />
        </dd>
        <dt>{words.points}</dt>
        <dd>
          {points === null ? (
            <UnknownValue />
          ) : (
            words.pointsUnit(formatNumber(points * 100, { locale, decimals: 1, sign: 'always' }))
          )}
        </dd>
        <dt>{isGain ? words.gain : words.cost}</dt>
        <dd>
          <MoneyText
            amount={costToBook === null ? null : String(costToBook).replace(/^-/, '')}
            currency={period.currency}
          />
        </dd>
      </dl>
    </Panel>
  )
}
