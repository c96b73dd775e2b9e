import { describe, expect, it } from 'vitest'
import { firstGrid, lineNames, OFFERINGS_AT_FIRST, UNITS_AT_FIRST, unitNames } from './white-space-begin.ts'
import { nameKey } from './white-space-paste.ts'

const company = (accountId: string, name: string, code = `C${accountId}`) => ({ accountId, name, code })
const line = (productLine: string) => ({ productLine })

describe('the white space that a plan begins with', () => {
  it('lays every company of the account against every product line we sell, in their order', () => {
    const grid = firstGrid(
      [company('1', 'Harbour Group'), company('2', 'Harbour South')],
      [line('Wheels'), line('Caps')],
    )
    expect(grid).toEqual({
      units: [
        { accountId: '1', name: 'Harbour Group' },
        { accountId: '2', name: 'Harbour South' },
      ],
      offerings: [
        { productLine: 'Wheels', name: 'Wheels' },
        { productLine: 'Caps', name: 'Caps' },
      ],
    })
  })

  it('takes fifty companies and forty lines, the first ones', () => {
    const companies = Array.from({ length: 200 }, (_, at) => company(String(at), `Branch ${at}`))
    const lines = Array.from({ length: 200 }, (_, at) => line(`Line ${at}`))
    const { units, offerings } = firstGrid(companies, lines)
    expect([units.length, offerings.length]).toEqual([50, 40])
    expect([UNITS_AT_FIRST, OFFERINGS_AT_FIRST]).toEqual([50, 40])
    expect(units.at(-1)?.name).toBe('Branch 49')
    expect(offerings.at(-1)?.name).toBe('Line 39')
  })

  it('is empty where nothing is sold under a product line, and where no company is seen', () => {
    expect(firstGrid([company('1', 'Harbour')], [])).toEqual({ units: [], offerings: [] })
    expect(firstGrid([], [line('Wheels')])).toEqual({ units: [], offerings: [] })
  })
})

describe('names of rows and columns', () => {
  it('tell companies of one name apart by their code, whatever the case', () => {
    expect(unitNames([company('1', 'Acme', 'A1'), company('2', 'ACME ', 'A2'), company('3', 'Other', 'O1')])).toEqual([
      'Acme (A1)',
      'ACME  (A2)',
      'Other',
    ])
  })

  it('stay apart even where the marked name belongs to another', () => {
    const names = unitNames([company('1', 'Acme', 'A1'), company('2', 'Acme', 'A1'), company('3', 'Acme (A1)', 'X')])
    expect(new Set(names.map(nameKey)).size).toBe(3)
    expect(names[2]).toBe('Acme (A1)')
  })

  it('are cut to what a heading takes, and never in the middle of a character', () => {
    const long = `${'x'.repeat(119)}\u{1F6B2}`
    expect(unitNames([company('1', long)])).toEqual(['x'.repeat(119)])
    const names = lineNames([line(`${'y'.repeat(130)} one`), line(`${'y'.repeat(130)} two`)])
    expect(new Set(names).size).toBe(2)
    expect(names.every((name) => name.length <= 120)).toBe(true)
  })

  it('stay short with a long code too', () => {
    const names = unitNames([
      company('1', 'z'.repeat(200), 'k'.repeat(120)),
      company('2', 'z'.repeat(150), 'k'.repeat(120)),
    ])
    expect(names.every((name) => name.length <= 120)).toBe(true)
    expect(new Set(names).size).toBe(2)
  })
})
