import { addDays } from '@mainstay/domain/program'

/** A day in a calendar. */
export interface CalendarDay {
  readonly id: string
  /** Counts changes, so that calendars take the latest. */
  readonly version: number
  readonly on: string
  readonly title: string
  readonly lines: readonly string[]
  readonly url: string | null
  readonly changedAt: Date
}

const OCTETS_PER_LINE = 75

/**
 * A calendar by RFC 5545: one all-day event on each due date, which blocks nobody's time. Events and not to-dos (VTODO),
 * because calendars that subscribe to an address show events and pass over to-dos.
 */
export function calendarOf(name: string, days: readonly CalendarDay[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mainstay//Actions//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    `NAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...days.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function eventLines(day: CalendarDay): string[] {
  const changed = momentText(day.changedAt)
  return [
    'BEGIN:VEVENT',
    `UID:action-${day.id}@mainstay`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${day.version - 1}`,
    `DTSTART;VALUE=DATE:${dateText(day.on)}`,
    `DTEND;VALUE=DATE:${dateText(addDays(day.on, 1))}`,
    `SUMMARY:${escapeText(day.title)}`,
    ...(day.lines.length > 0 ? [`DESCRIPTION:${escapeText(day.lines.join('\n'))}`] : []),
    ...(day.url === null ? [] : [`URL:${day.url}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function dateText(date: string): string {
  return date.replaceAll('-', '')
}

function momentText(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Text as a property value: what has a meaning in the format is marked, line ends become `\n`. */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/(?!\t)\p{Cc}/gu, '')
}

/** Breaks a line into pieces of at most 75 octets, never inside a character. */
export function foldLine(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    // The space before a continued line counts as well.
    const room = pieces.length === 0 ? OCTETS_PER_LINE : OCTETS_PER_LINE - 1
    if (octets + size > room) {
      pieces.push(piece)
      piece = ''
      octets = 0
    }
    piece += character
    octets += size
  }
  return [...pieces, piece].join('\r\n ')
}
