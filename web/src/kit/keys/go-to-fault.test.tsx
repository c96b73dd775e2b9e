import { MantineProvider, TextInput } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { goToFault } from './go-to-fault.ts'

let stop = () => {}
beforeEach(() => {
  stop = goToFault()
})
afterEach(() => stop())

function Form({ pause }: { pause: number }) {
  const [fault, setFault] = useState<string>()
  return (
    <MantineProvider env="test">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTimeout(() => setFault('Write a number.'), pause)
        }}
      >
        <TextInput label="Start" />
        <TextInput label="Target" error={fault} />
        <TextInput label="Unit" />
        <button type="submit">Save</button>
      </form>
    </MantineProvider>
  )
}

it('leads to the first field that was refused, now or once the server has answered', async () => {
  const user = userEvent.setup()
  render(<Form pause={60} />)
  await user.type(screen.getByLabelText('Unit'), 'shops{Enter}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Target')))
  await user.type(screen.getByLabelText('Unit'), '{Enter}')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Target')))
})

it('leaves whoever has gone on typing where they are', async () => {
  const user = userEvent.setup()
  render(<Form pause={60} />)
  await user.type(screen.getByLabelText('Unit'), 'shops{Enter}')
  await user.keyboard(' in London')
  await screen.findByText('Write a number.')
  expect(document.activeElement).toBe(screen.getByLabelText('Unit'))
})
