import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { startFakeServer } from '../../client/fixtures/fake-server.ts'
import { fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPlanHeader, PLAN_ID } from '../record-fixtures.ts'
import { aCase, aResult, aValuePart, unknown, uuidOf } from '../value/fixtures.ts'

const SECTION = { help: '', audience: 'plan' as const, freshMonths: null, fields: [] }

it('says on the overview in one line what each value case comes to', async () => {
  const lost = aResult({ paybackYears: unknown('plans/not-paid-back') })
  const empty = aResult({ netPresentValue: unknown('plans/no-amounts') })
  const under = (title: string, id: number, expected: ReturnType<typeof aResult>) =>
    aCase({ id: uuidOf(id), title, results: { ...aCase().results, expected } })
  startFakeServer({
    'session.read': () => fakeSession(),
    'plans.readPlan': () =>
      aPlanHeader({ sections: [{ ...SECTION, key: 'value', title: 'Value', part: 'value_cases' as const }] }),
    'plans.readValue': () => aValuePart([aCase(), under('Too dear', 2, lost), under('Begun', 3, empty)]),
  })
  await openPage([plans], `/plans/${PLAN_ID}`)
  const line = async (name: string) =>
    (await screen.findAllByRole('link', { name })).map((link) => link.closest('li')?.textContent ?? '').join(' | ')
  expect((await line('Filling line without stops')).replaceAll('\u00a0', ' ')).toContain(
    'returns 60 %, worth 268 EUR today, paid back after 2.5 years',
  )
  expect(await line('Too dear')).toContain('not paid back')
  expect(await line('Begun')).toContain('no figures yet')
})
