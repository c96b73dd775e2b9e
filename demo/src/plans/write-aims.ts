import { actorOf } from './cast.ts'
import { dayAfter } from './days.ts'
import type { SampleCause, SampleEvent, SampleKeyResult, SampleObjective, SampleSwotItem } from './sample-plan.ts'
import { dayInLife, lineNet, type PlanSetting, thousands } from './setting.ts'
import type { Theme } from './theme.ts'

const DAYS_BETWEEN_READINGS = 44
const EVIDENCE_AGE = 60
/** From here on an objective has come far enough to be closed with its grade. */
const CLOSING_PROGRESS = 0.7

/** Items of the themes, and two of the account as a whole that nothing answers yet. */
export function swotOf(setting: PlanSetting, themes: readonly Theme[]): SampleSwotItem[] {
  if (themes.length === 0) return []
  const { cast, begunOn } = setting
  const [competitor] = cast.competitors
  const heard = (index: number) => dayAfter(begunOn, -EVIDENCE_AGE + (index % 5) * 9)
  const items = themes.flatMap(({ items: own }) => own)
  return [
    ...items.map((item, index) => ({
      ...item,
      evidenceOn: item.evidence === '' ? null : heard(index),
      saidBy: item.viewpoint === 'customer' ? cast.operations.name : cast.buyer.name,
    })),
    {
      key: 'account-second-source',
      viewpoint: 'view_of_us',
      kind: 'threat',
      text: `Purchasing wants a second source for everything we supply; ${competitor} has been invited`,
      evidence: 'Said openly in the last price round',
      evidenceOn: heard(1),
      saidBy: cast.buyer.name,
      impact: 3,
      confidence: 3,
    },
    {
      key: 'account-growth',
      viewpoint: 'customer',
      kind: 'strength',
      text: 'They invest out of their own means and decide within weeks',
      evidence: '',
      evidenceOn: null,
      saidBy: '',
      impact: 2,
      confidence: 2,
    },
  ]
}

export function objectivesOf(setting: PlanSetting, themes: readonly Theme[]): SampleObjective[] {
  return themes.map((theme, index) => ({
    key: theme.key,
    title: theme.title,
    why: theme.why,
    ambition: theme.result.isStretch ? 'stretch' : 'committed',
    owner: actorOf(theme.owner, setting.cast),
    ...spanOf(setting, index),
    cause: causeOf(theme),
    keyResults: [typedResult(theme), fedResult(setting, theme)],
  }))
}

function causeOf({ cause }: Theme): SampleCause {
  const [internalKey, externalKey] = cause
  return externalKey === undefined ? { kind: 'swot', key: internalKey } : { kind: 'tows', internalKey, externalKey }
}

function spanOf({ outline, begunOn, until, horizonEnd }: PlanSetting, index: number) {
  if (outline.startYear > 0) {
    const startsOn = dayAfter(`${Number(until.slice(0, 4)) + 1}-01-01`, 0)
    return { startsOn, endsOn: dayAfter(startsOn, 364) }
  }
  const wish = outline.stage === 'closed' ? horizonEnd : dayAfter(until, 60 + 55 * index)
  return { startsOn: begunOn, endsOn: wish < horizonEnd ? wish : horizonEnd }
}

function typedResult({ key, result }: Theme): SampleKeyResult {
  return {
    key: `${key}-typed`,
    title: result.title,
    kind: 'measured',
    ambition: result.isStretch ? 'stretch' : 'committed',
    unit: result.unit,
    start: String(result.start),
    target: String(result.target),
    measure: { kind: 'typed' },
  }
}

function fedResult(setting: PlanSetting, theme: Theme): SampleKeyResult {
  const shape = { key: `${theme.key}-fed`, kind: 'measured', ambition: 'committed', unit: '' } as const
  const window = 'last_12_months'
  if (theme.fed === 'products_bought') {
    const measure = { kind: 'fed', source: 'products_bought', productLine: null, window } as const
    return { ...shape, title: 'Articles they buy from us', start: '40', target: '60', measure }
  }
  if (theme.fed === 'share_of_wallet') {
    const measure = { kind: 'fed', source: 'share_of_wallet', productLine: null, window } as const
    return { ...shape, title: 'Share of wallet', start: '0.3', target: '0.45', measure }
  }
  if (theme.fed === 'gross_margin') {
    const measure = { kind: 'fed', source: 'gross_margin', productLine: null, window } as const
    const { yearlyNet } = setting
    return {
      ...shape,
      title: 'Gross margin of twelve months',
      start: thousands(yearlyNet * 0.3),
      target: thousands(yearlyNet * 0.36),
      measure,
    }
  }
  const now = lineNet(setting, theme.productLine)
  return {
    ...shape,
    title: `Net revenue with ${theme.productLine.toLowerCase()} of twelve months`,
    start: thousands(now),
    target: thousands(now * 1.3 + setting.yearlyNet * 0.01 + 2000),
    measure: { kind: 'fed', source: 'net_revenue', productLine: theme.productLine, window },
  }
}

/** What was read month by month, and the end of an objective that was reached. */
export function readingsOf(setting: PlanSetting, themes: readonly Theme[]): SampleEvent[] {
  if (setting.outline.progress === 0) return []
  return themes.flatMap((theme, index) => readingsOfTheme(setting, theme, index))
}

function readingsOfTheme(setting: PlanSetting, theme: Theme, index: number): SampleEvent[] {
  const { outline, begunOn, lastDay } = setting
  const step = DAYS_BETWEEN_READINGS + index * 5
  const days = daysBetween(begunOn, lastDay)
  const count = Math.max(1, Math.floor(days / step))
  const reach = Math.min(1, outline.progress + 0.2 - index * 0.15)
  const readings = Array.from({ length: count }, (_, position): SampleEvent => {
    const way = (reach * (position + 1)) / count - (position % 3 === 1 ? 0.04 : 0)
    const { start, target } = theme.result
    return {
      kind: 'reading',
      on: dayInLife(setting, dayAfter(begunOn, step * (position + 1))),
      keyResultKey: `${theme.key}-typed`,
      value: String(Math.round(start + (target - start) * Math.max(0, way))),
      note: position === count - 1 ? 'Counted together with the customer' : '',
    }
  })
  if (index > 0 || outline.progress < CLOSING_PROGRESS) return readings
  const reason = 'Reached what was agreed; the rest goes on as daily business.'
  return [...readings, { kind: 'end_objective', on: lastDay, objectiveKey: theme.key, reason }]
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
