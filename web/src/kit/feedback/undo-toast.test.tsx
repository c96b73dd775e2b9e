import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { showUndo } from './undo-toast.tsx'

afterEach(() => notifications.clean())

it('takes back once, however often it is pressed while it fades', async () => {
  render(
    <MantineProvider>
      <Notifications />
    </MantineProvider>,
  )
  const undo = vi.fn()
  showUndo({ message: 'Fewer stops saved.', undo })
  const button = await screen.findByRole('button', { name: 'Undo' })
  fireEvent.click(button)
  fireEvent.click(button)
  expect(undo).toHaveBeenCalledTimes(1)
})
