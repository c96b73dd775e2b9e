import { OutlookBadge } from '../kit/figures/badges.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { reasonSentence } from '../kit/figures/reasons.ts'
import { Panel } from '../kit/layout/panel.tsx'
import type { AccountEconomics } from './api/economics-queries.ts'
import classes from './economics.module.css'
import { text } from './text.ts'

const words = text.outlook

/** Where the account is heading and by what evidence: class, reasons, test, correction for many accounts. */
export function OutlookExplain({ economics }: { economics: AccountEconomics }) {
  const { outlook } = economics
  if (outlook === null) {
    return (
      <Panel title={words.title}>
        <p className={classes.muted}>{words.none}</p>
      </Panel>
    )
  }
  return (
    <Panel title={words.title} actions={<OutlookBadge outlook={outlook.class} change={outlook.change} />}>
      <ul className={classes.reasons}>
        {outlook.reasons.map((reason) => (
          <li key={reason}>{reasonSentence(reason)}</li>
        ))}
      </ul>
      <dl className={classes.facts}>
        <dt>{words.change}</dt>
        <dd>
          <PercentText fraction={outlook.change} sign="always" tone="change" />
        </dd>
        <dt>{words.slope}</dt>
        <dd>
          <PercentText fraction={outlook.slopePerYear} sign="always" tone="change" />
        </dd>
        <dt>{words.pValue}</dt>
        <dd>
          <NumberText value={outlook.pValue} decimals={3} />
        </dd>
        <dt>{words.adjusted}</dt>
        <dd>
          <NumberText value={outlook.adjustedPValue} decimals={3} />
        </dd>
        <dt>{words.months}</dt>
        <dd>
          <NumberText value={outlook.months} />
        </dd>
        <dt>{words.method}</dt>
        <dd>{words.methods[outlook.method] ?? outlook.method.replaceAll(/[-_]/g, ' ')}</dd>
      </dl>
    </Panel>
  )
}
