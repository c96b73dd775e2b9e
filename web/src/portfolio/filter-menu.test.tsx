import { contract } from '@mainstay/contract/contract'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { answer } from '../client/fixtures/fake-server.ts'
import { base, serveProgram } from './fixtures/answers.ts'
import { openArea } from './fixtures/open-area.tsx'

const address = () => new URLSearchParams(window.location.search)

const facets = {
  [`GET ${base}/account-facets`]: () =>
    answer(contract.accounts.facets, {
      segments: [
        { value: 'Warehouse', accounts: 1200 },
        { value: 'Shops, small', accounts: 3 },
      ],
      countries: [{ value: 'US', accounts: 3 }],
      units: [],
    }),
}

async function openMenu(path: string, access: Record<string, unknown> = {}) {
  serveProgram({ routes: facets, access })
  const user = await openArea(path)
  await user.click(await screen.findByRole('button', { name: '+ Filter' }))
  return { user, menu: within(await screen.findByRole('dialog', { hidden: true })) }
}

const boxNamed = (menu: ReturnType<typeof within>, name: string | RegExp) => menu.findByLabelText(name)

describe('the filter menu', () => {
  it('names every value with how many accounts it has, and keeps what is chosen in the address', async () => {
    const { user, menu } = await openMenu('/portfolio')
    await user.click(await boxNamed(menu, 'Warehouse (1,200)'))
    expect(address().get('segments')).toBe('Warehouse')
    await user.click(await boxNamed(menu, 'US (3)'))
    expect(address().get('countries')).toBe('US')
    await user.click(await boxNamed(menu, 'Warehouse (1,200)'))
    expect(address().get('segments')).toBeNull()
  })

  it('shows what is already chosen, by keyboard too', async () => {
    const { user, menu } = await openMenu('/portfolio?outlooks=at_risk')
    const box = (await boxNamed(menu, /At risk/i)) as HTMLInputElement
    expect(box.checked).toBe(true)
    box.focus()
    await user.keyboard(' ')
    expect(address().get('outlooks')).toBeNull()
  })

  it('leaves out a value with a comma, which the address could not tell from two', async () => {
    const { menu } = await openMenu('/portfolio')
    await boxNamed(menu, 'Warehouse (1,200)')
    expect(menu.queryByLabelText(/Shops/)).toBeNull()
  })

  it('takes amounts as people type them, and refuses what is none', async () => {
    const { user, menu } = await openMenu('/portfolio')
    const from = menu.getByLabelText('Net revenue from')
    await user.type(from, 'ten')
    await user.click(menu.getByText('Apply'))
    expect(address().get('netRevenueFrom')).toBeNull()
    await user.clear(from)
    await user.type(from, '1 000 000')
    await user.click(menu.getByText('Apply'))
    expect(address().get('netRevenueFrom')).toContain('1000000')
  })

  it('does not offer losses to those who may not see margins', async () => {
    const { menu } = await openMenu('/portfolio', {
      seesMargins: false,
      permissions: ['portfolio:read', 'accounts:read', 'selection:read', 'ledger:read'],
    })
    await boxNamed(menu, 'US (3)')
    expect(menu.queryByLabelText(/lose/i)).toBeNull()
  })
})
