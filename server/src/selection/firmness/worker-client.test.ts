import { seededRandom } from '@mainstay/domain/kernel'
import { describe, expect, it } from 'vitest'
import { calculateFirmness, type FirmnessTask } from './calculate.ts'
import { calculateInWorker } from './worker-client.ts'

const AS_OF = '2026-11-20'

function aTask(accounts: number, draws: number): FirmnessTask {
  const random = seededRandom(11)
  const keys = ['margin', 'growth', 'fit', 'reach']
  const columns = keys.map((key) => ({
    key,
    points: Float64Array.from({ length: accounts }, () => Math.round(random() * 100)),
    strength: null,
  }))
  const question = {
    matrix: { accounts, columns, gates: null },
    weights: [40, 30, 20, 10],
    minimumConfidence: 0.5,
    places: 10,
  }
  return { question, judged: null, draws, seed: 5 }
}

const goOn = async () => undefined

describe('working it out in a thread of its own', () => {
  it('gives what it would give here, and tells its steps', async () => {
    const task = aTask(300, 400)
    const steps = new Set<string>()
    const here = calculateFirmness(task, (_share, step) => steps.add(step))
    expect(await calculateInWorker(task, goOn)).toEqual(here)
    expect(steps.size).toBe(5)
    expect(here).toMatchObject({ situation: 'contested', ranked: 300, inside: 10 })
  })

  it('hands the judgements over in portions, and forgets them before the next question', async () => {
    const task = aTask(5_000, 100)
    const criterion = {
      key: 'fit',
      name: 'Fit',
      definition: '',
      weight: 20,
      isSizeCriterion: false,
      source: { kind: 'judged' },
      anchors: [1, 2, 3, 4, 5].map((raw) => ({ raw, points: (raw - 1) * 25, sentence: '' })),
    } as const
    const accounts = new Map(
      Array.from({ length: 5_000 }, (_, index) => {
        const judgement = { criterionKey: 'fit', score: 1 + (index % 5), authorId: 'ann', date: AS_OF, comment: null }
        return [index, { accountId: String(index), measures: {}, judgements: [judgement] }] as const
      }),
    )
    const criteriaSet = { criteria: [criterion], gates: [], minimumConfidence: 0.5 }
    const judged = { criteriaSet, asOf: AS_OF, accounts }
    const found = await calculateInWorker({ ...task, judged }, goOn)
    expect(found.withoutRater).toMatchObject([{ key: 'ann', judgedAccounts: 5_000 }])
    const next = await calculateInWorker({ ...task, judged: { ...judged, accounts: new Map() } }, goOn)
    expect(next.withoutRater).toEqual([])
  })

  it('stops where it stands when nobody waits any more, and takes the next question', async () => {
    const started = performance.now()
    const shares: number[] = []
    const stop = async (share: number) => {
      shares.push(share)
      if (share > 0) throw new Error('nobody waits')
    }
    await expect(calculateInWorker(aTask(20_000, 20_000), stop)).rejects.toThrow('nobody waits')
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(Math.max(...shares)).toBeLessThan(0.9)
    expect(await calculateInWorker(aTask(20, 100), goOn)).toMatchObject({ ranked: 20 })
  })

  it('answers several at the same time, each its own', async () => {
    const tasks = [aTask(40, 100), aTask(60, 100), aTask(80, 100)]
    const found = await Promise.all(tasks.map((task) => calculateInWorker(task, goOn)))
    expect(found.map(({ ranked }) => ranked)).toEqual([40, 60, 80])
  })
})
