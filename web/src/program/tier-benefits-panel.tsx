import { useAccess } from '../client/index.ts'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { registerReasons } from '../kit/figures/reasons.ts'
import { Panel } from '../kit/layout/panel.tsx'
import plain from '../kit/layout/plain-table.module.css'
import { reachable } from '../kit/layout/roles.ts'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { useTierScheme } from './api/criteria-queries.ts'
import classes from './program.module.css'
import { useDefinitions } from './record/api/definitions.ts'
import { text } from './text.ts'
import { rhythmText } from './tier-benefit-fields.tsx'
import type { Tier, TierScheme } from './types.ts'

registerReasons(text.tiers.reasons)

function isSaid(tier: Tier): boolean {
  const { hoursPerMonth, moneyPerYear, internalReviewEveryMonths, jointReviewEveryMonths, planTemplate } = tier
  const single = [hoursPerMonth, moneyPerYear, internalReviewEveryMonths, jointReviewEveryMonths, planTemplate]
  return single.some((value) => value !== null) || tier.goals.length > 0 || tier.initiatives.length > 0
}

function Open() {
  return <span className={classes.muted}>{text.tiers.open}</span>
}

function TierRow({ tier, currency }: { tier: Tier; currency: string }) {
  const rhythm = (months: number | null) => (months === null ? <Open /> : rhythmText(months))
  const lines = [...tier.goals.map((goal) => goal.text), ...tier.initiatives]
  return (
    <tr>
      <th scope="row">
        {tier.key} {tier.name}
      </th>
      <td>{tier.hoursPerMonth === null ? <Open /> : <NumberText value={tier.hoursPerMonth} />}</td>
      <td>
        {tier.moneyPerYear === null ? (
          <Open />
        ) : (
          <MoneyText amount={tier.moneyPerYear} currency={currency} tone="plain" />
        )}
      </td>
      <td>{rhythm(tier.internalReviewEveryMonths)}</td>
      <td>{rhythm(tier.jointReviewEveryMonths)}</td>
      <td data-align="start" className={classes.wrapped}>
        {lines.length === 0 ? <Open /> : lines.join('\n')}
      </td>
      <td data-align="start">{tier.planTemplate ?? <Open />}</td>
    </tr>
  )
}

function BenefitsTable({ scheme }: { scheme: TierScheme }) {
  const { currency } = useAccess()
  const { hoursPerMonth, moneyPerYear } = scheme.promised
  return (
    <div className={classes.scroll} {...reachable}>
      <table className={plain.plain}>
        <thead>
          <tr>
            <th scope="col">{text.tiers.tierColumn}</th>
            <th scope="col">{text.tiers.hoursColumn}</th>
            <th scope="col">{text.tiers.moneyColumn}</th>
            <th scope="col">{text.tiers.internalReviewEveryMonths}</th>
            <th scope="col">{text.tiers.jointReviewEveryMonths}</th>
            <th scope="col" data-align="start">
              {text.tiers.goalsColumn}
            </th>
            <th scope="col" data-align="start">
              {text.tiers.planTemplate}
            </th>
          </tr>
        </thead>
        <tbody>
          {scheme.tiers.map((tier) => (
            <TierRow key={tier.key} tier={tier} currency={currency} />
          ))}
          <tr>
            <th scope="row">{text.tiers.promised}</th>
            <td>
              <NumberText value={hoursPerMonth} />
            </td>
            <td>
              <MoneyText amount={moneyPerYear} currency={currency} tone="plain" />
            </td>
            <td colSpan={4} />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** What the definition in force invests, to hold the promises against. */
function Invested() {
  const inForce = useDefinitions().data?.rows.find(({ state }) => state === 'in_force')
  if (!inForce) return null
  const { moneyPerYear, currency, fullTimePeople } = inForce.content.investment
  return (
    <p className={classes.muted}>
      {text.tiers.invested} <MoneyText amount={moneyPerYear} currency={currency} tone="plain" /> {text.tiers.and}{' '}
      <NumberText value={fullTimePeople} decimals={1} /> {text.tiers.people}
    </p>
  )
}

/** What the accounts of each tier are given, and what that comes to when every place is taken. */
export function TierBenefitsPanel() {
  const scheme = useTierScheme()
  return (
    <Panel title={text.tiers.benefitsTitle} subtitle={text.tiers.benefitsNote}>
      <QueryGate query={scheme}>
        {(data) => (
          <div className={classes.stack}>
            {data.tiers.some(isSaid) ? (
              <>
                <BenefitsTable scheme={data} />
                <Invested />
              </>
            ) : (
              <p className={classes.muted}>{text.tiers.benefitsEmpty}</p>
            )}
            {data.cautions.map(({ tierKey, lowerTierKey, field }) => (
              <p key={`${tierKey} ${field}`} className={classes.notice} data-tone="caution">
                {text.tiers.caution(tierKey, lowerTierKey, field)}
              </p>
            ))}
          </div>
        )}
      </QueryGate>
    </Panel>
  )
}
