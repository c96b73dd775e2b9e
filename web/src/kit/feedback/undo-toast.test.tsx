import { MantineProvider } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { showUndo } from './undo-toast.tsx'

afterEach(() => notifications.clean())

const offer = async (undo: () => Promise<unknown> | unknown) => {
  render(
    <MantineProvider>
      <Notifications />
    </MantineProvider>,
  )
  showUndo({ message: 'Fewer stops saved.', undo })
  return screen.findByRole('button', { name: 'Undo' })
}

it('says what kept it from being taken back', async () => {
  fireEvent.click(await offer(() => Promise.reject({ code: 'plans/removed', title: 'Gone', detail: 'It is gone.' })))
  expect(await screen.findByText('It is gone.')).toBeDefined()
})

it('says nothing of what waits for the network, which says so itself', async () => {
  const kept = vi.fn(() => Promise.reject({ code: 'network/kept', title: 'Kept', detail: 'It is kept.' }))
  fireEvent.click(await offer(kept))
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
  expect(kept).toHaveBeenCalledTimes(1)
  expect([screen.queryByText('It is kept.'), screen.queryByText('Undone.')]).toEqual([null, null])
})

it('takes back once, however often it is pressed while it fades', async () => {
  const undo = vi.fn()
  const button = await offer(undo)
  fireEvent.click(button)
  fireEvent.click(button)
  expect(undo).toHaveBeenCalledTimes(1)
})
