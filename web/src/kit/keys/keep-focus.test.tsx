import { Button, MantineProvider, Modal } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeTopmost } from './close-topmost.ts'
import { keepFocus } from './keep-focus.ts'

let stops: (() => void)[] = []
beforeEach(() => {
  stops = [closeTopmost(), keepFocus()]
})
afterEach(() => {
  for (const stop of stops) stop()
})

function Inner({ onClose }: { onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Inner">
      <form>
        <input aria-label="Name" />
      </form>
    </Modal>
  )
}

function Outer({ onClose }: { onClose: () => void }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Modal opened onClose={onClose} title="Outer">
      <button type="button" onClick={() => setOpen(true)}>
        Make one
      </button>
      {isOpen ? <Inner onClose={() => setOpen(false)} /> : null}
    </Modal>
  )
}

function Page() {
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  return (
    <MantineProvider env="test">
      <main tabIndex={-1}>
        <button type="button">Before</button>
        <button type="button" onClick={() => setOpen(true)}>
          Open
        </button>
        <Button loading={isBusy} onClick={() => setBusy(true)}>
          Ask
        </Button>
        <button type="button" onMouseEnter={() => setBusy(false)}>
          Answer
        </button>
        {isOpen ? <Outer onClose={() => setOpen(false)} /> : null}
      </main>
    </MantineProvider>
  )
}

it('closes dialogs one by one, and goes back to what opened each', async () => {
  const user = userEvent.setup()
  render(<Page />)
  screen.getByRole('button', { name: 'Open' }).focus()
  await user.keyboard('{Enter}')
  const make = await screen.findByRole('button', { name: 'Make one' })
  make.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Name')))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Make one' })))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' })))
})

it('goes back to a button that was switched off while its deed was under way', async () => {
  const user = userEvent.setup()
  render(<Page />)
  const ask = screen.getByRole('button', { name: 'Ask' })
  ask.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(ask.hasAttribute('disabled')).toBe(true))
  ask.blur()
  await user.hover(screen.getByRole('button', { name: 'Answer' }))
  await waitFor(() => expect(document.activeElement).toBe(ask))
})
