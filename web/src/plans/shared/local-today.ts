/** The reader's day as "2026-11-21": what people write is of the day where they are. */
export function localToday(now: Date): string {
  const month = String(now.getMonth() + 1).padStart(2, '0')
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}`
}
