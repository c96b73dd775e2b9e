import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'
import type { Actor } from '../../platform/access/actor.ts'
import { aScoredHouse, type SelectionHouse, type TestFigures } from '../fixtures.ts'
import { reportFirmness, reportScore, reportScores } from './reports.ts'

const FIGURES: Readonly<Record<string, TestFigures | null>> = {
  A: { netRevenue: 900, contributionRate: 0.3, growth: 0.3, productLines: 18, walletBase: 4500 },
  B: { netRevenue: 800, contributionRate: 0.25, growth: 0.02, productLines: 12, walletBase: 900 },
  C: { netRevenue: 700, contributionRate: 0.02, growth: 0.28, productLines: 7, walletBase: 1200 },
  Z: null,
}

let program: TestProgram
let house: SelectionHouse
let lead: Actor
let clerk: Actor

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'reports', FIGURES)
  await program.runJobs()
  lead = await program.actor('reports', house.lead)
  clerk = await program.actor(
    'reports',
    await program.createPerson('reports', { role: 'contributor', seesMargins: false }),
  )
})
afterAll(() => program.stop())

describe('reports of selection for the command line', () => {
  it('give the whole ranking with the points of each criterion by its key', async () => {
    const report = await reportScores(program.program.context, lead)
    expect(report).toMatchObject({ criteriaSet: { number: 1 }, today: '2026-11-20', cut: null })
    expect(report.accounts.map(({ code, rank }) => [code, rank])).toEqual([
      ['A', 1],
      ['C', 2],
      ['B', 3],
      ['Z', null],
    ])
    const [best] = report.accounts
    const points = Object.values(best?.contributions ?? {}).map((part) => part ?? 0)
    expect(points.reduce((sum, part) => sum + part, 0)).toBeCloseTo(best?.score ?? Number.NaN, 9)
    expect(best?.contributions).toHaveProperty('growth')
  })

  it('keep contributions from people who may not see margins', async () => {
    const { accounts } = await reportScores(program.program.context, clerk)
    expect(accounts.flatMap(({ contributions }) => Object.values(contributions)).every((part) => part === null)).toBe(
      true,
    )
  })

  it('explain one account by its code, and know no other', async () => {
    const score = await reportScore(program.program.context, lead, 'B')
    expect(score).toMatchObject({ account: { code: 'B' }, rank: 3, accounts: 4 })
    await expect(reportScore(program.program.context, lead, 'nobody')).rejects.toMatchObject({ code: 'http/not-found' })
  })

  it('ask how firm the list is, wait for the answer, and leave their trace in the audit', async () => {
    const ask = { places: 1, draws: 100, seed: 3, finishJobs: () => program.runJobs() }
    const firmness = await reportFirmness(program.program.context, lead, ask)
    expect(firmness).toMatchObject({
      situation: 'contested',
      places: 1,
      ranked: 3,
      acceptability: { draws: 100, seed: 3 },
    })
    const { rows } = await program.database.superuser.query(
      "select a.after from mainstay.audit_entry a where a.action = 'selection.run'",
    )
    expect(rows).toEqual([{ after: expect.objectContaining({ kind: 'firmness', places: 1 }) }])
  })

  it('say why there is no answer', async () => {
    await program.createWorkspace('empty-house')
    const owner = await program.actor('empty-house', await program.createPerson('empty-house', { role: 'owner' }))
    const ask = { draws: 100, seed: 3, finishJobs: () => program.runJobs() }
    await expect(reportFirmness(program.program.context, owner, ask)).rejects.toMatchObject({
      code: 'selection/no-criteria-set',
    })
  })
})
