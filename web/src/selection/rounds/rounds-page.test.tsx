import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { commonAnswers } from '../fixtures.ts'
import { selection } from '../index.ts'
import { aDetail, aRound, aSheet, harbour, lakeside, ROUND_ID, resultRow, someResults } from './fixtures.ts'

const ADDRESS = `/program/rounds/${ROUND_ID}`
const REVISION = '00000000-0000-4000-8000-000000000002'
const rater = () =>
  fakeSession({ workspaces: [anAccess({ role: 'contributor', permissions: ['selection:read', 'selection:judge'] })] })

type Cell = {
  accountId: string
  criterionKey: string
  answer: number | null
  comment: string | null
  seen: string | null
}

/** Takes every answer, and says which were sent. */
function takeAnswers(sent: Cell[]) {
  return ({ input }: { input: Readonly<Record<string, unknown>> }) => {
    const cells = input.cells as Cell[]
    sent.push(...cells)
    return {
      saved: cells.map(({ accountId, criterionKey }) => ({ accountId, criterionKey, revision: REVISION })),
      due: 4,
      done: 2,
    }
  }
}

const closedRound = {
  'selection.readRound': () => aDetail({ status: 'closed', own: null }),
  'selection.readRoundResults': () => someResults(),
  'selection.listRoundResults': () => ({ rows: [resultRow], nextCursor: null, total: 1 }),
  'selection.readRoundInfluence': () => ({ raters: [] }),
}

describe('the list of rounds', () => {
  it('says what a round is for while there is none, and offers to plan one to those who may', async () => {
    startFakeServer({ ...commonAnswers, 'selection.listRounds': () => ({ rows: [], nextCursor: null, total: 0 }) })
    const { user } = await openPage([selection], '/program/rounds')
    expect(await screen.findByText('No scoring round yet')).toBeDefined()
    await user.click(screen.getAllByRole('button', { name: 'Plan a round' })[0] as HTMLElement)
    expect(await screen.findByRole('textbox', { name: 'Name', hidden: true })).toBeDefined()
  })

  it('puts what waits for the reader first, and offers no planning to a rater', async () => {
    startFakeServer({
      ...commonAnswers,
      'session.read': rater,
      'selection.listRounds': () => ({
        rows: [
          aRound(),
          aRound({ id: '1c2f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d22', name: 'Last year', status: 'reconciled' }),
        ],
        nextCursor: null,
        total: 2,
      }),
    })
    await openPage([selection], '/program/rounds')
    const waiting = await screen.findByRole('region', { name: 'Waiting for your scores' })
    expect(within(waiting).getByText(/3 answers open · 8 days left/)).toBeDefined()
    expect(within(waiting).queryByText('Last year')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Plan a round' })).toBeNull()
  })
})

describe('scoring', () => {
  it('works by keyboard: figures score, arrows move, Delete clears, Ctrl Z takes back', async () => {
    const sent: Cell[] = []
    startFakeServer({
      ...commonAnswers,
      'session.read': rater,
      'selection.readRound': () => aDetail({ mayLead: false }),
      'selection.readSheet': () => aSheet(),
      'selection.saveScores': takeAnswers(sent),
    })
    const { user } = await openPage([selection], ADDRESS)
    const table = await screen.findByRole('table', { name: 'Your scores' })
    within(table).getByRole('button', { name: 'Strategic fit, Harbour: 4' }).focus()
    await user.keyboard('2{ArrowRight}-{ArrowDown}5')
    expect(within(table).getByRole('button', { name: 'Strategic fit, Harbour: 2' })).toBeDefined()
    expect(within(table).getByRole('button', { name: 'Access, Harbour: no basis to judge' })).toBeDefined()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Access, Lakeside: 5')
    await user.keyboard('{Delete}')
    expect(within(table).getByRole('button', { name: 'Access, Lakeside: no answer' })).toBeDefined()
    await user.keyboard('{Control>}z{/Control}')
    expect(within(table).getByRole('button', { name: 'Access, Lakeside: 5' })).toBeDefined()
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ accountId: lakeside.id, answer: 5 }))
    expect(sent[0]).toMatchObject({ accountId: harbour.id, criterionKey: 'fit', answer: 2, seen: expect.any(String) })
    expect(await screen.findByText('Saved')).toBeDefined()
  }, 20_000)

  it('shows the anchors and the evidence of the focused cell, and keeps a comment with its answer', async () => {
    const sent: Cell[] = []
    startFakeServer({
      ...commonAnswers,
      'session.read': rater,
      'selection.readRound': () => aDetail({ mayLead: false }),
      'selection.readSheet': () => aSheet(),
      'selection.saveScores': takeAnswers(sent),
    })
    const { user } = await openPage([selection], ADDRESS)
    const table = await screen.findByRole('table', { name: 'Your scores' })
    await user.click(within(table).getByRole('button', { name: 'Strategic fit, Harbour: 4' }))
    const aside = screen.getByRole('complementary', { name: 'Harbour' })
    expect(within(aside).getByRole('button', { name: '4 · Much' }).getAttribute('aria-pressed')).toBe('true')
    expect(within(aside).getByText(/12\.0\s?%/)).toBeDefined()
    await user.keyboard('{Enter}')
    await user.keyboard('Met the buyer{Escape}')
    await waitFor(() => expect(sent).toMatchObject([{ answer: 4, comment: 'Met the buyer' }]))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Strategic fit, Harbour: 4, with comment')
    await user.click(within(table).getByRole('button', { name: 'Access, Lakeside: no answer' }))
    const other = screen.getByRole('complementary', { name: 'Lakeside' })
    expect(within(other).queryByRole('link')).toBeNull()
  }, 20_000)

  it('keeps what could not be saved, says so, and saves it when asked again', async () => {
    const sent: Cell[] = []
    let isDown = true
    const take = takeAnswers(sent)
    startFakeServer({
      ...commonAnswers,
      'session.read': rater,
      'selection.readRound': () => aDetail({ mayLead: false }),
      'selection.readSheet': () => aSheet(),
      'selection.saveScores': (call) => {
        if (isDown) throw new FakeRefusal(503, 'http/database-unavailable')
        return take(call)
      },
    })
    const { user } = await openPage([selection], ADDRESS)
    const table = await screen.findByRole('table', { name: 'Your scores' })
    within(table).getByRole('button', { name: 'Access, Harbour: no answer' }).focus()
    await user.keyboard('3')
    expect(await screen.findByText(/Not saved/)).toBeDefined()
    expect(within(table).getByRole('button', { name: 'Access, Harbour: 3' })).toBeDefined()
    isDown = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(sent).toMatchObject([{ answer: 3 }]))
  }, 20_000)

  it('shows what is wrong with an uploaded sheet by row and column, and offers nothing to save', async () => {
    startFakeServer({
      ...commonAnswers,
      'session.read': rater,
      'selection.readRound': () => aDetail({ mayLead: false }),
      'selection.readSheet': () => aSheet(),
      'PUT /api/workspaces/acme/selection/rounds/*/sheet/preview': () => ({
        status: 200,
        body: {
          faults: [{ row: 3, column: 2, code: 'x', message: '"good" is no answer.' }],
          faultCount: 1,
          changes: [],
          unchanged: 3,
        },
      }),
    })
    const { user } = await openPage([selection], ADDRESS)
    await screen.findByRole('table', { name: 'Your scores' })
    await user.click(screen.getByRole('button', { name: 'Upload a filled sheet' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    const input = within(dialog).getByLabelText('Choose a file')
    await user.upload(input, new File(['{}'], 'sheet.csv'))
    expect(await within(dialog).findByText('Row 3, column 2:')).toBeDefined()
    const save = within(dialog).getByRole('button', { name: 'Save these answers', hidden: true })
    expect((save as HTMLButtonElement).disabled).toBe(true)
  }, 20_000)
})

describe('leading a round', () => {
  it('shows counts only while it is open, and closes it', async () => {
    let status: 'open' | 'closed' = 'open'
    const { calls } = startFakeServer({
      ...commonAnswers,
      ...closedRound,
      'selection.readRound': () => aDetail({ own: null, status }),
      'selection.closeRound': () => {
        status = 'closed'
        return aDetail({ own: null, status })
      },
    })
    const { user } = await openPage([selection], ADDRESS)
    expect(await screen.findByText(/You see counts only/)).toBeDefined()
    expect(screen.getByText('1 of 4')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Close the round' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    expect(within(dialog).getByText(/5 answers are still missing/)).toBeDefined()
    await user.click(within(dialog).getByRole('button', { name: 'Close the round', hidden: true }))
    expect(await screen.findByText('Do the raters agree?')).toBeDefined()
    expect(calls.find(({ name }) => name === 'selection.closeRound')?.ifMatch).toBe('"3"')
  }, 20_000)

  it('sends low agreement to the anchors with the words of both ends, and puts what crosses the cut first', async () => {
    startFakeServer({ ...commonAnswers, ...closedRound })
    await openPage([selection], ADDRESS)
    expect(await screen.findByText('Strategic fit: discuss the anchors')).toBeDefined()
    expect(screen.getByText(/They pay late/)).toBeDefined()
    const matters = screen.getByRole('region', { name: 'Disagreements that matter' })
    expect(within(matters).getByText('crosses the cut')).toBeDefined()
    expect(within(matters).getByText(/3 to 14/)).toBeDefined()
    expect(screen.getByText('Too few accounts in common to take severity out.')).toBeDefined()
  }, 20_000)

  it('settles with a note; whoever was faster is read first, and nothing typed is lost', async () => {
    const sent: Readonly<Record<string, unknown>>[] = []
    startFakeServer({
      ...commonAnswers,
      ...closedRound,
      'selection.settleScore': ({ input }) => {
        sent.push(input)
        if (input.replaces === null) {
          throw new FakeRefusal(409, 'selection/settled-meanwhile', {
            facts: { id: '41', by: 'Olga Owner', at: null, score: 2, note: 'I have spoken to both of them.' },
          })
        }
        return {
          id: '42',
          score: 4,
          note: String(input.note),
          byName: 'Ann Bell',
          at: '2026-12-01T10:00:00Z',
          isTakenOver: false,
        }
      },
    })
    const { user } = await openPage([selection], ADDRESS)
    await user.click(await screen.findByRole('button', { name: 'Settle: Harbour, Strategic fit' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    await user.click(await within(dialog).findByRole('radio', { name: '4 · Much', hidden: true }))
    const note = within(dialog).getByRole('textbox', { name: 'Why', hidden: true }) as HTMLTextAreaElement
    await user.type(note, 'short')
    await user.click(within(dialog).getByRole('button', { name: 'Settle', hidden: true }))
    expect(within(dialog).getByText('Write at least 10 characters.')).toBeDefined()
    await user.type(note, ' but longer now')
    await user.click(within(dialog).getByRole('button', { name: 'Settle', hidden: true }))
    expect(await within(dialog).findByText('Olga Owner has settled this meanwhile on 2')).toBeDefined()
    expect(within(dialog).getByText('I have spoken to both of them.')).toBeDefined()
    expect(note.value).toBe('short but longer now')
    await user.click(within(dialog).getByRole('button', { name: 'Settle anew', hidden: true }))
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent[1]).toMatchObject({ accountId: harbour.id, criterionKey: 'fit', score: 4, replaces: '41' })
  }, 20_000)

  it('asks why results stay open before it takes a round over', async () => {
    const { calls } = startFakeServer({
      ...commonAnswers,
      ...closedRound,
      'selection.takeRoundOver': () => ({ judgements: 6, settled: 0, openResults: 1, version: 4 }),
    })
    const { user } = await openPage([selection], ADDRESS)
    await user.click(await screen.findByRole('button', { name: 'Take over into the scores' }))
    const dialog = await screen.findByRole('dialog', { hidden: true })
    const confirm = within(dialog).getByRole('button', { name: 'Take over', hidden: true }) as HTMLButtonElement
    expect(confirm.disabled).toBe(true)
    await user.type(
      within(dialog).getByRole('textbox', { name: 'Why they stay open', hidden: true }),
      'Harbour is being sold.',
    )
    await user.click(confirm)
    await waitFor(() =>
      expect(calls.find(({ name }) => name === 'selection.takeRoundOver')?.input).toMatchObject({
        openReason: 'Harbour is being sold.',
      }),
    )
  }, 20_000)

  it('lists what keeps a planned round from opening, by name', async () => {
    startFakeServer({
      ...commonAnswers,
      'workspace.listMembers': () => ({ rows: [], nextCursor: null, total: 0 }),
      'selection.readRound': () =>
        aDetail({
          status: 'planned',
          own: null,
          faults: [
            { path: 'raters.1', code: 'a', message: 'No criterion is scored by the function of this person.' },
            { path: 'deadline', code: 'b', message: 'The deadline lies in the past.' },
          ],
          cautions: [{ path: 'criteria.access', code: 'c', message: 'Only one person scores this criterion.' }],
        }),
      'program.readCriteriaSet': () => ({}),
    })
    await openPage([selection], ADDRESS)
    expect(await screen.findByText('Fay Finance: No criterion is scored by the function of this person.')).toBeDefined()
    expect(screen.getByText('The deadline lies in the past.')).toBeDefined()
    expect(screen.getByText('Access: Only one person scores this criterion.')).toBeDefined()
    expect((screen.getByRole('button', { name: 'Open the round' }) as HTMLButtonElement).disabled).toBe(true)
  }, 20_000)
})
