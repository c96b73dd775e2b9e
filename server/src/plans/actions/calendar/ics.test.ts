import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CalendarDay, calendarOf, escapeText, foldLine } from './ics.ts'

const day: CalendarDay = {
  id: '0f0f0f0f-0000-4000-8000-000000000000',
  version: 3,
  on: '2026-12-31',
  title: 'Acme; Ltd.: Visit, then "report"',
  lines: ['in progress', 'C:\\plans\nsecond line'],
  url: 'https://mainstay.example/w/north/plans/1?part=actions',
  changedAt: new Date('2026-11-20T10:11:12.345Z'),
}

test('an action is an all-day event on its due date, which blocks nobody', () => {
  expect(calendarOf('Mainstay: north', [day]).replaceAll('\r\n ', '').split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mainstay//Actions//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Mainstay: north',
    'NAME:Mainstay: north',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'BEGIN:VEVENT',
    'UID:action-0f0f0f0f-0000-4000-8000-000000000000@mainstay',
    'DTSTAMP:20261120T101112Z',
    'LAST-MODIFIED:20261120T101112Z',
    'SEQUENCE:2',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:Acme\\; Ltd.: Visit\\, then "report"',
    'DESCRIPTION:in progress\\nC:\\\\plans\\nsecond line',
    'URL:https://mainstay.example/w/north/plans/1?part=actions',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('the same action keeps its identity, so that a calendar moves it instead of adding another', () => {
  const uid = (calendar: string) => /UID:(.*)\r/.exec(calendar)?.[1]
  expect(uid(calendarOf('x', [day]))).toBe(uid(calendarOf('x', [{ ...day, on: '2027-01-05', version: 4 }])))
})

test('whatever a title holds, it stays one property and no other is smuggled in', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\r', '\n', ':', ';', ',', '\\', '\u0000', '漢', 'END:VEVENT') }),
      (title) => {
        const unfolded = calendarOf('x', [{ ...day, title }]).replaceAll('\r\n ', '')
        expect(unfolded.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(1)
        expect(unfolded.split('\r\n').filter((line) => line.startsWith('SUMMARY:'))).toHaveLength(1)
        expect(unfolded).not.toMatch(/(?<!\r)\n|\r(?!\n)|\0/)
      },
    ),
  )
})

test('escaped text reads back as it was', () => {
  const back = (text: string) => text.replaceAll(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark))
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'n', '\n', ';', ',', '\\') }), (text) => {
      expect(back(escapeText(text))).toBe(text)
    }),
  )
})

test('no line is longer than 75 octets, no character is cut, and unfolding gives the line back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'ü', '漢', '🚲'), maxLength: 400 }), (line) => {
      const folded = foldLine(line)
      for (const piece of folded.split('\r\n')) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75)
      expect(folded.replaceAll('\r\n ', '')).toBe(line)
    }),
  )
})
