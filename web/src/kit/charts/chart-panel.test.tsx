import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { ChartPanel } from './chart-panel.tsx'

const build = vi.fn(() => ({}))
const downloads: { name: string; content: Blob }[] = []

beforeEach(() => {
  downloads.length = 0
  vi.spyOn(URL, 'createObjectURL').mockImplementation((content) => {
    downloads.push({ name: '', content: content as Blob })
    return 'blob:here'
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => {})
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const last = downloads.at(-1)
    if (last) last.name = this.download
  })
})

function show(onSelect?: (id: string) => void) {
  render(
    <MantineProvider env="test">
      <ChartPanel
        title="Whale curve"
        label="196 accounts earn 1.04 M"
        build={build}
        onSelect={onSelect}
        table={{
          columns: [{ header: 'Account' }, { header: 'Margin', align: 'end' }],
          rows: [
            { key: '1', cells: ['Harbour, "Ltd"', '1.2 k'], values: ['Harbour, "Ltd"', 1234.5], selectId: 'a1' },
            { key: '2', cells: ['=cmd()', '−300'], values: ['=cmd()', -300] },
          ],
        }}
      />
    </MantineProvider>,
  )
  return userEvent.setup()
}

it('says its finding to those who do not see the picture', () => {
  show()
  expect(screen.getByRole('img', { name: '196 accounts earn 1.04 M' })).toBeDefined()
})

it('shows the same data as a table and goes back to the picture', async () => {
  const user = show()
  await user.click(screen.getByRole('button', { name: 'as table' }))
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual(['AccountMargin', 'Harbour, "Ltd"1.2 k', '=cmd()−300'])
  expect(screen.queryByRole('img')).toBeNull()
  await user.click(screen.getByRole('button', { pressed: true }))
  expect(screen.getByRole('img')).toBeDefined()
})

it('opens from the table what can be opened in the picture, by keyboard too', async () => {
  const onSelect = vi.fn<(id: string) => void>()
  const user = show(onSelect)
  await user.click(screen.getByRole('button', { name: 'as table' }))
  const opened = within(screen.getByRole('table')).getAllByRole('button')
  expect(opened).toHaveLength(1)
  opened[0]?.focus()
  await user.keyboard('{Enter}')
  expect(onSelect).toHaveBeenCalledExactlyOnceWith('a1')
})

it('exports numbers as numbers, names in quotes and no formula that a spreadsheet would run', async () => {
  const user = show()
  await user.click(screen.getByRole('button', { name: /whale curve/i }))
  await user.click(await screen.findByRole('menuitem', { name: /csv/i }))
  const [file] = downloads
  expect(file?.name).toBe('whale-curve.csv')
  const lines = (await file?.content.text())?.replace('\uFEFF', '').trim().split(/\r?\n/)
  expect(lines?.[0]).toBe('Account,Margin')
  expect(lines?.[1]).toBe('"Harbour, ""Ltd""",1234.5')
  expect(lines?.[2]?.startsWith('=')).toBe(false)
  expect(lines?.[2]).toContain('-300')
})
