import { screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeReply, refusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { aRanking, commonAnswers } from '../fixtures.ts'
import { selection } from '../index.ts'

const door = 'GET /api/workspaces/acme/selection/decision-book'
const permissions = ['selection:read', 'program:read', 'portfolio:export']
const answers = {
  ...commonAnswers,
  'session.read': () => fakeSession({ workspaces: [anAccess({ permissions })] }),
  'selection.rank': () => aRanking(),
}

it('prints the decision book of the published criteria', async () => {
  URL.createObjectURL = vi.fn(() => 'blob:book')
  URL.revokeObjectURL = vi.fn()
  const asked: string[] = []
  startFakeServer({
    ...answers,
    [door]: ({ query }) => {
      asked.push(query.toString())
      return new FakeReply(200, '%PDF-1.7')
    },
  })
  const { user } = await openPage([selection], '/program/selection')
  await user.click(await screen.findByRole('button', { name: 'Decision book' }))
  await user.click(await screen.findByRole('menuitem', { name: 'To print (PDF)', hidden: true }))
  expect(await screen.findByText('The decision book is ready.')).toBeDefined()
  expect(asked).toEqual(['format=pdf'])
}, 15_000)

it('says what to do when there is no browser to print with, and still offers the workbook', async () => {
  const sentence = 'There is no browser to print the PDF with: install Chromium.'
  startFakeServer({ ...answers, [door]: () => refusal(409, 'print/no-browser', sentence) })
  const { user } = await openPage([selection], '/program/selection')
  await user.click(await screen.findByRole('button', { name: 'Decision book' }))
  const workbook = await screen.findByRole('menuitem', { name: /Workbook/, hidden: true })
  expect(workbook.getAttribute('href')).toBe('/api/workspaces/acme/selection/decision-book?format=xlsx')
  await user.click(await screen.findByRole('menuitem', { name: 'To print (PDF)', hidden: true }))
  expect(await screen.findByText(new RegExp(sentence))).toBeDefined()
}, 15_000)
