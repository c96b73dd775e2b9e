import 'fake-indexeddb/auto'
import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeCall, type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { anAction, myAction, quiet } from '../actions/fixtures.ts'
import type { MyAction, PlanAction } from '../actions/types.ts'
import { plans } from '../index.ts'
import type { Deed } from './deeds.ts'
import { forgetDevice } from './forget-device.ts'
import { emptyOutbox, keepDeed, waitingElsewhere, waitingOf } from './outbox.ts'

const SENDER = { workspace: 'acme', personId: 'p1' }
const PLAN = myAction(1).planId
const page = (rows: readonly MyAction[]) => ({ rows, nextCursor: null, total: rows.length })

/** One action on a server that can be cut off; every change moves its version on. */
function actionServer(more: Readonly<Record<string, FakeHandler>> = {}) {
  const line = { isDown: false, isLost: false }
  let action: PlanAction = anAction(1, { title: 'Visit the plant', version: 3 })
  const answers = new Map<string, PlanAction>()
  /** As the real one: the same key again is answered again, another version is refused. */
  const change = (call: FakeCall, changes: Partial<PlanAction>): PlanAction => {
    if (line.isDown) throw new TypeError('Failed to fetch')
    const key = call.headers.get('idempotency-key') ?? ''
    const before = answers.get(key)
    if (before) return before
    if (call.ifMatch !== `"${action.version}"`) throw new FakeRefusal(412, 'http/version-stale')
    action = { ...action, ...changes, version: action.version + 1 }
    answers.set(key, action)
    if (line.isLost) {
      line.isLost = false
      throw new TypeError('Failed to fetch')
    }
    return action
  }
  const server = startFakeServer({
    ...quiet,
    'plans.listMyWork': () => page([{ ...myAction(1), ...action }]),
    'plans.readAction': () => action,
    'plans.moveAction': (call) => change(call, { state: call.input.state as PlanAction['state'] }),
    'plans.changeAction': (call) => change(call, { dueOn: String(call.input.dueOn) }),
    ...more,
  })
  const others = (changes: Partial<PlanAction>) => {
    action = { ...action, ...changes, version: action.version + 1 }
  }
  return { line, server, others, now: () => action }
}

const move = (state: PlanAction['state'], id = anAction(1).id): Deed => ({
  route: 'moveAction',
  input: { planId: PLAN, id, state },
  version: 3,
  label: `Visit the plant: ${state}`,
})
const due = (dueOn: string): Deed => ({
  route: 'changeAction',
  input: { planId: PLAN, id: anAction(1).id, dueOn },
  version: 3,
  label: `Changed: ${dueOn}`,
})
const keep = (deed: Deed, key: string, wasTried = false) =>
  keepDeed(SENDER, { deed, key, version: deed.version, wasTried, before: {} })
const outcomes = async () => (await waitingOf(SENDER)).map(({ outcome }) => outcome.kind)

beforeEach(async () => {
  window.history.replaceState(null, '', '/w/acme')
  await forgetDevice(SENDER.personId)
  notifications.clean()
})

describe('changes that wait', () => {
  it('go in their order, the second of the same thing over what the first has made of it', async () => {
    const { now, server } = actionServer()
    await keep(move('in_progress'), 'a', true)
    await keep(due('2026-12-01'), 'b')
    await keep(move('done'), 'c')
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 3, isStuck: false })
    expect(now()).toMatchObject({ state: 'done', dueOn: '2026-12-01', version: 6 })
    expect(server.calls.map(({ ifMatch }) => ifMatch)).toEqual(['"3"', '"4"', '"5"'])
    expect(await waitingOf(SENDER)).toEqual([])
  })

  it('are executed once, though the answer to the first sending was lost', async () => {
    const { line, now } = actionServer()
    await keep(move('done'), 'a')
    line.isLost = true
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 0, isStuck: true })
    expect(now().version).toBe(4)
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 1, isStuck: false })
    expect(now()).toMatchObject({ state: 'done', version: 4 })
  })

  it('stay while the line is down', async () => {
    const { line } = actionServer()
    line.isDown = true
    await keep(move('done'), 'a')
    expect(await emptyOutbox(SENDER)).toEqual({ sent: 0, isStuck: true })
    expect(await outcomes()).toEqual(['waiting'])
  })

  it('are never laid over what somebody else has changed, and hold back only what builds on them', async () => {
    const { others, now } = actionServer({
      'plans.addSwotItem': () => {
        throw new FakeRefusal(422, 'plans/swot-full')
      },
    })
    others({ title: 'Visit both plants' })
    await keep(move('done'), 'a')
    await keep(due('2026-12-01'), 'b')
    const blank = { evidence: '', evidenceOn: null, saidBy: '', impact: null, confidence: null }
    await keep(
      {
        route: 'addSwotItem',
        input: { planId: PLAN, viewpoint: 'customer', kind: 'threat', text: 'A rival', ...blank },
        version: null,
        label: 'A rival',
      },
      'c',
    )
    await emptyOutbox(SENDER)
    expect(await outcomes()).toEqual(['conflict', 'waiting', 'refused'])
    expect(now()).toMatchObject({ title: 'Visit both plants', state: 'planned', version: 4 })
  })

  it('belong to one person in one workspace, and are gone when they sign out', async () => {
    await keep(move('done'), 'a')
    const other = { ...SENDER, personId: 'p2' }
    const elsewhere = { ...SENDER, workspace: 'globex' }
    expect(await waitingOf(other)).toEqual([])
    expect(await waitingOf(elsewhere)).toEqual([])
    for (const sender of [other, elsewhere]) {
      await keepDeed(sender, { deed: move('done'), key: 'b', version: 3, wasTried: false, before: {} })
    }
    expect(await waitingElsewhere(SENDER)).toBe(1)
    await forgetDevice(SENDER.personId)
    expect(await waitingOf(SENDER)).toEqual([])
    expect(await waitingOf(elsewhere)).toEqual([])
    expect(await waitingOf(other)).toHaveLength(1)
    await forgetDevice(other.personId)
    expect(await waitingOf(other)).toEqual([])
  })
})

describe('on the page', () => {
  const tick = () => screen.findByRole('button', { name: 'Mark Visit the plant as done' })
  const waiting = () => screen.findByRole('region', { name: 'Kept for later' })

  it('something ticked off without a network shows as done, waits in the list, and is sent when it is back', async () => {
    const { line, now } = actionServer()
    const { user } = await openPage([plans], '/work')
    const box = await tick()
    line.isDown = true
    await user.click(box)
    const list = await waiting()
    expect(list.textContent).toContain('1 change waits for the network')
    expect(list.textContent).toContain('Visit the plant: done')
    await screen.findByRole('button', { name: 'Open Visit the plant again' })
    expect(screen.queryByText('It was not moved')).toBeNull()
    line.isDown = false
    await user.click(within(list).getByRole('button', { name: 'Try now' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Kept for later' })).toBeNull())
    expect(now().state).toBe('done')
  }, 20_000)

  it('what waits can be dropped, and shows as before', async () => {
    const { line, now } = actionServer()
    const { user } = await openPage([plans], '/work')
    const box = await tick()
    line.isDown = true
    await user.click(box)
    await user.click(within(await waiting()).getByRole('button', { name: 'Drop: Visit the plant: done' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Kept for later' })).toBeNull())
    await tick()
    expect(now().version).toBe(3)
  }, 20_000)

  it('what somebody else was faster with stands side by side; mine is sent over theirs only when I say so', async () => {
    const { line, others, now } = actionServer()
    const { user } = await openPage([plans], '/work')
    const box = await tick()
    line.isDown = true
    await user.click(box)
    const list = await waiting()
    line.isDown = false
    others({ state: 'blocked', stateReason: 'No answer' })
    await user.click(within(list).getByRole('button', { name: 'Try now' }))
    await user.click(await screen.findByRole('button', { name: 'Compare: Visit the plant: done' }))
    const state = await screen.findByLabelText('State')
    expect(state.textContent).toContain('done')
    expect(state.textContent).toContain('blocked')
    expect(now().version).toBe(4)
    await user.click(screen.getByRole('button', { name: 'Keep mine' }))
    await waitFor(() => expect(now()).toMatchObject({ state: 'done', version: 5 }))
  }, 20_000)

  it('nothing is kept for who may only read', async () => {
    const reader = fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read'] })] })
    actionServer({ 'session.read': () => aSession(reader) })
    await openPage([plans], '/work')
    await screen.findByText('Visit the plant')
    expect(screen.queryByRole('region', { name: 'Kept for later' })).toBeNull()
  }, 20_000)
})
