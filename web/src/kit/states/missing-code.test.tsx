import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ErrorBoundary } from './error-boundary.tsx'
import { isMissingCode, watchMissingCode } from './missing-code.ts'
import { StateFailed } from './states.tsx'

const gone = new TypeError('Failed to fetch dynamically imported module: https://acme.test/assets/portfolio-page-1.js')

function Broken({ error }: { error: Error }): never {
  throw error
}

const lose = () => window.dispatchEvent(new Event('vite:preloadError'))

describe('code that a newer version has replaced', () => {
  const reload = vi.fn<() => void>()
  let stop = () => {}
  const run = (version: string) => {
    stop()
    stop = watchMissingCode({ version, reload })
  }

  beforeEach(() => {
    window.sessionStorage.clear()
    reload.mockClear()
    document.body.replaceChildren()
  })
  afterEach(() => stop())

  it('reloads the page by itself, once for each version', () => {
    run('main-1.js')
    lose()
    lose()
    expect(reload).toHaveBeenCalledTimes(1)
    run('main-2.js')
    lose()
    expect(reload).toHaveBeenCalledTimes(2)
  })

  it('does not turn in circles when the reload brought the same version again', () => {
    run('main-1.js')
    lose()
    run('main-1.js')
    lose()
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it('leaves a page alone on which somebody writes or decides', () => {
    run('main-1.js')
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    document.body.append(dialog)
    lose()
    dialog.remove()
    const reason = document.createElement('textarea')
    document.body.append(reason)
    reason.focus()
    lose()
    expect(reload).not.toHaveBeenCalled()
    reason.remove()
    lose()
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it('is told from every other failure', () => {
    expect(isMissingCode(gone)).toBe(true)
    expect(isMissingCode(new TypeError('Importing a module script failed.'))).toBe(true)
    expect(isMissingCode(new Error('Unable to preload CSS for /assets/a.css'))).toBe(true)
    expect(isMissingCode(new TypeError('x is not a function'))).toBe(false)
    expect(isMissingCode({ status: 500, code: 'unexpected' })).toBe(false)
    expect(isMissingCode(null)).toBe(false)
  })

  it('says that a new version is there, with a way to it, wherever it was missed', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { unmount } = render(
      <MantineProvider env="test">
        <ErrorBoundary>
          <Broken error={gone} />
        </ErrorBoundary>
      </MantineProvider>,
    )
    expect(screen.getByRole('alert').textContent).toContain('A new version is there')
    expect(screen.getByRole('button', { name: 'Reload' })).toBeDefined()
    unmount()
    render(
      <MantineProvider env="test">
        <StateFailed error={gone} onRetry={() => {}} />
      </MantineProvider>,
    )
    expect(screen.getByText('A new version is there')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })
})

it('keeps a crash of another kind inside its part of the screen and clears it when the address changes', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const part = (address: string, isBroken: boolean) => (
    <MantineProvider env="test">
      <p>the rest</p>
      <ErrorBoundary resetKey={address}>{isBroken ? <Broken error={new Error('no')} /> : <p>works</p>}</ErrorBoundary>
    </MantineProvider>
  )
  const { rerender } = render(part('/a', true))
  expect(screen.getByText('the rest')).toBeDefined()
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByRole('alert')).toBeDefined()
  rerender(part('/b', false))
  expect(screen.getByText('works')).toBeDefined()
})
