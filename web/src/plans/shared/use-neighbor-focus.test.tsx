import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { useNeighborFocus } from './use-neighbor-focus.ts'

function Line() {
  const [isTaken, setTaken] = useState(false)
  return (
    <li>
      <button type="button">Since then</button>
      {isTaken ? null : (
        <button type="button" onClick={() => setTaken(true)}>
          Undo
        </button>
      )}
    </li>
  )
}

function Deeds() {
  useNeighborFocus()
  return (
    <main tabIndex={-1}>
      <ul>
        <Line />
        <li>
          <button type="button">Another</button>
        </li>
      </ul>
    </main>
  )
}

function List({ names }: { readonly names: readonly string[] }) {
  const [left, setLeft] = useState(names)
  const [isDialogOpen, setDialogOpen] = useState(false)
  useNeighborFocus()
  return (
    <main tabIndex={-1}>
      <button type="button" onClick={() => setDialogOpen(true)}>
        Elsewhere
      </button>
      <section>
        <button type="button">Add</button>
        <ul>
          {left.map((name) => (
            <li key={name}>
              <a href="#there">{name}</a>
              <button type="button" onClick={() => setLeft(left.filter((one) => one !== name))}>
                Take out {name}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {isDialogOpen ? <div role="dialog" aria-modal="true" /> : null}
    </main>
  )
}

const takeOut = async (name: string) => {
  screen.getByRole('button', { name: `Take out ${name}` }).focus()
  await userEvent.setup().keyboard('{Enter}')
}
const stands = () => document.activeElement?.textContent

it('goes on at what comes next in the list, at the last at what came before it', async () => {
  render(<List names={['one', 'two', 'three']} />)
  await takeOut('two')
  await waitFor(() => expect(stands()).toBe('three'))
  await takeOut('three')
  await waitFor(() => expect(stands()).toBe('one'))
})

it('stays in its line where only the button has gone', async () => {
  render(<Deeds />)
  screen.getByRole('button', { name: 'Undo' }).focus()
  await userEvent.setup().keyboard('{Enter}')
  await waitFor(() => expect(stands()).toBe('Since then'))
})

it('goes to what is around the list when nothing is left in it', async () => {
  render(<List names={['one']} />)
  await takeOut('one')
  await waitFor(() => expect(stands()).toBe('Add'))
})

it('takes the focus from nobody who has gone elsewhere', async () => {
  render(<List names={['one', 'two']} />)
  const remove = screen.getByRole('button', { name: 'Take out one' })
  remove.focus()
  screen.getByRole('button', { name: 'Elsewhere' }).focus()
  remove.click()
  await waitFor(() => expect(screen.queryByText('one')).toBeNull())
  expect(stands()).toBe('Elsewhere')
})

it('leaves the focus to a dialog that is open', async () => {
  render(<List names={['one', 'two']} />)
  screen.getByRole('button', { name: 'Elsewhere' }).click()
  await takeOut('one')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(document.activeElement).toBe(document.body)
})
