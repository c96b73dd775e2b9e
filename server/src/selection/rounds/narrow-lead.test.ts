import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aRoundHouse, FIT, type RoundHouse } from './rounds-harness.ts'

let program: TestProgram
let house: RoundHouse
let narrow: TestPerson

beforeAll(async () => {
  program = await createTestProgram()
  house = await aRoundHouse(program, 'alpha')
  narrow = await program.createPerson('alpha', { role: 'program_lead', visibility: 'unit', unit: 'North' })
  await program.database.superuser.query("update mainstay.account set unit = 'North' where code in ('C', 'D')")
})
afterAll(() => program.stop())

async function candidatesOf(id: string): Promise<string[]> {
  const detail = (await house.send(house.lead, 'GET', `/${id}`)).body
  return detail.candidateList.map(({ code }: { code: string }) => code).sort()
}

describe('a lead who does not see every account', () => {
  it('settles nothing about a hidden candidate, and is not told what others settled', async () => {
    const { id } = await house.open({ codes: ['A', 'C'] })
    await house.give(house.raters[0], id, { A: 5, C: 2 })
    await house.step(id, 'closing')
    const settlement = (code: string) => ({
      accountId: house.idOf(code),
      criterionKey: FIT,
      score: 3,
      note: 'SECRET-WORDS about it',
    })
    expect((await house.send(house.lead, 'POST', `/${id}/settlements`, settlement('A'))).status).toBe(201)
    const refused = await house.send(narrow, 'POST', `/${id}/settlements`, {
      ...settlement('A'),
      note: 'Without sight of it',
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'selection/not-a-candidate'])
    expect(JSON.stringify(refused.body)).not.toContain('SECRET')
    expect((await house.send(narrow, 'POST', `/${id}/settlements`, settlement('C'))).status).toBe(201)
  })

  it('adds to the candidates, and those they do not see stay', async () => {
    const { body } = await house.plan({ codes: ['A', 'B'] })
    const added = await house.send(narrow, 'PATCH', `/${body.id}`, { codes: ['C'], seenVersion: body.version })
    expect([added.status, added.body.candidates]).toEqual([200, 3])
    const replaced = await house.send(narrow, 'PATCH', `/${body.id}`, {
      accountIds: [house.idOf('D')],
      seenVersion: added.body.version,
    })
    expect(replaced.body.candidateList).toMatchObject([{ code: 'D' }])
    expect(await candidatesOf(body.id)).toEqual(['A', 'B', 'D'])
  })
})
