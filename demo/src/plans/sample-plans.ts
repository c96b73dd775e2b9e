import { calendarEnding } from '../calendar.ts'
import { elementAt } from '../chance.ts'
import { sampleCompanies } from '../companies.ts'
import { sampleCustomers } from '../customers.ts'
import { priceList } from '../products.ts'
import { CUSTOMERS, MONTHS, type SampleOptions, settledOptions } from '../sample-options.ts'
import { actorOf } from './cast.ts'
import { dayAfter, yearStart } from './days.ts'
import { OUTLINES, type PlanOutline } from './outlines.ts'
import type { SampleComment, SampleDuty, SampleEvent, SamplePlan } from './sample-plan.ts'
import { type PlanSetting, settingOf } from './setting.ts'
import { statementsOf } from './situations.ts'
import { themeOf } from './themes.ts'
import { objectivesOf, readingsOf, swotOf } from './write-aims.ts'
import { bridgeOf, goalsOf, whiteSpaceOf } from './write-money.ts'
import { notesOf } from './write-notes.ts'
import { purchasesOf } from './write-purchases.ts'
import { valueCasesOf } from './write-value.ts'
import { workOf } from './write-work.ts'

export interface SamplePlans {
  /** The last day of the ledger: for the plans it is today. */
  readonly today: string
  /** A plan stands before those below it. */
  readonly plans: readonly SamplePlan[]
}

/**
 * The account plans of the sample company: a dozen, at different stages of life, for the accounts that `sampleCompany`
 * makes of the same options. The same options always give the same plans.
 */
export function samplePlans(options: SampleOptions = {}): SamplePlans {
  const { seed, lastMonth } = settledOptions(options)
  const companies = sampleCompanies(seed, CUSTOMERS)
  const customers = sampleCustomers(seed, companies, { products: priceList(seed), months: MONTHS })
  const { days } = calendarEnding(lastMonth, 1)
  const until = elementAt(days, days.length - 1).date
  return {
    today: until,
    plans: OUTLINES.map((outline) => planOf(settingOf(outline, { seed, companies, customers, until }))),
  }
}

function planOf(setting: PlanSetting): SamplePlan {
  const { outline, company, cast, begunOn, until } = setting
  const themes = outline.themes.map(themeOf)
  const { actions, events } = workOf(setting, themes)
  return {
    key: outline.key,
    customerCode: company.code,
    parentKey: outline.parentKey,
    scope: outline.scope,
    stage: outline.stage,
    authorCode: cast.seller.code,
    begunOn,
    startMonth: yearStart(until, outline.startYear).slice(0, 7),
    periodKind: outline.periodKind,
    periods: outline.periods,
    statements: themes.length > 0 && outline.scope === '' ? statementsOf(company, cast, begunOrNow(setting)) : [],
    team: teamOf(setting),
    swot: swotOf(setting, themes),
    objectives: objectivesOf(setting, themes),
    actions,
    goals: goalsOf(setting),
    bridge: bridgeOf(setting),
    whiteSpace: whiteSpaceOf(setting),
    valueCases: valueCasesOf(setting),
    purchases: purchasesOf(setting),
    comments: commentsOf(setting),
    notes: notesOf(setting, themes),
    events: [...events, ...readingsOf(setting, themes), ...snapshotsOf(setting)].toSorted(byDay),
    approval: approvalOf(outline),
    closing: outline.closing,
  }
}

/** Old plans have statements that have aged; those of the last year were renewed. */
function begunOrNow({ outline, lastDay, until }: PlanSetting): string {
  return outline.stage === 'closed' ? lastDay : until
}

const EVENT_ORDER = ['reading', 'move', 'end_objective', 'snapshot'] as const

function byDay(one: SampleEvent, other: SampleEvent): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1
  return EVENT_ORDER.indexOf(one.kind) - EVENT_ORDER.indexOf(other.kind)
}

function teamOf({ outline, cast }: PlanSetting): SampleDuty[] {
  const seller = actorOf('seller', cast)
  if (!seller) return []
  const accountable: SampleDuty = { person: seller, duty: 'accountable', task: 'Answers for the plan and its numbers' }
  if (outline.themes.length === 0) return [accountable]
  const ours = [
    ['lead', 'consulted', 'Sponsor; opens doors and settles conflicts between units'],
    ['service', 'responsible', 'Delivery, call-off stock and complaints'],
    ['engineering', 'responsible', 'Trials and approvals'],
    ['finance', 'consulted', 'Prices, margins and terms'],
    ['director', 'informed', 'Meets their managing director twice a year'],
  ] as const
  const theirs = [
    [cast.buyer, 'consulted', 'Decides on contracts'],
    [cast.operations, 'responsible', 'Speaks for the plants'],
    [cast.executive, 'informed', 'Joint review once a year'],
  ] as const
  return [
    accountable,
    ...ours.flatMap(([role, duty, task]) => {
      const person = actorOf(role, cast)
      return person ? [{ person, duty, task }] : []
    }),
    ...theirs.map(([person, duty, task]) => ({ person, duty, task })),
  ]
}

function commentsOf({ outline, cast }: PlanSetting): SampleComment[] {
  const [theme] = outline.themes
  if (theme === undefined) return []
  const opening: SampleComment = {
    authorCode: 'P01',
    about: { kind: 'plan' },
    content: 'Good start. Please keep it to a few aims, and let every action have one owner.',
  }
  if (outline.progress === 0) return [opening]
  return [
    opening,
    {
      authorCode: cast.seller.code,
      about: { kind: 'objective', key: theme },
      content: `${cast.buyer.name} told me that the decision will be made in the week after the board meeting.`,
    },
    {
      authorCode: 'P04',
      about: { kind: 'action', key: `${theme}-1` },
      content: 'My people can do this, but not before the other site is finished. Two weeks later would be safe.',
    },
    {
      authorCode: cast.seller.code,
      about: { kind: 'action', key: `${theme}-1` },
      content: 'Two weeks later is fine, I will tell them.',
    },
  ]
}

const FIRST_SNAPSHOT_DAYS = 12
const SECOND_SNAPSHOT_DAYS = 88

function snapshotsOf({ outline, begunOn, lastDay }: PlanSetting): SampleEvent[] {
  if (!outline.hasSnapshots) return []
  const first = dayAfter(begunOn, FIRST_SNAPSHOT_DAYS)
  const second = dayAfter(lastDay, -SECOND_SNAPSHOT_DAYS)
  return [
    { kind: 'snapshot', on: first < lastDay ? first : lastDay, reason: 'As agreed at the start' },
    { kind: 'snapshot', on: second > first ? second : lastDay, reason: 'Before the quarterly review' },
  ]
}

function approvalOf({ stage }: PlanOutline): SamplePlan['approval'] {
  if (stage === 'waiting') return { note: 'For approval before the new year', answer: '' }
  if (stage === 'approved') return { note: 'Second year, as discussed', answer: '' }
  if (stage !== 'changes_asked') return null
  return {
    note: 'Three years, with the pump exchange as the main aim',
    answer: 'The pump exchange needs a decision on rental first. Please say what we do if finance says no.',
  }
}
