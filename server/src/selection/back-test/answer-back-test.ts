import {
  type AsOfSet,
  type BackTest,
  type BackTestQuestion,
  backTestSteps,
  compareSets,
  dayOfDate,
  NOTHING_KNOWN,
  type SetComparison,
  type StartingPoint,
} from '@mainstay/domain/selection'
import { today } from '../../platform/area.ts'
import type { RunKind, RunWork } from '../runs/run-kind.ts'
import { weightsOf } from '../scoring/score-book.ts'
import { type GatheredPast, gatherPast, planBackTest } from './gather-past.ts'
import { storedAnswer } from './stored-answer.ts'
import type { BackTestAsk, StoredBackTest } from './stored-back-test.ts'

/** Tests of criteria on the company's own past; every answer is kept, since each is another look at the same past. */
export const BACK_TEST_RUN: RunKind = {
  kind: 'back_test',
  answer: async (work) => {
    const ask = work.question as BackTestAsk
    const plan = await work.area.useCases.read(work.system, (scope) => planBackTest(scope, ask, today(work.area)))
    return workOutBackTest(await gatherPast(work, plan), work.advance)
  },
}

/** Share of the work done once everything is read. */
const GATHERED_SHARE = 0.5

/** Works the answer out; pure but for the pauses in which others get their turn. */
export async function workOutBackTest(gathered: GatheredPast, advance: RunWork['advance']): Promise<StoredBackTest> {
  const { plan } = gathered
  const questions = plan.sets.map((_, index) => questionOf(gathered, index))
  const tests: BackTest[] = []
  for (const question of questions) {
    const before = GATHERED_SHARE + (0.4 * tests.length) / questions.length
    const steps = backTestSteps(question)
    let step = steps.next()
    while (!step.done) {
      await advance(before + (0.4 * step.value) / questions.length, 'comparing')
      step = steps.next()
    }
    tests.push(step.value)
  }
  const sideBySide = await holdSideBySide(questions, advance)
  return storedAnswer(gathered, { tests, sideBySide, questions })
}

/** Measure by measure, so that others get their turn in between. */
async function holdSideBySide(
  [question, other]: readonly BackTestQuestion[],
  advance: RunWork['advance'],
): Promise<SetComparison | null> {
  if (!question || !other) return null
  const whole = compareSets({ ...question, outcomes: question.outcomes.slice(0, 1) }, other.set)
  const measures = [...whole.measures]
  for (const column of question.outcomes.slice(1)) {
    await advance(0.9 + 0.03 * measures.length, 'side_by_side')
    measures.push(...compareSets({ ...question, outcomes: [column] }, other.set).measures)
  }
  return { ...whole, measures }
}

function questionOf(gathered: GatheredPast, index: number): BackTestQuestion {
  const { plan, money, accountIds, chosen } = gathered
  const { ask, past } = plan
  const positionOf = new Map(accountIds.map((id, position) => [id, position]))
  const known = chosen.filter(({ accountId }) => positionOf.has(accountId))
  return {
    asOf: ask.asOf,
    history: past.history,
    set: asOfSet(gathered, index),
    start: startOf(gathered),
    chosen:
      known.length === 0
        ? null
        : {
            accounts: known.flatMap(({ accountId }) => positionOf.get(accountId) ?? []),
            knownOn: known.map(({ knownOn }) => knownOn),
          },
    outcomes: money.outcomes,
    hasLeft: money.hasLeft,
    setsTested: plan.setsTested,
    seed: ask.seed,
  }
}

function asOfSet({ plan, evidence }: GatheredPast, index: number): AsOfSet {
  const content = plan.sets[index]?.content
  const matrix = evidence[index]?.matrix
  if (!content || !matrix) throw new Error('a set was asked for that was not read')
  return {
    matrix,
    weights: weightsOf(content),
    minimumConfidence: content.minimumConfidence,
    places: plan.ask.places,
  }
}

function startOf({ spend, money, knownOn }: GatheredPast): StartingPoint {
  const day = knownOn === null ? NOTHING_KNOWN : dayOfDate(knownOn)
  return { spend, trend: money.trend, knownOn: new Int32Array(spend.length).fill(day) }
}
