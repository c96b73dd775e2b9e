import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { type FakeCall, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { account, proposal, tierA } from '../fixtures.ts'
import { selection } from '../index.ts'
import { ASKER, anOverride, DECIDER, quietHouse, sessionWith } from './fixtures.ts'

const PAGE = '/program/overrides'
const of = (state: string, rows: readonly unknown[]) => (call: FakeCall) =>
  call.input.state === state ? { rows, nextCursor: null, total: rows.length } : { rows: [], nextCursor: null, total: 0 }

it('shows who asks, why and until when, and grants with a note, and a second one where the tier is full', async () => {
  const { calls } = startFakeServer({
    ...quietHouse,
    'selection.listOverrides': of('asked', [anOverride()]),
    'selection.answerOverride': ({ input }) => {
      if (!input.overCapacityReason) throw new FakeRefusal(409, 'selection/tier-full')
      return anOverride({ state: 'granted', fallsBackTo: 'out', currentTier: 'A', version: 2 })
    },
  })
  const { user } = await openPage([selection], PAGE)
  const list = await screen.findByRole('list', { name: 'Asked for' })
  expect(list.textContent).toContain('Their founder opens the southern market.')
  expect(list.textContent).toContain('asked by Rex Region')
  expect(list.textContent).toContain('The scores proposed no tier.')
  await user.click(within(list).getByRole('button', { name: 'Grant' }))
  const dialog = await screen.findByRole('dialog', { name: 'Grant the override for Harbour?', hidden: true })
  const send = () => user.click(within(dialog).getByRole('button', { name: 'Grant', hidden: true }))
  await send()
  expect(within(dialog).getByText('Write at least 10 characters.')).toBeDefined()
  await user.type(within(dialog).getByRole('textbox', { name: 'Your reason', hidden: true }), 'The letter is signed.')
  await send()
  await user.type(
    await within(dialog).findByRole('textbox', { name: 'Why exceed the places?', hidden: true }),
    'One leaves in March.',
  )
  await send()
  expect(await screen.findByText('Granted for Harbour.')).toBeDefined()
  const sent = calls.filter(({ name }) => name === 'selection.answerOverride')
  expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"1"'])
  expect(sent[1]?.input).toMatchObject({ answer: 'grant', note: 'The letter is signed.' })
}, 20_000)

it('says who was faster, and keeps what was written', async () => {
  startFakeServer({
    ...quietHouse,
    'selection.listOverrides': of('asked', [anOverride()]),
    'selection.answerOverride': () => {
      throw new FakeRefusal(409, 'selection/override-already-answered')
    },
  })
  const { user } = await openPage([selection], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Refuse' }))
  const dialog = await screen.findByRole('dialog', { name: 'Refuse the override for Harbour?', hidden: true })
  const note = within(dialog).getByRole('textbox', { name: 'Your reason', hidden: true }) as HTMLTextAreaElement
  await user.type(note, 'It is only a friend.')
  await user.click(within(dialog).getByRole('button', { name: 'Refuse', hidden: true }))
  expect((await within(dialog).findByRole('alert', { hidden: true })).textContent).toContain('already-answered')
  expect(note.value).toBe('It is only a friend.')
}, 20_000)

it('lets the asker withdraw and nothing else, whatever else they may do', async () => {
  const { calls } = startFakeServer({
    ...quietHouse,
    'session.read': () => sessionWith(...DECIDER),
    'selection.listOverrides': of('asked', [anOverride({ isOwn: true })]),
    'selection.endOverride': () => anOverride({ state: 'ended' }),
  })
  const { user } = await openPage([selection], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Withdraw' }))
  expect(screen.queryByRole('button', { name: 'Grant' })).toBeNull()
  const dialog = await screen.findByRole('dialog', { name: 'Withdraw your wish for Harbour?', hidden: true })
  await user.type(within(dialog).getByRole('textbox', { name: 'Your reason', hidden: true }), 'No longer needed.')
  await user.click(within(dialog).getByRole('button', { name: 'Withdraw', hidden: true }))
  expect(await screen.findByText('Withdrawn for Harbour.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.endOverride')?.input).toMatchObject({
    reason: 'No longer needed.',
  })
}, 20_000)

it('shows what is over with both names, and that too few exceptions prove nothing', async () => {
  const refused = anOverride({
    state: 'refused',
    answer: {
      isGranted: false,
      deciderName: 'Lea Lead',
      reason: 'Their numbers do not carry it.',
      decidedOn: '2026-11-21',
    },
  })
  startFakeServer({
    ...quietHouse,
    'session.read': () => sessionWith(...ASKER),
    'selection.listOverrides': of('over', [refused]),
  })
  await openPage([selection], PAGE)
  const over = await screen.findByRole('list', { name: 'Over' })
  expect(over.textContent).toContain('Refused by Lea Lead')
  expect(over.textContent).toContain('Their numbers do not carry it.')
  expect(await screen.findByText('Nobody asks for an exception')).toBeDefined()
  const record = screen.getByRole('region', { name: 'Did exceptions pay?' })
  expect((await within(record).findAllByText('too few to say')).length).toBe(3)
  expect(record.textContent).toContain('Fewer than five accounts on a side prove nothing.')
  expect(record.textContent).toContain('You do not have the right to see margins and costs.')
  const rule = screen.getByRole('checkbox', { name: 'A second person decides about exceptions' }) as HTMLInputElement
  expect([rule.checked, rule.disabled]).toEqual([true, true])
}, 20_000)

it('changes the house rule for those who publish the program', async () => {
  const { calls } = startFakeServer({
    ...quietHouse,
    'selection.changeExceptionPolicy': () => ({ needsSecondPerson: false, deciders: 2, version: 1 }),
  })
  const { user } = await openPage([selection], PAGE)
  await user.click(await screen.findByRole('checkbox', { name: 'A second person decides about exceptions' }))
  expect(await screen.findByText('The rule is changed.')).toBeDefined()
  const sent = calls.find(({ name }) => name === 'selection.changeExceptionPolicy')
  expect(sent?.input).toMatchObject({ needsSecondPerson: false })
  expect(sent?.ifMatch).toBe('"0"')
}, 20_000)

it('leads from a decision against the scores to asking for it', async () => {
  const { calls } = startFakeServer({
    ...quietHouse,
    'selection.listProposals': () => ({ rows: [proposal], nextCursor: null, total: 1 }),
    'selection.listDecisions': () => ({ rows: [], nextCursor: null, total: 0 }),
    'selection.readTiers': () => ({ tiers: [{ ...tierA, accounts: 0 }] }),
    'selection.suggest': () => ({ reasons: ['Growth carries it.'] }),
    'selection.decide': () => {
      throw new FakeRefusal(409, 'selection/exception-needs-override')
    },
    'selection.askOverride': () => anOverride({ isOwn: true }),
  })
  const { user } = await openPage([selection], '/program/tiers')
  await user.click(await screen.findByRole('checkbox', { name: 'Select Harbour' }))
  await user.click(screen.getByRole('button', { name: 'Decide' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  const reason = await within(dialog).findByRole('textbox', { name: 'Reason', hidden: true })
  await user.clear(reason)
  await user.type(reason, 'Their founder opens the south.')
  await user.click(within(dialog).getByRole('button', { name: 'Decide', hidden: true }))
  await user.click(await within(dialog).findByRole('button', { name: 'Ask for an override', hidden: true }))
  const why = within(dialog).getByRole('textbox', { name: 'Why, against the scores?', hidden: true })
  expect((why as HTMLTextAreaElement).value).toBe('Their founder opens the south.')
  await user.click(within(dialog).getByRole('button', { name: 'Ask', hidden: true }))
  expect(await screen.findByText('Your wish for Harbour waits for somebody to decide.')).toBeDefined()
  const sent = calls.find(({ name }) => name === 'selection.askOverride')
  expect(sent?.input).toMatchObject({ accountId: '7', tier: 'A', reason: 'Their founder opens the south.' })
  expect(String(sent?.input.expiresOn)).toMatch(/^\d{4}-\d{2}-\d{2}$/)
}, 20_000)

it('marks every account that stands somewhere against the scores', async () => {
  startFakeServer({
    ...quietHouse,
    'selection.listProposals': () => ({
      rows: [
        { ...proposal, tier: 'A', proposedTier: 'out', exception: { kind: 'override', expiresOn: '2027-06-30' } },
        { ...proposal, account: account(9, 'Lakeside'), exception: { kind: 'against_scores', expiresOn: null } },
      ],
      nextCursor: null,
      total: 2,
    }),
    'selection.listDecisions': () => ({ rows: [], nextCursor: null, total: 0 }),
  })
  await openPage([selection], '/program/tiers')
  expect(await screen.findByText(/override until .*2027/)).toBeDefined()
  expect(screen.getByText('against the scores')).toBeDefined()
}, 20_000)
