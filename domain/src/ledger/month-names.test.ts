import { describe, expect, it } from 'vitest'
import { parseDate, parseMonthText } from './date-format.ts'
import { monthOfName } from './month-names.ts'

/** The twelve months as calendars of each country write them, in full and short. */
const calendars = {
  English: [
    ['January', 'Jan'],
    ['February', 'Feb'],
    ['March', 'Mar'],
    ['April', 'Apr'],
    ['May', 'May'],
    ['June', 'Jun'],
    ['July', 'Jul'],
    ['August', 'Aug'],
    ['September', 'Sep'],
    ['October', 'Oct'],
    ['November', 'Nov'],
    ['December', 'Dec'],
  ],
  German: [
    ['Januar', 'Jan'],
    ['Februar', 'Feb'],
    ['März', 'Mrz'],
    ['April', 'Apr'],
    ['Mai', 'Mai'],
    ['Juni', 'Jun'],
    ['Juli', 'Jul'],
    ['August', 'Aug'],
    ['September', 'Sept'],
    ['Oktober', 'Okt'],
    ['November', 'Nov'],
    ['Dezember', 'Dez'],
  ],
  French: [
    ['janvier', 'janv.'],
    ['février', 'févr.'],
    ['mars', 'mars'],
    ['avril', 'avr.'],
    ['mai', 'mai'],
    ['juin', 'juin'],
    ['juillet', 'juil.'],
    ['août', 'août'],
    ['septembre', 'sept.'],
    ['octobre', 'oct.'],
    ['novembre', 'nov.'],
    ['décembre', 'déc.'],
  ],
  Spanish: [
    ['enero', 'ene.'],
    ['febrero', 'feb.'],
    ['marzo', 'mar.'],
    ['abril', 'abr.'],
    ['mayo', 'mayo'],
    ['junio', 'jun.'],
    ['julio', 'jul.'],
    ['agosto', 'ago.'],
    ['septiembre', 'sept.'],
    ['octubre', 'oct.'],
    ['noviembre', 'nov.'],
    ['diciembre', 'dic.'],
  ],
  Dutch: [
    ['januari', 'jan.'],
    ['februari', 'feb.'],
    ['maart', 'mrt.'],
    ['april', 'apr.'],
    ['mei', 'mei'],
    ['juni', 'jun.'],
    ['juli', 'jul.'],
    ['augustus', 'aug.'],
    ['september', 'sep.'],
    ['oktober', 'okt.'],
    ['november', 'nov.'],
    ['december', 'dec.'],
  ],
} as const

const written = (month: number, day: number) => `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

describe.each(Object.entries(calendars))('a %s calendar', (_language, months) => {
  it.each(months.map((names, index) => [index + 1, ...names] as const))(
    'has month %i: %s, %s',
    (month, full, brief) => {
      expect(monthOfName(full)).toBe(month)
      expect(monthOfName(brief)).toBe(month)
      expect(monthOfName(full.toUpperCase())).toBe(month)
    },
  )

  it.each(months.map((names, index) => [index + 1, ...names] as const))(
    'writes a day of month %i',
    (month, full, brief) => {
      expect(parseDate(`7 ${full} 2024`, 'D MONTH YYYY')).toEqual({ ok: true, value: written(month, 7) })
      expect(parseDate(`17-${brief.replace('.', '')}-2024`, 'D MONTH YYYY')).toEqual({
        ok: true,
        value: written(month, 17),
      })
      expect(parseDate(`${full} 28, 2024`, 'MONTH D YYYY')).toEqual({ ok: true, value: written(month, 28) })
      expect(parseMonthText(`${full} 2024`, 'YYYY-MM-DD')).toEqual({ ok: true, value: written(month, 1).slice(0, 7) })
    },
  )
})

describe('what is no month', () => {
  it.each(['', 'Q1', 'Winter', 'Monday', 'Montag', 'lundi', 'Janu', 'Sepp', '13', 'constructor', '__proto__'])(
    '%j is none in any language',
    (name) => {
      expect(monthOfName(name)).toBeNull()
    },
  )

  it('means the same month in every language that shares the name', () => {
    const first = new Map<string, number>()
    for (const months of Object.values(calendars)) {
      months.forEach((names, index) => {
        for (const name of names) {
          const key = name.toLowerCase().replace('.', '')
          expect(first.get(key) ?? index + 1, name).toBe(index + 1)
          first.set(key, index + 1)
        }
      })
    }
  })
})
