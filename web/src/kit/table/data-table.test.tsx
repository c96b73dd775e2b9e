import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { type DataColumn, moveColumn, toggleColumn, usualView } from './columns.ts'
import { DataTable } from './data-table.tsx'
import type { DataTableProps } from './table-props.ts'

interface Account {
  readonly id: string
  readonly name: string
  readonly net: number
}

const accounts: Account[] = Array.from({ length: 300 }, (_, index) => ({
  id: `a${index}`,
  name: `Account ${index + 1}`,
  net: 1000 - index,
}))
const columns: DataColumn<Account>[] = [
  { id: 'name', header: 'Account', cell: (row) => row.name, width: 200, grow: 1, sortable: true },
  { id: 'net', header: 'Net revenue', cell: (row) => row.net, width: 110, align: 'end', sortable: true },
  { id: 'why', header: 'Reason', cell: () => 'because', width: 120 },
]

function show(changes: Partial<DataTableProps<Account>> = {}) {
  const onOpenRow = vi.fn<(row: Account) => void>()
  render(
    <MantineProvider env="test">
      <DataTable
        label="Accounts"
        rows={accounts}
        columns={columns}
        rowKey={(row) => row.id}
        onOpenRow={onOpenRow}
        {...changes}
      />
    </MantineProvider>,
  )
  return { onOpenRow, user: userEvent.setup() }
}

function activeRow(): string {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant')
  return id ? (document.getElementById(id)?.textContent ?? '') : ''
}

describe('a long table', () => {
  it('draws only the rows in sight and says how many there are', () => {
    show({ total: 100_000 })
    const drawn = screen.getAllByRole('row').length
    expect(drawn).toBeGreaterThan(15)
    expect(drawn).toBeLessThan(60)
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001')
    expect(screen.getByRole('status').textContent).toBe('300 of 100,000 accounts')
  })

  it('asks for the next page when the end comes near, and not twice', () => {
    const fetchNextPage = vi.fn()
    show({ rows: accounts.slice(0, 10), paging: { hasNextPage: true, isFetchingNextPage: false, fetchNextPage } })
    expect(fetchNextPage).toHaveBeenCalledTimes(1)
  })

  it('does not ask while a page is on its way', () => {
    const fetchNextPage = vi.fn()
    show({ rows: accounts.slice(0, 10), paging: { hasNextPage: true, isFetchingNextPage: true, fetchNextPage } })
    expect(fetchNextPage).not.toHaveBeenCalled()
  })
})

describe('the keyboard in a table', () => {
  it('moves from row to row by arrows and by j and k', async () => {
    const { user } = show()
    screen.getByRole('grid').focus()
    await user.keyboard('{ArrowDown}j')
    expect(activeRow()).toContain('Account 3')
    await user.keyboard('k{ArrowUp}{ArrowUp}')
    expect(activeRow()).toContain('Account 1')
  })

  it('jumps back to the first row by Home', async () => {
    const { user } = show()
    screen.getByRole('grid').focus()
    await user.keyboard('{ArrowDown}{ArrowDown}{Home}')
    expect(activeRow()).toContain('Account 1')
  })

  it('opens the row in focus by Enter', async () => {
    const { user, onOpenRow } = show()
    screen.getByRole('grid').focus()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(onOpenRow).toHaveBeenCalledExactlyOnceWith(accounts[1])
  })

  it('opens the last row after End', async () => {
    const { user, onOpenRow } = show()
    screen.getByRole('grid').focus()
    await user.keyboard('{End}{Enter}')
    expect(onOpenRow).toHaveBeenCalledExactlyOnceWith(accounts[299])
  })

  it('selects and unselects the row in focus by Space', async () => {
    const onChange = vi.fn()
    const { user } = show({ selection: { keys: new Set(['a1']), onChange } })
    screen.getByRole('grid').focus()
    await user.keyboard(' ')
    expect(onChange).toHaveBeenLastCalledWith(new Set(['a1', 'a0']))
    await user.keyboard('j ')
    expect(onChange).toHaveBeenLastCalledWith(new Set())
  })
})

describe('the headings of a table', () => {
  it('say how it is sorted and sort numbers from the largest first', async () => {
    const onSortChange = vi.fn()
    const { user } = show({ sort: { column: 'name', direction: 'ascending' }, onSortChange })
    const [name, net, why] = screen.getAllByRole('columnheader')
    expect(name?.getAttribute('aria-sort')).toBe('ascending')
    expect(net?.getAttribute('aria-sort')).toBe('none')
    expect(why?.hasAttribute('aria-sort')).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Net revenue' }))
    expect(onSortChange).toHaveBeenLastCalledWith({ column: 'net', direction: 'descending' })
    await user.click(screen.getByRole('button', { name: 'Account' }))
    expect(onSortChange).toHaveBeenLastCalledWith({ column: 'name', direction: 'descending' })
  })

  it('follow the reader’s choice of columns', () => {
    show({ view: { order: ['name', 'why', 'net'], hidden: ['net'] } })
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Account', 'Reason'])
  })
})

describe('a table without rows', () => {
  it('says so with the next step', () => {
    show({ rows: [], empty: <p>Import your customers first.</p> })
    expect(screen.getByText('Import your customers first.')).toBeDefined()
  })

  it('says what failed and offers to try again', async () => {
    const onRetry = vi.fn()
    const { user } = show({
      rows: [],
      state: { kind: 'failed', error: { status: 500, code: 'x', detail: 'It broke.', requestId: 'r-1' }, onRetry },
    })
    expect(within(screen.getByRole('alert')).getByText('Request r-1')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
  })
})

describe('the choice of columns', () => {
  const usual = usualView(columns)

  it('never moves the first column nor past it', () => {
    expect(moveColumn(usual, 'name', 1)).toEqual(usual)
    expect(moveColumn(usual, 'net', -1)).toEqual(usual)
    expect(moveColumn(usual, 'why', -1).order).toEqual(['name', 'why', 'net'])
  })

  it('hides and shows', () => {
    expect(toggleColumn(toggleColumn(usual, 'net'), 'net')).toEqual(usual)
  })
})
