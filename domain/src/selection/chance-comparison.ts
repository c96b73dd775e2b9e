import { quantile } from '../economics/index.ts'
import { insufficient, known, notApplicable, seededRandom } from '../kernel/index.ts'
import { BOOTSTRAP_DRAWS, type BootstrapSetting, FEWEST_FOR_INTERVAL } from './bootstrap.ts'
import { INTERVAL_LEVEL } from './intervals.ts'
import {
  groupOutcome,
  type MeasureComparison,
  type OutcomeColumn,
  type OutcomeDifference,
  typicalGrowthOf,
  verdictOn,
} from './outcome-comparison.ts'

/**
 * Would drawing lots have done as well? As many accounts as were picked are drawn from all candidates, again and again.
 * Difference: the picks less the mean of the draws; its interval from the spread of the draws, so that "better" means
 * better than nearly all of them. `others` is what became of all candidates.
 */
export function compareWithChance(
  column: OutcomeColumn,
  groups: { readonly picks: readonly number[]; readonly candidates: readonly number[] },
  setting: BootstrapSetting,
): MeasureComparison {
  const picks = groupOutcome(column, groups.picks)
  const known = groups.candidates.filter(
    (account) => !Number.isNaN(column.before[account]) && !Number.isNaN(column.after[account]),
  )
  const lots = drawLots(column, { known, places: Math.min(picks.accounts, known.length) }, setting)
  const level = setting.level ?? INTERVAL_LEVEL
  const compare = (own: number | null, drawn: Float64Array) =>
    against({ own, lots: drawn, accounts: picks.accounts, level })
  const change = compare(picks.changePerAccount.value, lots.change)
  const growth = compare(picks.growth.value, lots.growth)
  const typicalGrowth = compare(picks.typicalGrowth.value, lots.typicalGrowth)
  return {
    measure: column.measure,
    picks,
    others: groupOutcome(column, groups.candidates),
    change: change.difference,
    growth: growth.difference,
    typicalGrowth: typicalGrowth.difference,
    beats: { change: change.beats, growth: growth.beats, typicalGrowth: typicalGrowth.beats },
  }
}

function drawLots(
  column: OutcomeColumn,
  from: { readonly known: readonly number[]; readonly places: number },
  setting: BootstrapSetting,
): Readonly<Record<'change' | 'growth' | 'typicalGrowth', Float64Array>> {
  const random = seededRandom(setting.seed)
  const urn = Uint32Array.from(from.known)
  const draws = setting.draws ?? BOOTSTRAP_DRAWS
  const change = new Float64Array(draws)
  const growth = new Float64Array(draws)
  const typicalGrowth = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw += 1) {
    let before = 0
    let after = 0
    let typical = 0
    for (let place = 0; place < from.places; place += 1) {
      const other = place + Math.floor(random() * (urn.length - place))
      const account = urn[other] ?? 0
      urn[other] = urn[place] ?? 0
      urn[place] = account
      const start = column.before[account] ?? 0
      const end = column.after[account] ?? 0
      before += start
      after += end
      typical += typicalGrowthOf(start, end)
    }
    change[draw] = (after - before) / from.places
    growth[draw] = before > 0 ? after / before - 1 : Number.NaN
    typicalGrowth[draw] = typical / from.places
  }
  return { change, growth, typicalGrowth }
}

function against(asked: {
  readonly own: number | null
  readonly lots: Float64Array
  readonly accounts: number
  readonly level: number
}): { readonly difference: OutcomeDifference; readonly beats: number | null } {
  const { own, accounts, level } = asked
  const lots = asked.lots.filter(Number.isFinite)
  if (accounts < FEWEST_FOR_INTERVAL) return { difference: unknownFor('too few'), beats: null }
  if (own === null || lots.length === 0) return { difference: unknownFor('undefined'), beats: null }
  const middle = lots.reduce((sum, value) => sum + value, 0) / lots.length
  const difference = known({
    value: own - middle,
    low: own - (quantile(lots, (1 + level) / 2) ?? own),
    high: own - (quantile(lots, (1 - level) / 2) ?? own),
    level,
  })
  const beats = lots.filter((value) => value <= own).length / lots.length
  return { difference: { difference, verdict: verdictOn(difference) }, beats }
}

function unknownFor(why: 'too few' | 'undefined'): OutcomeDifference {
  const code = why === 'too few' ? 'selection/too-few-for-interval' : 'selection/start-not-positive'
  return { difference: why === 'too few' ? insufficient(code) : notApplicable(code), verdict: 'no_conclusion' }
}
