import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import type { Value } from './overview-queries.ts'
import { text } from './text.ts'

/** What each value case is expected to come to, in one line. */
export function CaseLines({ planId, part }: { readonly planId: string; readonly part: Value }) {
  const locale = useLocale()
  return (
    <Panel title={text.value}>
      {part.cases.length === 0 ? <p className={classes.muted}>{text.noCases}</p> : null}
      <ul className={classes.list}>
        {part.cases.map(({ id, title, results: { expected } }) => (
          <li key={id}>
            <AppLink href={`${paths.planPart(planId, 'value')}&case=${id}`}>{title}</AppLink>
            <span className={classes.small}>{inShort(expected, part.currency, locale)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function inShort(
  result: Value['cases'][number]['results']['expected'],
  currency: string,
  locale: string | undefined,
): string {
  const { returnOnInvestment: share, netPresentValue: worth, paybackYears: payback } = result
  if (worth.value === null) return text.noFigures
  return [
    ...(share.value === null ? [] : [text.returns(formatPercent(share.value, { locale, decimals: 0 }))]),
    text.worth(formatMoneyCompact(worth.value, { locale, currency })),
    ...(payback.value === null ? [] : [text.paidBack(formatNumber(payback.value, { locale, decimals: 1 }))]),
    ...(payback.reasons.includes('plans/not-paid-back') ? [text.notPaidBack] : []),
  ].join(', ')
}
