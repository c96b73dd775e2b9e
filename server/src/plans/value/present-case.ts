import type { ValueResult as ToldResult, ValueCase, ValueDriver } from '@mainstay/contract/plans-value'
import { type Amount, formatAmount, formatMonth, MONEY_DECIMALS, monthOfDate } from '@mainstay/domain/kernel'
import {
  fitYears,
  type ValueDriverFacts,
  type ValueHorizon,
  type ValueResult,
  type ValueYear,
  valueMarks,
  valueResults,
} from '@mainstay/domain/plans'
import { amountOf, presentFigure, presentMoney } from '../../economics/index.ts'
import type { StoredYear } from './tables.ts'
import type { CaseRow, OwnedDriver } from './value-store.ts'

export function yearsOf(stored: readonly StoredYear[]): readonly ValueYear[] {
  return stored.map(({ low, base, high }) => ({
    low: low === null ? null : amountOf(low),
    base: amountOf(base),
    high: high === null ? null : amountOf(high),
  }))
}

/** What is stored of the amounts of a driver: as they were written, to the last decimal. */
export function storedYears(years: readonly ValueYear[]): readonly StoredYear[] {
  return years.map(({ low, base, high }) => ({
    low: low === null ? null : exactText(low),
    base: exactText(base),
    high: high === null ? null : exactText(high),
  }))
}

function exactText(amount: Amount): string {
  return formatAmount(amount, MONEY_DECIMALS).replace(/\.?0+$/, '')
}

/** A case with what it comes to; who answers for a driver is told where the reader sees the team. */
export function presentCase(
  row: CaseRow,
  drivers: readonly OwnedDriver[],
  { seesTeam }: { readonly seesTeam: boolean },
): ValueCase {
  const facts = drivers.map(({ kind, probability, attribution, years, evidence, baseline, owner }) => ({
    kind,
    probability,
    attribution,
    years: yearsOf(years),
    evidence,
    baseline,
    hasOwner: owner !== null,
  }))
  return {
    id: row.id,
    title: row.title,
    beneficiary: row.beneficiary,
    note: row.note,
    startsOn: formatMonth(monthOfDate(row.starts_on)),
    years: row.years,
    discountRate: row.discount_rate,
    drivers: drivers.map((driver) => presentDriver(driver, { years: row.years, seesTeam })),
    results: presentResults(facts, { years: row.years, discountRate: row.discount_rate }),
    marks: [...valueMarks(facts, row.beneficiary)],
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

/** What drivers come to, as it is told. */
export function presentResults(drivers: readonly ValueDriverFacts[], horizon: ValueHorizon): ValueCase['results'] {
  const { low, base, high, expected } = valueResults(drivers, horizon)
  return { low: told(low), base: told(base), high: told(high), expected: told(expected) }
}

function presentDriver(
  row: OwnedDriver,
  { years, seesTeam }: { readonly years: number; readonly seesTeam: boolean },
): ValueDriver {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    name: row.name,
    method: row.method,
    baseline: row.baseline,
    source: row.source,
    evidence: row.evidence,
    owner: seesTeam ? row.owner : null,
    probability: row.probability,
    attribution: row.attribution,
    years: fitYears(yearsOf(row.years), years).map(({ low, base, high }) => ({
      low: low === null ? null : presentMoney(low),
      base: presentMoney(base),
      high: high === null ? null : presentMoney(high),
    })),
    authorName: row.author_name,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}

function told(result: ValueResult): ToldResult {
  return {
    flows: result.flows.map(presentMoney),
    benefits: presentMoney(result.benefits),
    costs: presentMoney(result.costs),
    net: presentMoney(result.net),
    returnOnInvestment: presentFigure(result.returnOnInvestment),
    netPresentValue: presentFigure(result.netPresentValue),
    internalRate: presentFigure(result.internalRate),
    paybackYears: presentFigure(result.paybackYears),
    discountedPaybackYears: presentFigure(result.discountedPaybackYears),
  }
}
