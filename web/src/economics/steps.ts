import type { Step } from '../kit/charts/steps.ts'
import type { AccountEconomics } from './api/economics-queries.ts'
import { text } from './text.ts'

type WaterfallStep = NonNullable<AccountEconomics['waterfall']>[number]

/** Keys cross the wire in either spelling; the words know one. */
function wordKey(key: string): string {
  return key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Below contribution nobody expects a figure unless it is given. */
const BEYOND = new Set(['dedicatedTeam', 'capitalCharge', 'economicProfit'])

/** The word of a step of the waterfall. */
export function waterfallWord(key: string): string {
  return text.steps[wordKey(key)] ?? key
}

/** The word of a step of a bridge. */
export function movementWord(key: string): string {
  return text.movements[wordKey(key)] ?? key
}

/** What the picture can draw and what is not known: an unknown step is told in words, never drawn as zero. */
export function waterfallSteps(waterfall: readonly WaterfallStep[]): { steps: Step[]; unknown: string[] } {
  const steps: Step[] = []
  const unknown: string[] = []
  for (const step of waterfall) {
    const label = waterfallWord(step.key)
    const amount = step.amount === null ? null : Number(step.amount)
    if (amount === null) {
      if (step.status === 'insufficient_data' && !BEYOND.has(wordKey(step.key))) unknown.push(label)
    } else if (step.kind === 'level') {
      steps.push({ id: step.key, label, amount, kind: 'total' })
    } else if (amount !== 0) {
      // A deduction crosses the wire positive when it takes money away.
      steps.push({ id: step.key, label, amount: -amount, kind: 'change' })
    }
  }
  return { steps: withoutEmptyLevels(steps), unknown }
}

/** A level that the next one only repeats (nothing is taken away in between) says nothing of its own. */
function withoutEmptyLevels(steps: readonly Step[]): Step[] {
  return steps.filter((step, index) => {
    const next = steps[index + 1]
    return index === 0 || step.kind !== 'total' || next?.kind !== 'total' || next.amount !== step.amount
  })
}

/** Growth bridge as bars: the ends are totals, everything between them a change; what changed nothing is left out. */
export function bridgeSteps(bridge: readonly { readonly key: string; readonly amount: string }[]): Step[] {
  const ends = new Set(['start', 'end', 'before', 'after'])
  return bridge.flatMap(({ key, amount }): Step[] => {
    const isEnd = ends.has(key)
    const value = Number(amount)
    if (!isEnd && value === 0) return []
    return [{ id: key, label: movementWord(key), amount: value, kind: isEnd ? 'total' : 'change' }]
  })
}
