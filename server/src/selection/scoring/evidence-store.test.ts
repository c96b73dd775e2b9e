import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'
import { systemActorOf } from '../../platform/area.ts'
import { findPublishedSet } from '../../program/index.ts'
import { aScoredHouse } from '../fixtures.ts'
import { findDefaultFigures, loadEvidence } from './evidence-store.ts'

let program: TestProgram

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program.stop())

async function judge(
  place: { readonly workspaceId: number; readonly accountId: string; readonly criterion: string },
  given: { readonly score: number; readonly by: string; readonly on: string; readonly settles?: boolean },
): Promise<void> {
  await program.database.superuser.query(
    `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on, is_settlement)
     values ($1, $2, $3, $4, $5, $5, $6, $7)`,
    [place.workspaceId, place.accountId, place.criterion, given.score, given.by, given.on, given.settles ?? false],
  )
}

async function evidenceOf(workspaceId: number, accountId: string, knownBy?: string) {
  const system = await systemActorOf(program.database.pool, workspaceId)
  return program.program.useCases.read(system, async (scope) => {
    const set = await findPublishedSet(scope)
    const figures = await findDefaultFigures(scope)
    if (!set || !figures) throw new Error('the house has neither criteria nor figures')
    const [found] = await loadEvidence(scope, set.content, {
      today: knownBy ?? '2026-11-20',
      accountIds: [accountId],
      ...(knownBy ? { knownBy: { day: knownBy, figures: { ...figures, knownOn: null } } } : {}),
    })
    if (!found) throw new Error('no such candidate')
    const judged = set.content.criteria.find(({ source }) => source.kind === 'judged')
    return { ...found, criterion: judged?.key ?? '' }
  })
}

async function aHouse(slug: string) {
  const house = await aScoredHouse(program, slug, { A1: { netRevenue: 100, walletBase: 400, growth: 0.1 } })
  const accountId = house.accounts.get('A1') ?? ''
  const { criterion } = await evidenceOf(house.workspaceId, accountId)
  return { workspaceId: house.workspaceId, accountId, criterion }
}

describe('the evidence of an account', () => {
  it('takes a settled judgement in place of all before it, and counts those after it beside it', async () => {
    const place = await aHouse('settled')
    await judge(place, { score: 1, by: 'anna', on: '2026-01-10' })
    await judge(place, { score: 5, by: 'bert', on: '2026-01-10' })
    await judge(place, { score: 3, by: 'round', on: '2026-02-01', settles: true })
    const settled = await evidenceOf(place.workspaceId, place.accountId)
    expect(settled.evidence.judgements.map(({ score }) => score)).toEqual([3])
    await judge(place, { score: 4, by: 'anna', on: '2026-03-01' })
    const later = await evidenceOf(place.workspaceId, place.accountId)
    expect(later.evidence.judgements.map(({ score }) => score)).toEqual([3, 4])
  })

  it('as known by a day leaves out scores given later, also a settlement of later', async () => {
    const place = await aHouse('known-by')
    await judge(place, { score: 2, by: 'anna', on: '2026-01-10' })
    await judge(place, { score: 5, by: 'bert', on: '2026-06-10' })
    await judge(place, { score: 4, by: 'round', on: '2026-07-01', settles: true })
    const scoresBy = async (day: string) =>
      (await evidenceOf(place.workspaceId, place.accountId, day)).evidence.judgements.map(({ score }) => score)
    expect(await scoresBy('2026-01-09')).toEqual([])
    expect(await scoresBy('2026-01-10')).toEqual([2])
    expect(await scoresBy('2026-06-30')).toEqual([2, 5])
    expect(await scoresBy('2026-07-01')).toEqual([4])
  })

  it('as known by a day leaves out a wallet that was estimated later', async () => {
    const place = await aHouse('wallet-later')
    const estimate = (year: number, on: string) =>
      program.database.superuser.query(
        `insert into mainstay.wallet_estimate (workspace_id, account_id, year, base, currency, estimated_on) values ($1, $2, $3, 400, 'USD', $4)`,
        [place.workspaceId, place.accountId, year, on],
      )
    await estimate(2025, '2026-05-01')
    expect((await evidenceOf(place.workspaceId, place.accountId, '2026-04-30')).walletEstimatedOn).toBeNull()
    expect((await evidenceOf(place.workspaceId, place.accountId, '2026-05-01')).walletEstimatedOn).toBe('2026-05-01')
    // One for a later year takes its place only once it has been made.
    await estimate(2026, '2026-07-01')
    expect((await evidenceOf(place.workspaceId, place.accountId, '2026-06-30')).walletKnownOn).toBe('2026-05-01')
    expect((await evidenceOf(place.workspaceId, place.accountId, '2026-07-01')).walletKnownOn).toBe('2026-07-01')
  })
})
