import { describe, expect, it } from 'vitest'
import type { AreaModule } from '../../kit/routing/area-module.ts'
import { areas } from '../areas.ts'
import { mayOpenAddress } from './may-open.ts'
import { pageCommands } from './session-commands.tsx'

const hrefs = (modules: readonly AreaModule[], permissions: readonly string[]) =>
  pageCommands(modules, permissions).map(({ href }) => href)

describe('what the palette offers of the pages', () => {
  it('leaves out what this person may not open', () => {
    const viewer = hrefs(areas, ['accounts:read', 'portfolio:read'])
    expect(viewer).toContain('/portfolio')
    expect(viewer).toContain('/accounts')
    expect(viewer).not.toContain('/data/import')
    expect(viewer).not.toContain('/program/selection')
  })

  it('names a page once, though it stands in the navigation as well', () => {
    const everything = ['portfolio:read', 'accounts:read', 'program:read', 'selection:read', 'ledger:import']
    const portfolio = hrefs(areas, everything).filter((href) => href === '/portfolio')
    expect(portfolio).toHaveLength(1)
  })

  it('makes a command of a page that has none of its own', () => {
    const [entry] = areas[0]?.navigation ?? []
    const bare: AreaModule = { id: 'bare', navigation: entry ? [entry] : [], routes: [], commands: [] }
    expect(pageCommands([bare], ['accounts:read'])).toMatchObject([{ label: entry?.label, href: entry?.href }])
  })
})

describe('a page', () => {
  it('demands the same of its filters and its parts', () => {
    expect(mayOpenAddress('/accounts?create=true', [])).toBe(false)
    expect(mayOpenAddress('/accounts/42', [])).toBe(false)
    expect(mayOpenAddress('/accounts/42', ['accounts:read'])).toBe(true)
  })

  it('that only begins alike demands nothing of it', () => {
    expect(mayOpenAddress('/accountsbook', [])).toBe(true)
    expect(mayOpenAddress('/profile', [])).toBe(true)
  })
})
