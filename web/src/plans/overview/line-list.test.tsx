import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { startFakeServer } from '../../client/fixtures/fake-server.ts'
import { fakeSession } from '../../client/fixtures/sessions.ts'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { LineList } from './line-list.tsx'
import type { OverviewLine } from './plan-facts.ts'

const lines = Array.from({ length: 9 }, (_, index) => ({
  ...{ key: String(index), part: 'actions', title: `Action ${index}`, remarks: [], tone: 'neutral', day: null },
  dayWord: '',
})) as OverviewLine[]

const area: AreaModule = {
  id: 'lines',
  navigation: [],
  routes: [
    {
      path: '/lines',
      load: async () => () => <LineList title="To do" planId="p" lines={lines} sources={[]} otherwise="Nothing." />,
    },
  ],
  commands: [],
}

it('shows what is first, and the rest on demand', async () => {
  startFakeServer({ 'session.read': () => fakeSession() })
  const { user } = await openPage([area], '/lines')
  const more = await screen.findByRole('button', { name: '2 more' })
  expect(screen.queryByText('Action 8')).toBeNull()
  await user.click(more)
  expect(screen.getByText('Action 8')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Show fewer' }))
  expect(screen.queryByText('Action 8')).toBeNull()
})
