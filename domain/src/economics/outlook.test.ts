import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known, notApplicable } from '../kernel/index.ts'
import { classifyOutlooks, type Outlook } from './outlook.ts'
import { assessOutlook, type OutlookEvidence } from './outlook-evidence.ts'

function evidence(overrides: Partial<OutlookEvidence> = {}): OutlookEvidence {
  return {
    historyMonths: 36,
    method: 'seasonal_mann_kendall',
    pValue: known(0.5),
    relativeSlopePerYear: known(0),
    trailingYearChange: known(0),
    consecutiveNegativeQuarters: 0,
    consecutivePositiveQuarters: 0,
    cusumAlarm: known(false),
    silentMonths: 0,
    usualGapMonths: known(1),
    ...overrides,
  }
}

function classifyOne(overrides: Partial<OutlookEvidence> = {}): Pick<Outlook, 'outlook' | 'reasons'> {
  const [result] = classifyOutlooks([evidence(overrides)])
  return { outlook: result?.outlook ?? 'flat', reasons: result?.reasons ?? [] }
}

describe('a single account', () => {
  it.each([
    ['flat without any sign', {}, 'flat', ['economics/no-clear-trend']],
    [
      'declining by a significant trend of -5 % a year',
      { pValue: known(0.049), relativeSlopePerYear: known(-0.05) },
      'declining',
      ['economics/trend-down'],
    ],
    ['flat when the fall is too slow to matter', { pValue: known(0.001), relativeSlopePerYear: known(-0.049) }, 'flat'],
    ['flat when the fall may be chance', { pValue: known(0.05), relativeSlopePerYear: known(-0.3) }, 'flat'],
    [
      'growing by a significant trend of +5 % a year',
      { pValue: known(0.049), relativeSlopePerYear: known(0.05) },
      'growing',
      ['economics/trend-up'],
    ],
    ['flat when the rise may be chance', { pValue: known(0.05), relativeSlopePerYear: known(0.3) }, 'flat'],
    [
      'declining when the year is down more than 10 % and three quarters in a row were',
      { trailingYearChange: known(-0.11), consecutiveNegativeQuarters: 3 },
      'declining',
      ['economics/trailing-year-down'],
    ],
    [
      'growing when the year is up and three quarters were above last year',
      { trailingYearChange: known(0.11), consecutivePositiveQuarters: 3 },
      'growing',
      ['economics/trailing-year-up'],
    ],
    [
      'flat when only two quarters were up',
      { trailingYearChange: known(0.11), consecutivePositiveQuarters: 2 },
      'flat',
    ],
    ['flat when the year is up 10 %', { trailingYearChange: known(0.1), consecutivePositiveQuarters: 4 }, 'flat'],
    ['flat when only two quarters were', { trailingYearChange: known(-0.11), consecutiveNegativeQuarters: 2 }, 'flat'],
    ['flat when the year is down 10 %', { trailingYearChange: known(-0.1), consecutiveNegativeQuarters: 4 }, 'flat'],
    ['declining by the alarm alone', { cusumAlarm: known(true) }, 'declining', ['economics/decline-signal']],
    [
      'declining rather than growing when both speak',
      { pValue: known(0.001), relativeSlopePerYear: known(0.2), cusumAlarm: known(true) },
      'declining',
      ['economics/decline-signal'],
    ],
    [
      'at risk when the alarm confirms another sign of decline',
      { pValue: known(0.001), relativeSlopePerYear: known(-0.2), cusumAlarm: known(true) },
      'at_risk',
      ['economics/trend-down', 'economics/decline-signal'],
    ],
    [
      'at risk when silent for longer than usual',
      { silentMonths: 4, usualGapMonths: known(3.9) },
      'at_risk',
      ['economics/unusual-silence'],
    ],
    ['flat when silent as usual', { silentMonths: 4, usualGapMonths: known(4) }, 'flat'],
    ['flat when silent without a habit', { silentMonths: 4, usualGapMonths: insufficient('economics/x') }, 'flat'],
    [
      'at risk when the year is down more than 50 %',
      { trailingYearChange: known(-0.51) },
      'at_risk',
      ['economics/trailing-year-halved'],
    ],
    ['not at risk when it is down 50 %', { trailingYearChange: known(-0.5) }, 'flat'],
    [
      'at risk rather than growing',
      { pValue: known(0.001), relativeSlopePerYear: known(0.2), silentMonths: 3 },
      'at_risk',
      ['economics/unusual-silence'],
    ],
  ] as const)('is %s', (_, overrides, outlook, reasons: readonly string[] = ['economics/no-clear-trend']) => {
    expect(classifyOne(overrides)).toEqual({ outlook, reasons })
  })

  it('with a short history carries the low-power flag', () => {
    const short = { historyMonths: 12, method: 'mann_kendall', pValue: degraded(0.9, 'economics/low-power') } as const
    expect(classifyOne(short).reasons).toEqual(['economics/no-clear-trend', 'economics/low-power'])
    expect(classifyOutlooks([evidence(short)])[0]?.adjustedPValue).toEqual(degraded(0.9, 'economics/low-power'))
  })

  it('below eight months gets no statement, not even about silence', () => {
    const result = classifyOne({
      historyMonths: 7,
      method: 'none',
      pValue: insufficient('economics/history-too-short'),
      silentMonths: 3,
    })
    expect(result).toEqual({ outlook: 'too_little_history', reasons: ['economics/history-too-short'] })
  })

  it('whose slope cannot be given is not called declining by its trend', () => {
    const refused = { pValue: known(0.001), relativeSlopePerYear: notApplicable('economics/x') }
    expect(classifyOne(refused).outlook).toBe('flat')
  })
})

describe('false-alarm control over the portfolio', () => {
  const doubtful = evidence({ pValue: known(0.03), relativeSlopePerYear: known(-0.2) })

  it('lets a finding stand alone but not among many that found nothing', () => {
    expect(classifyOutlooks([doubtful])[0]?.outlook).toBe('declining')
    const crowd = classifyOutlooks([doubtful, ...Array.from({ length: 9 }, () => evidence())])
    expect(crowd[0]?.outlook).toBe('flat')
    expect(crowd[0]?.adjustedPValue.value).toBeCloseTo(0.3, 12)
  })

  it('counts only accounts that were tested', () => {
    const untested = evidence({ historyMonths: 3, method: 'none', pValue: insufficient('economics/history-too-short') })
    const result = classifyOutlooks([untested, doubtful, untested])
    expect(result.map((each) => each.outlook)).toEqual(['too_little_history', 'declining', 'too_little_history'])
    expect(result[0]?.adjustedPValue.value).toBeNull()
    expect(result[1]?.adjustedPValue).toEqual(known(0.03))
  })

  it('keeps the evidence beside the class, in the order given', () => {
    const portfolio = [evidence({ silentMonths: 9 }), doubtful]
    expect(classifyOutlooks(portfolio).map((each) => each.evidence)).toEqual(portfolio)
    expect(classifyOutlooks([])).toEqual([])
  })
})

describe('whole histories', () => {
  const season = [50, 60, 90, 120, 160, 200, 210, 180, 140, 100, 70, 40]
  const yearly = (rate: number) => [0, 1, 2].flatMap((year) => season.map((level) => level * (1 + rate) ** year))

  it.each([
    ['a seasonal account that grows 15 % a year', yearly(0.15), 'growing'],
    ['a seasonal account that repeats itself', yearly(0), 'flat'],
    ['a seasonal account that loses 8 % a year', yearly(-0.08), 'declining'],
    [
      'an account that stopped half a year ago',
      [...season, ...season, ...season.slice(0, 6), 0, 0, 0, 0, 0, 0],
      'at_risk',
    ],
    ['an account that lost two thirds in a year', yearly(-0.65), 'at_risk'],
    ['a new account', [...Array.from({ length: 30 }, () => 0), 5, 6, 7, 8, 9, 10], 'too_little_history'],
    ['an account that never bought', Array.from({ length: 36 }, () => 0), 'too_little_history'],
  ])('classify %s', (_, monthly, outlook) => {
    expect(classifyOutlooks([assessOutlook(monthly)])[0]?.outlook).toBe(outlook)
  })

  it('of 20,000 accounts are classified within a few seconds', () => {
    const portfolio = Array.from({ length: 20_000 }, (_, account) =>
      Float64Array.from({ length: 36 }, (_, month) => 100 + ((account * 31 + month * 17) % 61)),
    )
    const started = performance.now()
    expect(classifyOutlooks(portfolio.map(assessOutlook))).toHaveLength(20_000)
    expect(performance.now() - started).toBeLessThan(4_000)
  })
})
