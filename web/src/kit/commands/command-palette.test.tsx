import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Command, registerCommands, registerSearchProvider } from './command-registry.ts'
import { PaletteRoot } from './palette-root.tsx'

const decide = vi.fn<() => void>()
const COMMANDS: readonly Command[] = [
  { id: 'decide', label: 'Decide the tier', keywords: ['promote'], run: decide },
  { id: 'views', label: 'Save this view', run: () => {} },
]

let removals: (() => void)[] = []
const find = (search: (query: string, signal: AbortSignal) => Promise<readonly Command[]>) =>
  removals.push(registerSearchProvider({ id: 'accounts', group: 'Accounts', search }))

beforeEach(() => {
  decide.mockClear()
  removals = [registerCommands(COMMANDS)]
})
afterEach(() => {
  for (const remove of removals) remove()
})

async function open() {
  const user = userEvent.setup()
  render(
    <MantineProvider env="test">
      <PaletteRoot />
    </MantineProvider>,
  )
  await user.keyboard('{Control>}k{/Control}')
  return { user, field: await screen.findByPlaceholderText('Search or do anything', {}, { timeout: 8_000 }) }
}

describe('the palette', { timeout: 20_000 }, () => {
  it('does by keyboard alone what its words, in any order, lead to', async () => {
    const { user, field } = await open()
    await user.type(field, 'tier promote')
    expect(screen.queryByText('Save this view')).toBeNull()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(decide).toHaveBeenCalledTimes(1)
  })

  it('asks for accounts once two letters are typed, and not before', async () => {
    const queries: string[] = []
    find(async (query) => {
      queries.push(query)
      return [{ id: 'a7', label: 'Harbour Ltd' }]
    })
    const { user, field } = await open()
    await user.type(field, 'h')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(queries).toEqual([])
    await user.type(field, 'ar')
    expect(await screen.findByText('Harbour Ltd')).toBeDefined()
    expect(queries).toEqual(['har'])
  })

  it('opens with Enter alone the only account found, though no command matched before it came', async () => {
    const run = vi.fn<() => void>()
    find(async () => [{ id: 'a7', label: 'Harbour Ltd', run }])
    const { user, field } = await open()
    await user.type(field, 'harb')
    await screen.findByText('Harbour Ltd')
    await user.keyboard('{Enter}')
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('says so when the search does not answer, and still offers its commands', async () => {
    find(async () => {
      throw new Error('no connection')
    })
    const { user, field } = await open()
    await user.type(field, 'tier')
    expect(await screen.findByText('The search did not answer.')).toBeDefined()
    expect(screen.getByText('Decide the tier')).toBeDefined()
  })

  it('never lets an older answer overtake a newer one', async () => {
    const late = Promise.withResolvers<readonly Command[]>()
    find((query) => (query === 'ha' ? late.promise : Promise.resolve([{ id: 'new', label: 'Newer answer' }])))
    const { user, field } = await open()
    await user.type(field, 'ha')
    await new Promise((resolve) => setTimeout(resolve, 200))
    await user.type(field, 'rbour')
    expect(await screen.findByText('Newer answer')).toBeDefined()
    late.resolve([{ id: 'old', label: 'Older answer' }])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(screen.queryByText('Older answer')).toBeNull()
  })

  it('says that nothing was found, with what to try', async () => {
    const { user, field } = await open()
    await user.type(field, 'zzz')
    expect(screen.getByText(/Nothing found/)).toBeDefined()
  })
})
